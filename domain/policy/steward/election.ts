/**
 * Who keeps the order in a room: exactly one of its members, its steward. Everybody derives the same answer from the beats
 * that they heard, whatever order those came in; nobody is asked. A relay's lease counts only as far as my own desk
 * confirms it, so a number that somebody merely claims is worth nothing. Pure: the session owns time, links and desk.
 *
 * Order of claims: confirmed by my desk, then the higher term, then the lower peer id. Order of candidates when there is no
 * steward: who entered the place first, then the lower peer id; each next one waits a turn longer.
 */
import type { PeerId } from '../../ids.ts';

export const BEAT_EVERY_MS = 500;
/** A steward that is not heard for this long has vanished: a little more than two beats. */
export const VANISHED_MS = 1200;
/** Who comes into a room listens for its steward first: one beat and some delay. */
export const LISTEN_MS = 700;
/** Each candidate gives the one before it this long to speak. 1.2 s and one turn are still below two seconds. */
export const TURN_MS = 600;
/** A ready desk at which nobody takes the lease for this long does not keep the room without order. */
export const UNLEASED_MS = 1500;
/** Terms grow by one with each change: a jump this large is not honest and would end all later changes. */
export const MAX_TERM_STEP = 10_000;

export type Candidate = { readonly peer: PeerId; readonly enteredAt: number };
export type Lease = { readonly number: number; readonly holder: PeerId };
export type Steward = { readonly peer: PeerId; readonly term: number; readonly lease: number | null };
/** What my own desk says of this room. Without a ready desk no lease exists for me. */
export type DeskWord = { readonly ready: boolean; readonly lease: Lease | null };

export type RoomSight = {
  readonly nowMs: number;
  /** Who is in the room as I see it, with me. */
  readonly members: readonly Candidate[];
  readonly desk: DeskWord;
  /** Whom I caught lying. */
  readonly deposed: ReadonlySet<PeerId>;
};

type Claim = { readonly term: number; readonly lease: number | null; readonly heardAtMs: number };

export type Election = {
  readonly self: PeerId;
  /** The newest beat of each other peer. */
  readonly claims: ReadonlyMap<PeerId, Claim>;
  /** The term in which I stand; null while I do not. */
  readonly office: number | null;
  readonly highestTerm: number;
  readonly steward: Steward | null;
  readonly vacantSinceMs: number | null;
  /** How long the first candidate waits: newcomers listen, those who were here need not. */
  readonly patienceMs: number;
  /** Stewards that fell silent since somebody was last obeyed. */
  readonly vanished: ReadonlySet<PeerId>;
  readonly unleasedSinceMs: number | null;
};

export const newElection = (self: PeerId): Election => ({
  self,
  claims: new Map(),
  office: null,
  highestTerm: 0,
  steward: null,
  vacantSinceMs: null,
  patienceMs: LISTEN_MS,
  vanished: new Set(),
  unleasedSinceMs: null,
});

export const comesBefore = (a: Candidate, b: Candidate): boolean =>
  a.enteredAt === b.enteredAt ? a.peer < b.peer : a.enteredAt < b.enteredAt;

/** @returns the same election if the beat is late, my own, or absurd. */
export const hearBeat = (
  election: Election,
  from: PeerId,
  beat: { readonly term: number; readonly lease: number | null },
  nowMs: number,
): Election => {
  const known = election.claims.get(from);
  if (from === election.self || beat.term - election.highestTerm > MAX_TERM_STEP) return election;
  if (known !== undefined && beat.term < known.term) return election;
  const claim: Claim = { term: beat.term, lease: beat.lease, heardAtMs: Math.max(nowMs, known?.heardAtMs ?? nowMs) };
  const vanished = new Set(election.vanished);
  vanished.delete(from);
  return {
    ...election,
    claims: new Map(election.claims).set(from, claim),
    highestTerm: Math.max(election.highestTerm, beat.term),
    vanished,
  };
};

/** Does my desk decide here? Not if I have none, nor if whoever holds its lease was caught lying. */
const hasDesk = ({ desk, deposed }: RoomSight): boolean => desk.ready && (desk.lease === null || !deposed.has(desk.lease.holder));

/**
 * 0 not to be obeyed · 1 as good as its term · 2 confirmed. While somebody holds the lease, nobody else is obeyed; while
 * nobody does, the present steward has a moment to take it.
 */
const standingOf = (claim: Steward, election: Election, sight: RoomSight): 0 | 1 | 2 => {
  if (!hasDesk(sight)) return 1;
  const { lease } = sight.desk;
  // a holder that says no number has lost sight of its relay before I did: it is still the one whom nobody may replace
  if (lease !== null) return lease.holder === claim.peer && (claim.lease === null || lease.number === claim.lease) ? 2 : 0;
  const unleasedMs = sight.nowMs - (election.unleasedSinceMs ?? sight.nowMs);
  return unleasedMs >= UNLEASED_MS || (claim.peer === election.steward?.peer && unleasedMs < TURN_MS) ? 1 : 0;
};

const ownLease = (election: Election, { desk }: RoomSight): number | null =>
  desk.ready && desk.lease?.holder === election.self ? desk.lease.number : null;

