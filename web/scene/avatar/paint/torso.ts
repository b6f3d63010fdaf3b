/**
 * Chest, belly and what is worn over them. The torso is a stack of ellipses, so that a pocket or a lapel lies on a
 * surface and turns with the body instead of being pasted on its picture.
 */
import type { LookPaint } from './look-paint.ts';
import type { Stance } from './stance.ts';
import { bodyPoint, type Ctx, FIGURE, type Spot, type View } from './view.ts';

/** Height above the floor → share of the shoulder's width. Shoulders are round, the waist is soft. */
const PROFILE: readonly (readonly [up: number, share: number])[] = [
  [10.4, 0.9],
  [11.4, 0.97],
  [14, 0.96],
  [18, 0.93],
  [22, 0.985],
  [24, 1],
  [25.6, 0.93],
  [26.8, 0.76],
  [27.5, 0.55],
  [27.9, 0.3],
];
const HEM = 10.8;

const share = (up: number): number => {
  let before = PROFILE[0];
  for (const stop of PROFILE) {
    if (before !== undefined && up <= stop[0]) return before[1] + ((stop[1] - before[1]) * (up - before[0])) / (stop[0] - before[0] || 1);
    before = stop;
  }
  return before?.[1] ?? 0;
};

type Torso = {
  readonly view: View;
  readonly paint: LookPaint;
  readonly lift: number;
  readonly lean: number;
};

const halfWidth = ({ view, paint }: Torso, up: number): number => Math.hypot(paint.width * view.fy, paint.girth * view.fx) * share(up);

const leanAt = (torso: Torso, up: number): number => (torso.lean * Math.max(0, up - 12)) / 14;

/** A point of the surface: azimuth 0 is the breastbone, positive to the person's left. Depth > 0 is seen. */
const surface = (torso: Torso, azimuth: number, up: number): Spot => {
  const { view, paint, lift } = torso;
  const part = share(up);
  const spot = bodyPoint(
    view,
    -paint.width * part * Math.sin(azimuth),
    up + lift,
    paint.girth * part * Math.cos(azimuth) + leanAt(torso, up),
  );
  // Seen or not follows from the normal of the ellipse, not from the depth of the point.
  const normal = (view.fy * Math.cos(azimuth)) / paint.girth - (view.fx * Math.sin(azimuth)) / paint.width;
  return { ...spot, depth: normal };
};

const outline = (ctx: Ctx, torso: Torso): void => {
  const points: [number, number][] = [];
  for (let i = 0; i <= 24; i++) {
    const up = HEM + ((27.9 - HEM) * i) / 24;
    points.push([halfWidth(torso, up), up]);
  }
  ctx.beginPath();
  for (const [half, up] of points) ctx.lineTo(torso.view.fx * leanAt(torso, up) + half, -up - torso.lift);
  for (const [half, up] of points.toReversed()) ctx.lineTo(torso.view.fx * leanAt(torso, up) - half, -up - torso.lift);
  const hem = halfWidth(torso, HEM);
  ctx.quadraticCurveTo(0, -HEM - torso.lift + 3, hem, -HEM - torso.lift);
  ctx.closePath();
};

/** Fills what is seen of a patch between two azimuths; `upper` and `lower` are heights at an azimuth. */
const patch = (
  ctx: Ctx,
  torso: Torso,
  from: number,
  to: number,
  upper: (azimuth: number) => number,
  lower: (azimuth: number) => number,
  colour: string,
): void => {
  const seen: number[] = [];
  for (let i = 0; i <= 16; i++) {
    const azimuth = from + ((to - from) * i) / 16;
    if (surface(torso, azimuth, 18).depth > -0.01) seen.push(azimuth);
  }
  if (seen.length < 2) return;
  ctx.beginPath();
  for (const azimuth of seen) {
    const spot = surface(torso, azimuth, upper(azimuth));
    ctx.lineTo(spot.x, spot.y);
  }
  for (const azimuth of seen.toReversed()) {
    const spot = surface(torso, azimuth, lower(azimuth));
    ctx.lineTo(spot.x, spot.y);
  }
  ctx.fillStyle = colour;
  ctx.fill();
};

