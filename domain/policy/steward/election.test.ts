import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerId } from '../../ids.ts';
import { BEAT_EVERY_MS, decide, hearBeat, MAX_TERM_STEP, newElection, type RoomSight, VANISHED_MS } from './election.ts';
import { createRoomSim } from './testing.ts';

const agreed = (sim: ReturnType<typeof createRoomSim>): string | null => {
  const all = new Set(sim.obeyed());
  return all.size === 1 ? ([...all][0] ?? null) : null;
};

describe('election', () => {
  it('makes who is alone their own steward, who tells nobody', () => {
    const sim = createRoomSim(['a']);
    sim.run(200);
    expect(sim.members[0]!.decision).toMatchObject({ isMe: true, beats: false, wantsLease: false });
  });
  it('chooses who entered first', () => {
    const sim = createRoomSim(['c', 'b', 'a']);
    sim.run(2000);
    expect(sim.obeyed()).toEqual(['c', 'c', 'c']);
  });
  it('lets no newcomer take over, were they first by rank', () => {
    const sim = createRoomSim(['z', 'b', 'c']);
    const newcomer = sim.members[0]!;
    newcomer.alive = false;
    sim.run(3000);
    expect(agreed(sim)).toBe('b');
    newcomer.alive = true;
    sim.run(3000);
    expect(sim.obeyed()).toEqual(['b', 'b', 'b']);
  });
  it('replaces a steward that vanishes within two seconds, and its successor when both vanish at once', () => {
    for (const dead of [1, 2]) {
      const sim = createRoomSim(['a', 'b', 'c', 'd']);
      // the dead stay in everybody's sight, as a closed laptop does
      sim.run(3000);
      for (const m of sim.members.slice(0, dead)) m.alive = false;
      const since = sim.now();
      sim.link(() => true);
      const sight = (nowMs: number): RoomSight => ({
        nowMs,
        members: sim.members.map(({ id, enteredAt }) => ({ peer: id, enteredAt })),
        desk: { ready: false, lease: null },
        deposed: new Set(),
      });
      let replacedMs = Infinity;
      const heir = sim.members[dead]!;
      for (let nowMs = since; nowMs <= since + 2500 && replacedMs === Infinity; nowMs += 50) {
        const decision = decide(heir.election, sight(nowMs));
        heir.election = decision.election;
        if (decision.beats) replacedMs = nowMs - since;
      }
      expect(replacedMs).toBeLessThan(2000);
    }
  });
  it('ends with one steward, whoever dies, with and without a desk', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.array(fc.nat(6), { maxLength: 4 }),
        fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
        (count, deaths, desks, delays) => {
          const sim = createRoomSim('gbfdaec'.slice(0, count).split(''), (n) => delays[n % delays.length]!);
          for (const [i, m] of sim.members.entries()) m.hasDesk = desks[i]!;
          sim.run(3000);
          for (const death of deaths) {
            sim.kill(sim.members[death % count]!.id);
            sim.run(900);
          }
          sim.run(6000);
          const living = sim.members.filter((m) => m.alive);
          if (living.length === 0) return;
          expect(agreed(sim)).not.toBeNull();
          expect(living.filter((m) => m.decision?.isMe)).toHaveLength(1);
        },
      ),
    );
  });
  it('resolves alike when two halves that each had a steward meet again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 4000 }),
        (side, desks, delays, togetherMs) => {
          const sim = createRoomSim(['d', 'b', 'f', 'a', 'e', 'c'], (n) => delays[n % delays.length]!);
          for (const [i, m] of sim.members.entries()) m.hasDesk = desks[i]!;
          sim.run(togetherMs);
          sim.link((a, b) => side[sim.members.indexOf(a)] === side[sim.members.indexOf(b)]);
          sim.run(5000);
          sim.link(() => true);
          sim.run(6000);
          expect(agreed(sim)).not.toBeNull();
          // and it stays so
          const chosen = agreed(sim);
          sim.run(3000, () => expect(agreed(sim)).toBe(chosen));
        },
      ),
    );
  });
  it('never obeys two at once among those who have a desk', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(4), { maxLength: 3 }),
        (side, delays, deaths) => {
          const sim = createRoomSim(['d', 'b', 'e', 'a', 'c'], (n) => delays[n % delays.length]!);
          for (const m of sim.members) m.hasDesk = true;
          const isBroken = (): boolean => side.some((s) => s !== side[0]);
          const once = (): void => {
            const word = sim.lease();
            // who obeys somebody else than themselves while the lease is held, obeys its holder
            const others = new Set(
              sim.members.filter((m) => m.alive && m.election.steward?.lease != null && word !== null).map((m) => m.election.steward?.peer),
            );
            expect(others.size).toBeLessThanOrEqual(1);
          };
          sim.run(3000);
          if (isBroken()) sim.link((a, b) => side[sim.members.indexOf(a)] === side[sim.members.indexOf(b)]);
          sim.run(3000, once);
          for (const death of deaths) {
            sim.kill(sim.members[death]!.id);
            sim.run(1500);
          }
          sim.link(() => true);
          sim.run(4000);
          sim.run(1000, once);
        },
      ),
    );
  });
  it('keeps the lease only while it is in charge of others', () => {
    const sim = createRoomSim(['a', 'b']);
    for (const m of sim.members) m.hasDesk = true;
    sim.run(2000);
    expect(sim.lease()?.holder).toBe('a');
    sim.kill(peerId('b'));
    sim.run(500);
    expect(sim.lease()).toBeNull();
  });
});

