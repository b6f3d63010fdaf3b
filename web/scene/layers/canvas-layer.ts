/** A picture over a fixed part of the world, painted anew when the light changes: shade, sun patches, the light map. */
import { CanvasSource, Sprite, Texture } from 'pixi.js';
import { createCanvas } from '../bake/atlas.ts';
import type { Bounds } from '../camera/camera.ts';
import type { Canvas2d } from '../paint/brush.ts';

export type CanvasLayer = {
  readonly sprite: Sprite;
  readonly scale: number;
  /** Paints on a cleared canvas whose units are pixels at zoom 1. Nobody sees it before `show`. */
  readonly paint: (draw: (ctx: Canvas2d) => void) => void;
  readonly show: () => void;
  readonly close: () => void;
};

export const createCanvasLayer = (part: Bounds, wishedScale: number, maxPixels: number): CanvasLayer => {
  const width = part.right - part.left;
  const height = part.bottom - part.top;
  const scale = Math.min(wishedScale, Math.sqrt(maxPixels / (width * height)));
  const { canvas, ctx } = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  const source = new CanvasSource({ resource: canvas, alphaMode: 'premultiply-alpha-on-upload' });
  const sprite = new Sprite(new Texture({ source }));
  sprite.position.set(part.left, part.top);
  sprite.scale.set(1 / scale);
  return {
    sprite,
    scale,
    paint: (draw) => {
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, canvas.width, canvas.height);
      ctx.setTransform(scale, 0, 0, scale, -part.left * scale, -part.top * scale);
      ctx.save();
      draw(ctx);
      ctx.restore();
    },
    show: () => source.update(),
    close: () => {
      sprite.destroy({ texture: true });
      source.destroy();
    },
  };
};