/** A line around the body at a height, where it is seen. */
const ring = (ctx: Ctx, torso: Torso, up: number, width: number, colour: string): void => {
  ctx.beginPath();
  for (let i = 0; i <= 16; i++) {
    const spot = surface(torso, torso.view.turn - Math.PI / 2 + (Math.PI * i) / 16, up);
    ctx.lineTo(spot.x, spot.y);
  }
  ctx.lineWidth = width;
  ctx.lineCap = 'butt';
  ctx.strokeStyle = colour;
  ctx.stroke();
};

const always = (up: number) => (): number => up;
const BACK = Math.PI;

const paintOutfit: { readonly [outfit in LookPaint['outfit']]: (ctx: Ctx, torso: Torso) => void } = {
  plain: (ctx, torso) => {
    ring(ctx, torso, 11.6, 1.8, torso.paint.top(-0.08));
  },
  jacket: (ctx, torso) => {
    const { paint } = torso;
    const opening = (azimuth: number): number => 28 - Math.abs(azimuth) * 4;
    patch(ctx, torso, -0.5, 0.5, always(28), always(9), paint.accent(0.01));
    // Lapels fold outwards from the opening.
    for (const side of [-1, 1]) {
      patch(
        ctx,
        torso,
        side * 0.36,
        side * 0.98,
        (a) => opening(a),
        (a) => 20 + (Math.abs(a) - 0.36) * 9,
        paint.top(side < 0 ? 0.06 : 0.03),
      );
      patch(ctx, torso, side * 0.42, side * 0.52, always(21), always(9), paint.top(-0.12, 0.7));
      patch(ctx, torso, side * 0.75, side * 1.2, always(15.2), always(14.4), paint.top(-0.12, 0.8));
    }
    patch(ctx, torso, BACK - 0.05, BACK + 0.05, always(17), always(9), paint.top(-0.1, 0.6));
  },
  stripes: (ctx, torso) => {
    for (const up of [13.2, 16.6, 20, 23.4]) ring(ctx, torso, up, 1.6, torso.paint.accent());
  },
  hoodie: (ctx, torso) => {
    const { paint } = torso;
    patch(
      ctx,
      torso,
      -0.85,
      0.85,
      (a) => 17.6 - Math.abs(a) * 1.2,
      (a) => 12.6 + Math.abs(a) * 1.4,
      paint.top(-0.06),
    );
    patch(
      ctx,
      torso,
      -0.7,
      0.7,
      (a) => 17 - Math.abs(a) * 1.2,
      (a) => 13 + Math.abs(a) * 1.6,
      paint.top(0.02),
    );
    ring(ctx, torso, 11.4, 1.8, paint.top(-0.07));
    for (const side of [-0.3, 0.3]) patch(ctx, torso, side - 0.07, side + 0.07, always(25.6), always(21), paint.accent(0.02));
  },
  scarf: (ctx, torso) => {
    ring(ctx, torso, 11.6, 1.6, torso.paint.top(-0.08));
  },
  dungarees: (ctx, torso) => {
    const { paint } = torso;
    patch(ctx, torso, -BACK, BACK, always(15), always(9), paint.legs());
    patch(ctx, torso, -0.62, 0.62, always(22), always(14), paint.legs(0.015));
    patch(ctx, torso, -0.34, 0.34, always(19.6), always(16.4), paint.legs(-0.05));
    for (const side of [-0.6, 0.6]) {
      patch(ctx, torso, side - 0.13, side + 0.13, always(28), always(21), paint.legs(0.015));
      patch(ctx, torso, BACK + side - 0.13, BACK + side + 0.13, always(28), always(15), paint.legs(0.015));
      const button = surface(torso, side, 21);
      if (button.depth > 0.02) {
        ctx.beginPath();
        ctx.arc(button.x, button.y, 0.75, 0, 7);
        ctx.fillStyle = paint.accent(0.04);
        ctx.fill();
      }
    }
    ring(ctx, torso, 15, 0.6, paint.legs(-0.12, 0.8));
  },
};

