/** Windows that the sun looks through: those in walls along y that have the outside on their left. */
import type { PlaceMap } from '../../../domain/world/map.ts';
import { type Point, at } from '../paint/brush.ts';
import type { SunSlope } from '../paint/shadows.ts';

export type SunWindow = {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly sill: number;
  readonly head: number;
};

/** Tiles from the wall's middle to its inner face. */
const INNER = 0.1;

/** The left-most wall along y with windows is the outer one. */
export const sunWindows = (map: PlaceMap): readonly SunWindow[] => {
  const walls = map.walls.filter((wall) => wall.axis === 'y' && wall.openings?.some((opening) => opening.kind === 'window'));
  const outer = Math.min(...walls.map((wall) => wall.at));
  return walls
    .filter((wall) => wall.at === outer)
    .flatMap((wall) => wall.openings ?? [])
    .filter((opening) => opening.kind === 'window')
    .map((opening) => ({ x: outer, from: opening.from, to: opening.to, sill: opening.sill ?? 7, head: opening.head ?? 49 }));
};

/** The patch of light on the floor. */
export const sunPatch = (window: SunWindow, slope: SunSlope): readonly Point[] => {
  const spot = (y: number, z: number): Point => at(window.x + INNER + slope.dx * z, y + slope.dy * z);
  return [spot(window.from, window.sill), spot(window.to, window.sill), spot(window.to, window.head), spot(window.from, window.head)];
};
