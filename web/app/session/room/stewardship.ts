/**
 * My part in the order of my room: listens for its steward, stands when it is my turn, takes the lease where a desk is
 * ready, and beats. Acts on what `election.ts` decides; knows nothing of chairs and doors.
 */
import { batch, type ReadonlySignal, signal } from '@preact/signals-core';
import type { PeerId } from '../../../../domain/ids.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import {
  BEAT_EVERY_MS,
  type Candidate,
  decide,
  type Decision,
  type DeskWord,
  type Election,
  hearBeat,
  type Lease,
  newElection,
  type Steward,
} from '../../../../domain/policy/steward/election.ts';
import type { ControlMessage, ControlMessageOf } from '../../../../domain/wire/control.ts';
import { CONTEST_EVERY_MS } from '../../../../domain/wire/relay-desk.ts';
import type { LeaseDesk } from './lease-desk.ts';

/** What a beat says besides who speaks: the mode of the room. */
export type BeatFields = Pick<ControlMessageOf<'beat'>, 'mode' | 'epoch' | 'sfu'>;

/** Epochs grow by one with each try. A leap like this is not honest, and would leave none for the next steward. */
const MAX_EPOCH_STEP = 10_000;
const MAX_EPOCH = 2 ** 40;

/** A desk that did not answer is asked again after this long. */
const ASK_AGAIN_MS = 1000;
/** Until the desk's word of what I took has arrived by its own way. */
const TAKEN_MS = 1000;
/** Ticks come twelve times a second: half of one early is on time. */
const EARLY_MS = 40;
/**
 * While this page stood still it could not listen, and what was said meanwhile still waits to be read: such time does not
 * count, or everybody who stalls for a moment would take over.
 */
const LONGEST_TICK_MS = 400;

/** Who holds the lease, is here and says nothing for this long keeps the room from having a steward. */
export const MUTE_MS = 5000;

export type Stewardship = {
  readonly steward: ReadonlySignal<Steward | null>;
  readonly isMe: ReadonlySignal<boolean>;
  /** What the accepted steward said last, be it me; kept while there is none, so that its successor can go on from it. */
  readonly lastBeat: ReadonlySignal<BeatFields | null>;
  readonly room: () => string | null;
  readonly setFields: (fields: Partial<BeatFields>) => void;
  readonly hear: (from: PeerId, beat: ControlMessageOf<'beat'>) => void;
  /** Time passes only here. @param members the people of `room` with me; nobody while I am not inside */
  readonly tick: (nowMs: number, room: string, members: readonly Candidate[], deposed: ReadonlySet<PeerId>) => void;
  readonly close: () => void;
};

