import { expect, it } from 'vitest';
import { scaleDownBy } from './line-sender.ts';

it('scales down to the budget and never up', () => {
  expect(scaleDownBy(720, 360)).toBe(2);
  expect(scaleDownBy(720, 180)).toBe(4);
  expect(scaleDownBy(240, 360)).toBe(1);
  expect(scaleDownBy(undefined, 360)).toBe(1);
  expect(scaleDownBy(Number.NaN, 360)).toBe(1);
});
