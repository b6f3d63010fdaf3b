/**
 * For tests: a room in which every message and every clock is in the test's hands (members, links, delays, a desk), and two
 * small rooms with one chair and one door, as one peer sees them.
 */
import { type PeerId, peerId, seatId, zoneId } from '../../ids.ts';
import type { WorldPoint } from '../../world/map.ts';
import { createSeatTable } from '../../world/objects.ts';
import { testObject, twoRooms } from '../../world/testing.ts';
import { doorsAtStart } from '../door-ledger.ts';
import type { Ground, Wish } from './claims.ts';
import { BEAT_EVERY_MS, decide, type Decision, type Election, hearBeat, type Lease, newElection } from './election.ts';
import { look, noSight, type Person, type Sight } from './sight.ts';

export const STEP_MS = 100;

export type SimMember = {
  readonly id: PeerId;
  readonly enteredAt: number;
  election: Election;
  decision: Decision | null;
  beatAtMs: number;
  alive: boolean;
  hasDesk: boolean;
  readonly deposed: Set<PeerId>;
};

type Flight = {
  readonly from: SimMember;
  readonly to: SimMember;
  readonly term: number;
  readonly lease: number | null;
  readonly atMs: number;
};

export const createRoomSim = (names: readonly string[], delayMs: (n: number) => number = () => 20) => {
  const members: SimMember[] = names.map((name, i) => ({
    id: peerId(name),
    enteredAt: 1000 + i,
    election: newElection(peerId(name)),
    decision: null,
    beatAtMs: -Infinity,
    alive: true,
    hasDesk: false,
    deposed: new Set<PeerId>(),
  }));
  let nowMs = 0;
  let sent = 0;
  let flights: Flight[] = [];
  let lease: Lease | null = null;
  let isLinked: (a: SimMember, b: SimMember) => boolean = () => true;

  const decideFor = (member: SimMember): void => {
    const inSight = members.filter((m) => m === member || (m.alive && isLinked(member, m)));
    member.decision = decide(member.election, {
      nowMs,
      members: inSight.map(({ id, enteredAt }) => ({ peer: id, enteredAt })),
      desk: { ready: member.hasDesk, lease: member.hasDesk ? lease : null },
      deposed: member.deposed,
    });
    member.election = member.decision.election;
    if (member.hasDesk && member.decision.wantsLease && lease === null) lease = { number: nowMs + 1, holder: member.id };
    if (lease?.holder === member.id && (!member.decision.wantsLease || !member.hasDesk)) lease = null;
    if (!member.decision.beats || nowMs - member.beatAtMs < BEAT_EVERY_MS) return;
    member.beatAtMs = nowMs;
    const { term, lease: own } = member.decision.election.steward ?? { term: 0, lease: null };
    for (const to of inSight) if (to !== member) flights.push({ from: member, to, term, lease: own, atMs: nowMs + delayMs(sent++) });
  };
  const step = (): void => {
    nowMs += STEP_MS;
    const due = flights.filter((f) => f.atMs <= nowMs);
    flights = flights.filter((f) => f.atMs > nowMs);
    for (const { from, to, ...beat } of due.toSorted((a, b) => a.atMs - b.atMs)) {
      if (to.alive && isLinked(from, to)) to.election = hearBeat(to.election, from.id, beat, nowMs);
    }
    for (const member of members) if (member.alive) decideFor(member);
  };
  return {
    members,
    now: () => nowMs,
    lease: () => lease,
    /** A message from nowhere. */
    lie: (from: string, beat: { readonly term: number; readonly lease: number | null }) => {
      for (const m of members) m.election = hearBeat(m.election, peerId(from), beat, nowMs);
    },
    link: (linked: (a: SimMember, b: SimMember) => boolean) => {
      isLinked = linked;
    },
    kill: (id: PeerId) => {
      const member = members.find((m) => m.id === id);
      if (member !== undefined) member.alive = false;
      if (lease?.holder === id) lease = null;
    },
    run: (ms: number, each: () => void = () => undefined) => {
      for (let left = ms; left > 0; left -= STEP_MS) {
        step();
        each();
      }
    },
    /** Whom each living member obeys. */
    obeyed: () => members.filter((m) => m.alive).map((m) => m.election.steward?.peer ?? null),
  };
};

const bare = twoRooms([testObject('chair', 'sideChair', 3, 3)]);
export const map = { ...bare, zones: bare.zones.map((z) => ({ ...z, capacity: 2 })) };
export const ground: Ground = { map, seats: createSeatTable(map) };
export const chair = seatId('chair/0');
export const at = ground.seats.byId.get(chair)!.at;
export const door = map.doors[0]!;
const right = zoneId('right');
export const sit: Wish = { kind: 'seat', seat: chair };
export const pass: Wish = { kind: 'passage', door: door.id };
export const enter: Wish = { kind: 'place', zone: right };

export const person = (name: string, spot: WorldPoint, rest: Partial<Person> = {}): Person => ({
  peer: peerId(name),
  enteredAt: 0,
  x: spot.x,
  y: spot.y,
  seat: null,
  zone: spot.x >= 6 ? right : null,
  ...rest,
});
export const doors = doorsAtStart(map.doors);
export const see = (people: readonly Person[], nowMs = 10_000, before: Sight = noSight, states = doors): Sight =>
  look(before, people, states, nowMs);
/** Seen like this for three seconds. */
export const seenLong = (people: readonly Person[], states = doors): Sight =>
  see(people, 13_000, see(people, 10_000, noSight, states), states);
