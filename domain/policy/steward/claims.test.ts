import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PeerId, peerId, seatId } from '../../ids.ts';
import type { WorldPoint } from '../../world/map.ts';
import { beforeDoor, foldHolder, grant, type Grants, judge, outsideOf, overlaps, settle, sideOf, type Wish } from './claims.ts';
import { look, noSight, type Sight } from './sight.ts';
import { at, chair, door, doors, enter, ground, map, pass, person, see, seenLong, sit } from './testing.ts';

type Ask = { readonly peer: PeerId; readonly wish: Wish; readonly at: WorldPoint };
const askAll = (sight: Sight, asks: readonly Ask[]): { readonly grants: Grants; readonly granted: readonly PeerId[] } => {
  let grants: Grants = new Map();
  const granted: PeerId[] = [];
  for (const ask of asks) {
    if (!judge(ground, sight, grants, ask.peer, ask.at, ask.wish).granted) continue;
    grants = grant(grants, ground, ask.peer, ask.at, ask.wish, sight.nowMs);
    granted.push(ask.peer);
  }
  return { grants, granted };
};

describe('a chair', () => {
  const both = [person('a', at, { seat: chair }), person('b', at, { seat: chair })];
  it('goes to whoever asks first of those who sat down just now, and to one of them only', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 2 }), (names) => {
        const sight = see(names.map((n) => person(n, at, { seat: chair })));
        const { granted } = askAll(
          sight,
          names.map((n) => ({ peer: peerId(n), wish: sit, at })),
        );
        expect(granted).toEqual([names[0]]);
      }),
    );
  });
  it('stays with who sat there before', () => {
    const before = see([person('a', at, { seat: chair })], 7000);
    const sight = see(both, 10_000, before);
    expect(judge(ground, sight, new Map(), peerId('b'), at, sit)).toMatchObject({ granted: false, why: 'taken', holder: 'a' });
    expect(judge(ground, sight, new Map(), peerId('a'), at, sit).granted).toBe(true);
  });
  it('goes to the same one on both sides of what was a partition', () => {
    for (const names of [
      ['a', 'b'],
      ['b', 'a'],
    ])
      expect(
        askAll(
          seenLong(both),
          names.map((n) => ({ peer: peerId(n), wish: sit, at })),
        ).granted,
      ).toEqual(['a']);
  });
  it('is free again when its holder stands up', () => {
    const first = askAll(see(both), [{ peer: peerId('a'), wish: sit, at }]);
    const left = see([person('a', at), person('b', at, { seat: chair })], 14_000);
    const grants = settle(first.grants, left);
    expect(grants.size).toBe(0);
    expect(judge(ground, left, grants, peerId('b'), at, sit).granted).toBe(true);
  });
  it('cannot be had from afar, by who is not seen, or if it does not exist', () => {
    const sight = see([person('a', { x: 3, y: 9 })]);
    expect(judge(ground, sight, new Map(), peerId('a'), { x: 3, y: 9 }, sit).why).toBe('blocked');
    expect(judge(ground, sight, new Map(), peerId('a'), at, sit).why).toBe('blocked');
    expect(judge(ground, sight, new Map(), peerId('x'), at, sit).why).toBe('blocked');
    expect(judge(ground, see([person('a', at)]), new Map(), peerId('a'), at, { kind: 'seat', seat: seatId('no/0') }).why).toBe('blocked');
  });
  it('with two on it for long has one who gets up', () => {
    expect(overlaps(seenLong(both), new Map())).toEqual([{ peer: 'b', seat: chair, holder: 'a' }]);
    const { grants } = askAll(see(both, 13_000), [{ peer: peerId('b'), wish: sit, at }]);
    expect(overlaps(seenLong(both), grants)).toEqual([{ peer: 'a', seat: chair, holder: 'b' }]);
    expect(overlaps(see(both), new Map())).toEqual([]);
  });
});

