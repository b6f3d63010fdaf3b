import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextShardSize, type ShardSize, startShardSize } from './shard-size.ts';

/** Two seconds apart, with as many near as `near`, of whom `most` are talked with. */
const feed = (size: ShardSize, fromMs: number, times: number, near: number, isTooMuch: (people: number) => boolean): ShardSize => {
  let next = size;
  for (let i = 0; i < times; i += 1) {
    const people = Math.min(near, next.most ?? near);
    next = nextShardSize(next, { nowMs: fromMs + i * 2000, people, shrink: isTooMuch(people) });
  }
  return next;
};

describe('the size of a shard', () => {
  it('is everybody until the budget asks for fewer, and then a quarter less at a time', () => {
    expect(feed(startShardSize(0), 0, 100, 11, () => false).most).toBeNull();
    expect(feed(startShardSize(0), 0, 1, 11, () => true).most).toBe(9);
    expect(feed(startShardSize(0), 0, 3, 11, () => true).most).toBe(9);
    expect(feed(startShardSize(0), 0, 4, 11, () => true).most).toBe(7);
    expect(feed(startShardSize(0), 0, 100, 11, () => true).most).toBe(1);
  });
  it('finds what holds, and tries more of it ever more rarely', () => {
    let size = startShardSize(0);
    let tries = 0;
    for (let i = 0; i < 900; i += 1) {
      const people = Math.min(11, size.most ?? 11);
      if (i > 450 && people > 6) tries += 1;
      size = nextShardSize(size, { nowMs: i * 2000, people, shrink: people > 6 });
    }
    expect(size.most).toBeGreaterThanOrEqual(5);
    expect(size.most).toBeLessThanOrEqual(7);
    // each try lasts until the figures have settled: three or four times two seconds
    expect(tries).toBeLessThanOrEqual(30);
  });
  it('lets everybody in again when there is room, one at a time', () => {
    const small = feed(startShardSize(0), 0, 100, 8, (people) => people > 4);
    expect(feed(small, 200_000, 12, 8, () => false).most).toBeLessThanOrEqual((small.most ?? 0) + 3);
    expect(feed(small, 200_000, 2000, 8, () => false).most).toBeNull();
  });
  it('is never less than one, and never grows by more than one', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ people: fc.nat(30), shrink: fc.boolean() }), { maxLength: 200 }), (list) => {
        let size = startShardSize(0);
        list.forEach((input, i) => {
          const before = size.most;
          size = nextShardSize(size, { ...input, nowMs: i * 2000 });
          if (size.most === null) return;
          expect(size.most).toBeGreaterThanOrEqual(1);
          if (before !== null && !input.shrink) expect(size.most).toBeLessThanOrEqual(before + 1);
        });
      }),
    );
  });
});
