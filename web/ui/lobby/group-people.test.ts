import fc from 'fast-check';
import { expect, it } from 'vitest';
import { peerId, zoneId } from '../../../domain/ids.ts';
import { Status } from '../../../domain/presence/avatar.ts';
import { middleLook } from '../../state/app-state.ts';
import type { LobbyPerson } from '../../state/people.ts';
import { groupPeople } from './group-people.ts';

const person = (id: string, zone: string | null, talking = false): LobbyPerson => ({
  peerId: peerId(id),
  name: id,
  look: middleLook(),
  status: Status.Available,
  zoneId: zone === null ? null : zoneId(zone),
  talking,
});
const names = (people: readonly LobbyPerson[]): string[] => people.map((p) => p.name);

it('puts conversations first, then the larger groups', () => {
  const groups = groupPeople([
    person('Jun', 'studio'),
    person('Elif', 'studio'),
    person('Vera', null),
    person('Ana', 'hall', true),
    person('Olu', 'hall'),
  ]);
  expect(groups.map((group) => names(group.people))).toEqual([['Ana', 'Olu'], ['Jun', 'Elif'], ['Vera']]);
  expect(groups.map((group) => group.talking)).toEqual([true, false, false]);
});

it('loses and invents nobody', () => {
  const anyone = fc.record({ id: fc.uuid(), zone: fc.constantFrom('hall', 'stage', null), talking: fc.boolean() });
  fc.assert(
    fc.property(fc.array(anyone), (people) => {
      const input = people.map(({ id, zone, talking }) => person(id, zone, talking));
      const groups = groupPeople(input);
      expect(groups.flatMap((group) => names(group.people)).toSorted()).toEqual(names(input).toSorted());
      expect(new Set(groups.map((group) => group.zoneId)).size).toBe(groups.length);
    }),
  );
});
