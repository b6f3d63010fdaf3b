/**
 * My own steps that may be in dispute: a chair, a doorway, a full room. Everything is done at once; what could be disputed
 * is told to the steward, and taken back if it says no: gliding, never jumping. Knows no election and no other people.
 */
import type { SeatId, ZoneId } from '../../../../domain/ids.ts';
import { beforeDoor, inPassage, isNarrow, middleOf, outsideOf, sideOf, type Wish } from '../../../../domain/policy/steward/claims.ts';
import type { Door, WorldPoint } from '../../../../domain/world/map.ts';
import type { RoomCore } from './room-core.ts';
import type { Verdict } from './wire.ts';
import { wishOf } from './wire.ts';

/** Without an answer a chair is asked for again. */
const ANSWER_MS = 1500;
/** A steward that says nothing for this long leaves the matter to the rule that needs none. */
const SILENT_MS = 4000;
/** Who gave way goes on after this: the other one is through by then. */
const GIVE_WAY_MS = 900;
/** This far from its middle a door is behind me. */
const PAST_TILES = 1.2;

const gapBetween = (a: WorldPoint, b: WorldPoint): number => Math.hypot(a.x - b.x, a.y - b.y);

type SeatClaim = {
  readonly seat: SeatId;
  readonly status: 'unasked' | 'asked' | 'granted';
  readonly n: number;
  readonly askedMs: number;
  /** When the present steward was asked first. */
  readonly firstMs: number;
  readonly by: string;
};

export type Movement = {
  /** @param by who judges now; null if nobody does */
  readonly tick: (nowMs: number, by: string | null) => void;
  /** @returns false if the verdict is about nothing that I asked or do. */
  readonly hear: (verdict: Verdict, nowMs: number) => boolean;
  /** Is my chair the steward's business, so that nothing else decides about it? */
  readonly isJudged: () => boolean;
  readonly leave: () => void;
};

export const createMovement = (core: RoomCore, ask: (n: number, at: WorldPoint, wish: Wish) => void): Movement => {
  const { map, driver } = core;
  const narrow = map.doors.filter(isNarrow);
  let count = 0;
  let claim: SeatClaim | null = null;
  let passing: { readonly door: Door; readonly side: 1 | -1; readonly n: number; readonly isIn: boolean } | null = null;
  let zone: ZoneId | null = null;
  let zoneAsked = 0;
  let lastMs = 0;
  let onward: { readonly go: () => boolean; readonly atMs: number } | null = null;

  const wishFor = (wish: Wish): number => {
    const { x, y } = driver.pose();
    ask(++count, { x, y }, wish);
    return count;
  };

  const watchSeat = (nowMs: number, by: string | null): void => {
    const seat = driver.claimedSeat();
    if (seat === null) {
      claim = null;
      return;
    }
    if (claim?.seat !== seat || (claim.by !== by && claim.status !== 'unasked'))
      claim = { seat, status: 'unasked', n: 0, askedMs: 0, firstMs: nowMs, by: '' };
    const isLate = claim.status === 'asked' && nowMs - claim.askedMs > ANSWER_MS;
    if (by === null || (claim.status !== 'unasked' && !isLate)) return;
    // kept before it is asked: where I am the steward, the answer comes before this returns
    claim = { seat, status: 'asked', n: count + 1, askedMs: nowMs, firstMs: claim.status === 'asked' ? claim.firstMs : nowMs, by };
    wishFor({ kind: 'seat', seat });
  };

  const watchPassages = (by: string | null): void => {
    const pose = driver.pose();
    const door = narrow.find((d) => inPassage(d, pose));
    if (door === undefined) {
      // the answer may come a moment after
      if (passing !== null && gapBetween(pose, middleOf(passing.door)) > PAST_TILES) passing = null;
      else if (passing !== null) passing = { ...passing, isIn: false };
      return;
    }
    if (passing?.door === door && passing.isIn) return;
    passing = { door, side: sideOf(door, pose), n: count + 1, isIn: true };
    if (by !== null) wishFor({ kind: 'passage', door: door.id });
  };

  const watchZones = (by: string | null): void => {
    const pose = driver.pose();
    const now = core.zoneAt(pose.x, pose.y);
    if (now === zone) return;
    zone = now;
    if (now === null || by === null || map.zones.find((z) => z.id === now)?.capacity === undefined) return;
    zoneAsked = count + 1;
    wishFor({ kind: 'place', zone: now });
  };

  const putBack = (to: WorldPoint): void => {
    if (!driver.correct(to)) driver.walkTo(to, false);
    core.picture.wake();
  };

  const refuseSeat = (seat: SeatId, at: WorldPoint | null): boolean => {
    if (driver.claimedSeat() !== seat) return false;
    claim = null;
    const holderAt = driver.seats.byId.get(seat)?.at;
    const beside = at ?? driver.besideSeat(seat, [...core.othersAt(), ...(holderAt === undefined ? [] : [holderAt])]);
    if (beside === null || !driver.correct(beside)) driver.standUp();
    core.notify('seat-taken', 'info');
    core.picture.wake();
    return true;
  };

  const refusePassage = (verdict: Verdict, nowMs: number): boolean => {
    if (passing === null || passing.n !== verdict.n) return false;
    const { door, side } = passing;
    passing = null;
    // already through: there is nothing left to decide
    if (sideOf(door, driver.pose()) !== side && !inPassage(door, driver.pose())) return false;
    const go = driver.goOn();
    putBack(verdict.at ?? beforeDoor(door, side));
    onward = go === null ? null : { go, atMs: nowMs + GIVE_WAY_MS };
    return true;
  };

  const refusePlace = (id: ZoneId, verdict: Verdict): boolean => {
    const full = map.zones.find((z) => z.id === id);
    const pose = driver.pose();
    if (full === undefined || zoneAsked !== verdict.n || core.zoneAt(pose.x, pose.y) !== id) return false;
    putBack(verdict.at ?? outsideOf(map, full, pose) ?? pose);
    zone = null;
    core.notify('room-full', 'info', { zone: full.name });
    return true;
  };

  return {
    tick: (nowMs, by) => {
      lastMs = nowMs;
      watchSeat(nowMs, by);
      watchPassages(by);
      watchZones(by);
      if (onward === null || nowMs < onward.atMs) return;
      // unless they chose another way meanwhile
      if (!driver.isMoving()) onward.go();
      onward = null;
      core.picture.wake();
    },
    hear: (verdict, nowMs) => {
      const wish = wishOf(verdict.wish);
      if (wish.kind === 'seat') {
        if (!verdict.granted) return refuseSeat(wish.seat, verdict.at);
        if (claim?.seat !== wish.seat || claim.n !== verdict.n) return false;
        claim = { ...claim, status: 'granted' };
        return true;
      }
      if (verdict.granted) return true;
      if (wish.kind === 'passage') return refusePassage(verdict, nowMs);
      if (wish.kind === 'place') return refusePlace(wish.zone, verdict);
      core.notify('door-locked', 'info', { zone: map.zones.find((z) => z.doors.includes(wish.door))?.name ?? '' });
      return true;
    },
    isJudged: () => claim !== null && (claim.status === 'granted' || (claim.status === 'asked' && lastMs - claim.firstMs < SILENT_MS)),
    leave: () => {
      claim = passing = onward = null;
      zone = null;
    },
  };
};
