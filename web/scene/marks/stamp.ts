/** A small picture of its own on a sprite: signs, markers, outlines. Painted at the given scale and freed with it. */
import { CanvasSource, Sprite, Texture } from 'pixi.js';
import { createCanvas } from '../bake/atlas.ts';
import type { Canvas2d } from '../paint/brush.ts';
import type { Extent } from '../paint/piece.ts';

export type Stamp = { readonly sprite: Sprite; readonly close: () => void };

/** `paint` draws around (0, 0) within `extent`; the sprite's position is that origin. */
export const createStamp = (extent: Extent, scale: number, paint: (ctx: Canvas2d) => void): Stamp => {
  const left = Math.floor(extent.left * scale);
  const top = Math.floor(extent.top * scale);
  const width = Math.max(1, Math.ceil(extent.right * scale) - left);
  const height = Math.max(1, Math.ceil(extent.bottom * scale) - top);
  const { canvas, ctx } = createCanvas(width, height);
  ctx.setTransform(scale, 0, 0, scale, -left, -top);
  paint(ctx);
  const source = new CanvasSource({ resource: canvas, alphaMode: 'premultiply-alpha-on-upload' });
  const sprite = new Sprite(new Texture({ source }));
  sprite.anchor.set(-left / width, -top / height);
  sprite.scale.set(1 / scale);
  return {
    sprite,
    close: () => {
      sprite.destroy({ texture: true });
      source.destroy();
    },
  };
};
