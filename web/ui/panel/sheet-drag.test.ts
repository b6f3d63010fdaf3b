import { expect, it } from 'vitest';
import { sheetAfter, sheetAfterPress } from './sheet-drag.ts';

it.each([
  ['closed', 10, 'closed'],
  ['closed', 100, 'half'],
  ['closed', 400, 'full'],
  ['half', 120, 'full'],
  ['half', -120, 'closed'],
  ['full', -20, 'full'],
  ['full', -150, 'half'],
  ['full', -500, 'closed'],
  ['full', 300, 'full'],
] as const)('a drag from %s by %i px up ends at %s', (from, up, to) => {
  expect(sheetAfter(from, up)).toBe(to);
});

it('a press goes up step by step, and from the top down', () => {
  expect(sheetAfterPress('closed')).toBe('half');
  expect(sheetAfterPress('half')).toBe('full');
  expect(sheetAfterPress('full')).toBe('closed');
});
