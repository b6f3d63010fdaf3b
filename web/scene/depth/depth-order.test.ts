import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, type Solid, boxesIntersect, compareSolids } from './box.ts';
import { createDepthOrder } from './depth-order.ts';

const solidAt = (x: number, y: number, z: number, w = 1, d = 1, h = 20): Solid => ({
  box: { x0: x, y0: y, x1: x + w, y1: y + d, z0: z, z1: z + h },
});

/** Pairs that are painted against the rule. */
const wrongPairs = (solids: readonly Solid[], order: readonly number[]): string[] => {
  const rank = new Map(order.map((entry, index) => [entry, index]));
  const wrong: string[] = [];
  for (const [i, a] of solids.entries())
    for (const [j, b] of solids.entries()) {
      if (i >= j) continue;
      const side = compareSolids(a, b);
      if (side !== 0 && side < 0 !== (rank.get(i) ?? 0) < (rank.get(j) ?? 0)) wrong.push(`${i} ${j}`);
    }
  return wrong;
};

const boxes = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 11 }),
    y: fc.integer({ min: 0, max: 11 }),
    z: fc.integer({ min: 0, max: 3 }),
    w: fc.integer({ min: 1, max: 3 }),
    d: fc.integer({ min: 1, max: 3 }),
    h: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 40 },
);
/** Boxes on a grid, without those that share space with an earlier one. */
const disjoint = boxes.map((list) => {
  const kept: Solid[] = [];
  for (const b of list) {
    const box: Box = { x0: b.x, y0: b.y, x1: b.x + b.w, y1: b.y + b.d, z0: b.z * 16, z1: (b.z + b.h) * 16 };
    if (kept.every((other) => !boxesIntersect(other.box, box))) kept.push({ box });
  }
  return kept;
});

/** Is there a ring of solids, each behind the next? Then no painter's order exists at all. */
const hasCycle = (solids: readonly Solid[]): boolean => {
  const state = new Uint8Array(solids.length);
  const visit = (i: number): boolean => {
    if (state[i] === 1) return true;
    if (state[i] === 2) return false;
    state[i] = 1;
    const a = solids[i];
    for (const [j, b] of solids.entries()) if (a !== undefined && j !== i && compareSolids(b, a) < 0 && visit(j)) return true;
    state[i] = 2;
    return false;
  };
  return solids.some((_, i) => visit(i));
};

describe('comparing two solids', () => {
  it('puts what ends before the other begins behind it, on each axis', () => {
    expect(compareSolids(solidAt(0, 0, 0), solidAt(1, 0, 0))).toBeLessThan(0);
    expect(compareSolids(solidAt(0, 1, 0), solidAt(0, 0, 0))).toBeGreaterThan(0);
    expect(compareSolids(solidAt(0, 0, 0), solidAt(0, 0, 20))).toBeLessThan(0);
  });

  it('says nothing about solids that cannot hide each other', () => {
    expect(compareSolids(solidAt(0, 8, 0), solidAt(8, 0, 0))).toBe(0);
  });

  it('is antisymmetric', () => {
    fc.assert(
      fc.property(disjoint, (solids) => {
        for (const a of solids)
          for (const b of solids) if (a !== b) expect(Math.sign(compareSolids(a, b))).toBe(-Math.sign(compareSolids(b, a)) + 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('painter’s order', () => {
  it('has no wrong pair for any disjoint boxes that have an order', () => {
    fc.assert(
      fc.property(disjoint, (solids) => {
        fc.pre(!hasCycle(solids));
        expect(wrongPairs(solids, createDepthOrder(solids).order())).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('holds every solid exactly once, also when boxes intersect', () => {
    fc.assert(
      fc.property(boxes, (list) => {
        const solids = list.map((b) => solidAt(b.x, b.y, b.z * 16, b.w, b.d, b.h * 16));
        expect(
          createDepthOrder(solids)
            .order()
            .toSorted((a, b) => a - b),
        ).toEqual(solids.map((_, i) => i));
      }),
      { numRuns: 60 },
    );
  });

  it('sorts a mover among the fixed ones wherever it goes', () => {
    const fixed = [solidAt(2, 2, 0), solidAt(5, 2, 0), solidAt(2, 5, 0)];
    const order = createDepthOrder(fixed);
    let mover = solidAt(0, 0, 0);
    const entry = order.addMover(mover);
    for (const [x, y] of [
      [1, 1],
      [3.4, 3.4],
      [6.5, 3.2],
      [3.2, 6.5],
      [8, 8],
    ] as const) {
      mover = solidAt(x, y, 0, 0.3, 0.3, 48);
      order.move(entry, mover);
      expect(wrongPairs([...fixed, mover], order.order())).toEqual([]);
    }
    order.remove(entry);
    expect(order.order()).not.toContain(entry);
    expect(order.order()).toHaveLength(3);
  });

  it('is the same array while nothing moves', () => {
    const order = createDepthOrder([solidAt(0, 0, 0), solidAt(2, 0, 0)]);
    expect(order.order()).toBe(order.order());
  });

  it('gives the number of a removed mover to the next', () => {
    const order = createDepthOrder([solidAt(0, 0, 0)]);
    const first = order.addMover(solidAt(4, 4, 0));
    order.remove(first);
    expect(order.addMover(solidAt(5, 5, 0))).toBe(first);
    expect(order.order()).toHaveLength(2);
  });
});
