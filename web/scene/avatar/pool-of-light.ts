/**
 * The pool of light that joins the people of one conversation: one soft blob, so that nobody's light doubles another's.
 * Painted very small, because it has no edges, and stretched; moving people repaint it for a fraction of a millisecond.
 */
import { CanvasSource, Container, Sprite, Texture } from 'pixi.js';
import type { Ctx } from './paint/view.ts';
import type { Scheme } from './paint/shade.ts';

export type PoolPoint = { readonly x: number; readonly y: number };

/** Pixels of the world around each person that are lit, and the softness of the edge. */
const RADIUS = 46;
const SOFTNESS = 22;
/** Pixels of the picture per pixel of the world. */
const GRAIN = 0.25;
const MARGIN = RADIUS + SOFTNESS * 2;

const COLOURS: { readonly [scheme in Scheme]: { readonly rgb: string; readonly alpha: number } } = {
  light: { rgb: '255,248,224', alpha: 0.6 },
  dark: { rgb: '255,208,140', alpha: 0.24 },
};

/**
 * The blob as a path: an ellipse under each person and a broad band to the nearest one before them, so that the shape
 * holds together. One fill of one path: overlaps count once.
 */
export const poolPath = (ctx: Ctx, points: readonly PoolPoint[]): void => {
  ctx.beginPath();
  points.forEach((point, i) => {
    ctx.moveTo(point.x + RADIUS, point.y);
    ctx.ellipse(point.x, point.y, RADIUS, RADIUS / 2, 0, 0, Math.PI * 2);
    const before = points.slice(0, i).toSorted((a, b) => apart(a, point) - apart(b, point))[0];
    if (before) band(ctx, before, point);
  });
};

/** Distance on the floor, whose depth is drawn at half its length. */
const apart = (a: PoolPoint, b: PoolPoint): number => Math.hypot(a.x - b.x, (a.y - b.y) * 2);

const band = (ctx: Ctx, a: PoolPoint, b: PoolPoint): void => {
  const length = apart(a, b);
  if (length < 1) return;
  const half = RADIUS * 0.8;
  const dx = (-(b.y - a.y) * 2 * half) / length;
  const dy = ((b.x - a.x) * half) / length / 2;
  // The same turning as the ellipses: a hole would open where windings differ.
  ctx.moveTo(a.x - dx, a.y - dy);
  ctx.lineTo(b.x - dx, b.y - dy);
  ctx.lineTo(b.x + dx, b.y + dy);
  ctx.lineTo(a.x + dx, a.y + dy);
  ctx.closePath();
};

export type PoolPicture = { readonly canvas: HTMLCanvasElement; readonly x: number; readonly y: number; readonly scale: number };

/** Paints the pool of some points (pixels of the world). @returns where its upper left is and how much to enlarge it */
export const paintPoolTexture = (points: readonly PoolPoint[], scheme: Scheme, canvas = document.createElement('canvas')): PoolPicture => {
  const left = Math.min(...points.map(({ x }) => x)) - MARGIN;
  const right = Math.max(...points.map(({ x }) => x)) + MARGIN;
  const top = Math.min(...points.map(({ y }) => y)) - MARGIN;
  const bottom = Math.max(...points.map(({ y }) => y)) + MARGIN;
  // Sizes in steps: a texture that changes its size is made anew.
  canvas.width = Math.ceil(((right - left) * GRAIN) / 32) * 32;
  canvas.height = Math.ceil(((bottom - top) * GRAIN) / 32) * 32;
  const ctx = canvas.getContext('2d');
  if (ctx) {
    const { rgb, alpha } = COLOURS[scheme];
    const away = canvas.width * 2;
    // Only the shadow of the shape falls into the picture: a blur that every browser has.
    ctx.shadowColor = `rgba(${rgb},${alpha})`;
    ctx.shadowBlur = SOFTNESS * 2 * GRAIN;
    ctx.shadowOffsetX = away;
    ctx.fillStyle = '#000';
    ctx.translate(-away, 0);
    ctx.scale(GRAIN, GRAIN);
    ctx.translate(-left, -top);
    poolPath(ctx, points);
    ctx.fill();
  }
  return { canvas, x: left, y: top, scale: 1 / GRAIN };
};

export type PoolOfLight = {
  readonly container: Container;
  /** @returns true if the picture changed */
  readonly set: (points: readonly PoolPoint[], scheme: Scheme) => boolean;
  readonly close: () => void;
};

/** A pool in pixels of the world; put its container into a layer that lies on the floor. */
export const createPoolOfLight = (): PoolOfLight => {
  const container = new Container();
  const sprite = new Sprite();
  container.addChild(sprite);
  container.visible = false;
  let drawn = '';
  const free = (): void => {
    if (sprite.texture !== Texture.EMPTY) sprite.texture.destroy(true);
    sprite.texture = Texture.EMPTY;
  };
  return {
    container,
    set: (points, scheme) => {
      const key = points.length < 2 ? '' : `${scheme} ${points.map(({ x, y }) => `${Math.round(x / 2)},${Math.round(y)}`).join(' ')}`;
      if (key === drawn) return false;
      drawn = key;
      container.visible = key !== '';
      if (key === '') {
        free();
        return true;
      }
      const held = sprite.texture === Texture.EMPTY ? undefined : (sprite.texture.source.resource as HTMLCanvasElement);
      const before = held ? [held.width, held.height] : [];
      const picture = paintPoolTexture(points, scheme, held);
      if (held && before[0] === picture.canvas.width && before[1] === picture.canvas.height) sprite.texture.source.update();
      else {
        if (held) free();
        sprite.texture = new Texture({ source: new CanvasSource({ resource: picture.canvas, scaleMode: 'linear' }) });
      }
      sprite.position.set(picture.x, picture.y);
      sprite.scale.set(picture.scale);
      return true;
    },
    close: () => {
      free();
      container.destroy({ children: true });
    },
  };
};
