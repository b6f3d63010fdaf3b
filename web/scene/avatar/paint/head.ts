/**
 * A head: ball, ears, face, beard, glasses. Everything lies on a sphere and turns with it, so that no facing has a
 * face of its own. The origin is the middle of the head; hair and hats are drawn by their own files, in the order
 * that `figure.ts` and `portrait.ts` give.
 */
import type { LookPaint } from './look-paint.ts';
import type { Stance } from './stance.ts';
import { along, type Ctx, degrees, FIGURE, headPoint, type Spot, type Stops, type View } from './view.ts';

const R = FIGURE.headRadius;
/** Below this depth a feature has turned away. */
const SEEN = 0.1;

/** Round above, a little narrower at the jaw; the chin leans to where the face looks. */
const headPath = (ctx: Ctx, view: View): void => {
  ctx.beginPath();
  for (let i = 0; i <= 48; i++) {
    const angle = (i / 48) * 2 * Math.PI;
    const low = Math.max(0, Math.sin(angle));
    const x = Math.cos(angle) * R * (0.985 - 0.07 * low * low) + view.fx * low * low * 0.7;
    ctx.lineTo(x, Math.sin(angle) * R * 0.97);
  }
  ctx.closePath();
};

export const paintNeck = (ctx: Ctx, paint: LookPaint): void => {
  ctx.beginPath();
  ctx.roundRect(-2.5, 6, 5, 5, 1.6);
  ctx.fillStyle = paint.skin(-0.12);
  ctx.fill();
};

const paintEar = (ctx: Ctx, view: View, paint: LookPaint, side: 1 | -1): void => {
  const ear = headPoint(view, degrees(96 * side), degrees(-4), R * 1.0);
  if (ear.depth < -0.22) return;
  const rx = 1.15 + Math.max(0, ear.depth) * 0.75;
  ctx.beginPath();
  ctx.ellipse(ear.x, ear.y, rx + 0.3, 2.5, 0, 0, 7);
  ctx.fillStyle = paint.skin(-0.13, 0.7);
  ctx.fill();
  ctx.beginPath();
  ctx.ellipse(ear.x, ear.y, rx, 2.2, 0, 0, 7);
  ctx.fillStyle = paint.skin(ear.x < 0 ? 0.01 : -0.035);
  ctx.fill();
  ctx.beginPath();
  ctx.ellipse(ear.x, ear.y + 0.2, rx * 0.5, 1.2, 0, 0, 7);
  ctx.fillStyle = paint.skin(-0.1, 0.8);
  ctx.fill();
};

export const paintSkull = (ctx: Ctx, view: View, paint: LookPaint): void => {
  headPath(ctx, view);
  const tone = ctx.createRadialGradient(-R * 0.42, -R * 0.35, R * 0.1, 0, R * 0.1, R * 1.2);
  tone.addColorStop(0, paint.skin(0.035));
  tone.addColorStop(0.55, paint.skin());
  tone.addColorStop(1, paint.skin(-0.085));
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = paint.skin(-0.16, 0.6);
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
};

export const paintEars = (ctx: Ctx, view: View, paint: LookPaint): void => {
  paintEar(ctx, view, paint, 1);
  paintEar(ctx, view, paint, -1);
};

/** Runs `draw` with drawing kept on the head. */
export const clipToHead = (ctx: Ctx, view: View, draw: () => void): void => {
  ctx.save();
  headPath(ctx, view);
  ctx.clip();
  draw();
  ctx.restore();
};

/** How much of its width a feature keeps as it turns to the side. */
const squash = (spot: Spot): number => Math.max(0.42, Math.min(1, 0.32 + 0.78 * spot.depth));

const EYE_AZIMUTH = 25;
const EYE_ELEVATION = 0;

