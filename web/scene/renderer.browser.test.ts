import { CanvasSource, Container, Sprite, Texture } from 'pixi.js';
import { expect, it } from 'vitest';
import { createCanvas } from './bake/atlas.ts';
import { createRenderer, sendTexture } from './renderer.ts';

const SIZE = 16;

it('sends what was painted since a texture was first drawn', async () => {
  const host = document.body.appendChild(document.createElement('div'));
  Object.assign(host.style, { width: `${SIZE}px`, height: `${SIZE}px` });
  const renderer = await createRenderer(host, () => undefined);
  const { canvas, ctx } = createCanvas(SIZE, SIZE);
  const source = new CanvasSource({ resource: canvas });
  const stage = new Container();
  stage.addChild(new Sprite(new Texture({ source })));
  const drawn = (): readonly number[] => {
    renderer.render(stage);
    const pixel = new Uint8Array(4);
    const { gl } = renderer;
    gl.readPixels(SIZE / 2, SIZE / 2, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    return [...pixel.subarray(0, 3)];
  };
  const paint = (colour: string): void => {
    ctx.fillStyle = colour;
    ctx.fillRect(0, 0, SIZE, SIZE);
  };

  paint('#00f');
  sendTexture(renderer, source);
  expect(drawn()).toEqual([0, 0, 255]);
  paint('#f00');
  sendTexture(renderer, source);
  expect(drawn()).toEqual([255, 0, 0]);
  renderer.destroy();
  host.remove();
});
