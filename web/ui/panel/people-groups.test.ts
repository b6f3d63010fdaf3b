import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneId } from '../../../domain/ids.ts';
import { aPerson, aTalker, aZone } from '../world/testing.ts';
import { groupPeople, heirOf, NEAR_TILES } from './people-groups.ts';

const hall = aZone('Hall', { isHere: true });
const stage = aZone('Stage');
const fern = aZone('Fern', { closed: true });
const zones = [hall, stage, fern];
const names = (people: readonly { readonly name: string }[]): readonly string[] => people.map(({ name }) => name);

describe('groupPeople', () => {
  it('puts those in a call first, then those near, then the rest by zone in the order of the map', () => {
    const people = [
      aPerson('Vera', { distanceTiles: 20, zoneId: zoneId('stage') }),
      aPerson('Rui'),
      aTalker('Kofi'),
      aTalker('Ana'),
      aPerson('Sol', { distanceTiles: 30, zoneId: zoneId('nowhere') }),
      aPerson('Mira', { distanceTiles: 20, zoneId: zoneId('stage') }),
    ];
    const { call, near, elsewhere } = groupPeople(people, zones, hall.id);
    expect(names(call)).toEqual(['Ana', 'Kofi']);
    expect(names(near)).toEqual(['Rui']);
    expect(elsewhere.map(({ zone, people: inside }) => [zone?.name ?? null, names(inside)])).toEqual([
      ['Stage', ['Mira', 'Vera']],
      [null, ['Sol']],
    ]);
  });

  it('does not call near who stands behind a closed door', () => {
    const { near, elsewhere } = groupPeople([aPerson('Iris', { distanceTiles: 1, zoneId: fern.id })], zones, hall.id);
    expect(near).toEqual([]);
    expect(elsewhere[0]?.zone).toBe(fern);
  });

  it('loses nobody, doubles nobody, and does not care about the order that it is given', () => {
    const person = fc.record({
      name: fc.constantFrom('Ana', 'Ben', 'Cleo', 'Dan', 'Eva', 'Fay', 'Gus', 'Hal'),
      distanceTiles: fc.oneof(fc.double({ min: 0, max: 40, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY)),
      talking: fc.boolean(),
      zoneId: fc.constantFrom(null, hall.id, stage.id, fern.id, zoneId('unknown')),
    });
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: ({ name }) => name }), (drawn) => {
        const people = drawn.map(({ name, ...rest }) => aPerson(name, rest));
        const groups = groupPeople(people, zones, hall.id);
        const all = [...groups.call, ...groups.near, ...groups.elsewhere.flatMap((group) => group.people)];
        expect(names(all).toSorted()).toEqual(names(people).toSorted());
        for (const { distanceTiles } of groups.near) expect(distanceTiles).toBeLessThanOrEqual(NEAR_TILES);
        expect(groupPeople(people.toReversed(), zones, hall.id)).toEqual(groups);
      }),
    );
  });
});

describe('heirOf', () => {
  it('is the next row, or the last one before', () => {
    expect(heirOf(['a', 'b', 'c'], ['a', 'c'], 'b')).toBe('c');
    expect(heirOf(['a', 'b', 'c'], ['a', 'b'], 'c')).toBe('b');
    expect(heirOf(['a'], [], 'a')).toBe(null);
    expect(heirOf([], ['x'], 'gone')).toBe('x');
  });
});
