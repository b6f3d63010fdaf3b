/**
 * Pictures of people for elements: faces, busts and whole figures, painted by the scene's painters into canvases and
 * remembered by look, kind and size, so that a list of a hundred rows paints each face once. Faces are painted in day
 * light in both themes: each brings its own backdrop.
 */
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import type { Facing } from '../../../domain/world/map.ts';
import { FIGURE_ROOM, paintFigure } from '../../scene/avatar/paint/figure.ts';
import { lookKey, lookPaint } from '../../scene/avatar/paint/look-paint.ts';
import { paintPortrait, PORTRAIT_WINDOW } from '../../scene/avatar/paint/portrait.ts';
import { createShades } from '../../scene/avatar/paint/shade.ts';
import { type ClipName, STANCES } from '../../scene/avatar/paint/stance.ts';

type Size = { readonly widthPx: number; readonly heightPx: number };
export type Picture =
  | { readonly kind: 'face'; readonly look: AvatarLook }
  | { readonly kind: 'bust'; readonly look: AvatarLook; readonly blink: boolean }
  | { readonly kind: 'figure'; readonly look: AvatarLook; readonly facing: Facing; readonly clip: ClipName; readonly frame: number };

export type Pictures = {
  /** @returns a canvas of that many device pixels; it belongs to everybody: draw from it, never into it. */
  readonly of: (picture: Picture, size: Size) => HTMLCanvasElement;
};

/** Soft tones that leave skin, hair and clothes the brightest; picked by the look, so that a person keeps theirs. */
const BACKDROPS = [
  ['#e6dcea', '#cdbfd8'],
  ['#dfe8d6', '#bfd0b2'],
  ['#dbe4ee', '#b7c6da'],
  ['#f3e2c8', '#e2c59a'],
  ['#d6e7e4', '#aecbc6'],
  ['#f0dcd8', '#dcb9b2'],
] as const;

const shades = createShades('light');

const backdrop = (ctx: CanvasRenderingContext2D, look: AvatarLook, { widthPx, heightPx }: Size): void => {
  const [light, dark] = BACKDROPS[(look.topColour * 5 + look.hairColour + look.skin) % BACKDROPS.length] ?? BACKDROPS[0];
  const tone = ctx.createRadialGradient(widthPx * 0.3, heightPx * 0.16, 0, widthPx * 0.4, heightPx * 0.3, Math.max(widthPx, heightPx));
  tone.addColorStop(0, light);
  tone.addColorStop(1, dark);
  ctx.fillStyle = tone;
  ctx.fillRect(0, 0, widthPx, heightPx);
};

const paint = (ctx: CanvasRenderingContext2D, picture: Picture, size: Size): void => {
  const { widthPx, heightPx } = size;
  const person = lookPaint(picture.look, shades);
  if (picture.kind === 'figure') {
    const stances = STANCES[picture.clip];
    const stance = stances[picture.frame % stances.length];
    // Arms that are raised need more room above; all figures are drawn to one scale, so that none jumps.
    const scale = Math.min(widthPx / 36, heightPx / (FIGURE_ROOM.up + 2));
    ctx.translate(widthPx / 2, heightPx - 7 * scale);
    ctx.scale(scale, scale);
    const shadow = ctx.createRadialGradient(0, 0, 0, 0, 0, 15);
    shadow.addColorStop(0, 'rgba(60,42,30,.34)');
    shadow.addColorStop(0.6, 'rgba(60,42,30,.13)');
    shadow.addColorStop(1, 'rgba(60,42,30,0)');
    ctx.save();
    ctx.scale(1, 0.42);
    ctx.fillStyle = shadow;
    ctx.fillRect(-15, -15, 30, 30);
    ctx.restore();
    if (stance) paintFigure(ctx, picture.facing, person, stance);
    return;
  }
  if (picture.kind === 'face') backdrop(ctx, picture.look, size);
  const scale = picture.kind === 'face' ? widthPx / 2 / PORTRAIT_WINDOW.half : Math.min(heightPx / 34, widthPx / 36);
  ctx.translate(widthPx / 2, picture.kind === 'face' ? heightPx / 2 : heightPx - 16.5 * scale);
  ctx.scale(scale, scale);
  if (picture.kind === 'face') ctx.translate(0, -PORTRAIT_WINDOW.middle);
  paintPortrait(ctx, person, STANCES.idle[picture.kind === 'bust' && picture.blink ? 2 : 0]);
};

const keyOf = (picture: Picture, { widthPx, heightPx }: Size): string => {
  const detail =
    picture.kind === 'figure' ? `${picture.facing} ${picture.clip} ${picture.frame}` : picture.kind === 'bust' ? picture.blink : '';
  return `${picture.kind} ${lookKey(picture.look)} ${detail} ${widthPx}×${heightPx}`;
};

/** @param limitPx how many pixels are remembered in all */
export const createPictures = (limitPx = 6_000_000): Pictures => {
  const known = new Map<string, HTMLCanvasElement>();
  let total = 0;
  return {
    of: (picture, size) => {
      const key = keyOf(picture, size);
      let canvas = known.get(key);
      if (canvas) known.delete(key);
      else {
        canvas = document.createElement('canvas');
        canvas.width = size.widthPx;
        canvas.height = size.heightPx;
        total += size.widthPx * size.heightPx;
        const ctx = canvas.getContext('2d');
        if (ctx) paint(ctx, picture, size);
      }
      // Last used last: the first are the first to go.
      known.set(key, canvas);
      for (const [oldKey, old] of known) {
        if (total <= limitPx || oldKey === key) break;
        known.delete(oldKey);
        total -= old.width * old.height;
      }
      return canvas;
    },
  };
};

/** The one memory of the page: faces are pure pictures of looks, so sharing them shares no state. */
export const pictures = createPictures();
