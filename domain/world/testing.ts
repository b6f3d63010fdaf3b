/** Small maps for tests: an empty floor, and walls, doors and objects to put on it. */
import { doorId, objectId, zoneId } from '../ids.ts';
import type { Door, PlaceMap, PlacedObject, Wall, Zone, ZoneType, WorldRect } from './map.ts';

export const emptyMap = (width = 12, depth = 10, rest: Partial<PlaceMap> = {}): PlaceMap => ({
  id: 'test',
  name: 'Test',
  width,
  depth,
  floors: [],
  walls: [],
  doors: [],
  objects: [],
  zones: [],
  lamps: [],
  platforms: [],
  spawns: [{ x: width / 2, y: depth / 2 }],
  ...rest,
});

export const wallX = (at: number, from: number, to: number): Wall => ({ axis: 'x', at, from, to });
export const wallY = (at: number, from: number, to: number): Wall => ({ axis: 'y', at, from, to });
export const testDoor = (id: string, axis: 'x' | 'y', at: number, from: number, to: number, openAtStart = true): Door => ({
  id: doorId(id),
  axis,
  at,
  from,
  to,
  swing: 1,
  openAtStart,
});
export const testObject = (id: string, kind: string, x: number, y: number, rest: Partial<PlacedObject> = {}): PlacedObject => ({
  id: objectId(id),
  kind,
  x,
  y,
  rotation: 0,
  ...rest,
});
export const testZone = (id: string, type: ZoneType, area: WorldRect, rest: Partial<Zone> = {}): Zone => ({
  id: zoneId(id),
  name: id,
  type,
  area,
  doors: [],
  label: { at: { x: area.x, y: area.y }, along: 'x' },
  ...rest,
});

/** Two rooms of 6×10 with a door between them at x = 6, y from 4 to 5.5; the right room is the zone `right`. */
export const twoRooms = (objects: readonly PlacedObject[] = [], doorOpen = true): PlaceMap =>
  emptyMap(12, 10, {
    walls: [wallY(6, 0, 10)],
    doors: [testDoor('door', 'y', 6, 4, 5.5, doorOpen)],
    zones: [testZone('right', 'meeting', { x: 6, y: 0, w: 6, d: 10 }, { doors: [doorId('door')] })],
    objects,
  });
