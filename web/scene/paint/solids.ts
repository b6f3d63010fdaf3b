/**
 * Solid bodies and how light falls on them (from the upper left): top lighter and warmer, left base, right darker and
 * cooler; round bodies walk from left to right by their normal. No outlines, only a hairline of light on near edges.
 */
import { project } from '../../../domain/world/projection.ts';
import type { Box } from '../depth/box.ts';
import { type Brush, type Canvas2d, type FacePainter, type Point, at, onFace, polygon, quadOn } from './brush.ts';

export type BodyStyle = {
  readonly colour: string;
  /** Gives light itself: re-toned less. */
  readonly lit?: boolean;
  /** The hairline of light; on unless the body is small. */
  readonly gleam?: boolean;
  readonly topColour?: string;
  readonly onX?: FacePainter | undefined;
  readonly onY?: FacePainter | undefined;
  readonly onZ?: FacePainter | undefined;
};

const SEAM = 0.5;

export const paintBox = (brush: Brush, box: Box, style: BodyStyle): void => {
  const { ctx } = brush;
  const faces = brush.colour.faces(style.colour, style.lit);
  const { x0, y0, z0, x1, y1, z1 } = box;
  if (z1 - z0 > 0.2) {
    polygon(ctx, [at(x0, y1, z1), at(x1, y1, z1), at(x1, y1, z0), at(x0, y1, z0)], faces.left, { colour: faces.left, width: SEAM });
    polygon(ctx, [at(x1, y0, z1), at(x1, y1, z1), at(x1, y1, z0), at(x1, y0, z0)], faces.right, { colour: faces.right, width: SEAM });
  }
  const top = style.topColour === undefined ? faces.top : brush.colour.faces(style.topColour, style.lit).top;
  polygon(ctx, quadOn(x0, y0, x1, y1, z1), top, { colour: top, width: SEAM });
  if (style.gleam !== false && z1 - z0 > 2.5) {
    ctx.beginPath();
    ctx.moveTo(...at(x0, y1, z1));
    ctx.lineTo(...at(x1, y1, z1));
    ctx.lineTo(...at(x1, y0, z1));
    ctx.strokeStyle = faces.gleam;
    ctx.lineWidth = 0.7;
    ctx.stroke();
  }
  const { onX, onY, onZ } = style;
  if (onY !== undefined) onFace(ctx, 'y', box, (w, h) => onY(ctx, w, h, brush));
  if (onX !== undefined) onFace(ctx, 'x', box, (w, h) => onX(ctx, w, h, brush));
  if (onZ !== undefined) onFace(ctx, 'z', box, (w, h) => onZ(ctx, w, h, brush));
};

/** An outline in tiles, clockwise from its top corner. */
export type Outline = readonly Point[];

const CORNER_STEPS = 7;
export const roundedOutline = (x0: number, y0: number, x1: number, y1: number, radius: number): Outline => {
  const r = Math.min(radius, (x1 - x0) / 2, (y1 - y0) / 2);
  const corners = [
    [x0 + r, y0 + r, Math.PI],
    [x1 - r, y0 + r, 1.5 * Math.PI],
    [x1 - r, y1 - r, 0],
    [x0 + r, y1 - r, 0.5 * Math.PI],
  ] as const;
  return corners.flatMap(([cx, cy, from]) =>
    Array.from({ length: CORNER_STEPS + 1 }, (_, i): Point => {
      const angle = from + ((i / CORNER_STEPS) * Math.PI) / 2;
      return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    }),
  );
};

const RING_STEPS = 28;
export const ringOutline = (x: number, y: number, r: number): Outline =>
  Array.from({ length: RING_STEPS }, (_, i): Point => {
    const angle = (i / RING_STEPS) * 2 * Math.PI;
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });

/** Fills without a seam between neighbours of almost one colour: strokes in its own fill. */
const strip = (ctx: Canvas2d, points: readonly Point[], colour: string): void => polygon(ctx, points, colour, { colour, width: 0.6 });

/** Extrudes from one outline to another of as many points; `up` is how far the sides turn to the light. */
export const paintPrism = (
  brush: Brush,
  lower: Outline,
  z0: number,
  upper: Outline,
  z1: number,
  style: BodyStyle,
  up = 0,
  turned = false,
): void => {
  const { ctx } = brush;
  const faces = brush.colour.faces(style.colour, style.lit);
  for (let i = 0; i < lower.length; i++) {
    const j = (i + 1) % lower.length;
    const [a, b, c, d] = [lower[i], lower[j], upper[j], upper[i]];
    if (a === undefined || b === undefined || c === undefined || d === undefined) continue;
    const nx = b[1] - a[1];
    const ny = a[0] - b[0];
    if (nx + ny <= 1e-6 && !turned) continue;
    const turn = Math.atan2(Math.max(nx, -0.2 * ny), Math.max(ny, 0)) / (Math.PI / 2);
    strip(
      ctx,
      [at(a[0], a[1], z0), at(b[0], b[1], z0), at(c[0], c[1], z1), at(d[0], d[1], z1)],
      faces.at(Math.min(1, Math.max(0, turn)), up),
    );
  }
  const top = style.topColour === undefined ? faces.top : brush.colour.faces(style.topColour, style.lit).top;
  const line = z1 - z0 > 2 && style.gleam !== false ? { colour: faces.gleam, width: 0.6 } : undefined;
  polygon(
    ctx,
    upper.map(([x, y]) => at(x, y, z1)),
    top,
    line,
  );
  const { onZ } = style;
  if (onZ === undefined) return;
  const xs = upper.map((p) => p[0]);
  const ys = upper.map((p) => p[1]);
  const face = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys), z0, z1 };
  onFace(ctx, 'z', face, (w, h) => onZ(ctx, w, h, brush));
};

export type Profile = readonly (readonly [radius: number, z: number])[];
/** A turned body, brighter as it turns up to the light. */
export const paintLathe = (brush: Brush, x: number, y: number, profile: Profile, style: BodyStyle): void => {
  for (let i = 0; i + 1 < profile.length; i++) {
    const [low, high] = [profile[i], profile[i + 1]];
    if (low === undefined || high === undefined) continue;
    const inward = Math.abs(low[0] - high[0]) * 32;
    const up = Math.max(0, (low[0] - high[0]) * 32) / (inward + (high[1] - low[1]));
    paintPrism(brush, ringOutline(x, y, low[0]), low[1], ringOutline(x, y, high[0]), high[1], { ...style, gleam: false }, up, up > 0);
  }
};

/** Paints around a point of the world, flat to the screen. */
export const paintUpright = (brush: Brush, x: number, y: number, z: number, paint: (ctx: Canvas2d, brush: Brush) => void): void => {
  const foot = project(x, y, z);
  brush.ctx.save();
  brush.ctx.translate(foot.x, foot.y);
  paint(brush.ctx, brush);
  brush.ctx.restore();
};
