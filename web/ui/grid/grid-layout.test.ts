import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GRID_GAP, gridLayout } from './grid-layout.ts';

it.each([
  [1, 1, 1],
  [2, 2, 1],
  [4, 2, 2],
  [9, 3, 3],
  [16, 4, 4],
])('%i people in a wide window: %i columns, %i rows', (count, columns, rows) => {
  expect(gridLayout(count, 1400, 850)).toMatchObject({ columns, rows });
});

it('stacks people on a phone', () => {
  expect(gridLayout(2, 360, 600)).toMatchObject({ columns: 1, rows: 2 });
});

it('fits, holds everyone, and no other number of columns gives larger tiles', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 16 }),
      fc.integer({ min: 200, max: 3000 }),
      fc.integer({ min: 200, max: 2000 }),
      (count, w, h) => {
        const { columns, rows, width, height } = gridLayout(count, w, h);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * width + (columns - 1) * GRID_GAP).toBeLessThanOrEqual(w);
        expect(rows * height + (rows - 1) * GRID_GAP).toBeLessThanOrEqual(h);
        for (let other = 1; other <= count; other += 1) {
          const otherRows = Math.ceil(count / other);
          const fits = Math.min((w - (other - 1) * GRID_GAP) / other, ((h - (otherRows - 1) * GRID_GAP) / otherRows) * 1.6);
          expect(width + 1).toBeGreaterThanOrEqual(Math.floor(fits));
        }
      },
    ),
  );
});
