import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS, specOf } from './catalogue.ts';
import type { Rotation } from './map.ts';
import { blocksWalking, createSeatTable, footprintOf, groundHeight, heightOf, seatsOf } from './objects.ts';
import { emptyMap, testObject } from './testing.ts';

const rotation = fc.constantFrom<Rotation>(0, 1, 2, 3);
const option = fc.oneof(fc.double(), fc.string(), fc.boolean());
const options = fc.dictionary(fc.constantFrom('w', 'd', 'r', 'h', 's', 'colour', 'seed'), option);

describe('every kind', () => {
  it('has a sound outline, height and seats, whatever its options say', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS, 'unknown', '__proto__', 'constructor'), rotation, options, (kind, turned, chosen) => {
        const object = testObject('o', kind, 5, 5, { rotation: turned, options: chosen });
        const area = footprintOf(object);
        for (const n of [area.x, area.y, area.w, area.d, heightOf(object)]) expect(Number.isFinite(n)).toBe(true);
        expect(area.w).toBeGreaterThan(0);
        expect(area.w).toBeLessThanOrEqual(128);
        const seats = seatsOf(object);
        expect(seats.length).toBeLessThan(20);
        for (const seat of seats) {
          expect(seat.at.x).toBeGreaterThan(area.x - 0.01);
          expect(seat.at.x).toBeLessThan(area.x + area.w + 0.01);
          expect(seat.at.y).toBeGreaterThan(area.y - 0.01);
          expect(seat.at.y).toBeLessThan(area.y + area.d + 0.01);
          expect(seat.z).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('that is unknown is neither in the way nor a seat', () => {
    expect(specOf('unknown').blocks).toBe(false);
    expect(seatsOf(testObject('o', 'toString', 1, 1))).toEqual([]);
  });
});

describe('objects', () => {
  it('turn width and depth at quarter turns', () => {
    const flat = footprintOf(testObject('d', 'desk', 4, 4));
    const turned = footprintOf(testObject('d', 'desk', 4, 4, { rotation: 3 }));
    expect([turned.w, turned.d]).toEqual([flat.d, flat.w]);
  });

  it('do not block when they hang or lie on something', () => {
    expect(blocksWalking(testObject('s', 'speaker', 1, 1, { z: 6 }))).toBe(true);
    expect(blocksWalking(testObject('s', 'speaker', 1, 1, { z: 30 }))).toBe(false);
    expect(blocksWalking(testObject('r', 'rug', 1, 1))).toBe(false);
  });

  it('seat one, two or three according to their width', () => {
    const count = (w: number) => seatsOf(testObject('s', 'sofa', 5, 5, { options: { w } })).length;
    expect([count(1.2), count(2.2), count(3)]).toEqual([1, 2, 3]);
  });

  it('number their seats in a fixed order', () => {
    const table = createSeatTable(emptyMap(9, 9, { objects: [testObject('a', 'sofa', 2, 2), testObject('b', 'stool', 5, 5)] }));
    expect(table.seats.map((s) => s.id)).toEqual(['a/0', 'a/1', 'b/0']);
    for (const [index, seat] of table.seats.entries()) {
      expect(table.indexOf(seat.id)).toBe(index);
      expect(table.at(index)).toBe(seat);
    }
    expect(table.at(3)).toBeNull();
  });

  it('raise the ground where platforms are', () => {
    const map = emptyMap(9, 9, { platforms: [{ area: { x: 2, y: 2, w: 2, d: 2 }, z: 6 }] });
    expect([groundHeight(map, 3, 3), groundHeight(map, 5, 3)]).toEqual([6, 0]);
  });
});
