import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId } from '../ids.ts';
import { canStand, createWalkGrid, slide, type WalkGrid } from './collision.ts';
import type { WorldPoint } from './map.ts';
import { createPathfinder } from './path.ts';
import { emptyMap, testObject, twoRooms, wallX, wallY } from './testing.ts';

const noDoors = new Map();
const furniture = [
  testObject('a', 'desk', 2.5, 4.4),
  testObject('b', 'roundTable', 9, 3),
  testObject('c', 'sofa', 9, 7.5, { rotation: 2 }),
  testObject('d', 'plant', 3.2, 7),
];
const map = twoRooms(furniture);
const anywhere = fc.record({ x: fc.double({ min: 0, max: 11.99, noNaN: true }), y: fc.double({ min: 0, max: 9.99, noNaN: true }) });

const walk = (grid: WalkGrid, from: WorldPoint, path: readonly WorldPoint[]): WorldPoint => {
  let at = from;
  for (const next of path) {
    at = slide(grid, at, { x: next.x - at.x, y: next.y - at.y });
    expect(Math.hypot(at.x - next.x, at.y - next.y)).toBeLessThan(1e-3);
  }
  return at;
};
const lengthOf = (from: WorldPoint, path: readonly WorldPoint[]): number => {
  let sum = 0;
  let last = from;
  for (const p of path) {
    sum += Math.hypot(p.x - last.x, p.y - last.y);
    last = p;
  }
  return sum;
};

/** Plain breadth-first search, four ways: the truth about what can be reached. */
const reaches = (grid: WalkGrid, from: WorldPoint, to: WorldPoint): boolean => {
  const cell = (p: WorldPoint) => Math.floor(p.y * 4) * grid.columns + Math.floor(p.x * 4);
  const seen = new Set([cell(from)]);
  const queue = [cell(from)];
  for (const at of queue) {
    const cx = at % grid.columns;
    const around = [at - grid.columns, at + grid.columns, ...(cx > 0 ? [at - 1] : []), ...(cx < grid.columns - 1 ? [at + 1] : [])];
    for (const next of around) {
      if (grid.cover[next] === 0 && !seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  return seen.has(cell(to));
};

describe('find', () => {
  const grid = createWalkGrid(map, noDoors);
  const paths = createPathfinder(grid);
  const free = anywhere.filter((p) => canStand(grid, p.x, p.y));

  it('gives ways that can be walked by sliding, and ends at the target', () => {
    fc.assert(
      fc.property(free, free, (from, to) => {
        const path = paths.find(from, to);
        expect(path).not.toBeNull();
        const end = walk(grid, from, path ?? []);
        expect(Math.hypot(end.x - to.x, end.y - to.y)).toBeLessThan(2e-3);
      }),
      { numRuns: 500 },
    );
  });

  it('says null exactly when there is no way', () => {
    const closed = createWalkGrid(map, new Map([[doorId('door'), { open: false, locked: false }]]));
    const search = createPathfinder(closed);
    fc.assert(
      fc.property(
        anywhere.filter((p) => canStand(closed, p.x, p.y)),
        anywhere.filter((p) => canStand(closed, p.x, p.y)),
        (from, to) => {
          const path = search.find(from, to);
          expect(path !== null).toBe(reaches(closed, from, to));
          expect(search.isReachable(from, to)).toBe(path !== null);
          if (path !== null) walk(closed, from, path);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('notices that a door was opened or closed after it was made', () => {
    const doors = createWalkGrid(map, noDoors);
    const search = createPathfinder(doors);
    const [a, b] = [
      { x: 1, y: 1 },
      { x: 11, y: 9 },
    ];
    expect(search.find(a, b)).not.toBeNull();
    doors.setDoors(new Map([[doorId('door'), { open: false, locked: false }]]));
    expect(search.find(a, b)).toBeNull();
    doors.setDoors(new Map([[doorId('door'), { open: true, locked: false }]]));
    expect(search.find(a, b)).not.toBeNull();
  });

  it('leads beside what cannot be stood on', () => {
    const path = paths.find({ x: 1, y: 1 }, { x: 9, y: 3 });
    const end = path?.at(-1) ?? { x: 0, y: 0 };
    expect(canStand(grid, end.x, end.y)).toBe(true);
    expect(Math.hypot(end.x - 9, end.y - 3)).toBeLessThan(1.2);
  });

  it('starts from inside a piece of furniture at the nearest free point', () => {
    const path = paths.find({ x: 9, y: 7.5 }, { x: 1, y: 1 });
    const first = path?.[0] ?? { x: 0, y: 0 };
    expect(canStand(grid, first.x, first.y)).toBe(true);
    walk(grid, first, path?.slice(1) ?? []);
  });

  it('has no waypoint when already there, and no way to nowhere', () => {
    expect(paths.find({ x: 1, y: 1 }, { x: 1, y: 1 })).toEqual([]);
    expect(paths.find({ x: 1, y: 1 }, { x: 400, y: 1 })).toBeNull();
    expect(paths.find({ x: Number.NaN, y: 1 }, { x: 1, y: 1 })).toBeNull();
  });

  it('is not much longer than the straight line around one corner', () => {
    const corner = createWalkGrid(emptyMap(12, 10, { walls: [wallX(5, 0, 6)] }), noDoors);
    const from = { x: 3, y: 3.5 };
    const to = { x: 3, y: 6.5 };
    const path = createPathfinder(corner).find(from, to) ?? [];
    const ideal = Math.hypot(3.3, 1.5) * 2;
    expect(lengthOf(from, path)).toBeLessThan(ideal * 1.1);
    expect(path.length).toBeLessThan(6);
  });

  it('keeps its work bounded on a large maze', () => {
    const walls = Array.from({ length: 20 }, (_, i) => (i % 2 ? wallY(i * 3 + 3, 0, 60) : wallY(i * 3 + 3, 4, 64)));
    const maze = createWalkGrid(emptyMap(64, 64, { walls }), noDoors);
    const path = createPathfinder(maze).find({ x: 1, y: 32 }, { x: 63, y: 32 }) ?? [];
    expect(path.length).toBeGreaterThan(20);
    walk(maze, { x: 1, y: 32 }, path);
  });
});
