import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId, peerId } from '../../ids.ts';
import { grant, type Grants, judge, type Wish } from './claims.ts';
import { noSight } from './sight.ts';
import { at, chair, door, enter, ground, map, pass, person, see, seenLong, sit } from './testing.ts';
import { addEvidence, DEPOSED_AFTER, GRACE_MS, type HeardVerdict, lieIn, noEvidence } from './verdicts.ts';

describe('a verdict', () => {
  const S = peerId('s');
  const say = (to: string, wish: Wish, rest: Partial<HeardVerdict> = {}): HeardVerdict => ({
    from: S,
    to: peerId(to),
    wish,
    granted: true,
    why: null,
    holder: peerId(to),
    ...rest,
  });
  const steward = person('s', { x: 3, y: 4 });
  const sitter = person('a', at, { seat: chair });
  const asker = person('b', { x: 3, y: 3.6 });

  it('is a lie if it gives away a seat that somebody has had for long', () => {
    const sight = seenLong([steward, sitter, asker]);
    expect(lieIn(ground, sight, say('b', sit))).toBe('occupied');
    expect(lieIn(ground, sight, say('s', sit))).toBe('favour');
  });
  it('is none while delays may explain it', () => {
    const sight = see([steward, sitter, asker], 10_000 + GRACE_MS - 100, see([steward, sitter, asker]));
    expect(lieIn(ground, sight, say('b', sit))).toBeNull();
  });
  it('is a lie if it refuses for the sake of somebody who is far away', () => {
    const far = person('s', { x: 11, y: 9 });
    const sight = see([far, asker]);
    expect(lieIn(ground, sight, say('b', sit, { granted: false, why: 'taken', holder: S }))).toBe('favour');
    expect(lieIn(ground, sight, say('b', sit, { granted: false, why: 'taken', holder: null }))).toBe('invented');
  });
  it('is a lie if it accepts what nobody can do', () => {
    const shut = new Map([[door.id, { door: door.id, open: false, locked: true, clock: 1, by: 'a' }]]);
    const inside = person('a', { x: 8, y: 5 });
    const sight = seenLong([steward, inside, person('b', { x: 5.5, y: 4.8 })], shut);
    expect(lieIn(ground, sight, say('b', pass))).toBe('blocked');
    expect(lieIn(ground, sight, say('b', { kind: 'door', door: door.id, open: true, locked: false }))).toBe('blocked');
    expect(lieIn(ground, sight, say('b', { kind: 'passage', door: doorId('none') }))).toBe('blocked');
    expect(lieIn(ground, seenLong([steward, person('b', { x: 11, y: 9 })]), say('b', sit))).toBe('blocked');
  });
  it('is a lie if it lets one in too many, or calls an empty room full', () => {
    const full = [person('a', { x: 9, y: 2 }), person('c', { x: 9, y: 8 })];
    expect(lieIn(ground, seenLong([steward, ...full, asker]), say('b', enter))).toBe('occupied');
    const roomy = { ...ground, map: { ...map, zones: map.zones.map((z) => ({ ...z, capacity: 9 })) } };
    expect(lieIn(roomy, seenLong([steward, asker]), say('b', enter, { granted: false, why: 'full', holder: null }))).toBe('invented');
  });
  it('of an honest steward is never a lie, whatever is asked, by whomever sees the same a moment later', () => {
    const spots = fc.record({
      x: fc.double({ min: 0.5, max: 11.5, noNaN: true }),
      y: fc.double({ min: 0.5, max: 9.5, noNaN: true }),
      seated: fc.boolean(),
      long: fc.boolean(),
    });
    const wishes = fc.constantFrom<Wish>(sit, pass, enter, { kind: 'door', door: door.id, open: true, locked: false });
    const locks = fc.record({ open: fc.boolean(), locked: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(spots, { minLength: 2, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), wishes), { maxLength: 8 }),
        locks,
        (list, asks, lock) => {
          const people = list.map((p, i) =>
            person(i === 0 ? 's' : `p${i}`, p.seated ? at : p, { seat: p.seated ? chair : null, enteredAt: i }),
          );
          const states = new Map([[door.id, { door: door.id, open: lock.open && !lock.locked, locked: lock.locked, clock: 1, by: 's' }]]);
          const before = see(
            people.filter((_, i) => list[i]!.long),
            10_000,
            noSight,
            states,
          );
          let sight = see(people, 12_000, before, states);
          let grants: Grants = new Map();
          for (const [index, wish] of asks) {
            const who = people[index % people.length]!;
            const judgement = judge(ground, sight, grants, who.peer, who, wish);
            if (judgement.granted) grants = grant(grants, ground, who.peer, who, wish, sight.nowMs);
            const verdict: HeardVerdict = { from: S, to: who.peer, wish, ...judgement };
            expect(lieIn(ground, sight, verdict)).toBeNull();
            sight = see(people, sight.nowMs + 50, sight, states);
          }
        },
      ),
    );
  });
  it('of a liar deposes them for me after a few, and nobody else', () => {
    let evidence = noEvidence;
    for (let i = 0; i < DEPOSED_AFTER; i++) {
      expect(evidence.deposed.size).toBe(0);
      evidence = addEvidence(evidence, S, i * 1000);
    }
    expect([...evidence.deposed]).toEqual([S]);
  });
  it('now and then contradicting what I saw deposes nobody', () => {
    let evidence = noEvidence;
    for (let i = 0; i < 20; i++) evidence = addEvidence(evidence, S, i * 90_000);
    expect(evidence.deposed.size).toBe(0);
  });
});
