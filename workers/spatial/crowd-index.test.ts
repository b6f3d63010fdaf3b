import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCrowdIndex, ROOM_GAP_TILES } from './crowd-index.ts';

const person = fc.record({
  x: fc.oneof({ weight: 9, arbitrary: fc.double({ min: 0, max: 60, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) }),
  y: fc.double({ min: 0, max: 40, noNaN: true }),
  room: fc.constantFrom(-1, -1, -1, 2),
});
const crowd = fc.array(person, { minLength: 1, maxLength: 80 });
type Person = { readonly x: number; readonly y: number; readonly room: number };

const arrays = (people: readonly Person[]) => ({
  x: Float32Array.from(people, (p) => p.x),
  y: Float32Array.from(people, (p) => p.y),
  room: Int32Array.from(people, (p) => p.room),
  order: Int32Array.from(people, (_, i) => people.length - i),
});
const build = (people: readonly Person[], cellTiles = 4) => {
  const a = arrays(people);
  const index = createCrowdIndex(Math.max(1, people.length), cellTiles);
  index.build(people.length, a.x, a.y, a.room, a.order);
  const between = (i: number, j: number): number => {
    const dx = (a.x[i] ?? 0) - (a.x[j] ?? 0);
    const dy = (a.y[i] ?? 0) - (a.y[j] ?? 0);
    return dx * dx + dy * dy + (a.room[i] === a.room[j] ? 0 : ROOM_GAP_TILES ** 2);
  };
  return { index, between };
};
const others = (people: readonly Person[], self: number): number[] =>
  people.flatMap((p, i) => (i !== self && !Number.isNaN(p.x) ? [i] : []));

describe('nearest', () => {
  it('finds the same distances as trying everyone, whatever the hint and the cells', () => {
    fc.assert(
      fc.property(
        crowd,
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: 0.5, max: 9, noNaN: true }),
        (people, k, hint, cellTiles) => {
          const reach = 20;
          const { index, between } = build(people, cellTiles);
          const out = new Int32Array(k);
          const count = index.nearest(0, k, reach, hint, out);
          const truth = Number.isNaN(people[0]?.x)
            ? []
            : others(people, 0)
                .map((i) => between(0, i))
                .filter((d) => d <= reach * reach)
                .toSorted((p, q) => p - q)
                .slice(0, k);
          const found = Array.from(out.slice(0, count));
          expect(new Set(found).size).toBe(count);
          expect(found).not.toContain(0);
          expect(found.map((i) => between(0, i)).toSorted((p, q) => p - q)).toEqual(truth);
          if (count > 0) expect(index.farthest()).toBeCloseTo(Math.sqrt(truth.at(-1) ?? 0), 5);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('selects among very many at the same place', () => {
    const people = Array.from({ length: 300 }, () => ({ x: 5, y: 5, room: -1 }));
    const { index } = build(people);
    const out = new Int32Array(24);
    expect(index.nearest(0, 24, 10, 0, out)).toBe(24);
    expect(new Set(out).size).toBe(24);
    expect(out).not.toContain(0);
  });

  it('puts those behind a closed door after those in the room', () => {
    const { index } = build([
      { x: 5, y: 5, room: 1 },
      { x: 5.5, y: 5, room: -1 },
      { x: 11, y: 5, room: 1 },
    ]);
    const out = new Int32Array(1);
    index.nearest(0, 1, 64, 0, out);
    expect(out[0]).toBe(2);
  });

  it('can be built again, smaller and elsewhere', () => {
    const { index } = build(Array.from({ length: 50 }, (_, i) => ({ x: i, y: i, room: -1 })));
    const few = arrays([
      { x: 900, y: 900, room: -1 },
      { x: 901, y: 900, room: -1 },
    ]);
    index.build(2, few.x, few.y, few.room, few.order);
    const out = new Int32Array(4);
    expect(index.nearest(0, 4, 64, 0, out)).toBe(1);
    expect(out[0]).toBe(1);
  });
});

describe('rankOf', () => {
  it('counts who is nearer, ties by the common order', () => {
    fc.assert(
      fc.property(
        fc.array(
          person.filter((p) => !Number.isNaN(p.x)).map((p) => ({ ...p, x: Math.round(p.x / 6), y: Math.round(p.y / 6) })),
          { minLength: 2, maxLength: 60 },
        ),
        fc.integer({ min: 1, max: 30 }),
        (people, most) => {
          const { index, between } = build(people);
          const limit = between(0, 1);
          const truth = others(people, 0).filter((i) => i !== 1 && (between(0, i) < limit || (between(0, i) === limit && i > 1))).length;
          expect(index.rankOf(0, 1, most)).toBe(Math.min(truth, most));
        },
      ),
      { numRuns: 500 },
    );
  });
});
