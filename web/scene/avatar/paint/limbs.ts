/**
 * Arms, legs, hands and shoes. Draws where it is told, back to front is the caller's business.
 */
import type { LookPaint } from './look-paint.ts';
import type { Shade } from './shade.ts';
import type { Foot, Hand, Stance } from './stance.ts';
import { bodyPoint, type Ctx, FIGURE, floorPoint, type Spot, type View } from './view.ts';

/** A bent, rounded limb: an edge of its own colour, a lit side and a shaded side. */
const limb = (ctx: Ctx, from: Spot, bend: Spot, to: Spot, width: number, shade: Shade, dL: number): void => {
  const trace = (dx: number, dy: number): void => {
    ctx.beginPath();
    ctx.moveTo(from.x + dx, from.y + dy);
    // The curve passes through the bend: its control point lies twice as far out.
    ctx.quadraticCurveTo(2 * bend.x - (from.x + to.x) / 2 + dx, 2 * bend.y - (from.y + to.y) / 2 + dy, to.x + dx, to.y + dy);
  };
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  trace(0, 0);
  ctx.lineWidth = width + 0.8;
  ctx.strokeStyle = shade(dL - 0.14, 0.6);
  ctx.stroke();
  const middle = (from.x + to.x) / 2;
  const tone = ctx.createLinearGradient(middle - width * 0.8, 0, middle + width * 0.8, 0);
  tone.addColorStop(0, shade(dL + 0.045));
  tone.addColorStop(0.45, shade(dL));
  tone.addColorStop(1, shade(dL - 0.065));
  ctx.lineWidth = width;
  ctx.strokeStyle = tone;
  ctx.stroke();
  trace(-width * 0.2, -width * 0.06);
  ctx.lineWidth = width * 0.24;
  ctx.strokeStyle = shade(dL + 0.09, 0.4);
  ctx.stroke();
};

const paintShoe = (ctx: Ctx, view: View, paint: LookPaint, ankle: Spot, pitch: number): void => {
  const lift = pitch * 1.5;
  const heel = { x: ankle.x - view.fx * 1.5, y: ankle.y - view.fy * 0.7 - Math.max(0, lift) - 1.1 };
  const toe = { x: ankle.x + view.fx * 2.4, y: ankle.y + view.fy * 1.3 + Math.min(0, lift) - 0.9 };
  const stroke = (dy: number, width: number, colour: string): void => {
    ctx.beginPath();
    ctx.moveTo(heel.x, heel.y + dy);
    ctx.lineTo(toe.x, toe.y + dy);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  };
  ctx.lineCap = 'round';
  stroke(0.5, 4.4, paint.sole(-0.12));
  stroke(-0.15, 4.1, paint.shoe(-0.02));
  ctx.beginPath();
  ctx.ellipse(toe.x - 0.5, toe.y - 0.9, 1.3, 0.7, 0, 0, 7);
  ctx.fillStyle = paint.shoe(0.1, 0.7);
  ctx.fill();
};

/** Legs farther to the right of the light are in shade. */
const legTone = (x: number): number => (x < -0.5 ? 0.012 : x > 0.5 ? -0.03 : 0);
const LEG_SIDE = 2.9;
const LEG_WIDTH = 5.3;

const paintLeg = (ctx: Ctx, view: View, paint: LookPaint, side: 1 | -1, foot: Foot, rise: number): void => {
  const apart = side * LEG_SIDE;
  const hip = floorPoint(view, apart * 0.86, FIGURE.hip + rise - 0.6, 0);
  const ankle = floorPoint(view, apart, foot.up, foot.forward);
  const heelUp = Math.max(0, foot.pitch) * 1.2;
  const cuff = floorPoint(view, apart, foot.up + 3 + heelUp, foot.forward - heelUp * 0.5);
  const knee = floorPoint(view, apart, (FIGURE.hip + rise + foot.up + 3) / 2, foot.forward * 0.5 + foot.knee);
  paintShoe(ctx, view, paint, ankle, foot.pitch);
  limb(ctx, hip, knee, cuff, LEG_WIDTH, paint.legs, legTone(hip.x) - (hip.depth < -1 ? 0.03 : 0));
};

const paintPelvis = (ctx: Ctx, view: View, paint: LookPaint, rise: number): void => {
  const half = Math.hypot(paint.width * 0.86 * view.fy, paint.girth * 0.86 * view.fx);
  ctx.beginPath();
  ctx.ellipse(0, -FIGURE.hip - rise + 0.4, half, 3.3, 0, 0, 7);
  ctx.fillStyle = paint.legs(-0.02);
  ctx.fill();
};

/** Both legs of somebody who stands, walks or runs. */
export const paintLegs = (ctx: Ctx, view: View, paint: LookPaint, stance: Stance): void => {
  const legs = [
    { side: -1 as const, foot: stance.leftFoot },
    { side: 1 as const, foot: stance.rightFoot },
  ].map((leg) => ({ ...leg, depth: floorPoint(view, leg.side * LEG_SIDE, 0, leg.foot.forward * 0.4).depth }));
  legs.sort((a, b) => a.depth - b.depth);
  for (const { side, foot } of legs) paintLeg(ctx, view, paint, side, foot, stance.rise);
  paintPelvis(ctx, view, paint, stance.rise);
};

