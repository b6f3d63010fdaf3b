/**
 * A whole person, or the two halves of a sitter, painted around the floor under the hips. Puts the parts in order,
 * back to front, for one facing. This is all that sprites, faces and the chooser need to know of the painters.
 */
import type { Facing } from '../../../../domain/world/map.ts';
import { paintBackHair, paintFrontHair, paintHairShadow } from './hair.ts';
import { paintHat } from './hat.ts';
import { clipToHead, paintBeard, paintEars, paintEyewear, paintFace, paintNeck, paintSkull } from './head.ts';
import { armOf, paintLegs, paintSeatedLegs } from './limbs.ts';
import type { LookPaint } from './look-paint.ts';
import type { Stance } from './stance.ts';
import { paintCollar, paintTorso } from './torso.ts';
import { createView, type Ctx, FIGURE, headView, type View } from './view.ts';

/** Room that a figure needs around its origin, in pixels at zoom 1: hats, raised hands, long strides. */
export const FIGURE_ROOM = { left: 24, right: 24, up: 60, down: 10 } as const;
/** The seat that a seated figure is painted on; other seats shift the picture. */
export const PAINTED_SEAT_HEIGHT = 11.4;

const inHead = (ctx: Ctx, view: View, stance: Stance, draw: () => void): void => {
  ctx.save();
  ctx.translate(view.fx * stance.lean * 1.5, -FIGURE.head - stance.rise - stance.breath + view.fy * stance.lean * 0.4);
  draw();
  ctx.restore();
};

/** Skull, face and hair on our side; the caller has drawn what is behind. */
export const paintHead = (ctx: Ctx, view: View, paint: LookPaint, stance: Stance): void => {
  paintSkull(ctx, view, paint);
  clipToHead(ctx, view, () => paintHairShadow(ctx, view, paint));
  paintBeard(ctx, view, paint);
  paintEars(ctx, view, paint);
  paintFace(ctx, view, paint, stance);
  paintFrontHair(ctx, view, paint);
  paintEyewear(ctx, view, paint);
  paintHat(ctx, view, paint);
};

/** @param ctx at the floor under the hips, scaled to pixels of zoom 1. Seated stances are painted without their legs. */
export const paintFigure = (ctx: Ctx, facing: Facing, paint: LookPaint, held: Stance): void => {
  const view = createView(facing);
  // The farther arm is the one to raise: the nearer would hide the face.
  const stance = held.right.up > 30 && view.fx > 0.5 ? { ...held, left: held.right, right: held.left } : held;
  const head = headView(view);
  inHead(ctx, view, stance, () => paintBackHair(ctx, head, paint));
  if (!stance.seated) paintLegs(ctx, view, paint, stance);
  const arms = [armOf(view, paint, stance, -1), armOf(view, paint, stance, 1)].toSorted((a, b) => a.depth - b.depth);
  for (const arm of arms) if (arm.layer === 'behind') arm.paint(ctx);
  paintTorso(ctx, view, paint, stance);
  inHead(ctx, view, stance, () => paintNeck(ctx, paint));
  paintCollar(ctx, view, paint, stance);
  for (const arm of arms) if (arm.layer === 'before') arm.paint(ctx);
  inHead(ctx, view, stance, () => paintHead(ctx, head, paint, stance));
  for (const arm of arms) if (arm.layer === 'above') arm.paint(ctx);
};

/** @param drop how far the feet hang below the seat, in pixels */
export const paintFigureLegs = (ctx: Ctx, facing: Facing, paint: LookPaint, drop: number): void =>
  paintSeatedLegs(ctx, createView(facing), paint, drop);
