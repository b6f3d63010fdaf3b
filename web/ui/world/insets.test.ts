import { expect, it } from 'vitest';
import { insetsOf } from './insets.ts';

const box = (left: number, top: number, width: number, height: number) =>
  ({ left, top, width, height, right: left + width, bottom: top + height }) as DOMRect;
const window = { width: 1440, height: 900 };

it('covers what tiles, panel and bar cover', () => {
  const covered = { window, tiles: box(400, 16, 640, 168), bar: box(400, 816, 640, 60), panel: box(1096, 16, 328, 868), dockHeight: 0 };
  expect(insetsOf({ frame: 'wide', ...covered })).toEqual({ top: 196, right: 356, bottom: 96, left: 0 });
  expect(insetsOf({ frame: 'wide', ...covered, panel: null, tiles: null })).toEqual({ top: 72, right: 0, bottom: 96, left: 0 });
});

it('on a phone covers the dock, and nothing at the side', () => {
  const covered = { window: { width: 390, height: 844 }, tiles: null, bar: null, panel: box(0, 300, 390, 400), dockHeight: 506 };
  expect(insetsOf({ frame: 'narrow', ...covered })).toEqual({ top: 72, right: 0, bottom: 506, left: 0 });
});
