/**
 * Walls cut into segments that can be sorted and cut down one by one. A segment is masonry, a window in masonry, or
 * framed glass; each paints itself at any height, so that cutting it down is another painting of the same thing.
 */
import { WALL_HEIGHT_PX } from '../../../domain/world/projection.ts';
import type { Axis, Wall, WallOpening } from '../../../domain/world/map.ts';
import type { Box } from '../depth/box.ts';
import type { Brush, FacePainter } from './brush.ts';
import { paintPane, uprightQuad } from './glass.ts';
import { PAINT } from './paints.ts';
import { paintBox } from './solids.ts';

/** What is left of a wall that stands before the viewer's room. */
export const KNEE_PX = 10;
const THICKNESS = 0.18;
const BAR = 0.035;
const RAIL_PX = 1.6;

export type WallSegment = {
  readonly axis: Axis;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly z0: number;
  readonly height: number;
  readonly box: Box;
  readonly isGlass: boolean;
  /** `top` cuts the segment off at that height; `frost` is added to its glass. */
  readonly paint: (brush: Brush, top: number, frost: number) => void;
};

/** Darker towards the floor, with a skirting line: the wall's own ambient occlusion. */
const masonryFace: FacePainter = (ctx, w, h, { colour }) => {
  const fade = ctx.createLinearGradient(0, 0, 0, h);
  fade.addColorStop(0, colour.shadow(0));
  fade.addColorStop(Math.max(0, 1 - 20 / h), colour.shadow(0.02));
  fade.addColorStop(1, colour.shadow(0.17));
  ctx.fillStyle = fade;
  ctx.fillRect(0, 0, w, h);
  ctx.fillStyle = colour.of(PAINT.snow, { alpha: 0.3 });
  ctx.fillRect(0, h - 4.4, w, 0.6);
};

type Line = { readonly axis: Axis; readonly at: number; readonly half: number; readonly colour: string; readonly frame: string };

const lineBox = (line: Pick<Line, 'axis' | 'at'>, half: number, from: number, to: number, z0: number, z1: number): Box =>
  line.axis === 'x'
    ? { x0: from, y0: line.at - half, x1: to, y1: line.at + half, z0, z1 }
    : { x0: line.at - half, y0: from, x1: line.at + half, y1: to, z0, z1 };

const masonry = (brush: Brush, line: Line, from: number, to: number, z0: number, z1: number): void => {
  if (z1 - z0 < 0.1 || to - from < 1e-3) return;
  const face = z0 === 0 && z1 > 10 ? masonryFace : undefined;
  paintBox(brush, lineBox(line, line.half, from, to, z0, z1), {
    colour: line.colour,
    onX: line.axis === 'y' ? face : undefined,
    onY: line.axis === 'x' ? face : undefined,
  });
};

/** Panes between bars, from far to near. */
const glazing = (brush: Brush, line: Line, from: number, to: number, z0: number, z1: number, step: number, frost: number): void => {
  if (z1 - z0 < RAIL_PX * 2) return;
  const count = Math.max(1, Math.round((to - from) / step));
  const width = (to - from) / count;
  const bar = (a: number, b: number, low: number, high: number): void =>
    paintBox(brush, lineBox(line, BAR, a, b, low, high), { colour: line.frame, gleam: false });
  bar(from, to, z0, z0 + RAIL_PX);
  // Along y the far end has the smaller coordinate too, so one direction serves both axes.
  bar(from, from + BAR, z0 + RAIL_PX, z1 - RAIL_PX);
  for (let i = 0; i < count; i++) {
    const a = from + i * width;
    const b = a + width;
    const quad =
      line.axis === 'x'
        ? uprightQuad(a + BAR, line.at, b - BAR, line.at, z0 + RAIL_PX, z1 - RAIL_PX)
        : uprightQuad(line.at, b - BAR, line.at, a + BAR, z0 + RAIL_PX, z1 - RAIL_PX);
    paintPane(brush, quad, frost);
    bar(Math.min(b - BAR, to - BAR), Math.min(b + BAR, to), z0 + RAIL_PX, z1 - RAIL_PX);
  }
  bar(from, to, z1 - RAIL_PX, z1);
};

const WINDOW_STEP = 1.1;
const PARTITION_STEP = 1;

export const wallSegments = (wall: Wall): readonly WallSegment[] => {
  const height = wall.height ?? WALL_HEIGHT_PX;
  const line: Line = {
    axis: wall.axis,
    at: wall.at,
    half: (wall.thickness ?? THICKNESS) / 2,
    colour: wall.colour ?? PAINT.wall,
    frame: wall.glass?.frame ?? PAINT.frame,
  };
  const segments: WallSegment[] = [];
  const add = (from: number, to: number, z0: number, z1: number, isGlass: boolean, paint: WallSegment['paint']): void => {
    if (to - from < 1e-3 || z1 - z0 < 0.1) return;
    const box = lineBox(line, isGlass ? BAR : line.half, from, to, z0, z1);
    segments.push({ axis: wall.axis, at: wall.at, from, to, z0, height: z1, box, isGlass, paint });
  };
  const solid = (from: number, to: number, z0 = 0): void =>
    add(from, to, z0, height, false, (brush, top) => masonry(brush, line, from, to, z0, Math.min(top, height)));
  const glass = (from: number, to: number, frost: number): void =>
    add(from, to, 0, height, true, (brush, top, extra) =>
      glazing(brush, line, from, to, 0, Math.min(top, height), PARTITION_STEP, Math.min(1, frost + extra)),
    );
  const fill = (from: number, to: number): void => {
    if (wall.glass !== undefined) glass(from, to, wall.glass.frost);
    else solid(from, to);
  };
  const window = (opening: WallOpening): void => {
    const sill = opening.sill ?? 7;
    const head = opening.head ?? height - 7;
    add(opening.from, opening.to, 0, height, false, (brush, top, extra) => {
      masonry(brush, line, opening.from, opening.to, 0, Math.min(sill, top));
      glazing(brush, line, opening.from, opening.to, sill, Math.min(head, top), WINDOW_STEP, extra);
      masonry(brush, line, opening.from, opening.to, head, Math.min(height, top));
    });
  };

  let position = wall.from;
  for (const opening of (wall.openings ?? []).toSorted((a, b) => a.from - b.from)) {
    fill(position, opening.from);
    if (opening.kind === 'window') window(opening);
    else solid(opening.from, opening.to, opening.head ?? height);
    position = opening.to;
  }
  fill(position, wall.to);
  return segments;
};
