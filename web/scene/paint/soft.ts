/**
 * Soft shapes without `filter` (Safari has none on a canvas): a shape drawn far outside the canvas throws its blurred
 * shadow inside. One path is one shade, so overlapping shapes in it never darken twice.
 */
import type { Canvas2d, Point } from './brush.ts';

const FAR_PX = 20_000;

export const pathOf = (shapes: readonly (readonly Point[])[]): Path2D => {
  const path = new Path2D();
  for (const shape of shapes) {
    shape.forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    path.closePath();
  }
  return path;
};

/** `sigmaPx` is the blur in pixels of the canvas (canvas shadows ignore the transform). */
export const fillSoft = (ctx: Canvas2d, path: Path2D, colour: string, sigmaPx: number): void => {
  ctx.save();
  const { a } = ctx.getTransform();
  ctx.shadowColor = colour;
  ctx.shadowBlur = sigmaPx * 2;
  ctx.shadowOffsetX = FAR_PX;
  ctx.fillStyle = '#000';
  ctx.translate(-FAR_PX / a, 0);
  ctx.fill(path);
  ctx.restore();
};

/** Clockwise hull of a few points (Andrew's monotone chain). */
export const hull = (points: readonly Point[]): readonly Point[] => {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const q of list) {
      for (;;) {
        const b = chain.at(-1);
        const a = chain.at(-2);
        if (a === undefined || b === undefined) break;
        if ((b[0] - a[0]) * (q[1] - a[1]) - (b[1] - a[1]) * (q[0] - a[0]) > 0) break;
        chain.pop();
      }
      chain.push(q);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.toReversed())];
};

/** Four points in the same turning sense as `hull`, so that they unite in one path. */
export const wound = (points: readonly Point[]): readonly Point[] => hull(points);
