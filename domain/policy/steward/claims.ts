/**
 * Who may do what can be in dispute: sit on a chair, go through a narrow passage, change a locked door, enter a full room.
 * The steward judges each wish by what it sees and what it granted; the same view and wish give the same verdict wherever
 * they are judged. Pure: messages, time and avatars are the session's.
 */
import type { DoorId, PeerId, SeatId, ZoneId } from '../../ids.ts';
import { isDoorOpen } from '../../world/collision.ts';
import type { Door, PlaceMap, WorldPoint, Zone } from '../../world/map.ts';
import type { SeatTable } from '../../world/objects.ts';
import { seatHolders } from '../../world/occupancy.ts';
import { contains } from '../../world/zones.ts';
import { mayOpen } from '../door-ledger.ts';
import type { Seen, Sight } from './sight.ts';

export type Wish =
  | { readonly kind: 'seat'; readonly seat: SeatId }
  | { readonly kind: 'passage'; readonly door: DoorId }
  | { readonly kind: 'place'; readonly zone: ZoneId }
  | { readonly kind: 'door'; readonly door: DoorId; readonly open: boolean; readonly locked: boolean };

/** taken: somebody else has it · full: no place left · locked: only from inside · blocked: nobody could do that from there. */
export type Refusal = 'taken' | 'full' | 'locked' | 'blocked';

export type Judgement = {
  readonly granted: boolean;
  readonly why: Refusal | null;
  /** Who has what was wished for: the asker if granted, else whoever was first; null where that is nobody. */
  readonly holder: PeerId | null;
  /** Where the asker is put; null: where they themselves find room. */
  readonly at: WorldPoint | null;
};

export type Ground = { readonly map: PlaceMap; readonly seats: SeatTable };

/** What was granted and is not seen yet, by `thingOf`. */
export type Grant = { readonly peer: PeerId; readonly sinceMs: number; readonly side: 1 | -1 | 0 };
export type Grants = ReadonlyMap<string, Grant>;

/** Somebody whose frames are 150 ms old may have walked this far since, at a run. */
export const REACH_TILES = 3;
/** From the grant until the steward sees them sit. */
const SETTLING_MS = 2500;
/** Who stands in a doorway for longer is no longer passing. */
const PASSING_MS = 2000;
/** In this zone for longer, they are in it, whether they asked or not. */
const INSIDE_MS = 1500;
/** Doors this wide let one person through at a time. */
const NARROW_TILES = 1.6;
const PASSAGE_DEPTH_TILES = 0.45;
/** Before the door, out of the other's way. */
const STEP_BACK_TILES = 0.95;

const YES = (peer: PeerId): Judgement => ({ granted: true, why: null, holder: peer, at: null });
const no = (why: Refusal, holder: PeerId | null = null, at: WorldPoint | null = null): Judgement => ({ granted: false, why, holder, at });

export const isNarrow = (door: Door): boolean => door.to - door.from <= NARROW_TILES;
export const inPassage = (door: Door, p: WorldPoint): boolean => {
  const [along, across] = door.axis === 'x' ? [p.x, p.y - door.at] : [p.y, p.x - door.at];
  return along >= door.from && along <= door.to && Math.abs(across) <= PASSAGE_DEPTH_TILES;
};
export const sideOf = (door: Door, p: WorldPoint): 1 | -1 => ((door.axis === 'x' ? p.y : p.x) < door.at ? -1 : 1);
const nearDoor = (door: Door, off: number): WorldPoint => {
  const along = (door.from + door.to) / 2;
  return door.axis === 'x' ? { x: along, y: door.at + off } : { x: door.at + off, y: along };
};
export const middleOf = (door: Door): WorldPoint => nearDoor(door, 0);
export const beforeDoor = (door: Door, side: 1 | -1): WorldPoint => nearDoor(door, side * STEP_BACK_TILES);

/** What a wish is about, so that two wishes for the same can be told. Places and passages have room for several. */
export const thingOf = (wish: Wish, peer: PeerId): string => {
  if (wish.kind === 'seat') return `seat:${wish.seat}`;
  if (wish.kind === 'place') return `place:${wish.zone}:${peer}`;
  return wish.kind === 'passage' ? `passage:${wish.door}:${peer}` : `door:${wish.door}`;
};

export const peopleIn = (sight: Sight, zone: ZoneId): readonly PeerId[] =>
  [...sight.people.values()].filter((p) => p.zone === zone).map((p) => p.peer);

