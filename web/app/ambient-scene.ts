/**
 * The living picture behind the landing screen: the same scene, with people who were never there. They sit, stand and
 * sometimes walk; nothing of them is sent or stored. Rests while the tab is hidden and where motion is not wanted.
 */
import { seatId } from '../../domain/ids.ts';
import { PRESET_LOOKS } from '../../domain/presence/looks.ts';
import { createWalkGrid } from '../../domain/world/collision.ts';
import type { WorldPoint } from '../../domain/world/map.ts';
import { createSeatTable } from '../../domain/world/objects.ts';
import { OFFICE } from '../../domain/world/office/office.ts';
import type { Clock } from '../../transports/clock.ts';
import type { ScenePerson } from '../scene/scene.ts';
import { type AvatarDriver, createAvatarDriver } from './session/avatar-driver.ts';
import type { SceneHost } from './scene-host.ts';

const NAMES = ['Ana', 'Kofi', 'Mira', 'Jun', 'Elif', 'Tom', 'Noor', 'Yuki'] as const;
/** Who talks with whom, where: pools of light join them. */
const MEETING: readonly WorldPoint[] = [
  { x: 15.2, y: 11.2 },
  { x: 17, y: 10.9 },
];
const STROLLS: readonly WorldPoint[] = [
  { x: 13.4, y: 8.6 },
  { x: 15.4, y: 12.6 },
  { x: 9.4, y: 7 },
  { x: 17.6, y: 8.8 },
  { x: 12.8, y: 13.2 },
];
const STROLL_EVERY_MS = 7000;

export const showAmbientScene = async (host: SceneHost, clock: Clock, isStill: boolean): Promise<() => void> => {
  const seats = createSeatTable(OFFICE).seats;
  const seatsOf = (zone: { x: number; y: number; w: number; d: number }) =>
    seats.filter((s) => s.at.x >= zone.x && s.at.x < zone.x + zone.w && s.at.y >= zone.y && s.at.y < zone.y + zone.d);
  const studio = seatsOf({ x: 6, y: 7.7, w: 7, d: 5.2 });
  const library = seatsOf({ x: 19.2, y: 6.2, w: 6.6, d: 6.5 });
  const stage = seatsOf({ x: 18.8, y: 15.8, w: 7.2, d: 4.2 });
  const places: readonly (WorldPoint | string)[] = [
    MEETING[0]!,
    MEETING[1]!,
    { x: 22.6, y: 15.1 },
    studio[0]?.id ?? MEETING[0]!,
    studio[3]?.id ?? MEETING[0]!,
    library[0]?.id ?? MEETING[1]!,
    stage[1]?.id ?? MEETING[1]!,
    STROLLS[0]!,
  ];

  const drivers = new Map<string, AvatarDriver>();
  const people = NAMES.map((name, i): ScenePerson => {
    const place = places[i]!;
    const seat = typeof place === 'string' ? seats.find((s) => s.id === place) : undefined;
    const at = typeof place === 'string' ? (seat?.approach ?? MEETING[0]!) : place;
    const driver = createAvatarDriver(OFFICE, createWalkGrid(OFFICE, new Map()), at, i === 1 ? 4 : i === 0 ? 0 : 2, 0);
    if (seat !== undefined) {
      driver.sitOn(seatId(seat.id));
      driver.advanceTo(20_000);
    }
    drivers.set(name, driver);
    return {
      id: name,
      name,
      look: PRESET_LOOKS[i % PRESET_LOOKS.length]!,
      status: i === 2 ? 'busy' : 'available',
      isSelf: false,
      speaking: !isStill && i === 0,
      muted: false,
      talking: i < 2,
      handUp: false,
      typing: false,
      faint: false,
    };
  });
  let startMs: number | null = null;
  const shown = host.show({
    map: OFFICE,
    onPick: () => undefined,
    onHover: () => undefined,
    poseOf: (id, nowMs, out) => {
      const driver = drivers.get(id);
      if (driver === undefined) return false;
      startMs ??= nowMs;
      driver.advanceTo(20_000 + nowMs - startMs);
      out.pose = driver.pose();
      return driver.isMoving();
    },
  });
  const scene = await shown.ready;
  scene.setPeople(people);
  scene.setHour(9.5);
  scene.setInsets({ top: 0, right: 0, bottom: 0, left: Math.min(640, innerWidth * 0.42) });
  if (isStill) return shown.close;
  let step = 0;
  const walker = drivers.get('Yuki');
  const stop = clock.every(STROLL_EVERY_MS, () => {
    if (document.hidden) return;
    walker?.walkTo(STROLLS[++step % STROLLS.length]!, false);
    scene.wake();
  });
  return () => {
    stop();
    shown.close();
  };
};
