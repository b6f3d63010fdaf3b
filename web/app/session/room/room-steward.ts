/**
 * The order of the room I am in: who its steward is, what it says, and what I do about it. Joins election, judging, my own
 * movement and the check of every verdict. Loaded after entering. A room's mode is kept beside this: it sets what my beats
 * say and reads what the accepted steward's say.
 */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import { type DoorId, doorId, type PeerId, type SeatId } from '../../../../domain/ids.ts';
import { type DoorLedger, nextDoorChange } from '../../../../domain/policy/door-ledger.ts';
import { foldHolder, type Ground, type Holders, isInSight, type Wish } from '../../../../domain/policy/steward/claims.ts';
import type { Steward } from '../../../../domain/policy/steward/election.ts';
import { look, noSight, type Sight } from '../../../../domain/policy/steward/sight.ts';
import { addEvidence, type Evidence, lieIn, noEvidence } from '../../../../domain/policy/steward/verdicts.ts';
import type { ControlMessageOf } from '../../../../domain/wire/control.ts';
import type { DoorState, WorldPoint } from '../../../../domain/world/map.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import { createJudge, type Office } from './judge.ts';
import type { LeaseDesk } from './lease-desk.ts';
import { membersOf, peopleInside } from './members.ts';
import { createMovement } from './movement.ts';
import type { RoomCore } from './room-core.ts';
import { type BeatFields, createStewardship } from './stewardship.ts';
import { heardVerdict, sendable, type Verdict, wishOf } from './wire.ts';

/** Nobody sits down more often; what is beyond it is not judged. */
const WISHES_PER_SECOND = 3;
const WISHES_BURST = 8;
/** Every verdict goes to everybody, who take no more than 30 messages a second from one peer: beats must pass. */
const VERDICTS_PER_SECOND = 15;
const VERDICTS_BURST = 40;

export type RoomMessage = ControlMessageOf<'beat'> | ControlMessageOf<'intent'> | ControlMessageOf<'verdict'>;

export type RoomSteward = {
  readonly steward: ReadonlySignal<Steward | null>;
  readonly isMe: ReadonlySignal<boolean>;
  /** The closed zone that I am in, or `open`; null in the lobby. */
  readonly room: ReadonlySignal<string | null>;
  /** Who is in my room, with me. */
  readonly members: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Whom I caught lying too often. */
  readonly deposed: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Who holds which seat, as the stewards said. */
  readonly holders: ReadonlySignal<Holders>;
  readonly lastBeat: ReadonlySignal<BeatFields | null>;
  /** What my beats say while I am the steward; a change is said at once. Begins with what the last steward said. */
  readonly beatFields: (fields: Partial<BeatFields>) => void;
  readonly hear: (from: PeerId, message: RoomMessage) => void;
  /** A door is about to be changed by me: say so to who judges it. Call it before the change is told to everybody. */
  readonly wishDoor: (door: DoorId, change: Partial<DoorState>) => void;
  /** A door was changed by somebody else. `before`: the doors as they were. */
  readonly doorChanged: (from: PeerId, door: string, before: DoorLedger) => void;
  /** While true, nothing but the steward decides whether I keep my chair. */
  readonly judgesMySeat: () => boolean;
  readonly tick: (nowMs: number) => void;
  readonly close: () => void;
};

