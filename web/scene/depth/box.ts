/**
 * Which of two solids is painted first. A solid is an axis-parallel box in the world: x and y in tiles, z in pixels.
 * Two boxes can hide each other only if their silhouettes overlap along all three axes of the projection.
 */
import { TILE_DEPTH_PX } from '../../../domain/world/projection.ts';

export type Box = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly z0: number;
  readonly z1: number;
};

/** `box` is what is sorted; paint may reach beyond it (a sitter's legs, leaves) and then says so. */
export type Solid = { readonly box: Box; readonly reach?: Box };

const EPSILON = 1e-4;

export const reachOf = (solid: Solid): Box => solid.reach ?? solid.box;

const meetOnScreen = (a: Box, b: Box): boolean =>
  a.x0 - a.y1 < b.x1 - b.y0 - EPSILON &&
  b.x0 - b.y1 < a.x1 - a.y0 - EPSILON &&
  a.x0 - a.z1 / TILE_DEPTH_PX < b.x1 - b.z0 / TILE_DEPTH_PX - EPSILON &&
  b.x0 - b.z1 / TILE_DEPTH_PX < a.x1 - a.z0 / TILE_DEPTH_PX - EPSILON &&
  a.y0 - a.z1 / TILE_DEPTH_PX < b.y1 - b.z0 / TILE_DEPTH_PX - EPSILON &&
  b.y0 - b.z1 / TILE_DEPTH_PX < a.y1 - a.z0 / TILE_DEPTH_PX - EPSILON;

/** Nearness of the middle; decides between boxes that intersect. */
const nearness = (box: Box): number => box.x0 + box.x1 + box.y0 + box.y1 + (box.z0 + box.z1) / 100;

/** @returns below 0 when `a` is behind `b`, above 0 when in front, 0 when they cannot hide each other. */
export const compareSolids = (a: Solid, b: Solid): number => {
  if (!meetOnScreen(a.reach ?? a.box, b.reach ?? b.box)) return 0;
  const p = a.box;
  const q = b.box;
  if (p.x1 <= q.x0 + EPSILON || p.y1 <= q.y0 + EPSILON || p.z1 <= q.z0 + EPSILON) return -1;
  if (q.x1 <= p.x0 + EPSILON || q.y1 <= p.y0 + EPSILON || q.z1 <= p.z0 + EPSILON) return 1;
  return nearness(p) - nearness(q);
};

export const shiftBox = (box: Box, x: number, y: number, z: number): Box => ({
  x0: box.x0 + x,
  y0: box.y0 + y,
  x1: box.x1 + x,
  y1: box.y1 + y,
  z0: box.z0 + z,
  z1: box.z1 + z,
});

export const uniteBoxes = (a: Box, b: Box): Box => ({
  x0: Math.min(a.x0, b.x0),
  y0: Math.min(a.y0, b.y0),
  x1: Math.max(a.x1, b.x1),
  y1: Math.max(a.y1, b.y1),
  z0: Math.min(a.z0, b.z0),
  z1: Math.max(a.z1, b.z1),
});

/** Do two boxes share space? `slack` in tiles, ten pixels of height to the tile. */
export const boxesIntersect = (a: Box, b: Box, slack = 1e-3): boolean =>
  a.x0 < b.x1 - slack &&
  b.x0 < a.x1 - slack &&
  a.y0 < b.y1 - slack &&
  b.y0 < a.y1 - slack &&
  a.z0 < b.z1 - slack * 300 &&
  b.z0 < a.z1 - slack * 300;

/** Left and right end on screen, in tiles of x − y. */
export const leftOf = (solid: Solid): number => {
  const box = solid.reach ?? solid.box;
  return box.x0 - box.y1;
};
export const rightOf = (solid: Solid): number => {
  const box = solid.reach ?? solid.box;
  return box.x1 - box.y0;
};
/** Upper and lower end on screen, in tiles of (x + y) / 2. */
export const topOf = (solid: Solid): number => {
  const box = solid.reach ?? solid.box;
  return (box.x0 + box.y0) / 2 - box.z1 / TILE_DEPTH_PX;
};
export const bottomOf = (solid: Solid): number => {
  const box = solid.reach ?? solid.box;
  return (box.x1 + box.y1) / 2 - box.z0 / TILE_DEPTH_PX;
};
