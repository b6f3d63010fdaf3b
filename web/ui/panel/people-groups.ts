/**
 * Who stands where in the People list: those in a call with me, those near, everyone else by zone. Pure, and steady:
 * inside a group the order is by name, so that walking about never shuffles rows under a finger.
 */
import type { ZoneId } from '../../../domain/ids.ts';
import type { Person } from '../../state/people.ts';
import type { ZoneInfo } from '../../state/places.ts';

/** As far as a person is called near: about half a screen, twice the distance at which a call begins. */
export const NEAR_TILES = 8;

export type ZoneGroup = { readonly zone: ZoneInfo | null; readonly people: readonly Person[] };
export type PeopleGroups = { readonly call: readonly Person[]; readonly near: readonly Person[]; readonly elsewhere: readonly ZoneGroup[] };

const byName = (a: Person, b: Person): number => a.name.localeCompare(b.name) || (a.peerId < b.peerId ? -1 : 1);

/** @param here my own zone: people behind a wall of another zone are not near, however few tiles away */
export const groupPeople = (people: readonly Person[], zones: readonly ZoneInfo[], here: ZoneId | null): PeopleGroups => {
  const call: Person[] = [];
  const near: Person[] = [];
  const far = new Map<ZoneId | null, Person[]>();
  const known = new Map(zones.map((zone) => [zone.id, zone]));
  const behindDoors = (person: Person): boolean => {
    if (person.zoneId === here) return false;
    return [person.zoneId, here].some((id) => id !== null && known.get(id)?.closed === true);
  };
  for (const person of people.toSorted(byName)) {
    if (person.talking) call.push(person);
    else if (person.distanceTiles <= NEAR_TILES && !behindDoors(person)) near.push(person);
    else {
      const zone = person.zoneId !== null && known.has(person.zoneId) ? person.zoneId : null;
      const group = far.get(zone);
      if (group === undefined) far.set(zone, [person]);
      else group.push(person);
    }
  }
  const elsewhere: ZoneGroup[] = zones.flatMap((zone) => {
    const inside = far.get(zone.id);
    return inside === undefined ? [] : [{ zone, people: inside }];
  });
  const nowhere = far.get(null);
  return { call, near, elsewhere: nowhere === undefined ? elsewhere : [...elsewhere, { zone: null, people: nowhere }] };
};

/** The row that takes the focus when the row `lost` at `index` of the old list is gone: the next one, or the last. */
export const heirOf = (before: readonly string[], after: readonly string[], lost: string): string | null => {
  const still = new Set(after);
  const from = before.indexOf(lost);
  for (const id of before.slice(from + 1)) if (still.has(id)) return id;
  for (const id of before.slice(0, Math.max(0, from)).toReversed()) if (still.has(id)) return id;
  return after[0] ?? null;
};