describe('a lying beat', () => {
  const HUGE = 2 ** 50;
  const others = () => {
    const sim = createRoomSim(['a', 'b', 'c', 'liar']);
    sim.members[3]!.alive = false;
    return sim;
  };
  const meddle = (sim: ReturnType<typeof createRoomSim>, beat: { term: number; lease: number | null }) => {
    // it stands in the room and speaks
    sim.members[3]!.alive = true;
    sim.members[3]!.election = newElection(peerId('liar'));
    for (let i = 0; i < 8; i++) {
      sim.lie('liar', beat);
      sim.run(BEAT_EVERY_MS);
    }
  };
  it('with lease 2^50 is ignored where there is no desk', () => {
    const sim = others();
    sim.run(3000);
    meddle(sim, { term: 1, lease: HUGE });
    // the same term as the steward: only the peer id decides, the lease does not
    expect(sim.obeyed().slice(0, 3)).toEqual(['a', 'a', 'a']);
  });
  it('with lease 2^50 is ignored by those whose desk says otherwise', () => {
    const sim = others();
    for (const m of sim.members.slice(0, 3)) m.hasDesk = true;
    sim.run(3000);
    meddle(sim, { term: 5000, lease: HUGE });
    expect(sim.lease()?.holder).toBe('a');
    expect(sim.obeyed().slice(0, 3)).toEqual(['a', 'a', 'a']);
  });
  it('is obeyed without a number by those whose desk still names its sender, who lost sight of it first', () => {
    const members = ['a', 'b'].map((name, i) => ({ peer: peerId(name), enteredAt: i }));
    const lease = { number: 7, holder: peerId('a') };
    const sight: RoomSight = { nowMs: 100, members, desk: { ready: true, lease }, deposed: new Set() };
    const hear = (from: string, own: number | null) =>
      decide(hearBeat(newElection(peerId('b')), peerId(from), { term: 3, lease: own }, 90), sight);
    expect(hear('a', null).election.steward?.peer).toBe('a');
    expect(hear('a', 7).election.steward?.peer).toBe('a');
    expect(hear('a', 6).election.steward).toBeNull();
    const other = { ...sight, desk: { ready: true, lease: { number: 7, holder: peerId('c') } } };
    expect(decide(hearBeat(newElection(peerId('b')), peerId('a'), { term: 3, lease: null }, 90), other).election.steward).toBeNull();
  });
  it('with the lease number of another is ignored, too', () => {
    const sim = others();
    for (const m of sim.members.slice(0, 3)) m.hasDesk = true;
    sim.run(3000);
    meddle(sim, { term: 5000, lease: sim.lease()!.number });
    expect(sim.obeyed().slice(0, 3)).toEqual(['a', 'a', 'a']);
  });
  it('with a huge term is ignored, and no later term is lost by it', () => {
    const sim = others();
    sim.run(3000);
    meddle(sim, { term: HUGE, lease: null });
    expect(sim.obeyed().slice(0, 3)).toEqual(['a', 'a', 'a']);
    for (const m of sim.members.slice(0, 3)) expect(m.election.highestTerm).toBeLessThan(10);
  });
  it('is heard only up to a bounded step', () => {
    const start = newElection(peerId('a'));
    expect(hearBeat(start, peerId('b'), { term: MAX_TERM_STEP + 1, lease: null }, 0)).toBe(start);
    expect(hearBeat(start, peerId('b'), { term: MAX_TERM_STEP, lease: null }, 0)).not.toBe(start);
  });
  it('does not bring back who was deposed; the next one takes over, even if the liar holds the lease', () => {
    const sim = createRoomSim(['a', 'b', 'c']);
    for (const m of sim.members) m.hasDesk = true;
    sim.run(3000);
    expect(agreed(sim)).toBe('a');
    for (const m of sim.members.slice(1)) m.deposed.add(peerId('a'));
    sim.run(VANISHED_MS + 3000);
    expect(sim.obeyed().slice(1)).toEqual(['b', 'b']);
  });
});

describe('beats', () => {
  it('lead to the same steward in whatever order they come', () => {
    const beat = fc.record({ from: fc.constantFrom('b', 'c', 'd'), term: fc.integer({ min: 1, max: 6 }), lease: fc.constant(null) });
    fc.assert(
      fc.property(fc.array(beat, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (beats, order) => {
        const members = ['a', 'b', 'c', 'd'].map((p, i) => ({ peer: peerId(p), enteredAt: i }));
        const sight: RoomSight = { nowMs: 100, members, desk: { ready: false, lease: null }, deposed: new Set() };
        const end = (list: typeof beats) =>
          decide(
            list.reduce((e, b) => hearBeat(e, peerId(b.from), b, 50), newElection(peerId('a'))),
            sight,
          ).election.steward;
        const shuffled = beats
          .map((b) => ({ b, at: order.next().value as number }))
          .toSorted((p, q) => p.at - q.at)
          .map((p) => p.b);
        expect(end(shuffled)).toEqual(end(beats));
      }),
    );
  });
});
