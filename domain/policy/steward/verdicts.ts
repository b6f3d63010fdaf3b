/**
 * What every honest member checks of each verdict it hears: does it contradict what I see with my own eyes, and have seen for
 * long enough that no delay explains it? A few such contradictions depose the steward, for me: what others say of it counts
 * nothing, so nobody can be talked out of office. Pure.
 */
import type { DoorId, PeerId, SeatId, ZoneId } from '../../ids.ts';
import { isDoorOpen } from '../../world/collision.ts';
import { type Ground, judgeDoor, middleOf, peopleIn, REACH_TILES, type Refusal, type Wish } from './claims.ts';
import type { Seen, Sight } from './sight.ts';

/** Frames and messages may be this late; what is younger proves nothing. */
export const GRACE_MS = 2500;
/** Delays add up to more than the steward's own reach: beyond this nobody can have been there. */
const FAR_TILES = REACH_TILES + 2;
/** People come and go while a verdict is on its way. */
const CROWD_SLACK = 2;
/** One contradiction may be a rare race; three are a liar. */
export const DEPOSED_AFTER = 3;
/** A race now and then over hours is none. */
const EVIDENCE_MS = 120_000;

export type HeardVerdict = {
  readonly from: PeerId;
  readonly to: PeerId;
  readonly wish: Wish;
  readonly granted: boolean;
  readonly why: Refusal | null;
  readonly holder: PeerId | null;
};

/** blocked: accepted what cannot be done · occupied: gave away what somebody has · favour: took for itself · invented: refused without a reason. */
export type Lie = 'blocked' | 'occupied' | 'favour' | 'invented';

const gapTo = (seen: Seen, at: { readonly x: number; readonly y: number }): number => Math.hypot(seen.x - at.x, seen.y - at.y);

/** Has somebody else sat there clearly longer than the asker? */
const isTakenFrom = (sight: Sight, seat: SeatId, asker: PeerId): boolean => {
  const own = sight.people.get(asker);
  const sinceMs = own?.seat === seat ? own.seatSinceMs : sight.nowMs;
  return [...sight.people.values()].some((p) => p.peer !== asker && p.seat === seat && sinceMs - p.seatSinceMs > GRACE_MS);
};

const isDoorFirm = (sight: Sight, door: DoorId): boolean => sight.nowMs - (sight.doorSinceMs.get(door) ?? sight.nowMs) > GRACE_MS;

const checkSeat = (ground: Ground, sight: Sight, verdict: HeardVerdict, seat: SeatId): Lie | null => {
  const placed = ground.seats.byId.get(seat);
  if (placed === undefined) return verdict.granted ? 'blocked' : null;
  if (verdict.granted) {
    const asker = sight.people.get(verdict.to);
    if (asker !== undefined && gapTo(asker, placed.at) > FAR_TILES) return 'blocked';
    if (!isTakenFrom(sight, seat, verdict.to)) return null;
    return verdict.to === verdict.from ? 'favour' : 'occupied';
  }
  if (verdict.why !== 'taken') return null;
  const holder = verdict.holder === null ? undefined : sight.people.get(verdict.holder);
  // a holder whom I do not see may be linked with the steward only; the steward itself I see
  if (holder === undefined) return verdict.holder === null ? 'invented' : null;
  if (gapTo(holder, placed.at) <= FAR_TILES) return null;
  return holder.peer === verdict.from ? 'favour' : 'invented';
};

const checkPlace = (ground: Ground, sight: Sight, verdict: HeardVerdict, zone: ZoneId): Lie | null => {
  const area = ground.map.zones.find((z) => z.id === zone);
  if (area === undefined) return verdict.granted ? 'blocked' : null;
  const firmly = peopleIn(sight, zone).filter(
    (p) => p !== verdict.to && sight.nowMs - (sight.people.get(p)?.zoneSinceMs ?? sight.nowMs) > GRACE_MS,
  );
  const present = peopleIn(sight, zone).filter((p) => p !== verdict.to).length;
  if (verdict.granted) {
    if (area.capacity === undefined || firmly.length < area.capacity) return null;
    return verdict.to === verdict.from ? 'favour' : 'occupied';
  }
  return verdict.why === 'full' && (area.capacity === undefined || present + CROWD_SLACK < area.capacity) ? 'invented' : null;
};

const checkPassage = (ground: Ground, sight: Sight, verdict: HeardVerdict, id: DoorId): Lie | null => {
  const door = ground.map.doors.find((d) => d.id === id);
  if (door === undefined) return verdict.granted ? 'blocked' : null;
  if (verdict.granted) return isDoorFirm(sight, id) && !isDoorOpen(door, sight.doors) ? 'blocked' : null;
  const holder = verdict.holder === null ? undefined : sight.people.get(verdict.holder);
  if (holder === undefined || gapTo(holder, middleOf(door)) <= FAR_TILES) return null;
  return holder.peer === verdict.from ? 'favour' : 'invented';
};

const checkDoor = (ground: Ground, sight: Sight, verdict: HeardVerdict, wish: Extract<Wish, { kind: 'door' }>): Lie | null => {
  if (!verdict.granted) return null;
  const asker = sight.people.get(verdict.to);
  if (!isDoorFirm(sight, wish.door) || asker === undefined || sight.nowMs - asker.zoneSinceMs <= GRACE_MS) return null;
  if (judgeDoor(ground, sight, verdict.to, wish).granted) return null;
  return verdict.to === verdict.from ? 'favour' : 'blocked';
};

/** @returns what is wrong with it by my own eyes, or null. */
export const lieIn = (ground: Ground, sight: Sight, verdict: HeardVerdict): Lie | null => {
  const { wish } = verdict;
  if (wish.kind === 'seat') return checkSeat(ground, sight, verdict, wish.seat);
  if (wish.kind === 'place') return checkPlace(ground, sight, verdict, wish.zone);
  return wish.kind === 'passage' ? checkPassage(ground, sight, verdict, wish.door) : checkDoor(ground, sight, verdict, wish);
};

/** What I caught each steward at, and when; and whom I do not obey any more. */
export type Evidence = { readonly atMs: ReadonlyMap<PeerId, readonly number[]>; readonly deposed: ReadonlySet<PeerId> };
export const noEvidence: Evidence = { atMs: new Map(), deposed: new Set() };

export const addEvidence = (evidence: Evidence, liar: PeerId, nowMs: number): Evidence => {
  const recent = [...(evidence.atMs.get(liar) ?? []).filter((at) => nowMs - at < EVIDENCE_MS), nowMs];
  const deposed = recent.length >= DEPOSED_AFTER ? new Set(evidence.deposed).add(liar) : evidence.deposed;
  return { atMs: new Map(evidence.atMs).set(liar, recent), deposed };
};
