/** The office with sixteen people, as the address asks: `?scheme=dark&hour=22&zoom=2&at=9,9&follow=self`. Exposes the scene for scripts. */
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { DOORS } from '../../../domain/world/office/shell.ts';
import { zoneId } from '../../../domain/ids.ts';
import { createScene } from '../../../web/scene/create-scene.ts';
import { PEOPLE } from './people.ts';

const query = new URLSearchParams(location.search);
const host = document.querySelector<HTMLElement>('#host');
if (host === null) throw new Error('The page has a host');
const poses = new Map<string, AvatarPose>(PEOPLE.map(({ person, pose }) => [person.id, pose]));
const started = performance.now();
const scheme = query.get('scheme') === 'dark' ? 'dark' : 'light';
const scene = await createScene({
  host,
  map: OFFICE,
  theme: { scheme, highContrast: false, reducedMotion: query.has('still') },
  poseOf: (id, _now, out) => {
    const pose = poses.get(id);
    if (pose !== undefined) out.pose = pose;
    return false;
  },
  onPick: (pick) => {
    picks.push(pick);
  },
});
const picks: unknown[] = [];
// A voice breathes: for an idle office nobody speaks.
const isQuiet = query.has('quiet');
scene.setPeople(PEOPLE.map(({ person }) => ({ ...person, speaking: person.speaking && !isQuiet })));
scene.setHour(Number(query.get('hour') ?? 10));
scene.setDoors(new Map([[DOORS.harbour, { open: false, locked: true }]]));
scene.setSigns([{ zone: zoneId('harbour'), locked: true, inside: 2, text: '2 inside' }]);
if (query.has('follow')) scene.follow(query.get('follow'));
Object.assign(window, { scene, poses, picks, createdMs: performance.now() - started });
