/**
 * What is worn on a head: beanie, cap, sun hat, headset, beret. Shapes that turn with the head; the origin is its
 * middle. Some parts lie behind the head and are drawn before it.
 */
import type { LookPaint } from './look-paint.ts';
import type { Shade } from './shade.ts';
import { type Ctx, degrees, FIGURE, headPoint, type Spot, type View } from './view.ts';

const R = FIGURE.headRadius;

/** The part of a ball above a level edge, seen a little from above. */
const dome = (ctx: Ctx, view: View, shade: Shade, radius: number, elevation: number, tall: number): void => {
  ctx.beginPath();
  for (let i = 0; i <= 30; i++) {
    const spot = headPoint(view, view.turn - Math.PI / 2 + (Math.PI * i) / 30, elevation, radius);
    ctx.lineTo(spot.x, spot.y);
  }
  for (let i = 0; i <= 30; i++) {
    const angle = elevation + ((Math.PI - 2 * elevation) * i) / 30;
    ctx.lineTo(Math.cos(angle) * radius, -Math.sin(angle) * radius * tall);
  }
  ctx.closePath();
  const tone = ctx.createRadialGradient(-radius * 0.4, -radius * 0.85, radius * 0.1, 0, -radius * 0.3, radius * 1.2);
  tone.addColorStop(0, shade(0.075));
  tone.addColorStop(0.5, shade());
  tone.addColorStop(1, shade(-0.085));
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = shade(-0.15, 0.55);
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
};

const around = (view: View, from: number, to: number, elevation: number, radius: number): Spot[] => {
  const spots: Spot[] = [];
  for (let i = 0; i <= 24; i++) spots.push(headPoint(view, from + ((to - from) * i) / 24, elevation, radius));
  return spots;
};

const trace = (ctx: Ctx, spots: readonly Spot[]): void => {
  for (const spot of spots) ctx.lineTo(spot.x, spot.y);
};

const band = (ctx: Ctx, view: View, shade: Shade, low: number, high: number, radius: number, dL: number): void => {
  const from = view.turn - Math.PI / 2;
  ctx.beginPath();
  trace(ctx, around(view, from, from + Math.PI, high, radius));
  trace(ctx, around(view, from, from + Math.PI, low, radius).toReversed());
  ctx.closePath();
  const tone = ctx.createLinearGradient(-R, 0, R, 0);
  tone.addColorStop(0, shade(dL + 0.05));
  tone.addColorStop(0.5, shade(dL));
  tone.addColorStop(1, shade(dL - 0.07));
  ctx.lineJoin = 'round';
  ctx.lineWidth = 0.9;
  ctx.strokeStyle = tone;
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
};

const beanie = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const shade = paint.hatShade;
  ctx.beginPath();
  ctx.arc(0, -R * 1.38, 2.7, 0, 7);
  ctx.fillStyle = shade(0.06);
  ctx.fill();
  dome(ctx, view, shade, R * 1.12, degrees(22), 1.12);
  ctx.lineWidth = 0.55;
  ctx.strokeStyle = shade(-0.08, 0.5);
  for (let i = -2; i <= 2; i++) {
    ctx.beginPath();
    ctx.moveTo(i * 3.3, -5.6 + Math.abs(i) * 0.3);
    ctx.quadraticCurveTo(i * 2.8, -9.4, i * 1.1, -11);
    ctx.stroke();
  }
  band(ctx, view, shade, degrees(20), degrees(40), R * 1.15, 0.035);
};

const visor = (ctx: Ctx, view: View, shade: Shade): void => {
  const inner = around(view, degrees(-62), degrees(62), degrees(24), R * 1.06);
  ctx.beginPath();
  trace(ctx, inner);
  const outer: Spot[] = [];
  for (let i = 0; i <= 24; i++) {
    const azimuth = degrees(62 - (124 * i) / 24);
    const reach = 1.06 + 0.62 * Math.cos((azimuth / degrees(62)) * (Math.PI / 2)) ** 0.7;
    const base = headPoint(view, azimuth, degrees(24), R * 1.06);
    const flat = headPoint(view, azimuth, 0, R * (reach - 1.06));
    outer.push({ x: base.x + flat.x, y: base.y + flat.y + 0.5, depth: base.depth });
  }
  trace(ctx, outer);
  ctx.closePath();
  ctx.lineJoin = 'round';
  ctx.lineWidth = 0.8;
  ctx.strokeStyle = shade(-0.16, 0.7);
  ctx.stroke();
  ctx.fillStyle = shade(-0.055);
  ctx.fill();
  ctx.beginPath();
  trace(ctx, outer);
  ctx.lineWidth = 0.5;
  ctx.strokeStyle = shade(0.08, 0.6);
  ctx.stroke();
};

const cap = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const shade = paint.hatShade;
  if (view.fy < 0) visor(ctx, view, shade);
  dome(ctx, view, shade, R * 1.09, degrees(22), 1.02);
  ctx.lineWidth = 0.5;
  ctx.strokeStyle = shade(-0.1, 0.5);
  for (const azimuth of [-90, -35, 35, 90, 145, 215]) {
    const seam = [24, 45, 65, 85].map((elevation) => headPoint(view, degrees(azimuth), degrees(elevation), R * 1.09));
    if (seam.some((spot) => spot.depth < 0.05)) continue;
    ctx.beginPath();
    trace(ctx, seam);
    ctx.stroke();
  }
  const button = headPoint(view, 0, Math.PI / 2, R * 1.12);
  ctx.beginPath();
  ctx.ellipse(button.x, button.y + 0.3, 1.1, 0.7, 0, 0, 7);
  ctx.fillStyle = shade(0.05);
  ctx.fill();
  if (view.fy >= 0) visor(ctx, view, shade);
};

