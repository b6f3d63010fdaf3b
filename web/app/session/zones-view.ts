/** Rows of the Places list, signs at closed rooms, and the door that one stands at. Pure. */
import type { PeerId, ZoneId } from '../../../domain/ids.ts';
import type { DoorLedger } from '../../../domain/policy/door-ledger.ts';
import type { Door, PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import { isClosed } from '../../../domain/world/zones.ts';
import type { Person } from '../../state/people.ts';
import type { DoorInfo, ZoneInfo } from '../../state/places.ts';

/** From this near a door can be operated. */
export const DOOR_REACH_TILES = 1.6;

export const viewZones = (map: PlaceMap, doors: DoorLedger, people: readonly Person[], selfZone: ZoneId | null): readonly ZoneInfo[] =>
  map.zones.map((zone) => ({
    id: zone.id,
    name: zone.name,
    type: zone.type,
    people: people.filter((p) => p.zoneId === zone.id).map((p) => p.peerId satisfies PeerId),
    isHere: zone.id === selfZone,
    closed: isClosed(zone, map, doors),
    locked: zone.doors.length > 0 && zone.doors.every((id) => doors.get(id)?.locked === true),
    doors: zone.doors,
  }));

const distanceTo = (door: Door, at: WorldPoint): number => {
  const along = door.axis === 'x' ? at.x : at.y;
  const across = (door.axis === 'x' ? at.y : at.x) - door.at;
  return Math.hypot(Math.max(door.from - along, 0, along - door.to), across);
};

/** The nearest door within reach that belongs to a zone. */
export const doorNear = (map: PlaceMap, doors: DoorLedger, at: WorldPoint, selfZone: ZoneId | null): DoorInfo | null => {
  const [nearest] = map.doors
    .map((door) => ({ door, gap: distanceTo(door, at), zone: map.zones.find((z) => z.doors.includes(door.id)) }))
    .filter((d) => d.gap <= DOOR_REACH_TILES && d.zone !== undefined)
    .toSorted((a, b) => a.gap - b.gap);
  if (nearest?.zone === undefined) return null;
  const { door, zone } = nearest;
  const state = doors.get(door.id);
  return {
    id: door.id,
    zone: zone.id,
    zoneName: zone.name,
    open: state?.open ?? door.openAtStart,
    locked: state?.locked ?? false,
    isInside: zone.id === selfZone,
  };
};
