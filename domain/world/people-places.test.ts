/** Spawns, spots beside people, and seats: where people may be put. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerId, seatId } from '../ids.ts';
import { canStand, createWalkGrid, isLineFree } from './collision.ts';
import { spotBeside } from './nearest-free.ts';
import { freeSeat, mustStandUp, seatHolders, type SeatClaim } from './occupancy.ts';
import { chooseSpawn } from './spawn.ts';
import { emptyMap, testObject, twoRooms } from './testing.ts';

const noDoors = new Map();

describe('chooseSpawn', () => {
  const map = emptyMap(12, 10, {
    spawns: [
      { x: 2, y: 2 },
      { x: 10, y: 8 },
      { x: 2, y: 8 },
    ],
  });
  const grid = createWalkGrid(map, noDoors);

  it('takes the first one in an empty place', () => {
    expect(chooseSpawn(map, grid, [])).toEqual({ x: 2, y: 2 });
  });

  it('goes where fewer people are, then away from them', () => {
    expect(chooseSpawn(map, grid, [{ x: 2, y: 3 }])).toEqual({ x: 10, y: 8 });
    expect(
      chooseSpawn(map, grid, [
        { x: 2, y: 3 },
        { x: 9, y: 8 },
      ]),
    ).toEqual({ x: 2, y: 8 });
  });

  it('puts nobody on top of anybody', () => {
    const others = map.spawns.map((p) => ({ ...p }));
    const at = chooseSpawn(map, grid, others);
    for (const o of others) expect(Math.hypot(o.x - at.x, o.y - at.y)).toBeGreaterThan(0.5);
    expect(canStand(grid, at.x, at.y)).toBe(true);
  });

  it('finds a place on a map whose spawns are missing or blocked', () => {
    const blocked = emptyMap(8, 8, { spawns: [{ x: 4, y: 4 }], objects: [testObject('t', 'roundTable', 4, 4)] });
    const at = chooseSpawn(blocked, createWalkGrid(blocked, noDoors), []);
    expect(canStand(createWalkGrid(blocked, noDoors), at.x, at.y)).toBe(true);
  });
});

describe('spotBeside', () => {
  const map = twoRooms([testObject('d', 'desk', 3, 3)]);
  const grid = createWalkGrid(map, noDoors);

  it('stands at arm’s length, on the side one comes from', () => {
    const at = spotBeside(grid, { x: 3, y: 7 }, { x: 0.5, y: 7 }, []);
    expect(at?.x).toBeCloseTo(1.9);
    expect(at?.y).toBeCloseTo(7);
  });

  it('keeps off others, and off the far side of walls', () => {
    fc.assert(
      fc.property(
        fc
          .record({ x: fc.double({ min: 0.5, max: 11.5, noNaN: true }), y: fc.double({ min: 0.5, max: 9.5, noNaN: true }) })
          .filter((p) => canStand(grid, p.x, p.y)),
        fc.array(fc.record({ x: fc.double({ min: 0, max: 12, noNaN: true }), y: fc.double({ min: 0, max: 10, noNaN: true }) }), {
          maxLength: 6,
        }),
        (person, others) => {
          const at = spotBeside(grid, person, { x: 1, y: 9 }, others);
          if (at === null) return;
          expect(isLineFree(grid, at, person)).toBe(true);
          for (const o of others) expect(Math.hypot(o.x - at.x, o.y - at.y)).toBeGreaterThanOrEqual(0.6);
          expect(Math.hypot(person.x - at.x, person.y - at.y)).toBeLessThan(2.3);
        },
      ),
    );
  });

  it('has nothing to offer where nobody can be', () => {
    expect(spotBeside(grid, { x: 300, y: 3 }, { x: 1, y: 1 }, [])).toBeNull();
  });
});

describe('seats', () => {
  const claim = (peer: string, seat: string, enteredAt: number): SeatClaim => ({ peer: peerId(peer), seat: seatId(seat), enteredAt });
  const claims = fc.array(
    fc.record({
      peer: fc.constantFrom('a', 'b', 'c', 'd'),
      seat: fc.constantFrom('s/0', 's/1'),
      enteredAt: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 8 },
  );

  it('belong to who entered first, then to the lower id', () => {
    expect(seatHolders([claim('b', 's/0', 2), claim('a', 's/0', 5)]).get(seatId('s/0'))).toBe('b');
    expect(seatHolders([claim('b', 's/0', 2), claim('a', 's/0', 2)]).get(seatId('s/0'))).toBe('a');
  });

  it('have one holder, whoever decides and in whatever order', () => {
    fc.assert(
      fc.property(claims, (raw) => {
        const all = raw.map((c) => claim(c.peer, c.seat, c.enteredAt));
        const holders = seatHolders(all);
        expect(seatHolders(all.toReversed())).toEqual(holders);
        for (const c of all) {
          const others = all.filter((o) => o.peer !== c.peer);
          const best = all.filter((o) => o.peer === c.peer && o.seat === c.seat).toSorted((p, q) => p.enteredAt - q.enteredAt)[0] ?? c;
          expect(mustStandUp(best, others)).toBe(holders.get(c.seat) !== c.peer);
        }
      }),
    );
  });

  it('offer the first free one of an object', () => {
    const holders = seatHolders([claim('b', 's/0', 2)]);
    expect(freeSeat([seatId('s/0'), seatId('s/1')], holders, peerId('a'))).toBe('s/1');
    expect(freeSeat([seatId('s/0')], holders, peerId('a'))).toBeNull();
    expect(freeSeat([seatId('s/0')], holders, peerId('b'))).toBe('s/0');
  });
});
