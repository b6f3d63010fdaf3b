/** Who stands together, for the lobby's list: one group per room, the liveliest first. Pure. */
import type { ZoneId } from '../../../domain/ids.ts';
import type { LobbyPerson } from '../../state/people.ts';

export type Company = {
  readonly zoneId: ZoneId | null;
  readonly people: readonly LobbyPerson[];
  readonly talking: boolean;
};

/** People in a conversation come before silent ones, larger groups before smaller; ties keep the order of arrival. */
export const groupPeople = (people: readonly LobbyPerson[]): readonly Company[] => {
  const rooms = new Map<ZoneId | null, LobbyPerson[]>();
  for (const person of people) {
    const room = rooms.get(person.zoneId);
    if (room === undefined) rooms.set(person.zoneId, [person]);
    else room.push(person);
  }
  return [...rooms]
    .map(([zoneId, members]) => ({
      zoneId,
      people: [...members].toSorted((a, b) => Number(b.talking) - Number(a.talking)),
      talking: members.some((person) => person.talking),
    }))
    .toSorted((a, b) => Number(b.talking) - Number(a.talking) || b.people.length - a.people.length);
};
