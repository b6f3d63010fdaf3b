import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInterest } from './interest.ts';

const MAX_LINKS = 10;
const RING = 4;
const names = (count: number) => Array.from({ length: count }, (_, i) => `peer-${String((i * 7919) % 100_003).padStart(6, '0')}`);
type Point = { readonly x: number; readonly y: number; readonly room: number };

/** The view of one of the people: they are slot 0, the others follow in an order of their own. */
const viewOf = (self: number, people: readonly Point[]) => {
  const ids = names(people.length);
  const slots = [self, ...people.keys().filter((i) => i !== self)];
  const interest = createInterest({ capacity: people.length, maxLinks: MAX_LINKS, ringLinks: RING });
  for (const [slot, who] of slots.entries()) interest.join(slot, ids[who] ?? '');
  const update = (now: readonly Point[]): Set<number> => {
    const at = slots.map((who) => now[who] as Point);
    interest.update(
      at.length,
      Float32Array.from(at, (p) => p.x),
      Float32Array.from(at, (p) => p.y),
      Int32Array.from(at, (p) => p.room),
    );
    return new Set(slots.filter((_, slot) => interest.links[slot] === 1));
  };
  return { update };
};
const coordinate = fc.double({ min: 0, max: 25, noNaN: true });
const people = (min: number, max: number) =>
  fc.array(fc.record({ x: coordinate, y: coordinate, room: fc.constantFrom(-1, -1, 3) }), { minLength: min, maxLength: max });
const drift = (all: readonly Point[], seed: number, step: number): Point[] =>
  all.map((p, i) => ({ ...p, x: p.x + Math.sin(seed * 1.7 + i * 2.3) * step, y: p.y + Math.cos(seed * 2.1 + i * 1.9) * step }));

describe('a few', () => {
  it('are all linked, wherever they are, known or not', () => {
    fc.assert(
      fc.property(people(1, MAX_LINKS + 1), (all) => {
        expect(viewOf(0, all).update(all).size).toBe(all.length - 1);
      }),
    );
    const lost = Array.from({ length: 5 }, () => ({ x: Number.NaN, y: Number.NaN, room: -1 }));
    expect(viewOf(0, lost).update(lost).size).toBe(4);
  });
});

describe('a crowd', () => {
  it('is wanted from both sides or from neither, as they move, and never by more than the bound', () => {
    fc.assert(
      fc.property(people(MAX_LINKS + 2, 40), (all) => {
        const views = all.map((_, i) => viewOf(i, all));
        for (let step = 0; step < 5; step++) {
          const now = drift(all, step, 1.5);
          const wants = views.map((v) => v.update(now));
          for (const [a, set] of wants.entries()) {
            expect(set.size).toBeLessThanOrEqual(MAX_LINKS);
            for (const b of set) expect(wants[b]?.has(a)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stays in one piece', () => {
    fc.assert(
      fc.property(people(MAX_LINKS + 2, 60), (all) => {
        const wants = all.map((_, i) => viewOf(i, all).update(all));
        const seen = new Set([0]);
        for (const at of seen) for (const next of wants[at] ?? []) seen.add(next);
        expect(seen.size).toBe(all.length);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps its links while people shift a little', () => {
    const all = Array.from({ length: 40 }, (_, i) => ({ x: (i % 8) * 1.3, y: Math.floor(i / 8) * 1.3, room: -1 }));
    const view = viewOf(0, all);
    const first = view.update(all);
    let changes = 0;
    let before = first;
    for (let step = 0; step < 50; step++) {
      const now = view.update(drift(all, step, 0.08));
      changes += [...now].filter((p) => !before.has(p)).length + [...before].filter((p) => !now.has(p)).length;
      before = now;
    }
    expect(first.size).toBeGreaterThan(RING);
    expect(changes).toBeLessThan(6);
  });

  it('holds a link until it is clearly no longer among the nearest', () => {
    // Me in the middle, seven to the left, one who moves on the right, and four far away who are my neighbours in the ring.
    const ids = ['m', ...'abcdefg', 'z', 'k', 'l', 'n', 'o'];
    const interest = createInterest({ capacity: ids.length, maxLinks: MAX_LINKS, ringLinks: RING });
    for (const [slot, id] of ids.entries()) interest.join(slot, id);
    const wantsAt = (x: number): boolean => {
      const xs = Float32Array.from([0, -1, -2, -3, -4, -5, -6, -7, x, 50, 51, 52, 53]);
      interest.update(ids.length, xs, new Float32Array(ids.length), new Int32Array(ids.length));
      return interest.links[8] === 1;
    };
    expect([5.5, 3.5, 5.5, 6.5, 5.5].map((x) => wantsAt(x))).toEqual([false, true, true, false, false]);
  });

  it('prefers those in my closed room to those behind its wall', () => {
    const inside = Array.from({ length: 5 }, (_, i) => ({ x: i * 1.4, y: 0, room: 3 }));
    const outside = Array.from({ length: 30 }, (_, i) => ({ x: (i % 10) * 0.7, y: 1 + Math.floor(i / 10) * 0.5, room: -1 }));
    const all = [...inside, ...outside];
    const wanted = viewOf(0, all).update(all);
    for (const mate of [1, 2, 3, 4]) expect(wanted.has(mate)).toBe(true);
  });

  it('shrinks back to everyone when people leave', () => {
    const interest = createInterest({ capacity: 40, maxLinks: MAX_LINKS, ringLinks: RING });
    const [x, y] = [Float32Array.from({ length: 40 }, (_, i) => i * 5), new Float32Array(40)];
    const room = new Int32Array(40);
    for (const [slot, id] of names(40).entries()) interest.join(slot, id);
    interest.update(40, x, y, room);
    for (let slot = 8; slot < 40; slot++) interest.leave(slot);
    expect(interest.count()).toBe(8);
    expect(interest.update(8, x, y, room)).toBe(true);
    expect(Array.from(interest.links.slice(0, 10))).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
  });
});
