import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutPills, type PillRect } from './pill-layout.ts';

const pill = (x: number, y: number, change: Partial<PillRect> = {}): PillRect => ({ x, y, width: 60, height: 20, ...change });
const overlapping = (rects: readonly PillRect[], offsets: Float32Array): number => {
  let count = 0;
  rects.forEach((a, i) =>
    rects.slice(i + 1).forEach((b, j) => {
      const ay = a.y + (offsets[i] ?? 0);
      const by = b.y + (offsets[i + 1 + j] ?? 0);
      if (a.x < b.x + b.width && b.x < a.x + a.width && ay < by + b.height - 0.01 && by < ay + a.height - 0.01) count++;
    }),
  );
  return count;
};

describe('name pills', () => {
  it('stay where they are when nothing is in the way', () => {
    expect([...layoutPills([pill(0, 0), pill(100, 0), pill(0, 40)])]).toEqual([0, 0, 0]);
  });

  it('give way downwards, the lower one to the upper one', () => {
    expect([...layoutPills([pill(10, 8), pill(0, 0)])]).toEqual([14, 0]);
  });

  it('leave a pinned one alone', () => {
    const offsets = layoutPills([pill(0, 0), pill(10, 6, { pinned: true })]);
    expect(offsets[1]).toBe(0);
    expect(offsets[0]).not.toBe(0);
  });

  it('rather overlap than leave their person', () => {
    const crowd = Array.from({ length: 30 }, () => pill(0, 0));
    for (const offset of layoutPills(crowd, 48)) expect(Math.abs(offset)).toBeLessThanOrEqual(48);
  });

  const rects = fc.array(
    fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 30, max: 140 }),
      height: fc.constant(20),
    }),
    { maxLength: 24 },
  );

  it('never overlap when they may move as far as they need', () => {
    fc.assert(
      fc.property(rects, (list) => {
        expect(overlapping(list, layoutPills(list, 10_000))).toBe(0);
      }),
    );
  });

  it('go the same way when asked twice', () => {
    fc.assert(
      fc.property(rects, (list) => {
        expect([...layoutPills(list)]).toEqual([...layoutPills(list)]);
      }),
    );
  });
});
