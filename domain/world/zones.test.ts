import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId } from '../ids.ts';
import { createZones, Hearing, hearing, hearingBetween, isSpotlit, reachOf, roomOfSpot, zoneOfSpot } from './zones.ts';
import { emptyMap, testDoor, testZone } from './testing.ts';

const map = emptyMap(30, 20, {
  doors: [testDoor('a', 'y', 10, 2, 3), testDoor('b', 'x', 6, 12, 13), testDoor('free', 'y', 20, 2, 3)],
  zones: [
    testZone('meeting', 'meeting', { x: 10, y: 0, w: 8, d: 6 }, { doors: [doorId('a'), doorId('b')] }),
    testZone('desk', 'desk', { x: 11, y: 1, w: 2, d: 2 }),
    testZone('quiet', 'silent', { x: 0, y: 10, w: 5, d: 5 }),
    testZone('stage', 'stage', { x: 15, y: 10, w: 10, d: 8 }, { spotlight: { x: 16, y: 11, w: 2, d: 2 } }),
    testZone('broken', 'meeting', { x: 25, y: 0, w: 4, d: 4 }, { doors: [doorId('nowhere')] }),
  ],
});
const state = (...shut: string[]) => new Map(shut.map((id) => [doorId(id), { open: false, locked: false }]));
const open = createZones(map, new Map());
const closed = createZones(map, state('a', 'b'));

describe('zones and rooms', () => {
  it('the smallest zone at a point wins', () => {
    expect(open.zoneAt(12, 2)?.id).toBe('desk');
    expect(open.zoneAt(16, 2)?.id).toBe('meeting');
    expect(open.zoneAt(9, 2)).toBeNull();
  });

  it('only a zone with all doors closed is a room, also for the zones in it', () => {
    expect(open.roomAt(16, 2)).toBeNull();
    expect(createZones(map, state('a')).roomAt(16, 2)).toBeNull();
    expect(closed.roomAt(16, 2)).toBe('meeting');
    expect(closed.roomAt(12, 2)).toBe('meeting');
    expect(closed.roomAt(9, 2)).toBeNull();
  });

  it('a zone without doors, or with one that does not exist, never closes', () => {
    expect(closed.roomAt(1, 11)).toBeNull();
    expect(closed.roomAt(26, 1)).toBeNull();
  });

  it('a locked door is closed, whatever else it says', () => {
    const locked = new Map(['a', 'b'].map((id) => [doorId(id), { open: true, locked: true }]));
    expect(createZones(map, locked).roomAt(16, 2)).toBe('meeting');
  });

  it('the number for a point says the same as the questions', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 32, noNaN: true }),
        fc.double({ min: -2, max: 22, noNaN: true }),
        fc.boolean(),
        (x, y, isClosed) => {
          const zones = isClosed ? closed : open;
          const spot = zones.spotAt(x, y);
          expect(zones.list[zoneOfSpot(spot)]?.id ?? null).toBe(zones.zoneAt(x, y)?.id ?? null);
          expect(zones.list[roomOfSpot(spot)]?.id ?? null).toBe(zones.roomAt(x, y));
        },
      ),
    );
  });
});

describe('hearing', () => {
  const here = { x: 5, y: 2 };

  it('is by distance in the open and everywhere in a closed room', () => {
    expect(hearing(open, here, { x: 8, y: 2 })).toBe(Hearing.Near);
    expect(hearing(open, here, { x: 16, y: 2 })).toBe(Hearing.Near);
    expect(hearing(closed, { x: 11, y: 2 }, { x: 17, y: 5 })).toBe(Hearing.Room);
  });

  it('ends at a closed door', () => {
    expect(hearing(closed, { x: 9.5, y: 2 }, { x: 10.5, y: 2 })).toBe(Hearing.Apart);
    expect(reachOf(Hearing.Apart).connect).toBeLessThan(0);
  });

  it('carries from the spotlight to the whole stage zone, not beyond it', () => {
    const performer = { x: 17, y: 12 };
    expect(isSpotlit(open.spotAt(17, 12))).toBe(true);
    expect(hearing(open, performer, { x: 24, y: 17 })).toBe(Hearing.Stage);
    expect(hearing(open, { x: 20, y: 15 }, { x: 24, y: 17 })).toBe(Hearing.Near);
    expect(hearing(open, performer, { x: 14, y: 12 })).toBe(Hearing.Near);
  });

  it('is a whisper as soon as one of the two is in a silent zone', () => {
    expect(hearing(open, { x: 1, y: 11 }, { x: 2, y: 11 })).toBe(Hearing.Whisper);
    expect(hearing(open, { x: 4.5, y: 11 }, { x: 5.5, y: 11 })).toBe(Hearing.Whisper);
    expect(reachOf(Hearing.Whisper).connect).toBeLessThan(reachOf(Hearing.Near).connect);
  });

  it('is the same from both sides', () => {
    const at = fc.record({ x: fc.double({ min: 0, max: 30, noNaN: true }), y: fc.double({ min: 0, max: 20, noNaN: true }) });
    fc.assert(
      fc.property(at, at, fc.boolean(), (a, b, isClosed) => {
        const zones = isClosed ? closed : open;
        expect(hearing(zones, a, b)).toBe(hearing(zones, b, a));
        expect(hearingBetween(0, 0)).toBe(Hearing.Near);
      }),
    );
  });

  it('lets go later than it takes hold', () => {
    for (const rule of [Hearing.Near, Hearing.Whisper]) expect(reachOf(rule).release).toBeGreaterThan(reachOf(rule).connect);
  });
});
