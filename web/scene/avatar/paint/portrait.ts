/**
 * Head and shoulders of a person who looks at us: for faces in lists and for the mirror when no camera is on. The same
 * head as in the world, on a body that is larger than the world's, as a portrait needs it. The origin is the middle of
 * the head, in pixels at zoom 1.
 */
import { paintHead } from './figure.ts';
import { paintBackHair } from './hair.ts';
import { armOf } from './limbs.ts';
import type { LookPaint } from './look-paint.ts';
import { type Stance, STANCES } from './stance.ts';
import { paintCollar, paintTorso } from './torso.ts';
import { createView, type Ctx, FIGURE } from './view.ts';

/** How much larger than in the world a body is under the same head, and where its neck begins below the head's middle. */
const BODY_SCALE = 1.62;
const NECK_DROP = 11.4;
/** What a portrait shows: a square around the head. */
export const PORTRAIT_WINDOW = { half: 18, middle: 1.2 } as const;

const neck = (ctx: Ctx, paint: LookPaint): void => {
  const tone = ctx.createLinearGradient(0, 6, 0, NECK_DROP + 2);
  tone.addColorStop(0, paint.skin(-0.16));
  tone.addColorStop(0.5, paint.skin(-0.09));
  tone.addColorStop(1, paint.skin(-0.04));
  ctx.beginPath();
  ctx.roundRect(-3.7, 5, 7.4, NECK_DROP - 2.8, 3);
  ctx.fillStyle = tone;
  ctx.fill();
};

const FRONT = createView(2);

/** @param stance eyes and mouth; hands stay down */
export const paintPortrait = (ctx: Ctx, paint: LookPaint, stance: Stance | undefined = STANCES.idle[0]): void => {
  if (!stance) return;
  paintBackHair(ctx, FRONT, paint);
  ctx.save();
  ctx.translate(0, NECK_DROP);
  ctx.scale(BODY_SCALE, BODY_SCALE);
  ctx.translate(0, FIGURE.neck);
  const arms = [armOf(FRONT, paint, stance, -1), armOf(FRONT, paint, stance, 1)];
  paintTorso(ctx, FRONT, paint, stance);
  for (const arm of arms) arm.paint(ctx);
  ctx.restore();
  neck(ctx, paint);
  ctx.save();
  ctx.translate(0, NECK_DROP);
  ctx.scale(BODY_SCALE, BODY_SCALE);
  ctx.translate(0, FIGURE.neck);
  paintCollar(ctx, FRONT, paint, stance);
  ctx.restore();
  paintHead(ctx, FRONT, paint, stance);
};
