import { describe, expect, it } from 'vitest';
import { OFFICE } from '../../domain/world/office/office.ts';
import { createMinimap, paintPlaceThumbnail } from './thumbnail.ts';

const makeCanvas = (): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 200];
  return canvas;
};
const pixels = (canvas: HTMLCanvasElement): Uint8ClampedArray => {
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('No 2D context');
  return ctx.getImageData(0, 0, canvas.width, canvas.height).data;
};
const lightness = (canvas: HTMLCanvasElement): number => {
  const data = pixels(canvas);
  let [sum, count] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if ((data[i + 3] ?? 0) < 200) continue;
    sum += (data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0);
    count += 3;
  }
  return sum / count;
};

describe('thumbnail', () => {
  it('shows the place on a transparent ground, paler in the light theme', () => {
    const [light, dark] = [makeCanvas(), makeCanvas()];
    paintPlaceThumbnail(light, OFFICE, 'light');
    paintPlaceThumbnail(dark, OFFICE, 'dark');
    expect(pixels(light)[3]).toBe(0);
    expect(lightness(light)).toBeGreaterThan(lightness(dark) + 50);
  });
});

describe('minimap', () => {
  it('finds the floor under a point, and puts a dot there', () => {
    const canvas = makeCanvas();
    const minimap = createMinimap(canvas, OFFICE, 'light', 2);
    minimap.draw([]);
    const before = pixels(canvas);
    const floor = minimap.floorAt(80, 60);
    expect(floor).not.toBeNull();
    minimap.draw([{ x: floor?.x ?? 0, y: floor?.y ?? 0, isSelf: true }]);
    const after = pixels(canvas);
    const index = (120 * 320 + 160) * 4;
    expect(after.slice(index, index + 3)).not.toEqual(before.slice(index, index + 3));
    expect(minimap.floorAt(1, 1)).toBeNull();
  });
});