const grantedHolder = (sight: Sight, grants: Grants, seat: SeatId): PeerId | null => {
  const given = grants.get(`seat:${seat}`);
  const seen = given === undefined ? undefined : sight.people.get(given.peer);
  if (given === undefined || seen === undefined) return null;
  return seen.seat === seat || sight.nowMs - given.sinceMs < SETTLING_MS ? given.peer : null;
};

/** Of those who sit there: who clearly came first, else by the rule that needs no steward. */
const holderAmong = (people: readonly Seen[], seat: SeatId): PeerId | null => {
  const firstMs = Math.min(...people.map((p) => p.seatSinceMs));
  const first = people.filter((p) => p.seatSinceMs - firstMs <= INSIDE_MS);
  return seatHolders(first.map(({ peer, enteredAt }) => ({ peer, enteredAt, seat }))).get(seat) ?? null;
};

const sittersOn = (sight: Sight, seat: SeatId): readonly Seen[] => [...sight.people.values()].filter((p) => p.seat === seat);

/** Who has a seat now: whoever was granted it and is on the way or there, else one of those who sit there. */
export const seatHolder = (sight: Sight, grants: Grants, seat: SeatId): PeerId | null =>
  grantedHolder(sight, grants, seat) ?? holderAmong(sittersOn(sight, seat), seat);

const judgeSeat = (ground: Ground, sight: Sight, grants: Grants, peer: PeerId, at: WorldPoint, seat: SeatId): Judgement => {
  const placed = ground.seats.byId.get(seat);
  if (placed === undefined || Math.hypot(placed.at.x - at.x, placed.at.y - at.y) > REACH_TILES) return no('blocked');
  // everybody sits down before asking: of those who have just done so, who asks first is first
  const settled = sittersOn(sight, seat).filter((p) => sight.nowMs - p.seatSinceMs > INSIDE_MS);
  const holder = grantedHolder(sight, grants, seat) ?? holderAmong(settled, seat);
  return holder === null || holder === peer ? YES(peer) : no('taken', holder);
};

const judgePassage = (ground: Ground, sight: Sight, grants: Grants, peer: PeerId, at: WorldPoint, id: DoorId): Judgement => {
  const door = ground.map.doors.find((d) => d.id === id);
  if (door === undefined || !isDoorOpen(door, sight.doors)) return no('blocked');
  const side = sideOf(door, at);
  for (const [thing, grant] of grants) {
    if (!thing.startsWith(`passage:${id}:`) || grant.peer === peer || grant.side === side) continue;
    const other = sight.people.get(grant.peer);
    if (other === undefined || sight.nowMs - grant.sinceMs > PASSING_MS || !inPassage(door, other)) continue;
    return no('taken', grant.peer, beforeDoor(door, side));
  }
  return YES(peer);
};

/** Outside of the zone's nearest door. */
export const outsideOf = (map: PlaceMap, zone: Zone, at: WorldPoint): WorldPoint | null => {
  const doors = map.doors.filter((d) => zone.doors.includes(d.id));
  const outside = doors.map((door) => {
    const spot = beforeDoor(door, 1);
    return contains(zone.area, spot.x, spot.y) ? beforeDoor(door, -1) : spot;
  });
  return outside.toSorted((a, b) => Math.hypot(a.x - at.x, a.y - at.y) - Math.hypot(b.x - at.x, b.y - at.y))[0] ?? null;
};

const judgePlace = (ground: Ground, sight: Sight, grants: Grants, peer: PeerId, at: WorldPoint, id: ZoneId): Judgement => {
  const zone = ground.map.zones.find((z) => z.id === id);
  if (zone === undefined) return no('blocked');
  if (zone.capacity === undefined) return YES(peer);
  const isIn = (other: PeerId): boolean => {
    const seen = sight.people.get(other);
    if (seen === undefined || other === peer) return false;
    const grant = grants.get(`place:${id}:${other}`);
    const isExpected = grant !== undefined && sight.nowMs - grant.sinceMs < SETTLING_MS;
    return isExpected || (seen.zone === id && (grant !== undefined || sight.nowMs - seen.zoneSinceMs > INSIDE_MS));
  };
  const inside = [...sight.people.keys()].filter(isIn).length;
  return inside < zone.capacity ? YES(peer) : no('full', null, outsideOf(ground.map, zone, at));
};

