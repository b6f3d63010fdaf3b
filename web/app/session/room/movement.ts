/**
 * My own steps that may be in dispute: a chair, a doorway, a full room. Everything is done at once; what could be disputed
 * is told to the steward, and taken back if it says no: gliding, never jumping. Knows no election and no other people.
 */
import type { DoorId, SeatId, ZoneId } from '../../../../domain/ids.ts';
import { beforeDoor, inPassage, isNarrow, outsideOf, sideOf, type Wish } from '../../../../domain/policy/steward/claims.ts';
import type { WorldPoint } from '../../../../domain/world/map.ts';
import type { RoomCore } from './room-core.ts';
import type { Verdict } from './wire.ts';
import { wishOf } from './wire.ts';

/** Without an answer a chair is asked for again. */
const ANSWER_MS = 1500;
/** A steward that says nothing for this long leaves the matter to the rule that needs none. */
const SILENT_MS = 4000;
/** Who gave way goes on after this: the other one is through by then. */
const GIVE_WAY_MS = 900;
/** A verdict that comes when I am already past the door is moot. */
const PAST_TILES = 1.2;

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
  let passing: { readonly door: DoorId; readonly side: 1 | -1; readonly n: number } | null = null;
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
      passing = null;
      return;
    }
    if (passing?.door === door.id) return;
    passing = { door: door.id, side: sideOf(door, pose), n: count + 1 };
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

  const refusePassage = (id: DoorId, verdict: Verdict, nowMs: number): boolean => {
    const door = map.doors.find((d) => d.id === id);
    if (door === undefined || passing?.door !== id || passing.n !== verdict.n) return false;
    const pose = driver.pose();
    const middle = beforeDoor(door, passing.side);
    if (Math.hypot(pose.x - middle.x, pose.y - middle.y) > 2 * PAST_TILES) return false;
    const go = driver.goOn();
    putBack(verdict.at ?? middle);
    passing = null;
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
      if (wish.kind === 'passage') return refusePassage(wish.door, verdict, nowMs);
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
