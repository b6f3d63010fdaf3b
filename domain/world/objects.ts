/**
 * Objects where they stand: the catalogue's measures turned and moved into the map. Owns ids of seats; knows nothing of
 * who sits.
 */
import { type ObjectId, type SeatId, seatId } from '../ids.ts';
import { type Shape, type Side, specOf } from './catalogue.ts';
import type { Facing, PlaceMap, PlacedObject, WorldPoint, WorldRect } from './map.ts';
import { facingOfRotation, rotateOffset, turnFacing } from './projection.ts';

/** Everything whose foot is this high hangs or stands on something: one walks under it, or the thing below blocks. */
const OVERHEAD_PX = 14;
/** From the seat's middle to where one stands before sitting down. */
const APPROACH_TILES = 0.62;

const NO_OPTIONS = {};

/** The outline after rotation: width and depth along the map's axes. */
export const shapeOf = (object: PlacedObject): Shape => {
  const shape = specOf(object.kind).shape(object.options ?? NO_OPTIONS);
  return shape.kind === 'rect' && object.rotation % 2 === 1 ? { kind: 'rect', w: shape.d, d: shape.w } : shape;
};

/** The rectangle of floor around an object. */
export const footprintOf = (object: PlacedObject): WorldRect => {
  const shape = shapeOf(object);
  const w = shape.kind === 'rect' ? shape.w : shape.r * 2;
  const d = shape.kind === 'rect' ? shape.d : shape.r * 2;
  return { x: object.x - w / 2, y: object.y - d / 2, w, d };
};

export const heightOf = (object: PlacedObject): number => specOf(object.kind).heightPx(object.options ?? NO_OPTIONS);

export const blocksWalking = (object: PlacedObject): boolean => specOf(object.kind).blocks && (object.z ?? 0) < OVERHEAD_PX;

/** A seat in the world. `z` is the height of the sitting surface above the floor, in pixels. */
export type PlacedSeat = {
  readonly id: SeatId;
  readonly object: ObjectId;
  readonly at: WorldPoint;
  readonly z: number;
  readonly facing: Facing;
  /** Where one stands before and after; may be blocked, then the nearest free point serves. */
  readonly approach: WorldPoint;
};

const SIDES: { readonly [S in Side]: readonly [number, number] } = { front: [0, 1], back: [0, -1], left: [-1, 0], right: [1, 0] };

export const seatsOf = (object: PlacedObject): readonly PlacedSeat[] =>
  specOf(object.kind)
    .seats(object.options ?? NO_OPTIONS)
    .map((seat, index) => {
      const offset = rotateOffset(seat.u, seat.v, object.rotation);
      const [su, sv] = SIDES[seat.approach];
      const side = rotateOffset(su * APPROACH_TILES, sv * APPROACH_TILES, object.rotation);
      const at = { x: object.x + offset.x, y: object.y + offset.y };
      return {
        id: seatId(`${object.id}/${index}`),
        object: object.id,
        at,
        z: (object.z ?? 0) + seat.heightPx,
        facing: turnFacing(facingOfRotation(object.rotation), seat.turn),
        approach: { x: at.x + side.x, y: at.y + side.y },
      };
    });

/** All seats of a map in a fixed order, which is what a seat's number on the wire refers to. */
export type SeatTable = {
  readonly seats: readonly PlacedSeat[];
  readonly byId: ReadonlyMap<SeatId, PlacedSeat>;
  /** −1 for a seat that this map does not have. */
  readonly indexOf: (id: SeatId) => number;
  readonly at: (index: number) => PlacedSeat | null;
};

export const createSeatTable = (map: PlaceMap): SeatTable => {
  const seats = map.objects.flatMap((object) => seatsOf(object));
  const byId = new Map(seats.map((seat) => [seat.id, seat]));
  const indices = new Map(seats.map((seat, index) => [seat.id, index]));
  return { seats, byId, indexOf: (id) => indices.get(id) ?? -1, at: (index) => seats[index] ?? null };
};

const inside = (area: WorldRect, x: number, y: number): boolean => x >= area.x && y >= area.y && x < area.x + area.w && y < area.y + area.d;

/** Height of the walkable ground in pixels: platforms raise it. */
export const groundHeight = (map: PlaceMap, x: number, y: number): number => {
  let z = 0;
  for (const platform of map.platforms) if (platform.z > z && inside(platform.area, x, y)) z = platform.z;
  return z;
};