/** A locked door is changed from inside, or where nobody is inside. Also for door changes that nobody asked for. */
export const judgeDoor = (
  ground: Ground,
  sight: Sight,
  peer: PeerId,
  change: { readonly door: DoorId; readonly open: boolean; readonly locked: boolean },
): Judgement => {
  const present = sight.doors.get(change.door);
  const zone = ground.map.zones.find((z) => z.doors.includes(change.door));
  if (present === undefined) return no('blocked');
  if (zone === undefined || (!change.open && change.locked === present.locked)) return YES(peer);
  const inside = peopleIn(sight, zone.id);
  return mayOpen(present, inside.includes(peer), inside.length) ? YES(peer) : no('locked');
};

/** Does the steward see the asker about where they say they are? If not, it knows too little to judge. */
export const isInSight = (sight: Sight, peer: PeerId, at: WorldPoint): boolean => {
  const seen = sight.people.get(peer);
  return seen !== undefined && Math.hypot(seen.x - at.x, seen.y - at.y) <= REACH_TILES;
};

/** @param at where the asker says that they are. */
export const judge = (ground: Ground, sight: Sight, grants: Grants, peer: PeerId, at: WorldPoint, wish: Wish): Judgement => {
  if (!isInSight(sight, peer, at)) return no('blocked');
  if (wish.kind === 'seat') return judgeSeat(ground, sight, grants, peer, at, wish.seat);
  if (wish.kind === 'passage') return judgePassage(ground, sight, grants, peer, at, wish.door);
  if (wish.kind === 'place') return judgePlace(ground, sight, grants, peer, at, wish.zone);
  return judgeDoor(ground, sight, peer, wish);
};

/** Remembers what was granted; where somebody else had it, they have it no longer. */
export const grant = (grants: Grants, ground: Ground, peer: PeerId, at: WorldPoint, wish: Wish, nowMs: number): Grants => {
  if (wish.kind === 'door') return grants;
  const door = wish.kind === 'passage' ? ground.map.doors.find((d) => d.id === wish.door) : undefined;
  const next = new Map(grants).set(thingOf(wish, peer), { peer, sinceMs: nowMs, side: door === undefined ? 0 : sideOf(door, at) });
  // one person sits on one seat
  if (wish.kind === 'seat')
    for (const [thing, g] of next) if (g.peer === peer && thing.startsWith('seat:') && thing !== `seat:${wish.seat}`) next.delete(thing);
  return next;
};

/** Forgets what nobody uses any more. */
export const settle = (grants: Grants, sight: Sight): Grants => {
  const isUsed = (thing: string, g: Grant): boolean => {
    const seen = sight.people.get(g.peer);
    if (seen === undefined) return false;
    const [kind, id] = thing.split(':');
    const isFresh = sight.nowMs - g.sinceMs < SETTLING_MS;
    if (kind === 'seat') return isFresh || seen.seat === id;
    return kind === 'place' ? isFresh || seen.zone === id : isFresh;
  };
  const kept = [...grants].filter(([thing, g]) => isUsed(thing, g));
  return kept.length === grants.size ? grants : new Map(kept);
};

export type Overlap = { readonly peer: PeerId; readonly seat: SeatId; readonly holder: PeerId };
/** Since both have been seen there for this long nobody asked, or they were granted it by two stewards. */
const OVERLAP_MS = 700;

/** Two on one seat: who of them gets up. */
export const overlaps = (sight: Sight, grants: Grants): readonly Overlap[] =>
  [...sight.people.values()].flatMap((p) => {
    if (p.seat === null) return [];
    const holder = seatHolder(sight, grants, p.seat);
    const other = holder === null ? undefined : sight.people.get(holder);
    if (holder === null || holder === p.peer || other?.seat !== p.seat) return [];
    const sinceMs = Math.max(p.seatSinceMs, other.seatSinceMs);
    return sight.nowMs - sinceMs < OVERLAP_MS ? [] : [{ peer: p.peer, seat: p.seat, holder }];
  });

/** Who holds which seat, folded from verdicts in whatever order they come: the later term, then the later verdict. */
export type Holder = { readonly peer: PeerId; readonly term: number; readonly order: number };
export type Holders = ReadonlyMap<SeatId, Holder>;

export const foldHolder = (holders: Holders, seat: SeatId, next: Holder): Holders => {
  const known = holders.get(seat);
  const isNewer = known === undefined || next.term > known.term || (next.term === known.term && next.order > known.order);
  return isNewer ? new Map(holders).set(seat, next) : holders;
};