const paintEye = (ctx: Ctx, view: View, paint: LookPaint, side: 1 | -1, eyes: Stance['eyes']): void => {
  const spot = headPoint(view, degrees(EYE_AZIMUTH * side), degrees(EYE_ELEVATION), R * 0.98);
  if (spot.depth < SEEN) return;
  const narrow = squash(spot);
  ctx.lineCap = 'round';
  if (eyes === 'closed') {
    ctx.beginPath();
    ctx.arc(spot.x, spot.y - 0.6, 1.35 * narrow, 0.35, Math.PI - 0.35);
    ctx.lineWidth = 0.75;
    ctx.strokeStyle = paint.ink();
    ctx.stroke();
  } else {
    ctx.beginPath();
    ctx.ellipse(spot.x, spot.y + 0.1, 1.6 * narrow, 2.05, 0, 0, 7);
    ctx.fillStyle = paint.skin(0.05, 0.9);
    ctx.fill();
    ctx.beginPath();
    ctx.ellipse(spot.x, spot.y, 1.22 * narrow, 1.68, 0, 0, 7);
    ctx.fillStyle = paint.ink();
    ctx.fill();
    ctx.beginPath();
    ctx.ellipse(spot.x - 0.35 * narrow, spot.y - 0.62, 0.46 * narrow, 0.52, 0, 0, 7);
    ctx.fillStyle = paint.white(0, 0.95);
    ctx.fill();
    ctx.beginPath();
    ctx.ellipse(spot.x + 0.3 * narrow, spot.y + 0.8, 0.36 * narrow, 0.28, 0, 0, 7);
    ctx.fillStyle = paint.white(0, 0.28);
    ctx.fill();
  }
  const brow = headPoint(view, degrees((EYE_AZIMUTH + 1) * side), degrees(EYE_ELEVATION + 19), R);
  ctx.beginPath();
  ctx.moveTo(brow.x - 1.5 * narrow, brow.y + (side === -1 ? 0.35 : -0.05));
  ctx.quadraticCurveTo(brow.x, brow.y - 0.6, brow.x + 1.5 * narrow, brow.y + (side === -1 ? -0.05 : 0.35));
  ctx.lineWidth = 0.72;
  ctx.strokeStyle = paint.hair(-0.04, 0.75);
  ctx.stroke();
};

const paintCheek = (ctx: Ctx, view: View, paint: LookPaint, side: 1 | -1): void => {
  const spot = headPoint(view, degrees(44 * side), degrees(-19), R * 0.96);
  if (spot.depth < SEEN) return;
  ctx.beginPath();
  ctx.ellipse(spot.x, spot.y, 1.85 * squash(spot), 1.15, 0, 0, 7);
  ctx.fillStyle = paint.blush(0, 0.24);
  ctx.fill();
};

const paintNose = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const spot = headPoint(view, 0, degrees(-12), R * 1.02);
  if (spot.depth < -0.05) return;
  const profile = Math.abs(view.fx);
  ctx.beginPath();
  ctx.ellipse(spot.x - view.fx * 0.45, spot.y, 0.85 - profile * 0.1 + profile * profile * 0.35, 0.72, 0, 0, 7);
  ctx.fillStyle = profile > 0.9 ? paint.skin(-0.015) : paint.skin(-0.1, 0.55);
  ctx.fill();
};

/** The line of the mouth, from the person's right to left, as far as it is seen. */
const mouthLine = (view: View, elevation: number, curve: number, half: number): Spot[] => {
  const spots: Spot[] = [];
  for (let i = -6; i <= 6; i++) {
    const t = i / 6;
    const spot = headPoint(view, degrees(half * t), degrees(elevation + curve * t * t), R * 0.99);
    if (spot.depth > 0.02) spots.push(spot);
  }
  return spots;
};

const paintMouth = (ctx: Ctx, view: View, paint: LookPaint, mouth: Stance['mouth']): void => {
  const wide = mouth === 'wide';
  const line = mouthLine(view, mouth === 'smile' ? -29 : -26, mouth === 'smile' ? 5 : 2, mouth === 'smile' ? 14 : wide ? 11 : 8);
  if (line.length < 2) return;
  ctx.beginPath();
  for (const spot of line) ctx.lineTo(spot.x, spot.y);
  if (mouth === 'smile') {
    ctx.lineWidth = 0.85;
    ctx.lineCap = 'round';
    ctx.strokeStyle = paint.lip(-0.02, 0.9);
    ctx.stroke();
    return;
  }
  const lower = mouthLine(view, wide ? -41 : -34, wide ? 10 : 5, wide ? 11 : 8);
  for (const spot of lower.toReversed()) ctx.lineTo(spot.x, spot.y);
  ctx.closePath();
  ctx.lineJoin = 'round';
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = paint.mouth(-0.06);
  ctx.fillStyle = paint.mouth(-0.1);
  ctx.fill();
  ctx.stroke();
  const tongue = lower[Math.floor(lower.length / 2)];
  if (!wide || tongue === undefined) return;
  ctx.beginPath();
  ctx.ellipse(tongue.x, tongue.y - 0.5, 1 * squash(tongue), 0.55, 0, 0, 7);
  ctx.fillStyle = paint.blush(0.02);
  ctx.fill();
};

/** Upper edge of a beard, elevation in degrees: a moustache under the nose, sideburns up to the ear. */
const BEARD_EDGE: Stops = [
  [0, -17],
  [14, -18],
  [30, -29],
  [52, -30],
  [70, -22],
  [84, 2],
  [94, 8],
];

