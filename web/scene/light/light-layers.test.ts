import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { createSlices } from '../bake/slices.ts';
import { createLook } from '../layers/look.ts';
import { buildModel } from '../model.ts';
import { createLightLayers } from './light-layers.ts';
import { daylightAt } from './sun.ts';

/** A canvas on which everything can be drawn and nothing is. */
const createFakeCanvas = () => {
  const answers: { readonly [name: string]: unknown } = { getTransform: { a: 1 } };
  const gradient = { addColorStop: () => undefined };
  const ctx: object = new Proxy(
    {},
    { get: (_target, name) => () => answers[String(name)] ?? (String(name).endsWith('Gradient') ? gradient : undefined), set: () => true },
  );
  return { width: 0, height: 0, getContext: () => ctx };
};

beforeEach(() => {
  vi.stubGlobal('document', { createElement: createFakeCanvas });
  vi.stubGlobal(
    'Path2D',
    class {
      addPath(): void {}
      moveTo(): void {}
      lineTo(): void {}
      closePath(): void {}
      ellipse(): void {}
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const setUp = () => {
  const turns: (() => void)[] = [];
  const slices = createSlices({ budgetMs: 0, now: () => 0, defer: (run) => turns.push(run), onSlice: () => undefined });
  const layers = createLightLayers(buildModel(OFFICE), slices);
  let shown = 0;
  for (const { sprite } of [layers.sun, layers.shade, layers.map, layers.air]) sprite.texture.source.on('update', () => (shown += 1));
  const paint = (hour: number, hold: boolean): void => {
    const day = daylightAt(hour, 'light');
    layers.paint(createLook(day.palette, 1, 1), day, hold);
  };
  return { layers, paint, turn: () => turns.shift()?.(), shown: () => shown, waiting: () => turns.length };
};

describe('the pictures of light', () => {
  it('are painted one in each turn of the browser, and shown together when they are held', () => {
    const { layers, paint, turn, shown } = setUp();
    paint(12, true);
    for (let turns = 0; turns < 4; turns++) {
      expect(layers.isComplete()).toBe(false);
      turn();
    }
    expect(layers.isComplete()).toBe(true);
    expect(shown()).toBe(0);
    layers.commit();
    expect(shown()).toBe(4);
  });
  it('are shown as they come when only the hour has changed', () => {
    const { layers, paint, turn, shown } = setUp();
    paint(12, false);
    for (let turns = 1; turns <= 4; turns++) {
      turn();
      expect(shown()).toBe(turns);
    }
    expect(layers.isComplete()).toBe(true);
  });
  it('of an earlier wish are not waited for', () => {
    const { layers, paint, turn, shown, waiting } = setUp();
    paint(23, true);
    turn();
    paint(12, false);
    while (waiting() > 0) turn();
    expect(layers.isComplete()).toBe(true);
    expect(shown()).toBe(4);
  });
});