describe('a narrow passage', () => {
  const west = { x: 5.7, y: 4.8 };
  const east = { x: 6.3, y: 4.8 };
  const sight = see([person('a', west), person('b', east)]);
  it('lets one through first, and puts the other back on the side they came from', () => {
    const { grants } = askAll(sight, [{ peer: peerId('a'), wish: pass, at: west }]);
    const refused = judge(ground, sight, grants, peerId('b'), east, pass);
    expect(refused).toMatchObject({ granted: false, why: 'taken', holder: 'a' });
    expect(refused.at!.x).toBeGreaterThan(6.5);
    expect(sideOf(door, refused.at!)).toBe(1);
  });
  it('lets those through who go the same way', () => {
    const follower = see([person('a', west), person('b', { x: 5.6, y: 4.8 })]);
    const { grants } = askAll(follower, [{ peer: peerId('a'), wish: pass, at: west }]);
    expect(judge(ground, follower, grants, peerId('b'), { x: 5.6, y: 4.8 }, pass).granted).toBe(true);
  });
  it('is nobody’s for ever', () => {
    const { grants } = askAll(sight, [{ peer: peerId('a'), wish: pass, at: west }]);
    const later = see([person('a', west), person('b', east)], 13_000);
    expect(judge(ground, later, grants, peerId('b'), east, pass).granted).toBe(true);
  });
  it('is blocked while its door is closed', () => {
    const shut = new Map([[door.id, { door: door.id, open: false, locked: false, clock: 1, by: 'a' }]]);
    expect(judge(ground, see([person('a', west)], 1, noSight, shut), new Map(), peerId('a'), west, pass).why).toBe('blocked');
  });
});

describe('a full room', () => {
  const spot = { x: 7, y: 4.8 };
  it('lets in as many as fit, whoever asks at once', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1 }), (names) => {
        const { granted } = askAll(
          see(names.map((n) => person(n, spot))),
          names.map((n) => ({ peer: peerId(n), wish: enter, at: spot })),
        );
        expect(granted).toEqual(names.slice(0, 2));
      }),
    );
  });
  it('counts who never asked, and puts the one too many before the door', () => {
    const inside = [person('a', { x: 9, y: 2 }), person('b', { x: 9, y: 8 })];
    const sight = look(seenLong(inside), [...inside, person('c', spot)], doors, 13_100);
    const refused = judge(ground, sight, new Map(), peerId('c'), spot, enter);
    expect(refused).toMatchObject({ granted: false, why: 'full' });
    expect(refused.at).toEqual(outsideOf(map, map.zones[0]!, spot));
    expect(refused.at).toEqual(beforeDoor(door, -1));
  });
});

describe('a locked door', () => {
  const locked = new Map([[door.id, { door: door.id, open: false, locked: true, clock: 3, by: 'a' }]]);
  const open: Wish = { kind: 'door', door: door.id, open: true, locked: false };
  const inside = person('a', { x: 8, y: 5 });
  const outside = person('b', { x: 5, y: 5 });
  it('opens from inside, or where nobody is', () => {
    expect(judge(ground, see([inside, outside], 1, noSight, locked), new Map(), peerId('b'), outside, open).why).toBe('locked');
    expect(judge(ground, see([inside, outside], 1, noSight, locked), new Map(), peerId('a'), inside, open).granted).toBe(true);
    expect(judge(ground, see([outside], 1, noSight, locked), new Map(), peerId('b'), outside, open).granted).toBe(true);
  });
});

describe('holders', () => {
  it('are the same in whatever order verdicts come', () => {
    const verdict = fc.record({
      peer: fc.constantFrom('a', 'b', 'c'),
      term: fc.integer({ min: 1, max: 3 }),
      order: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(verdict, { selector: (v) => `${v.term}/${v.order}`, maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (verdicts, order) => {
          const fold = (list: typeof verdicts) =>
            list
              .reduce((h, v) => foldHolder(h, chair, { ...v, peer: peerId(v.peer) }), new Map() as ReturnType<typeof foldHolder>)
              .get(chair);
          const shuffled = verdicts
            .map((v) => ({ v, at: order.next().value as number }))
            .toSorted((p, q) => p.at - q.at)
            .map((p) => p.v);
          expect(fold(shuffled)).toEqual(fold(verdicts));
        },
      ),
    );
  });
});
