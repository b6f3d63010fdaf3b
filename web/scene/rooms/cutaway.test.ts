import { describe, expect, it } from 'vitest';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { buildModel } from '../model.ts';
import { findRooms, wallsToCut } from './cutaway.ts';

const rooms = findRooms(OFFICE);
const { walls } = buildModel(OFFICE);
const cutFor = (x: number, y: number) => [...wallsToCut(rooms, walls, { x, y })].map((index) => walls[index]);

describe('rooms', () => {
  it('are what walls enclose, doors and gaps included', () => {
    const [fern, harbour, open, terrace] = [rooms.roomAt(15, 3), rooms.roomAt(22, 3), rooms.roomAt(15, 12), rooms.roomAt(2, 10)];
    expect(new Set([fern, harbour, open, terrace]).size).toBe(4);
    expect(rooms.roomAt(8, 3)).toBe(open);
    expect(rooms.roomAt(22, 18)).toBe(open);
    expect(rooms.roomAt(-1, 3)).toBeNull();
  });
});

describe('walls that are cut down', () => {
  it('are those before the own room', () => {
    const fromFern = cutFor(15, 3);
    expect(fromFern.length).toBeGreaterThan(3);
    for (const wall of fromFern)
      expect([wall?.axis, wall?.at]).toBeOneOf([
        ['x', 6],
        ['y', 19],
      ]);
    expect(fromFern.some((wall) => wall?.axis === 'x')).toBe(true);
  });

  it('stand again for somebody outside', () => {
    expect(cutFor(15, 12)).toEqual([]);
  });

  it('are only near ones in a large room', () => {
    expect(cutFor(9, 2).every((wall) => wall?.axis === 'y' && wall.at === 12)).toBe(true);
    expect(cutFor(9, 2).length).toBeGreaterThan(0);
    expect(cutFor(9, 18)).toEqual([]);
  });
});
