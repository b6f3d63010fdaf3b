import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId } from '../ids.ts';
import { canStand, createWalkGrid, isLineFree, nearestStandable, slide, type WalkGrid } from './collision.ts';
import type { DoorState, PlaceMap, WorldPoint } from './map.ts';
import { emptyMap, testObject, twoRooms, wallX, wallY } from './testing.ts';

const noDoors = new Map();
const gridOf = (map: PlaceMap) => createWalkGrid(map, noDoors);
const state = (open: boolean, locked = false) => new Map([[doorId('door'), { open, locked } satisfies DoorState]]);

const cluttered = emptyMap(12, 10, {
  walls: [wallX(3, 1, 7), wallY(8, 2, 9)],
  objects: [
    testObject('d', 'desk', 3, 6, { rotation: 1 }),
    testObject('t', 'roundTable', 10, 5),
    testObject('s', 'sofa', 5.5, 8.6, { rotation: 2 }),
  ],
});
const free = (grid: WalkGrid): fc.Arbitrary<WorldPoint> =>
  fc
    .record({ x: fc.double({ min: 0, max: 11.99, noNaN: true }), y: fc.double({ min: 0, max: 9.99, noNaN: true }) })
    .filter((p) => canStand(grid, p.x, p.y));
const component = fc.double({ min: -15, max: 15, noNaN: true });
const delta = fc.record({ x: component, y: component });

describe('slide', () => {
  const grid = gridOf(cluttered);

  it('never ends where one may not stand, however long the step', () => {
    fc.assert(
      fc.property(free(grid), delta, (from, by) => {
        const to = slide(grid, from, by);
        expect(canStand(grid, to.x, to.y)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never goes further than asked on either axis, nor backwards', () => {
    fc.assert(
      fc.property(free(grid), delta, (from, by) => {
        const to = slide(grid, from, by);
        for (const axis of ['x', 'y'] as const) {
          const went = to[axis] - from[axis];
          expect(went * Math.sign(by[axis])).toBeGreaterThan(-1e-5);
          expect(Math.abs(went)).toBeLessThan(Math.abs(by[axis]) + 1e-5);
        }
      }),
    );
  });

  it('ends at the same place in one step or in many', () => {
    fc.assert(
      fc.property(free(grid), delta, fc.integer({ min: 2, max: 40 }), (from, by, parts) => {
        const whole = slide(grid, from, by);
        let p = from;
        for (let i = 0; i < parts; i++) p = slide(grid, p, { x: by.x / parts, y: by.y / parts });
        expect(Math.hypot(p.x - whole.x, p.y - whole.y)).toBeLessThan(1e-3);
      }),
      { numRuns: 2000 },
    );
  });

  it('slides along a wall instead of sticking to it', () => {
    const to = slide(grid, { x: 2, y: 2.5 }, { x: 2, y: 2 });
    expect(to.x).toBeCloseTo(4, 4);
    expect(to.y).toBeLessThan(3);
  });

  it('does not pass between two obstacles that touch at a corner', () => {
    const open = gridOf(emptyMap(4, 4));
    open.cover[7 * 16 + 8] = 1;
    open.cover[8 * 16 + 7] = 1;
    const to = slide(open, { x: 1.9, y: 1.9 }, { x: 0.5, y: 0.5 });
    expect(to.x).toBeLessThan(2);
    expect(to.y).toBeLessThan(2);
  });

  it('leads out whoever stands inside an obstacle, and nowhere else', () => {
    const inTable = { x: 10, y: 5.3 };
    const once = slide(grid, inTable, { x: -0.1, y: 0 });
    expect(Math.hypot(once.x - inTable.x, once.y - inTable.y)).toBeCloseTo(0.1);
    const out = slide(grid, inTable, { x: 0, y: -3 });
    expect(canStand(grid, out.x, out.y)).toBe(true);
  });

  it('ignores what is not a number', () => {
    const from = { x: 1, y: 1 };
    expect(slide(grid, from, { x: Number.NaN, y: 1 })).toEqual(from);
    expect(slide(grid, from, { x: Infinity, y: 1 })).toEqual(from);
    expect(isLineFree(grid, { x: Number.NaN, y: 1 }, from)).toBe(false);
  });
});

describe('doors', () => {
  const left = { x: 3, y: 4.75 };
  const right = { x: 9, y: 4.75 };

  it('lets through when open, and not when closed or locked', () => {
    const grid = gridOf(twoRooms());
    expect(isLineFree(grid, left, right)).toBe(true);
    expect(grid.setDoors(state(false))).toBe(true);
    expect(isLineFree(grid, left, right)).toBe(false);
    expect(grid.setDoors(state(true, true))).toBe(false);
    expect(grid.setDoors(state(true))).toBe(true);
    expect(isLineFree(grid, left, right)).toBe(true);
  });

  it('starts as the map says', () => {
    expect(isLineFree(gridOf(twoRooms([], false)), left, right)).toBe(false);
  });

  it('gives the same grid whether doors change one by one or from the start', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (changes) => {
        const stepped = gridOf(twoRooms());
        for (const open of changes) stepped.setDoors(state(open));
        const fresh = createWalkGrid(twoRooms(), state(changes.at(-1) ?? true));
        expect(stepped.cover).toEqual(fresh.cover);
      }),
    );
  });
});

describe('nearestStandable', () => {
  const grid = gridOf(cluttered);

  it('finds nothing nearer by trying every cell', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 13, noNaN: true }), fc.double({ min: -1, max: 11, noNaN: true }), (x, y) => {
        const found = nearestStandable(grid, x, y, 3);
        let best = Infinity;
        for (let cy = 0; cy < grid.rows; cy++) {
          for (let cx = 0; cx < grid.columns; cx++) {
            if (grid.cover[cy * grid.columns + cx] !== 0) continue;
            best = Math.min(best, Math.hypot((cx + 0.5) / 4 - x, (cy + 0.5) / 4 - y));
          }
        }
        if (found === null) expect(best).toBeGreaterThan(2.8);
        else {
          expect(canStand(grid, found.x, found.y)).toBe(true);
          expect(Math.hypot(found.x - x, found.y - y)).toBeLessThan(best + 0.05);
        }
      }),
    );
  });

  it('has nothing to offer for nonsense', () => {
    expect(nearestStandable(grid, Number.NaN, 2, 3)).toBeNull();
    expect(nearestStandable(grid, 1e9, 2, 3)).toBeNull();
  });
});
