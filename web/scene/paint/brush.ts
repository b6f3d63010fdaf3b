/** What every painter gets: a canvas whose origin is the world's origin at zoom 1, and colours. Plus the few strokes all share. */
import { project } from '../../../domain/world/projection.ts';
import type { Box } from '../depth/box.ts';
import type { Colours, Palette } from './palette.ts';

export type Canvas2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
export type Brush = { readonly ctx: Canvas2d; readonly palette: Palette; readonly colour: Colours };
export type Point = readonly [x: number, y: number];
/** Paints on a face in its own flat pixels: 32 to the tile along it, y down from its upper edge. */
export type FacePainter = (ctx: Canvas2d, width: number, height: number, brush: Brush) => void;
export type PaintFill = string | CanvasGradient;

export const at = (x: number, y: number, z = 0): Point => {
  const p = project(x, y, z);
  return [p.x, p.y];
};
export const quadOn = (x0: number, y0: number, x1: number, y1: number, z = 0): readonly Point[] => [
  at(x0, y0, z),
  at(x1, y0, z),
  at(x1, y1, z),
  at(x0, y1, z),
];

export const tracePath = (ctx: Canvas2d, points: readonly Point[], close = true): void => {
  ctx.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? ctx.moveTo(x, y) : ctx.lineTo(x, y)));
  if (close) ctx.closePath();
};

export type Line = { readonly colour: string; readonly width: number };
export const polygon = (ctx: Canvas2d, points: readonly Point[], fill: PaintFill | null, line?: Line): void => {
  tracePath(ctx, points);
  if (fill !== null) {
    ctx.fillStyle = fill;
    ctx.fill();
  }
  if (line === undefined) return;
  ctx.strokeStyle = line.colour;
  ctx.lineWidth = line.width;
  ctx.lineJoin = 'round';
  ctx.stroke();
};

export const roundRect = (ctx: Canvas2d, x: number, y: number, w: number, h: number, r: number, fill: PaintFill): void => {
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, r);
  ctx.fillStyle = fill;
  ctx.fill();
};
export const ellipse = (ctx: Canvas2d, x: number, y: number, rx: number, ry: number, fill: PaintFill, turn = 0): void => {
  ctx.beginPath();
  ctx.ellipse(x, y, rx, ry, turn, 0, Math.PI * 2);
  ctx.fillStyle = fill;
  ctx.fill();
};

/** x: the face towards the lower right, y: towards the lower left, z: the top. */
export type Side = 'x' | 'y' | 'z';
export const onFace = (ctx: Canvas2d, side: Side, box: Box, paint: (width: number, height: number) => void): void => {
  const PX = 32;
  ctx.save();
  if (side === 'y') {
    ctx.transform(1, 0.5, 0, 1, ...at(box.x0, box.y1, box.z1));
    paint((box.x1 - box.x0) * PX, box.z1 - box.z0);
  } else if (side === 'x') {
    ctx.transform(1, -0.5, 0, 1, ...at(box.x1, box.y1, box.z1));
    paint((box.y1 - box.y0) * PX, box.z1 - box.z0);
  } else {
    ctx.transform(1, 0.5, -1, 0.5, ...at(box.x0, box.y0, box.z1));
    paint((box.x1 - box.x0) * PX, (box.y1 - box.y0) * PX);
  }
  ctx.restore();
};

/** Small seeded generator (mulberry32), so that the same place always looks the same. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};
