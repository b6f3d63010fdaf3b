/** What darkens the floor: shadows of the sun, contact under what stands, and the corners where wall meets floor. */
import type { Box } from '../depth/box.ts';
import { type Brush, type Point, at, polygon, quadOn } from './brush.ts';
import { hull } from './soft.ts';

/** Tiles of shadow for each pixel of height. */
export type SunSlope = { readonly dx: number; readonly dy: number };

const corners = (box: Box, slope: SunSlope, z: number): Point[] =>
  (
    [
      [box.x0, box.y0],
      [box.x1, box.y0],
      [box.x1, box.y1],
      [box.x0, box.y1],
    ] as const
  ).map(([x, y]) => at(x + slope.dx * z, y + slope.dy * z));

/** Where the sun puts the shadow of a box. */
export const castShape = (box: Box, slope: SunSlope): readonly Point[] =>
  hull([...corners(box, slope, box.z0), ...corners(box, slope, box.z1)]);

const CONTACT_MARGIN = 0.06;
export const contactShape = (box: Box): readonly Point[] =>
  hull(quadOn(box.x0 - CONTACT_MARGIN, box.y0 - CONTACT_MARGIN, box.x1 + CONTACT_MARGIN, box.y1 + CONTACT_MARGIN));

/** A strip of floor along a wall; (nx, ny) points away from the wall. */
export type Corner = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly nx: number;
  readonly ny: number;
};

const REACH = 0.55;
export const paintCorner = (brush: Brush, corner: Corner, strength = 0.16): void => {
  const { ctx, colour } = brush;
  const [ax, ay] = at(corner.x0, corner.y0);
  const [ex, ey] = at(corner.x1, corner.y1);
  const [bx, by] = at(corner.x0 + corner.nx * REACH, corner.y0 + corner.ny * REACH);
  const length = Math.hypot(ex - ax, ey - ay);
  if (length < 1e-6) return;
  // Perpendicular to the wall on screen, so that the strip fades evenly along its length.
  const ux = (ex - ax) / length;
  const uy = (ey - ay) / length;
  const depth = (bx - ax) * -uy + (by - ay) * ux;
  const fade = ctx.createLinearGradient(ax, ay, ax - uy * depth, ay + ux * depth);
  fade.addColorStop(0, colour.shadow(strength));
  fade.addColorStop(0.4, colour.shadow(strength * 0.35));
  fade.addColorStop(1, colour.shadow(0));
  const px = corner.nx * REACH;
  const py = corner.ny * REACH;
  polygon(ctx, [[ax, ay], [ex, ey], at(corner.x1 + px, corner.y1 + py), at(corner.x0 + px, corner.y0 + py)], fade);
};