/** The best of all claims that I may obey, my own among them. */
const bestClaim = (election: Election, sight: RoomSight): Steward | null => {
  const present = new Set(sight.members.map((m) => m.peer));
  let best: Steward | null = null;
  let bestStanding = 0;
  const consider = (claim: Steward): void => {
    const standing = standingOf(claim, election, sight);
    if (standing === 0 || standing < bestStanding) return;
    const isBetter =
      best === null || standing > bestStanding || claim.term > best.term || (claim.term === best.term && claim.peer < best.peer);
    if (!isBetter) return;
    best = claim;
    bestStanding = standing;
  };
  for (const [peer, { term, lease, heardAtMs }] of election.claims) {
    if (present.has(peer) && !sight.deposed.has(peer) && sight.nowMs - heardAtMs < VANISHED_MS) consider({ peer, term, lease });
  }
  if (election.office !== null) consider({ peer: election.self, term: election.office, lease: ownLease(election, sight) });
  return best;
};

export type Decision = {
  readonly election: Election;
  /** I want to hold the lease now; the session takes it, and drops it when I no longer do. */
  readonly wantsLease: boolean;
  readonly isMe: boolean;
  /** I beat to the others. Alone there is nobody to tell. */
  readonly beats: boolean;
};

const alone = (election: Election): Decision => ({
  election: {
    ...election,
    claims: new Map(),
    steward: { peer: election.self, term: election.office ?? election.highestTerm, lease: null },
    vacantSinceMs: null,
    patienceMs: LISTEN_MS,
    vanished: new Set(),
    unleasedSinceMs: null,
  },
  wantsLease: false,
  isMe: true,
  beats: false,
});

const obey = (election: Election, steward: Steward): Decision => {
  const isMe = steward.peer === election.self;
  return {
    election: { ...election, office: isMe ? election.office : null, steward, vacantSinceMs: null, patienceMs: 0, vanished: new Set() },
    wantsLease: isMe,
    isMe,
    beats: isMe,
  };
};

/** Nobody may be obeyed: is it my turn to stand? */
const standOrWait = (election: Election, sight: RoomSight): Decision => {
  const { self } = election;
  const last = election.steward?.peer;
  const isSilent = last !== undefined && last !== self && sight.nowMs - (election.claims.get(last)?.heardAtMs ?? -Infinity) >= VANISHED_MS;
  const vanished = isSilent ? new Set(election.vanished).add(last) : election.vanished;
  const vacantSinceMs = election.vacantSinceMs ?? sight.nowMs;
  const queue = sight.members
    .filter(({ peer }) => peer === self || (!sight.deposed.has(peer) && !vanished.has(peer)))
    .toSorted((a, b) => (comesBefore(a, b) ? -1 : 1));
  const turn = queue.findIndex(({ peer }) => peer === self);
  const isDue = turn !== -1 && sight.nowMs >= vacantSinceMs + election.patienceMs + turn * TURN_MS;
  const waiting: Election = { ...election, steward: null, vacantSinceMs, vanished };
  const holder = hasDesk(sight) ? (sight.desk.lease?.holder ?? null) : self;
  if (holder === self && (isDue || hasDesk(sight))) {
    const term = election.highestTerm + 1;
    return obey({ ...waiting, office: term, highestTerm: term }, { peer: self, term, lease: ownLease(election, sight) });
  }
  // somebody else holds the lease: it is theirs to speak, and an office of mine is over
  if (holder !== null) return { election: { ...waiting, office: null }, wantsLease: false, isMe: false, beats: false };
  return { election: waiting, wantsLease: isDue || election.office !== null, isMe: false, beats: false };
};

/** I hold the lease, but somebody without a desk, who cannot know, claims a term as good as mine. */
const isContested = (election: Election, own: Steward, sight: RoomSight): boolean =>
  own.lease !== null &&
  sight.members.some(({ peer }) => {
    const claim = election.claims.get(peer);
    if (claim === undefined || sight.deposed.has(peer)) return false;
    return claim.term >= own.term && sight.nowMs - claim.heardAtMs < VANISHED_MS;
  });

/** A higher term is what those without a desk understand. */
const outbid = (election: Election, own: Steward): Decision => {
  const term = election.highestTerm + 1;
  return obey({ ...election, office: term, highestTerm: term }, { ...own, term });
};

/** What follows from all that was heard until now. Call it a few times a second and after each beat. */
export const decide = (election: Election, sight: RoomSight): Decision => {
  if (sight.members.every(({ peer }) => peer === election.self)) return alone(election);
  const isUnleased = sight.desk.ready && sight.desk.lease === null;
  const unleasedSinceMs = isUnleased ? (election.unleasedSinceMs ?? sight.nowMs) : null;
  const present = new Set(sight.members.map((m) => m.peer));
  const claims = new Map([...election.claims].filter(([peer, c]) => present.has(peer) || sight.nowMs - c.heardAtMs < VANISHED_MS));
  const current: Election = { ...election, claims, unleasedSinceMs };
  const best = bestClaim(current, sight);
  if (best === null) return standOrWait(current, sight);
  return best.peer === election.self && isContested(current, best, sight) ? outbid(current, best) : obey(current, best);
};
