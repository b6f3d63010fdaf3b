/**
 * Painted pieces packed into a few canvases that the GPU draws from. One atlas holds one palette at one scale; a change
 * of either is a new atlas, filled while the old one is still shown. Knows nothing of what is painted.
 */
import { CanvasSource, Rectangle, Texture } from 'pixi.js';
import type { Brush } from '../paint/brush.ts';
import type { Extent } from '../paint/piece.ts';
import { type Colours, type Palette } from '../paint/palette.ts';

const PAGE_PX = 1024;
const GAP_PX = 2;

/** `left` and `top` are where the texture's corner lies from the painted origin, in pixels at zoom 1. */
export type Baked = { readonly texture: Texture; readonly left: number; readonly top: number; readonly scale: number };

export type Atlas = {
  readonly palette: Palette;
  /** Pixels of the texture for each pixel at zoom 1. */
  readonly scale: number;
  readonly get: (key: string) => Baked | undefined;
  /** Paints at once; what is larger than a page gets a canvas of its own. */
  readonly bake: (key: string, extent: Extent, paint: (brush: Brush) => void) => Baked;
  /** Sends what was painted since the last time to the GPU. */
  readonly upload: () => void;
  readonly close: () => void;
};

type Page = {
  readonly source: CanvasSource;
  readonly ctx: CanvasRenderingContext2D;
  x: number;
  y: number;
  rowHeight: number;
  isDirty: boolean;
};

export const createCanvas = (width: number, height: number): { canvas: HTMLCanvasElement; ctx: CanvasRenderingContext2D } => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // Painted once and sent to the GPU: a canvas in main memory spares the way there and back.
  const ctx = canvas.getContext('2d', { willReadFrequently: true });
  if (ctx === null) throw new Error('A canvas gave no 2D context');
  ctx.imageSmoothingQuality = 'high';
  return { canvas, ctx };
};

/** @param onFull sends a page that nothing more is painted on: a switch of themes must not send all of them in one frame. */
export const createAtlas = (palette: Palette, colour: Colours, scale: number, onFull: (source: CanvasSource) => void): Atlas => {
  const pages: Page[] = [];
  const baked = new Map<string, Baked>();

  const addPage = (width: number, height: number): Page => {
    const { canvas, ctx } = createCanvas(width, height);
    const page = {
      source: new CanvasSource({ resource: canvas, alphaMode: 'premultiply-alpha-on-upload' }),
      ctx,
      x: 0,
      y: 0,
      rowHeight: 0,
      isDirty: false,
    };
    pages.push(page);
    return page;
  };
  let open: Page | null = null;
  const finish = (page: Page): void => {
    onFull(page.source);
    page.isDirty = false;
  };
  const allot = (width: number, height: number): { page: Page; x: number; y: number } => {
    if (width > PAGE_PX || height > PAGE_PX) return { page: addPage(width, height), x: 0, y: 0 };
    let page = open ?? addPage(PAGE_PX, PAGE_PX);
    if (page.x + width > PAGE_PX) {
      page.x = 0;
      page.y += page.rowHeight + GAP_PX;
      page.rowHeight = 0;
    }
    if (page.y + height > PAGE_PX) {
      finish(page);
      page = addPage(PAGE_PX, PAGE_PX);
    }
    open = page;
    const place = { page, x: page.x, y: page.y };
    page.x += width + GAP_PX;
    page.rowHeight = Math.max(page.rowHeight, height);
    return place;
  };

  return {
    palette,
    scale,
    get: (key) => baked.get(key),
    bake: (key, extent, paint) => {
      const left = Math.floor(extent.left * scale);
      const top = Math.floor(extent.top * scale);
      const width = Math.max(1, Math.ceil(extent.right * scale) - left);
      const height = Math.max(1, Math.ceil(extent.bottom * scale) - top);
      const { page, x, y } = allot(width, height);
      const { ctx } = page;
      ctx.save();
      ctx.beginPath();
      ctx.rect(x, y, width, height);
      ctx.clip();
      ctx.setTransform(scale, 0, 0, scale, x - left, y - top);
      paint({ ctx, palette, colour });
      ctx.restore();
      page.isDirty = true;
      if (page !== open) finish(page);
      const texture = new Texture({ source: page.source, frame: new Rectangle(x, y, width, height) });
      const result = { texture, left: left / scale, top: top / scale, scale };
      baked.set(key, result);
      return result;
    },
    upload: () => {
      for (const page of pages) {
        if (page.isDirty) page.source.update();
        page.isDirty = false;
      }
    },
    close: () => {
      for (const { texture } of baked.values()) texture.destroy(false);
      for (const page of pages) page.source.destroy();
      baked.clear();
      pages.length = 0;
    },
  };
};
