/** One picture of everything that a person can show in the scene at once: for eyes, stored by `sheet.browser.test.ts`. */
import { Motion, REACTIONS, Status } from '../../../../domain/presence/avatar.ts';
import { PRESET_LOOKS } from '../../../../domain/presence/looks.ts';
import type { Facing } from '../../../../domain/world/map.ts';
import type { ScenePerson } from '../../scene.ts';
import type { AvatarPlacement, AvatarView } from '../avatar-view.ts';
import { createStage, somebody, type Stage, standing, TILE } from './stage.ts';

const NAMES = ['Ana', 'Kofi', 'Mira', 'Jun', 'Elif', 'Tom', 'Iris', 'Maximiliane von Hohenlohe', 'Sol', 'Rui', 'Yuki', 'You'];

type Extra = readonly [person: Partial<ScenePerson>, pose: Partial<AvatarPlacement>, act?: (view: AvatarView, nowMs: number) => void];
const EXTRAS: readonly Extra[] = [
  [{ speaking: true, talking: true }, { facing: 1 }, (view, now) => view.say('Shall we ship it today? I think that it is ready.', now)],
  [{ talking: true, muted: true }, { facing: 3 }],
  [{ status: Status.Busy, handUp: true }, { facing: 2 }],
  [
    { status: Status.DoNotDisturb, typing: true },
    { facing: 3, motion: Motion.Sitting, seatHeight: 11.4 },
  ],
  [{ status: Status.Away, faint: true }, { facing: 5 }],
  [
    { speaking: true, status: Status.Busy },
    { facing: 1, motion: Motion.Sitting, seatHeight: 9 },
  ],
  [{}, { facing: 2 }, (view, now) => view.react('wave', now)],
  [{}, { facing: 7, motion: Motion.Walking }],
  [{}, { facing: 2 }, (view) => view.setHighlighted(true)],
  [{}, { facing: 0, motion: Motion.Running }],
  [{ handUp: true }, { facing: 4, motion: Motion.Sitting, seatHeight: 16 }],
  [{ isSelf: true, talking: true }, { facing: 2 }],
];

/** Pixels of the picture; the three who talk stand together. */
const EXTRA_SPOTS: readonly (readonly [number, number])[] = [
  [150, 190],
  [330, 215],
  [480, 190],
  [640, 190],
  [780, 190],
  [920, 190],
  [520, 385],
  [640, 385],
  [780, 385],
  [920, 385],
  [1060, 190],
  [210, 300],
];
/** Where on the floor a point of the picture is. */
const at = (screenX: number, screenY: number, zoom: number): { readonly x: number; readonly y: number } => {
  const across = screenX / zoom / (TILE.width / 2);
  const down = screenY / zoom / (TILE.height / 2);
  return { x: (down + across) / 2, y: (down - across) / 2 };
};
const spot = (screenX: number, screenY: number, zoom: number, pose: Partial<AvatarPlacement>): AvatarPlacement => {
  const { x, y } = at(screenX, screenY, zoom);
  return standing(x, y, pose);
};

/** People as they stand after four seconds, one moment after each has done what they do. */
export const paintStreet = async (scheme: 'light' | 'dark', zoom: number, width = 1280, height = 620): Promise<Stage> => {
  const stage = await createStage({ width, height, zoom, scheme });
  const people = EXTRAS.map(([change, pose, act], i) => ({
    view: stage.add(),
    person: somebody(PRESET_LOOKS[i % PRESET_LOOKS.length]!, { id: `p${i}`, name: NAMES[i] ?? 'Name', ...change }),
    pose: spot(EXTRA_SPOTS[i]?.[0] ?? 0, EXTRA_SPOTS[i]?.[1] ?? 0, zoom, pose),
    act,
  }));
  const reactors = REACTIONS.map((reaction, i) => ({
    view: stage.add(),
    person: somebody(PRESET_LOOKS[(i * 5 + 1) % PRESET_LOOKS.length]!, { id: `r${i}`, name: reaction }),
    pose: spot(110 + i * 172, 570, zoom, { facing: ((i % 3) + 1) as Facing }),
    act: (view: AvatarView, now: number) => view.react(reaction, now),
  }));
  const all = [...people, ...reactors];
  for (let now = 1000; now <= 5000; now += 50) {
    for (const { view, person, pose, act } of all) {
      if (now === 4300) act?.(view, now);
      // Walkers move, so that the picture shows a step and not a stance.
      const step = pose.motion === Motion.Walking ? now / 9000 : 0;
      view.update(person, { ...pose, x: pose.x + step, y: pose.y - step }, now, zoom);
    }
  }
  stage.render();
  return stage;
};