const freshFields = (): BeatFields => ({ mode: RoomMode.P2pDirect, epoch: 0, sfu: null });
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const createStewardship = (
  selfId: PeerId,
  desk: LeaseDesk,
  send: (peer: PeerId, message: ControlMessage) => boolean,
): Stewardship => {
  const steward = signal<Steward | null>(null);
  const isMe = signal(false);
  const lastBeat = signal<BeatFields | null>(null);
  const saidBy = new Map<PeerId, BeatFields>();
  const told = new Set<PeerId>();
  let room: string | null = null;
  let election: Election = newElection(selfId);
  let members: readonly Candidate[] = [];
  let deposed: ReadonlySet<PeerId> = new Set();
  let nowMs = 0;
  let tickedAtMs: number | null = null;
  let fields = freshFields();
  let beatAtMs = -Infinity;
  let askedAtMs = -Infinity;
  let taken: { readonly lease: Lease; readonly atMs: number } | null = null;
  /** The lease that I saw last, and when I saw it first or heard its holder. */
  let seen: { readonly lease: Lease; readonly atMs: number } | null = null;
  let contestedAtMs = -Infinity;
  /** I asked for the lease, or have it. */
  let isMine = false;
  let stopWatching = (): void => undefined;

  const deskWord = (): DeskWord => {
    if (room === null || desk.state.peek().status !== 'ready') return { ready: false, lease: null };
    const heard = desk.leases.peek().get(room) ?? null;
    return { ready: true, lease: heard ?? (taken !== null && nowMs - taken.atMs < TAKEN_MS ? taken.lease : null) };
  };

  const takeLease = (wanted: string): void => {
    askedAtMs = nowMs;
    void desk.takeLease(wanted).then((lease) => {
      // meanwhile I may have gone; what is not dropped is renewed for ever
      if (room !== wanted || !isMine) {
        if (lease?.holder === selfId) desk.dropLease(wanted);
        return undefined;
      }
      if (lease === null) return undefined;
      taken = { lease, atMs: nowMs };
      askedAtMs = -Infinity;
      return update();
    });
  };
  const dropLease = (): void => {
    if (isMine && room !== null) desk.dropLease(room);
    isMine = false;
    taken = null;
    askedAtMs = -Infinity;
  };
  const keepLease = ({ wantsLease }: Decision): void => {
    if (!wantsLease) return dropLease();
    const { ready, lease } = deskWord();
    if (lease?.holder === selfId) isMine = true;
    if (room === null || !ready || lease !== null || nowMs - askedAtMs < ASK_AGAIN_MS) return;
    isMine = true;
    takeLease(room);
  };

  /** The desk obeys somebody whom I do not: it is told, again and again, and counts who else says so. */
  const contest = (): void => {
    const { lease } = deskWord();
    // of somebody whom I am not linked with I cannot say that they say nothing
    const isHere = members.some(({ peer }) => peer === lease?.holder);
    if (lease?.number !== seen?.lease.number || !isHere) seen = lease === null ? null : { lease, atMs: nowMs };
    if (room === null || lease === null || seen === null || lease.holder === selfId || members.length < 2) return;
    if (!deposed.has(lease.holder) && nowMs - seen.atMs < MUTE_MS) return;
    if (nowMs - contestedAtMs < CONTEST_EVERY_MS) return;
    contestedAtMs = nowMs;
    desk.contestLease(room, lease.number);
  };

  const beat = (now: Steward): void => {
    if (room === null) return;
    beatAtMs = nowMs;
    for (const { peer } of members) {
      if (peer !== selfId && send(peer, { t: 'beat', room, term: now.term, lease: now.lease, ...fields })) told.add(peer);
    }
  };

  const show = (decision: Decision): void => {
    const now = decision.election.steward;
    // a new steward goes on from where the last one was
    if (decision.isMe && !isMe.peek() && lastBeat.peek() !== null) fields = lastBeat.peek() ?? fields;
    const said = now === null ? null : decision.isMe ? fields : (saidBy.get(now.peer) ?? null);
    // together: whoever reads one of them reads the others
    batch(() => {
      if (!same(now, steward.peek())) steward.value = now;
      isMe.value = decision.isMe;
      if (said !== null && !same(said, lastBeat.peek())) lastBeat.value = said;
    });
  };

  const update = (): void => {
    if (room === null) return;
    const decision = decide(election, { nowMs, members, desk: deskWord(), deposed });
    election = decision.election;
    keepLease(decision);
    show(decision);
    if (!decision.beats || election.steward === null) return told.clear();
    const hasNews = members.some(({ peer }) => peer !== selfId && !told.has(peer));
    if (hasNews || nowMs - beatAtMs >= BEAT_EVERY_MS - EARLY_MS) beat(election.steward);
  };

  const leave = (): void => {
    dropLease();
    stopWatching();
    stopWatching = () => undefined;
    room = null;
    election = newElection(selfId);
    members = [];
    saidBy.clear();
    told.clear();
    fields = freshFields();
    beatAtMs = -Infinity;
    seen = null;
    contestedAtMs = -Infinity;
    batch(() => {
      steward.value = null;
      isMe.value = false;
      lastBeat.value = null;
    });
  };

  return {
    steward,
    isMe,
    lastBeat,
    room: () => room,
    setFields: (change) => {
      const next = { ...fields, ...change };
      if (same(next, fields)) return;
      fields = next;
      beatAtMs = -Infinity;
      update();
    },
    hear: (from, { room: where, term, lease, mode, epoch, sfu }) => {
      if (room === null || where !== room) return;
      if (epoch > MAX_EPOCH || epoch - (lastBeat.peek()?.epoch ?? epoch) > MAX_EPOCH_STEP) return;
      if (from === seen?.lease.holder) seen = { ...seen, atMs: nowMs };
      const before = election;
      election = hearBeat(election, from, { term, lease }, nowMs);
      if (election === before) return;
      saidBy.set(from, { mode, epoch, sfu });
      update();
    },
    tick: (atMs, where, who, liars) => {
      nowMs += Math.min(LONGEST_TICK_MS, Math.max(0, atMs - (tickedAtMs ?? atMs)));
      tickedAtMs = atMs;
      if (where !== room || who.length === 0) {
        leave();
        if (who.length === 0) return;
        room = where;
        stopWatching = desk.watch(where);
      }
      members = who;
      deposed = liars;
      for (const peer of told) if (!who.some((m) => m.peer === peer)) told.delete(peer);
      contest();
      update();
    },
    close: leave,
  };
};
