/**
 * Which zone a point is in, which room that makes, and whether two people may hear each other there. Pure and symmetric:
 * both sides of a pair come to the same answer from the same positions. Knows nothing of gains, links or time.
 *
 * A room here is the scope of a conversation: a zone whose doors are all closed, or else the one open room.
 */
import type { ZoneId } from '../ids.ts';
import { isDoorOpen } from './collision.ts';
import { type DoorStates, type PlaceMap, type WorldPoint, type WorldRect, type Zone, ZoneType } from './map.ts';

export const CONNECT_TILES = 3.5;
export const RELEASE_TILES = 5;
/** In a silent zone one whispers. */
export const WHISPER_CONNECT_TILES = 1.5;
export const WHISPER_RELEASE_TILES = 2.2;

export const contains = (area: WorldRect, x: number, y: number): boolean =>
  x >= area.x && y >= area.y && x < area.x + area.w && y < area.y + area.d;

/**
 * Why two people hear each other, or not: apart (a closed door between them) · near (by distance, in the open) ·
 * room (everyone in a closed room) · stage (one of them stands in the spotlight of the stage that both are at) ·
 * whisper (one of them is in a silent zone).
 */
export const Hearing = { Apart: 0, Near: 1, Room: 2, Stage: 3, Whisper: 4 } as const;
export type Hearing = (typeof Hearing)[keyof typeof Hearing];

/** Up to which distance a call begins and from which it ends, in tiles. */
export const reachOf = (hearing: Hearing): { readonly connect: number; readonly release: number } => {
  if (hearing === Hearing.Near) return { connect: CONNECT_TILES, release: RELEASE_TILES };
  if (hearing === Hearing.Whisper) return { connect: WHISPER_CONNECT_TILES, release: WHISPER_RELEASE_TILES };
  if (hearing === Hearing.Apart) return { connect: -1, release: -1 };
  return { connect: Infinity, release: Infinity };
};

/**
 * What matters for hearing at one point, in one number, so that a crowd fits into an Int32Array:
 * bits 0–9 zone + 1 (0: none), bits 10–19 closed room's zone + 1 (0: the open room), bit 20 spotlit, bit 21 silent, bit 22 at a stage.
 */
export type Spot = number;
const ROOM_SHIFT = 10;
const TEN_BITS = 1023;
const SPOTLIT = 1 << 20;
const SILENT = 1 << 21;
const AT_STAGE = 1 << 22;
/** More zones than this are not looked at; no map that a person made has them. */
const MOST_ZONES = TEN_BITS - 1;

export const roomOfSpot = (spot: Spot): number => ((spot >> ROOM_SHIFT) & TEN_BITS) - 1;
export const zoneOfSpot = (spot: Spot): number => (spot & TEN_BITS) - 1;
export const isSpotlit = (spot: Spot): boolean => (spot & SPOTLIT) !== 0;

export const hearingBetween = (a: Spot, b: Spot): Hearing => {
  if (((a ^ b) & (TEN_BITS << ROOM_SHIFT)) !== 0) return Hearing.Apart;
  if (((a | b) & SILENT) !== 0) return Hearing.Whisper;
  if ((a & b & AT_STAGE) !== 0 && ((a | b) & SPOTLIT) !== 0 && ((a ^ b) & TEN_BITS) === 0) return Hearing.Stage;
  return (a & (TEN_BITS << ROOM_SHIFT)) === 0 ? Hearing.Near : Hearing.Room;
};

export const isClosed = (zone: Zone, map: Pick<PlaceMap, 'doors'>, doors: DoorStates): boolean => {
  if (zone.doors.length === 0) return false;
  return zone.doors.every((id) => {
    const door = map.doors.find((d) => d.id === id);
    return door !== undefined && !isDoorOpen(door, doors);
  });
};

export type Zones = {
  /** By index: the numbers in a `Spot`. */
  readonly list: readonly Zone[];
  /** The smallest zone that contains the point. */
  readonly zoneAt: (x: number, y: number) => Zone | null;
  /** The closed room that contains the point; null in the open. */
  readonly roomAt: (x: number, y: number) => ZoneId | null;
  readonly spotAt: (x: number, y: number) => Spot;
};

/** Made once per map and state of the doors; asking is cheap. */
export const createZones = (map: Pick<PlaceMap, 'zones' | 'doors'>, doors: DoorStates): Zones => {
  const list = map.zones.slice(0, MOST_ZONES);
  const bySize = list
    .map((zone, index) => ({ zone, index, closed: isClosed(zone, map, doors) }))
    .toSorted((a, b) => a.zone.area.w * a.zone.area.d - b.zone.area.w * b.zone.area.d);

  const zoneAt = (x: number, y: number): Zone | null => bySize.find(({ zone }) => contains(zone.area, x, y))?.zone ?? null;
  const roomAt = (x: number, y: number): ZoneId | null =>
    bySize.find(({ zone, closed }) => closed && contains(zone.area, x, y))?.zone.id ?? null;

  const spotAt = (x: number, y: number): Spot => {
    let spot = 0;
    for (const { zone, index, closed } of bySize) {
      if (!contains(zone.area, x, y)) continue;
      if ((spot & TEN_BITS) === 0) {
        spot |= index + 1;
        if (zone.type === ZoneType.Silent) spot |= SILENT;
        if (zone.type === ZoneType.Stage) spot |= AT_STAGE;
        if (zone.spotlight !== undefined && contains(zone.spotlight, x, y)) spot |= SPOTLIT;
      }
      if (closed) {
        spot |= (index + 1) << ROOM_SHIFT;
        break;
      }
    }
    return spot;
  };
  return { list, zoneAt, roomAt, spotAt };
};

/** May these two hear each other at all, and by which rule? Distance is not judged here: see `reachOf`. */
export const hearing = (zones: Zones, a: WorldPoint, b: WorldPoint): Hearing =>
  hearingBetween(zones.spotAt(a.x, a.y), zones.spotAt(b.x, b.y));
