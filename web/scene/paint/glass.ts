/** Framed glass: window panes, partitions, door leaves. Frost 0 is a clear window, 1 a room that cannot be looked into. */
import { type Brush, type Point, at, polygon, tracePath } from './brush.ts';
import { PAINT } from './paints.ts';

export const paintPane = (brush: Brush, quad: readonly [Point, Point, Point, Point], frost: number): void => {
  const { ctx, colour, palette } = brush;
  const [topLeft, topRight, bottomRight, bottomLeft] = quad;
  const body = 0.13 + frost * 0.42;
  const shade = ctx.createLinearGradient(0, Math.min(topLeft[1], topRight[1]), 0, Math.max(bottomLeft[1], bottomRight[1]));
  shade.addColorStop(0, colour.of(PAINT.glassLight, { alpha: body + 0.1 }));
  shade.addColorStop(0.55, colour.of(PAINT.glass, { alpha: body }));
  shade.addColorStop(1, colour.of(PAINT.glassDeep, { alpha: body + 0.06 }));
  polygon(ctx, quad, shade);
  ctx.save();
  tracePath(ctx, quad);
  ctx.clip();
  ctx.fillStyle = palette.night ? 'rgba(190,210,255,.07)' : 'rgba(255,255,255,.26)';
  const width = topRight[0] - topLeft[0];
  const height = bottomLeft[1] - topLeft[1];
  const base = Math.max(bottomLeft[1], bottomRight[1]) + 6;
  const rise = height + Math.abs(topRight[1] - topLeft[1]) + 12;
  for (const [from, share] of [
    [0.12, 0.16],
    [0.36, 0.07],
  ] as const) {
    const x = topLeft[0] + width * from;
    ctx.beginPath();
    ctx.moveTo(x, base);
    ctx.lineTo(x + width * share, base);
    ctx.lineTo(x + width * share + rise * 0.5, base - rise);
    ctx.lineTo(x + rise * 0.5, base - rise);
    ctx.fill();
  }
  ctx.restore();
};

/** A standing rectangle between two points of the floor. */
export const uprightQuad = (x0: number, y0: number, x1: number, y1: number, z0: number, z1: number): [Point, Point, Point, Point] => [
  at(x0, y0, z1),
  at(x1, y1, z1),
  at(x1, y1, z0),
  at(x0, y0, z0),
];
