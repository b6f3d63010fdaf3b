/**
 * What is at a point of the picture: a person, a door, a seat, or floor. Pure geometry in pixels at zoom 1; knows no
 * events and no sprites.
 */
import type { DoorId, ObjectId, SeatId } from '../../../domain/ids.ts';
import type { PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import type { PlacedSeat } from '../../../domain/world/objects.ts';
import { project, unproject } from '../../../domain/world/projection.ts';
import type { AvatarPlacement } from '../avatar/avatar-view.ts';
import type { XY } from '../camera/camera.ts';
import type { Point } from '../paint/brush.ts';
import { doorQuad } from '../paint/doors.ts';

export type Hit =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'door'; readonly door: DoorId }
  | { readonly kind: 'seat'; readonly seat: SeatId; readonly object: ObjectId }
  | { readonly kind: 'floor'; readonly at: WorldPoint };

export type Pickable = {
  readonly map: PlaceMap;
  readonly seats: readonly PlacedSeat[];
  readonly people: Iterable<readonly [string, AvatarPlacement]>;
};

const PERSON = { halfWidth: 13, up: 53, down: 6 } as const;
const SEAT = { rx: 17, ry: 13, lift: 3 } as const;

const onPerson = (p: AvatarPlacement, at: XY, slack: number): boolean => {
  const foot = project(p.x, p.y, p.z);
  const up = p.seatHeight > 0 ? p.seatHeight + 40 : PERSON.up;
  return Math.abs(at.x - foot.x) <= PERSON.halfWidth + slack && at.y >= foot.y - up - slack && at.y <= foot.y + PERSON.down + slack;
};

/** Even-odd test. */
export const insidePolygon = (points: readonly Point[], { x, y }: XY): boolean => {
  let inside = false;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const [a, b] = [points[i], points[j]];
    if (a === undefined || b === undefined) continue;
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
};

/** Platforms are tried first, because they are drawn above the floor behind them. */
export const floorAt = (map: PlaceMap, at: XY): WorldPoint | null => {
  for (const platform of map.platforms) {
    const p = unproject(at.x, at.y, platform.z);
    const { x, y, w, d } = platform.area;
    if (p.x >= x && p.x < x + w && p.y >= y && p.y < y + d) return p;
  }
  const p = unproject(at.x, at.y);
  return p.x >= 0 && p.y >= 0 && p.x < map.width && p.y < map.depth ? p : null;
};

/** `slack` is how far a finger may miss, in pixels at zoom 1. */
export const pickAt = ({ map, seats, people }: Pickable, at: XY, slack: number): Hit | null => {
  let best: { readonly id: string; readonly near: number } | null = null;
  for (const [id, p] of people) {
    const near = p.x + p.y;
    if ((best === null || near > best.near) && onPerson(p, at, slack)) best = { id, near };
  }
  if (best !== null) return { kind: 'person', id: best.id };
  for (const door of map.doors) if (insidePolygon(doorQuad(door), at)) return { kind: 'door', door: door.id };
  let seat: { readonly placed: PlacedSeat; readonly distance: number } | null = null;
  for (const placed of seats) {
    const middle = project(placed.at.x, placed.at.y, placed.z + SEAT.lift);
    const distance = Math.hypot((at.x - middle.x) / (SEAT.rx + slack), (at.y - middle.y) / (SEAT.ry + slack));
    if (distance <= 1 && (seat === null || distance < seat.distance)) seat = { placed, distance };
  }
  if (seat !== null) return { kind: 'seat', seat: seat.placed.id, object: seat.placed.object };
  const floor = floorAt(map, at);
  return floor === null ? null : { kind: 'floor', at: floor };
};