export const paintBeard = (ctx: Ctx, view: View, paint: LookPaint): void => {
  if (!paint.beard || view.fy < -0.75) return;
  const upper: Spot[] = [];
  for (let azimuth = -94; azimuth <= 94; azimuth += 4) {
    const spot = headPoint(view, degrees(azimuth), degrees(along(BEARD_EDGE, degrees(azimuth))), R * 1.01);
    if (spot.depth > -0.02) upper.push(spot);
  }
  if (upper.length < 3) return;
  const first = upper[0];
  const last = upper.at(-1);
  if (first === undefined || last === undefined) return;
  ctx.beginPath();
  for (const spot of upper) ctx.lineTo(spot.x, spot.y);
  // Down around the jaw, a little outside of it, and up again below the ear.
  const jaw = (spot: Spot): number => Math.acos(Math.max(-1, Math.min(1, spot.x / R)));
  const start = jaw(last);
  const end = jaw(first);
  for (let i = 0; i <= 16; i++) {
    const a = start + ((end - start) * i) / 16;
    const low = Math.max(0, Math.sin(a));
    ctx.lineTo(Math.cos(a) * R * (1.02 - 0.04 * low) + view.fx * low * 0.9, Math.sin(a) * R * (1.0 + 0.06 * low));
  }
  ctx.closePath();
  const tone = ctx.createLinearGradient(-R, 0, R, R);
  tone.addColorStop(0, paint.hair(0.05));
  tone.addColorStop(0.6, paint.hair(0.01));
  tone.addColorStop(1, paint.hair(-0.05));
  ctx.fillStyle = tone;
  ctx.fill();
};

const paintGlasses = (ctx: Ctx, view: View, paint: LookPaint): void => {
  ctx.strokeStyle = paint.ink(0.06);
  ctx.lineWidth = 0.75;
  const lenses = ([-1, 1] as const).map((side) => ({
    side,
    spot: headPoint(view, degrees(EYE_AZIMUTH * side), degrees(EYE_ELEVATION - 1), R * 1.04),
  }));
  for (const { side, spot } of lenses) {
    if (spot.depth < SEEN) continue;
    const narrow = squash(spot);
    ctx.beginPath();
    ctx.ellipse(spot.x, spot.y, 2.75 * narrow, 2.7, 0, 0, 7);
    ctx.fillStyle = paint.white(0, 0.16);
    ctx.fill();
    ctx.stroke();
    ctx.beginPath();
    ctx.ellipse(spot.x, spot.y, 1.9 * narrow, 1.9, 0, Math.PI * 1.08, Math.PI * 1.42);
    ctx.save();
    ctx.strokeStyle = paint.white(0, 0.75);
    ctx.lineWidth = 0.5;
    ctx.stroke();
    ctx.restore();
    // The temple runs back to the ear.
    const hinge = headPoint(view, degrees(44 * side), degrees(EYE_ELEVATION + 3), R * 1.03);
    const hook = headPoint(view, degrees(88 * side), degrees(2), R * 1.02);
    if (hook.depth > -0.05 && Math.abs(hook.x - hinge.x) > 1) {
      ctx.beginPath();
      ctx.moveTo(hinge.x, hinge.y);
      ctx.lineTo(hook.x, hook.y);
      ctx.stroke();
    }
  }
  const [right, left] = lenses;
  const bridge = headPoint(view, 0, degrees(EYE_ELEVATION + 2), R * 1.06);
  if (right === undefined || left === undefined || bridge.depth < SEEN) return;
  ctx.beginPath();
  const near = (spot: Spot, towards: number): number => spot.x + Math.sign(towards - spot.x) * 2.7 * squash(spot);
  if (right.spot.depth > SEEN) ctx.moveTo(near(right.spot, bridge.x), right.spot.y - 0.5);
  else ctx.moveTo(bridge.x, bridge.y);
  ctx.quadraticCurveTo(bridge.x, bridge.y - 0.7, left.spot.depth > SEEN ? near(left.spot, bridge.x) : bridge.x, left.spot.y - 0.5);
  ctx.stroke();
};

/** Eyes, brows, cheeks, nose, mouth, beard. */
export const paintFace = (ctx: Ctx, view: View, paint: LookPaint, stance: Stance): void => {
  if (view.fy < -0.9) return;
  paintCheek(ctx, view, paint, -1);
  paintCheek(ctx, view, paint, 1);
  paintNose(ctx, view, paint);
  paintMouth(ctx, view, paint, stance.mouth);
  paintEye(ctx, view, paint, -1, stance.eyes);
  paintEye(ctx, view, paint, 1, stance.eyes);
};

/** Over the hair, under a hat. */
export const paintEyewear = (ctx: Ctx, view: View, paint: LookPaint): void => {
  if (paint.glasses && view.fy > -0.9) paintGlasses(ctx, view, paint);
};