export const createRoomSteward = (core: RoomCore, desk: LeaseDesk): RoomSteward => {
  const { selfId } = core.link;
  const ground: Ground = { map: core.map, seats: core.driver.seats };
  const stewardship = createStewardship(selfId, desk, core.peers.send);
  const judge = createJudge(ground);
  const members = signal<ReadonlySet<PeerId>>(new Set());
  const evidence = signal<Evidence>(noEvidence);
  const deposed = computed(() => evidence.value.deposed);
  const holders = signal<Holders>(new Map());
  const room = signal<string | null>(null);
  const allWishes = createRateLimit(VERDICTS_PER_SECOND, VERDICTS_BURST);
  const wishesOf = new Map<PeerId, RateLimit>();
  let sight: Sight = noSight;

  const office = (): Office | null => {
    const [where, now] = [stewardship.room(), stewardship.steward.peek()];
    return where === null || now === null || !stewardship.isMe.peek() ? null : { room: where, term: now.term };
  };
  const others = (): PeerId[] => [...members.peek()].filter((peer) => peer !== selfId);

  const note = (seat: SeatId, verdict: Verdict, peer: PeerId): void => {
    holders.value = foldHolder(holders.peek(), seat, { peer, term: verdict.term, order: verdict.order });
  };
  const noteHolder = (from: PeerId, verdict: Verdict): void => {
    const { wish, holder } = heardVerdict(from, verdict);
    if (wish.kind === 'seat' && holder !== null) note(wish.seat, verdict, holder);
  };
  /** Mine: to everybody in the room, and to myself if it is about me. */
  const pronounce = (verdict: Verdict): void => {
    for (const peer of others()) core.peers.send(peer, verdict);
    noteHolder(selfId, verdict);
    if (verdict.to === selfId) movement.hear(verdict, sight.nowMs);
  };
  const decideOn = (from: PeerId, n: number, at: WorldPoint, wish: Wish): void => {
    const own = office();
    // whose steps have not arrived yet asks again; saying no would be a guess
    if (own !== null && isInSight(see(sight.nowMs), from, at)) pronounce(judge.judge(own, sight, from, n, at, wish));
  };
  const hearIntent = (from: PeerId, { room: where, n, at, wish }: ControlMessageOf<'intent'>): void => {
    if (where !== stewardship.room() || !members.peek().has(from) || office() === null) return;
    const limit = wishesOf.get(from) ?? createRateLimit(WISHES_PER_SECOND, WISHES_BURST);
    wishesOf.set(from, limit);
    if (limit.take(sight.nowMs) && allWishes.take(sight.nowMs)) decideOn(from, n, at, wishOf(wish));
  };
  const ask = (n: number, at: WorldPoint, wish: Wish): void => {
    if (office() !== null) return decideOn(selfId, n, at, wish);
    const [where, now] = [stewardship.room(), stewardship.steward.peek()];
    if (where !== null && now !== null) core.peers.send(now.peer, { t: 'intent', room: where, n, at: sendable(at), wish });
  };
  const movement = createMovement(core, ask);
  /** What I see at this moment: poses may have come since the last tick. */
  const see = (nowMs: number): Sight => (sight = look(sight, peopleInside(core), core.doors.states.peek(), nowMs));

  const hearVerdict = (from: PeerId, verdict: Verdict): void => {
    const now = stewardship.steward.peek();
    // only the one whom I obey has a say
    if (now === null || now.peer !== from || from === selfId || verdict.room !== stewardship.room()) return;
    const heard = heardVerdict(from, verdict);
    if (lieIn(ground, see(sight.nowMs), heard) !== null) {
      evidence.value = addEvidence(evidence.peek(), from, sight.nowMs);
      return;
    }
    noteHolder(from, verdict);
    if (heard.to === selfId) movement.hear(verdict, sight.nowMs);
  };

  const stop = effect(() => {
    if (!stewardship.isMe.value) judge.forget();
  });

  const tick = (nowMs: number): void => {
    see(nowMs);
    const { x, y } = core.driver.pose();
    const where = core.roomAt(x, y);
    const isInside = sight.people.has(selfId);
    const who = isInside ? membersOf(core, [...sight.people.values()], where) : [];
    if (who.length !== members.peek().size || who.some((m) => !members.peek().has(m.peer))) members.value = new Set(who.map((m) => m.peer));
    for (const peer of wishesOf.keys()) if (!members.peek().has(peer)) wishesOf.delete(peer);
    if (room.peek() !== where && holders.peek().size > 0) holders.value = new Map();
    room.value = isInside ? where : null;
    stewardship.tick(nowMs, where, who, deposed.peek());
    if (!isInside) return movement.leave();
    movement.tick(nowMs, stewardship.steward.peek()?.peer ?? null);
    const own = office();
    if (own !== null) for (const verdict of judge.audit(own, sight)) pronounce(verdict);
  };

  return {
    steward: stewardship.steward,
    isMe: stewardship.isMe,
    room,
    members,
    deposed,
    holders,
    lastBeat: stewardship.lastBeat,
    beatFields: stewardship.setFields,
    hear: (from, message) => {
      if (message.t === 'beat') stewardship.hear(from, message);
      else if (message.t === 'verdict') hearVerdict(from, message);
      else hearIntent(from, message);
    },
    wishDoor: (door, change) => {
      const states = core.doors.states.peek();
      const next = nextDoorChange(states, door, change, selfId);
      if (next === null || (!next.locked && states.get(door)?.locked !== true)) return;
      const { x, y } = core.driver.pose();
      ask(0, { x, y }, { kind: 'door', door, open: next.open, locked: next.locked });
    },
    doorChanged: (from, door, before) => {
      const own = office();
      const right = own === null ? null : judge.doorChanged(own, see(sight.nowMs), from, doorId(door), before, core.doors.states.peek());
      if (right !== null) core.doors.set(right.door, { open: right.open, locked: right.locked }, selfId);
    },
    judgesMySeat: () => stewardship.steward.peek() !== null && movement.isJudged(),
    tick: (nowMs) => batch(() => tick(nowMs)),
    close: () => {
      stop();
      stewardship.close();
    },
  };
};
