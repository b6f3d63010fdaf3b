import { expect, it } from 'vitest';
import { tiePath } from './tie.ts';

it('begins at the tile and ends at the person', () => {
  const path = tiePath({ x: 600, y: 186 }, { x: 566, y: 446.5 });
  expect(path.startsWith('M600.0 186.0C')).toBe(true);
  expect(path.endsWith('566.0 446.5')).toBe(true);
});
