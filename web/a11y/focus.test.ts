import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rovingTarget } from './focus.ts';

it('moves along its axis only', () => {
  expect(rovingTarget('ArrowRight', 0, 3, 'horizontal')).toBe(1);
  expect(rovingTarget('ArrowDown', 0, 3, 'horizontal')).toBeNull();
  expect(rovingTarget('ArrowDown', 2, 3, 'vertical')).toBe(0);
  expect(rovingTarget('ArrowLeft', 0, 3, 'both')).toBe(2);
  expect(rovingTarget('End', 0, 3, 'vertical')).toBe(2);
  expect(rovingTarget('a', 0, 3, 'both')).toBeNull();
  expect(rovingTarget('Home', 0, 0, 'both')).toBeNull();
});

it('always stays inside, and there is a way back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(49), (count, start) => {
      const at = start % count;
      const next = rovingTarget('ArrowRight', at, count, 'both')!;
      expect(next).toBeGreaterThanOrEqual(0);
      expect(next).toBeLessThan(count);
      expect(rovingTarget('ArrowLeft', next, count, 'both')).toBe(at);
    }),
  );
});