/** Thighs forward, shins down. @param drop how far the feet hang below the seat, in pixels */
export const paintSeatedLegs = (ctx: Ctx, view: View, paint: LookPaint, drop: number): void => {
  const sides = [-1, 1].toSorted((a, b) => view.fx * a - view.fx * b);
  paintPelvis(ctx, view, paint, -0.4);
  for (const side of sides) {
    const apart = side * LEG_SIDE;
    const hip = floorPoint(view, apart * 0.9, FIGURE.hip - 0.2, 0);
    const knee = floorPoint(view, apart * 1.15, FIGURE.hip + 0.2, 8.6);
    const floor = FIGURE.hip - 1.2 - drop;
    const ankle = floorPoint(view, apart * 1.15, floor, 9.4);
    const shin = floorPoint(view, apart * 1.15, (FIGURE.hip + floor + 3) / 2, 9.2);
    const cuff = floorPoint(view, apart * 1.15, floor + 3, 9.2);
    const thigh = { x: (hip.x + knee.x) / 2, y: (hip.y + knee.y) / 2 - 0.3, depth: 0 };
    const dL = legTone(hip.x);
    paintShoe(ctx, view, paint, ankle, 0);
    limb(ctx, knee, shin, cuff, LEG_WIDTH * 0.94, paint.legs, dL - 0.045);
    limb(ctx, hip, thigh, knee, LEG_WIDTH * 1.06, paint.legs, dL + 0.015);
  }
};

const SHORT_SLEEVES: ReadonlySet<LookPaint['outfit']> = new Set(['dungarees']);

export type Arm = { readonly depth: number; readonly layer: 'behind' | 'before' | 'above'; readonly paint: (ctx: Ctx) => void };

/** @returns the arm and its place in the order: behind the chest, before it, or before the head as well. */
export const armOf = (view: View, paint: LookPaint, stance: Stance, side: 1 | -1): Arm => {
  const hand: Hand = side === 1 ? stance.right : stance.left;
  const up = stance.rise + stance.breath;
  const reach = paint.width - 1;
  const shoulder = bodyPoint(view, side * reach, FIGURE.shoulder + up - 0.6, stance.lean * 0.9);
  const wrist = bodyPoint(view, side * (reach + hand.out), hand.up + up, hand.forward + stance.lean * 0.4);
  const [out, back] = hand.elbow;
  const elbow = bodyPoint(
    view,
    side * (reach + hand.out / 2 + out),
    (FIGURE.shoulder + hand.up) / 2 + up,
    (hand.forward + stance.lean) / 2 - back,
  );
  const depth = shoulder.depth * 0.5 + wrist.depth * 0.5;
  return {
    depth,
    layer: depth <= 0 ? 'behind' : hand.up > 30 ? 'above' : 'before',
    paint: (ctx) => {
      const dL = depth < -1 ? -0.045 : shoulder.x > 2 ? -0.03 : 0.012;
      const length = Math.hypot(wrist.x - elbow.x, wrist.y - elbow.y) || 1;
      const ux = (wrist.x - elbow.x) / length;
      const uy = (wrist.y - elbow.y) / length;
      const palm = { x: wrist.x + ux * 0.8, y: wrist.y + uy * 0.8 };
      ctx.beginPath();
      ctx.ellipse(palm.x, palm.y, 2.5, 2.15, Math.atan2(uy, ux), 0, 7);
      ctx.fillStyle = paint.skin(dL * 0.7 - 0.12, 0.5);
      ctx.fill();
      ctx.beginPath();
      ctx.ellipse(palm.x, palm.y, 2.2, 1.85, Math.atan2(uy, ux), 0, 7);
      ctx.fillStyle = paint.skin(dL * 0.7);
      ctx.fill();
      const cuff = { x: wrist.x - ux * 1.2, y: wrist.y - uy * 1.2, depth: wrist.depth };
      if (SHORT_SLEEVES.has(paint.outfit)) {
        limb(ctx, shoulder, elbow, cuff, 3.9, paint.skin, dL * 0.7);
        const half = { x: (shoulder.x + elbow.x) / 2, y: (shoulder.y + elbow.y) / 2, depth: 0 };
        limb(
          ctx,
          shoulder,
          half,
          { x: elbow.x * 0.85 + shoulder.x * 0.15, y: elbow.y * 0.85 + shoulder.y * 0.15, depth: 0 },
          5,
          paint.top,
          dL,
        );
        return;
      }
      limb(ctx, shoulder, elbow, cuff, 4.7, paint.top, dL);
      sleeveDetail(ctx, paint, shoulder, elbow, cuff, ux, uy, dL);
    },
  };
};

const sleeveDetail = (ctx: Ctx, paint: LookPaint, shoulder: Spot, elbow: Spot, cuff: Spot, ux: number, uy: number, dL: number): void => {
  ctx.lineCap = 'butt';
  const band = (x: number, y: number, dx: number, dy: number, width: number, colour: string): void => {
    ctx.beginPath();
    ctx.moveTo(x + dy * 2.35, y - dx * 2.35);
    ctx.lineTo(x - dy * 2.35, y + dx * 2.35);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  };
  if (paint.outfit === 'stripes') {
    const length = Math.hypot(elbow.x - shoulder.x, elbow.y - shoulder.y) || 1;
    const dx = (elbow.x - shoulder.x) / length;
    const dy = (elbow.y - shoulder.y) / length;
    for (const t of [0.5, 1]) band(shoulder.x + dx * length * t, shoulder.y + dy * length * t, dx, dy, 1.3, paint.accent(dL));
    band(cuff.x - ux * 2, cuff.y - uy * 2, ux, uy, 1.3, paint.accent(dL));
  }
  if (paint.outfit === 'plain' || paint.outfit === 'hoodie') band(cuff.x + ux * 1.3, cuff.y + uy * 1.3, ux, uy, 1.4, paint.top(dL - 0.08));
  if (paint.outfit === 'jacket') band(cuff.x + ux * 1.5, cuff.y + uy * 1.5, ux, uy, 1.1, paint.accent(dL));
};
