/**
 * The built-in office, 26 × 20 tiles, as plain data. A long window wall looks out on a terrace to the left; two meeting
 * rooms lie at the back; the entrance is at the front. Knows nothing of drawing, collision or people.
 */
import { zoneId } from '../../ids.ts';
import type { Lamp, PlacedObject, PlaceMap, Zone, WorldPoint } from '../map.ts';
import { seatsOf } from '../objects.ts';
import { commons, entrance, fern, harbour, kitchen, library, listening, stageCorner, studio, terrace } from './rooms.ts';
import { DEPTH, DOORS, HOUSE_X, WIDTH, doors, floors, platforms, walls } from './shell.ts';

const zones: readonly Zone[] = [
  zone('terrace', 'Terrace', 'open', [0, 0, HOUSE_X, DEPTH], [1.5, 10.3, 'y']),
  zone('kitchen', 'Kitchen', 'open', [HOUSE_X, 0, 8, 6], [5.6, 5.25, 'x']),
  { ...zone('fern', 'Fern', 'meeting', [12, 0, 7, 6], [17.75, 4.2, 'y']), doors: [DOORS.fern], capacity: roomFor(fern) },
  { ...zone('harbour', 'Harbour', 'meeting', [19, 0, 7, 6], [19.35, 4.4, 'y']), doors: [DOORS.harbour], capacity: roomFor(harbour) },
  zone('studio', 'Studio', 'desk', [6, 7.7, 7, 5.2], [9.2, 12.35, 'x']),
  zone('entrance', 'Entrance', 'open', [11.9, 14, 6.2, 6], [13.9, 16.3, 'x']),
  zone('listening', 'Listening', 'listening', [4.1, 13.5, 7.6, 6.3], [9.3, 19, 'x']),
  zone('library', 'Library', 'silent', [19.2, 6.2, 6.6, 6.5], [22.3, 6.45, 'x']),
  { ...zone('stage', 'Stage', 'stage', [18.8, 13, 7.2, 7], [19.4, 18.9, 'y']), spotlight: { x: 19.7, y: 13.65, w: 5.4, d: 2.4 } },
];

/** Everybody has a chair, and four more stand along the walls. */
function roomFor(things: readonly PlacedObject[]): number {
  return things.flatMap((thing) => seatsOf(thing)).length + 4;
}

function zone(
  id: string,
  name: string,
  type: Zone['type'],
  [x, y, w, d]: readonly [number, number, number, number],
  [labelX, labelY, along]: readonly [number, number, 'x' | 'y'],
): Zone {
  return { id: zoneId(id), name, type, area: { x, y, w, d }, doors: [], label: { at: { x: labelX, y: labelY }, along } };
}

const lamp = (x: number, y: number, z: number, radius: number, strength: number): Lamp => ({ kind: 'lamp', x, y, z, radius, strength });
const screen = (x: number, y: number, radius: number, strength: number): Lamp => ({ kind: 'screen', x, y, z: 26, radius, strength });
/** Height of a light that hangs where the ceiling is cut away: only its pool is seen. */
const CEILING = 90;

const lamps: readonly Lamp[] = [
  lamp(7.7, 3.3, 45, 3, 0.85),
  lamp(9.6, 3.3, 45, 3, 0.85),
  lamp(8, 0.6, 34, 2.4, 0.45),
  lamp(15.5, 3.2, 46, 3.4, 0.95),
  lamp(21.25, 3.2, 47, 2.9, 0.8),
  lamp(24.2, 3.2, 47, 2.9, 0.8),
  lamp(21.4, 8, 41, 3.3, 1),
  lamp(4.75, 15, 41, 3.4, 1),
  lamp(2.1, 11.6, 36, 2.4, 0.5),
  lamp(1.5, 4.6, 20, 1.8, 0.35),
  lamp(15, 15.8, CEILING, 3, 0.6),
  lamp(9.3, 10.3, CEILING, 3.6, 0.75),
  lamp(16, 10, CEILING, 3, 0.7),
  lamp(7.6, 17, CEILING, 3.2, 0.6),
  lamp(22.9, 15.15, CEILING, 2.2, 0.9),
  ...[7.6, 9.3, 11].flatMap((x) => [screen(x, 9.3, 1.1, 0.4), screen(x, 11.2, 1.1, 0.4)]),
  screen(22.5, 0.9, 1.8, 0.5),
  screen(22.4, 14.1, 2, 0.4),
];

/** Between the door and the reception, so that a newcomer faces the house. */
const spawns: readonly WorldPoint[] = [
  { x: 15, y: 17.3 },
  { x: 14.2, y: 17.6 },
  { x: 15.8, y: 17.6 },
  { x: 14.6, y: 18.3 },
  { x: 15.4, y: 18.3 },
  { x: 16.4, y: 18.2 },
  { x: 13.9, y: 18.4 },
  { x: 16.6, y: 17 },
];

export const OFFICE: PlaceMap = {
  id: 'office',
  name: 'Office',
  width: WIDTH,
  depth: DEPTH,
  floors,
  walls,
  doors,
  objects: [...terrace, ...kitchen, ...fern, ...harbour, ...studio, ...commons, ...library, ...stageCorner, ...listening, ...entrance],
  zones,
  lamps,
  platforms,
  spawns,
};