const BRIM_Y = -5.4;
const sun = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const shade = paint.hatShade;
  const oval = (dy: number, rx: number, ry: number, fill: string | CanvasGradient): void => {
    ctx.beginPath();
    ctx.ellipse(0, BRIM_Y + dy, rx, ry, 0, 0, 7);
    ctx.fillStyle = fill;
    ctx.fill();
  };
  oval(1, 14, 4.5, shade(-0.14));
  const tone = ctx.createLinearGradient(-13, -8, 13, 0);
  tone.addColorStop(0, shade(0.05));
  tone.addColorStop(0.6, shade());
  tone.addColorStop(1, shade(-0.06));
  oval(0, 14, 4.5, tone);
  ctx.lineWidth = 0.45;
  ctx.strokeStyle = shade(-0.08, 0.5);
  for (const share of [0.72, 0.86]) {
    ctx.beginPath();
    ctx.ellipse(0, BRIM_Y, 14 * share, 4.5 * share, 0, 0, 7);
    ctx.stroke();
  }
  ctx.save();
  ctx.translate(0, -0.6);
  dome(ctx, view, shade, R * 0.97, degrees(30), 1.12);
  band(ctx, view, paint.accent, degrees(29), degrees(43), R * 0.985, -0.01);
  ctx.restore();
};

const beret = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const shade = paint.hatShade;
  band(ctx, view, shade, degrees(27), degrees(38), R * 1.09, -0.06);
  const middle = headPoint(view, degrees(70), degrees(64), R * 1.1);
  const x = middle.x * 0.55;
  ctx.beginPath();
  ctx.ellipse(x, -8.1, 10.6, 4.7, view.fy * 0.13, 0, 7);
  const tone = ctx.createRadialGradient(x - 4, -10.4, 1, x, -8, 12);
  tone.addColorStop(0, shade(0.08));
  tone.addColorStop(0.5, shade());
  tone.addColorStop(1, shade(-0.09));
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = shade(-0.15, 0.6);
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(x, -12.3);
  ctx.quadraticCurveTo(x + 0.4, -13.6, x + 1.3, -13.9);
  ctx.lineWidth = 1;
  ctx.lineCap = 'round';
  ctx.strokeStyle = shade(-0.05);
  ctx.stroke();
};

const headset = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const shade = paint.hatShade;
  ctx.lineCap = 'round';
  // From one ear over the top to the other: the half that is not hidden by the head itself.
  const over: Spot[] = [];
  for (let i = 0; i <= 24; i++) {
    const elevation = degrees(2 + (176 * i) / 24);
    over.push(headPoint(view, Math.PI / 2, elevation, R * 1.13));
  }
  const strip = (width: number, colour: string, dy: number): void => {
    ctx.beginPath();
    let drawing = false;
    for (const spot of over) {
      if (spot.depth < -0.3) {
        drawing = false;
        continue;
      }
      if (drawing) ctx.lineTo(spot.x, spot.y + dy);
      else ctx.moveTo(spot.x, spot.y + dy);
      drawing = true;
    }
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  };
  strip(2.3, shade(-0.09), 0.2);
  strip(1.7, shade(0.01), -0.1);
  strip(0.5, shade(0.14, 0.8), -0.5);
  for (const side of [-1, 1]) {
    const cup = headPoint(view, degrees(93 * side), degrees(-3), R * 1.06);
    if (cup.depth < -0.25) continue;
    const rx = 1.5 + Math.max(0, cup.depth) * 1.7;
    ctx.beginPath();
    ctx.ellipse(cup.x, cup.y, rx + 0.4, 3.5, 0, 0, 7);
    ctx.fillStyle = paint.ink(0.06);
    ctx.fill();
    ctx.beginPath();
    ctx.ellipse(cup.x - 0.2, cup.y - 0.2, rx, 3, 0, 0, 7);
    ctx.fillStyle = shade(cup.x < 0 ? 0.03 : -0.04);
    ctx.fill();
    if (side === 1 && view.fy > -0.3) {
      const boom = headPoint(view, degrees(46), degrees(-38), R * 1.14);
      const tip = headPoint(view, degrees(24), degrees(-36), R * 1.16);
      if (tip.depth < -0.05) continue;
      ctx.beginPath();
      ctx.moveTo(cup.x, cup.y + 2.6);
      ctx.quadraticCurveTo(boom.x, boom.y + 1, tip.x, tip.y);
      ctx.lineWidth = 0.7;
      ctx.strokeStyle = paint.ink(0.1);
      ctx.stroke();
      ctx.beginPath();
      ctx.ellipse(tip.x, tip.y, 1.05, 0.8, 0, 0, 7);
      ctx.fillStyle = paint.ink();
      ctx.fill();
    }
  }
};

const HATS: { readonly [hat in LookPaint['hat']]: ((ctx: Ctx, view: View, paint: LookPaint) => void) | null } = {
  none: null,
  beanie,
  cap,
  sun,
  beret,
  headset,
};

export const paintHat = (ctx: Ctx, view: View, paint: LookPaint): void => {
  HATS[paint.hat]?.(ctx, view, paint);
};