export const paintTorso = (ctx: Ctx, view: View, paint: LookPaint, stance: Stance): void => {
  const torso: Torso = { view, paint, lift: stance.rise + stance.breath, lean: stance.lean };
  const half = halfWidth(torso, 22);
  outline(ctx, torso);
  const tone = ctx.createLinearGradient(-half, -27 - torso.lift, half * 1.05, -12 - torso.lift);
  tone.addColorStop(0, paint.top(0.06));
  tone.addColorStop(0.45, paint.top());
  tone.addColorStop(1, paint.top(-0.075));
  ctx.lineJoin = 'round';
  ctx.lineWidth = 0.9;
  ctx.strokeStyle = paint.top(-0.15, 0.65);
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
  ctx.save();
  ctx.clip();
  paintOutfit[paint.outfit](ctx, torso);
  // The shaded side of everything worn, and the shadow of the head on the shoulders.
  const side = ctx.createLinearGradient(half * 0.15, 0, half * 1.1, 0);
  side.addColorStop(0, paint.ink(0, 0));
  side.addColorStop(1, paint.ink(0.1, 0.16));
  ctx.fillStyle = side;
  ctx.fillRect(-12, -32, 24, 26);
  const neck = ctx.createRadialGradient(0.8, -28.4 - torso.lift, 1, 0.8, -28.4 - torso.lift, 7);
  neck.addColorStop(0, paint.ink(0.05, 0.3));
  neck.addColorStop(1, paint.ink(0.05, 0));
  ctx.fillStyle = neck;
  ctx.fillRect(-12, -36, 24, 18);
  ctx.restore();
};

/** Collar, hood or scarf: drawn after the neck, before the head. */
export const paintCollar = (ctx: Ctx, view: View, paint: LookPaint, stance: Stance): void => {
  const up = FIGURE.neck + stance.rise + stance.breath;
  const x = view.fx * stance.lean;
  const half = Math.hypot(paint.width * view.fy, paint.girth * view.fx);
  const oval = (dx: number, dy: number, rx: number, ry: number, colour: string): void => {
    ctx.beginPath();
    ctx.ellipse(x + dx, -up + dy, rx, ry, 0, 0, 7);
    ctx.fillStyle = colour;
    ctx.fill();
  };
  if (paint.outfit === 'scarf') {
    const tail = bodyPoint(view, -1.8, 0, paint.girth);
    oval(0, 0.9, half * 0.74, 2.9, paint.accent(-0.1));
    oval(-0.3, 0.3, half * 0.74, 2.7, paint.accent(0.02));
    if (tail.depth > -1) {
      ctx.beginPath();
      ctx.roundRect(x + tail.x - 1.7, -up + 1.4, 3.4, 8, 1.2);
      ctx.fillStyle = paint.accent(-0.03);
      ctx.fill();
      ctx.fillStyle = paint.accent(-0.12);
      ctx.fillRect(x + tail.x - 1.7, -up + 7.2, 3.4, 0.8);
    }
    return;
  }
  if (paint.outfit === 'hoodie') {
    const hood = bodyPoint(view, 0, 0, -2.6);
    oval(hood.x, hood.y * 0.4 + 0.8, half * 0.78, view.fy < 0 ? 4.4 : 3.2, paint.top(-0.07));
    oval(hood.x - 0.4, hood.y * 0.4 + 0.2, half * 0.74, view.fy < 0 ? 4 : 2.8, paint.top(view.fy < 0 ? 0.03 : -0.02));
    return;
  }
  oval(0, 0.5, half * 0.5, 1.9, paint.outfit === 'jacket' ? paint.accent(-0.05) : paint.top(-0.09));
  if (view.fy > -0.5) oval(0, 0, half * 0.42, 1.5, paint.skin(-0.12));
};
