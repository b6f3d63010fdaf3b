import { describe, expect, it } from 'vitest';
import { RoomMode } from '../../../domain/policy/room-mode-names.ts';
import type { Person } from '../../state/people.ts';
import { changesBetween, momentOf } from './changes.ts';
import { aPerson, aTalker, aZone, doorOf } from './testing.ts';

const hall = aZone('Hall', { isHere: true, doors: [doorOf('Hall')] });
const moment = (people: readonly Person[], here = hall, mode: RoomMode = RoomMode.P2pDirect) => momentOf(people, [here], mode);

describe('changesBetween', () => {
  it('is silent when nothing changed that is worth a sentence', () => {
    expect(
      changesBetween(moment([aPerson('Ana', { distanceTiles: 3 })]), moment([aPerson('Ana', { distanceTiles: 4, speaking: true })])),
    ).toEqual([]);
  });

  it('names those who came and went together', () => {
    expect(changesBetween(moment([aPerson('Ana')]), moment([aPerson('Ben'), aPerson('Cleo')]))).toEqual([
      { kind: 'came', names: ['Ben', 'Cleo'] },
      { kind: 'left', names: ['Ana'] },
    ]);
  });

  it('tells calls apart from leaving, also between people of the same name', () => {
    const twin = aTalker('Ana', { peerId: aPerson('other').peerId });
    expect(changesBetween(moment([aTalker('Ana'), twin]), moment([aPerson('Ana')]))).toEqual([
      { kind: 'left', names: ['Ana'] },
      { kind: 'call-ended', names: ['Ana'] },
    ]);
    expect(changesBetween(moment([aTalker('Ana')]), moment([]))).toEqual([{ kind: 'left', names: ['Ana'] }]);
    expect(changesBetween(moment([aPerson('Ana')]), moment([aTalker('Ana')]))).toEqual([{ kind: 'call-began', names: ['Ana'] }]);
  });

  it('tells of shared screens, doors, rooms and the mode', () => {
    const sharing = aTalker('Ana', { screenOn: true });
    expect(changesBetween(moment([aTalker('Ana')]), moment([sharing]))).toEqual([{ kind: 'shares', names: ['Ana'] }]);
    expect(changesBetween(moment([sharing]), moment([aTalker('Ana')]))).toEqual([{ kind: 'stopped-sharing', names: ['Ana'] }]);
    expect(changesBetween(moment([]), moment([], { ...hall, closed: true }))).toEqual([{ kind: 'door', name: 'Hall', state: 'closed' }]);
    expect(changesBetween(moment([], { ...hall, closed: true }), moment([], { ...hall, closed: true, locked: true }))).toEqual([
      { kind: 'door', name: 'Hall', state: 'locked' },
    ]);
    expect(changesBetween(moment([]), moment([], aZone('Fern', { isHere: true, closed: true })))).toEqual([
      { kind: 'entered-zone', name: 'Fern' },
    ]);
    expect(changesBetween(moment([]), moment([], hall, RoomMode.P2pTurn))).toEqual([{ kind: 'mode', mode: RoomMode.P2pTurn }]);
  });
});
