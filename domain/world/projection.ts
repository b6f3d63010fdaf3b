/**
 * Where a point of the world lands on the screen at zoom 1, and which way a movement faces. Owns the tile's size and the
 * meaning of the eight facings; knows no camera, zoom or canvas.
 *
 * World: x runs to the lower right, y to the lower left, one unit is one tile; z is up, in pixels.
 */
import type { Facing, Rotation, WorldPoint } from './map.ts';

export const TILE_WIDTH_PX = 64;
export const TILE_DEPTH_PX = 32;
export const WALL_HEIGHT_PX = 56;

/** Pixels at zoom 1; x to the right, y down, (0, 0) is the world's origin on the floor. */
export type ScreenPoint = { readonly x: number; readonly y: number };

export const project = (x: number, y: number, z = 0): ScreenPoint => ({
  x: ((x - y) * TILE_WIDTH_PX) / 2,
  y: ((x + y) * TILE_DEPTH_PX) / 2 - z,
});

/** The point at height `z` (pixels) that is drawn at this place. */
export const unproject = (sx: number, sy: number, z = 0): WorldPoint => {
  const across = (2 * sx) / TILE_WIDTH_PX;
  const down = (2 * (sy + z)) / TILE_DEPTH_PX;
  return { x: (across + down) / 2, y: (down - across) / 2 };
};

const EIGHTH = Math.PI / 4;

/** The facing nearest to a direction on the floor, or `otherwise` when there is none. */
export const facingOfWorld = (dx: number, dy: number, otherwise: Facing = 2): Facing => {
  if (!(dx * dx + dy * dy > 1e-12)) return otherwise;
  // Facing 0 is the world direction (1, −1): −45° on the floor.
  const turns = Math.round(Math.atan2(dy, dx) / EIGHTH + 1);
  return (((turns % 8) + 8) % 8) as Facing;
};

/** Unit vector on the floor. */
export const facingVector = (facing: Facing): WorldPoint => {
  const angle = (facing - 1) * EIGHTH;
  return { x: Math.cos(angle), y: Math.sin(angle) };
};

/**
 * The floor direction (unit vector) of a direction as the viewer sees it: up is away from the viewer, so the keys
 * "up" and "right" move along one tile axis together. Screen lengths are not kept: the eight keys are 45° apart on the floor.
 */
export const worldDirection = (right: number, down: number): WorldPoint => {
  const x = right + down;
  const y = down - right;
  const length = Math.hypot(x, y);
  return length < 1e-9 ? { x: 0, y: 0 } : { x: x / length, y: y / length };
};

/** Which way a piece looks that was placed with this rotation. */
export const facingOfRotation = (rotation: Rotation): Facing => ([3, 1, 7, 5] as const)[rotation];

export const turnFacing = (facing: Facing, eighths: number): Facing => ((((facing + eighths) % 8) + 8) % 8) as Facing;

/** A piece's own u (left to right) and v (towards its front), turned into a floor offset. */
export const rotateOffset = (u: number, v: number, rotation: Rotation): WorldPoint => {
  if (rotation === 0) return { x: u, y: v };
  if (rotation === 1) return { x: v, y: -u };
  if (rotation === 2) return { x: -u, y: -v };
  return { x: -v, y: u };
};
