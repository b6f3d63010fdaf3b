import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId } from '../../domain/ids.ts';
import { emptyMap, testDoor, testZone } from '../../domain/world/testing.ts';
import { createZones, Hearing } from '../../domain/world/zones.ts';
import { createProximity, DEFAULT_RULES } from './proximity.ts';

const TICK = 1000 / 12;
const map = emptyMap(40, 30, {
  doors: [testDoor('door', 'y', 10, 2, 3)],
  zones: [
    testZone('room', 'meeting', { x: 10, y: 0, w: 8, d: 6 }, { doors: [doorId('door')] }),
    testZone('quiet', 'silent', { x: 0, y: 20, w: 8, d: 8 }),
    testZone('stage', 'stage', { x: 20, y: 10, w: 14, d: 12 }, { spotlight: { x: 21, y: 11, w: 3, d: 3 } }),
  ],
});
const open = createZones(map, new Map());
const shut = createZones(map, new Map([[doorId('door'), { open: false, locked: false }]]));
type Point = readonly [x: number, y: number];

const view = (ids: readonly string[], zones = open) => {
  const proximity = createProximity({ capacity: ids.length, maxLinks: 24, ringLinks: 4, zones });
  for (const [slot, id] of ids.entries()) proximity.join(slot, id);
  let nowMs = 1000;
  const tick = (...at: Point[]) => {
    nowMs += TICK;
    proximity.tick(
      nowMs,
      Float32Array.from(at, (p) => p[0]),
      Float32Array.from(at, (p) => p[1]),
    );
    return proximity;
  };
  return { proximity, tick };
};
const pair = (zones = open) => view(['a', 'b'], zones);
/** Stands still until the dwell is over. */
const dwell = (p: ReturnType<typeof pair>, ...at: Point[]) => {
  for (let i = 0; i < 7; i++) p.tick(...at);
  return p.proximity;
};

describe('a call', () => {
  it('begins after the dwell within 3.5 tiles, and not before', () => {
    const p = pair();
    const ticks = [];
    for (let i = 0; i < 10; i++) ticks.push(p.tick([5, 8], [8.4, 8]).calls[1]);
    const first = ticks.indexOf(1);
    expect(first * TICK).toBeGreaterThanOrEqual(DEFAULT_RULES.dwellMs);
    expect(first * TICK).toBeLessThan(DEFAULT_RULES.dwellMs + 2 * TICK);
    expect(dwell(pair(), [5, 8], [8.6, 8]).calls[1]).toBe(0);
  });

  it('lasts up to 5 tiles and ends at once beyond', () => {
    const p = pair();
    dwell(p, [5, 8], [8, 8]);
    expect(p.tick([5, 8], [9.9, 8]).calls[1]).toBe(1);
    expect(p.tick([5, 8], [10.1, 8]).calls[1]).toBe(0);
    expect(p.tick([5, 8], [9.9, 8]).calls[1]).toBe(0);
  });

  it('does not begin with somebody who runs past, whichever of the two runs', () => {
    for (const runner of [0, 1]) {
      const p = pair();
      for (let i = 0; i < 40; i++) {
        const at: Point = [-10 + ((i * TICK) / 1000) * 5.5, 8];
        const calls = runner === 1 ? p.tick([0, 9], at).calls : p.tick(at, [0, 9]).calls;
        expect(calls[1]).toBe(0);
      }
    }
  });

  it('begins with somebody who runs up and stops, and with one who runs beside me', () => {
    const p = pair();
    let x = -10;
    for (let i = 0; i < 22; i++) p.tick([0, 9], [(x += (TICK / 1000) * 5.5), 9]);
    expect(dwell(p, [0, 9], [x, 9]).calls[1]).toBe(1);
    const together = pair();
    let called = 0;
    for (let i = 0; i < 12; i++) called = together.tick([i * 0.45, 8], [i * 0.45, 9]).calls[1] ?? 0;
    expect(called).toBe(1);
  });

  it('with somebody who walks up is there when they arrive', () => {
    const p = pair();
    let called = -1;
    for (let i = 0; i < 30 && called < 0; i++)
      if (p.tick([0, 9], [Math.max(1, 8 - ((i * TICK) / 1000) * 3.2), 9]).calls[1] === 1) called = i;
    expect(called).toBeGreaterThan(0);
    expect(called * TICK).toBeLessThan(((8 - 3.5) / 3.2) * 1000 + DEFAULT_RULES.dwellMs + 3 * TICK);
  });

  it('ends when a position is lost and needs a new dwell', () => {
    const p = pair();
    dwell(p, [5, 8], [6, 8]);
    expect(p.tick([5, 8], [Number.NaN, Number.NaN]).calls[1]).toBe(0);
    expect(p.proximity.gains[1]).toBe(0);
    expect(p.tick([5, 8], [6, 8]).calls[1]).toBe(0);
  });
});

describe('rooms', () => {
  it('with closed doors keep everyone inside together and everyone outside apart', () => {
    const p = view(['a', 'b', 'c'], shut);
    const r = dwell(p, [10.5, 2], [17.5, 5.5], [9.6, 2]);
    expect([...r.calls]).toEqual([0, 1, 0]);
    expect(Array.from(r.hearing.slice(1))).toEqual([Hearing.Room, Hearing.Apart]);
    expect(r.gains[1]).toBeGreaterThan(0.6);
    expect(r.gains[2]).toBe(0);
  });

  it('part and join at the next tick when the door moves', () => {
    const p = pair();
    expect(dwell(p, [10.5, 2], [9.6, 2]).calls[1]).toBe(1);
    p.proximity.setZones(shut);
    expect(p.tick([10.5, 2], [9.6, 2]).calls[1]).toBe(0);
    p.proximity.setZones(open);
    expect(dwell(p, [10.5, 2], [9.6, 2]).calls[1]).toBe(1);
  });

  it('that are silent let only whispers through', () => {
    expect(dwell(pair(), [2, 24], [3.4, 24]).calls[1]).toBe(1);
    expect(dwell(pair(), [2, 24], [4, 24]).calls[1]).toBe(0);
  });

  it('with a stage carry the performer to the back, and the back only as far as it carries', () => {
    const audience = dwell(pair(), [33, 21], [22, 12]);
    expect(audience.calls[1]).toBe(1);
    expect(audience.gains[1]).toBe(1);
    const performer = dwell(pair(), [22, 12], [33, 21]);
    expect(performer.calls[1]).toBe(1);
    expect(performer.gains[1]).toBe(0);
  });
});

describe('two sides', () => {
  it('of a pair decide alike at every tick of the same positions', () => {
    const step = fc.tuple(fc.double({ min: -0.6, max: 0.6, noNaN: true }), fc.double({ min: -0.6, max: 0.6, noNaN: true }));
    const start = fc.tuple(fc.double({ min: 4, max: 14, noNaN: true }), fc.double({ min: 0, max: 8, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(start, { minLength: 3, maxLength: 6 }),
        fc.array(fc.array(step, { minLength: 6, maxLength: 6 }), { minLength: 20, maxLength: 40 }),
        fc.boolean(),
        (starts, steps, isShut) => {
          const ids = starts.map((_, i) => `p${i}`);
          const order = (self: number) => [self, ...ids.keys().filter((i) => i !== self)];
          const views = starts.map((_, self) =>
            view(
              order(self).map((i) => ids[i] ?? ''),
              isShut ? shut : open,
            ),
          );
          let at: Point[] = starts;
          for (const move of steps) {
            at = at.map(([x, y], i) => [x + (move[i]?.[0] ?? 0), y + (move[i]?.[1] ?? 0)]);
            const calls = views.map((v, self) => {
              const slots = order(self);
              const result = v.tick(...slots.map((i) => at[i] as Point));
              return new Set(slots.filter((_, slot) => result.calls[slot] === 1));
            });
            for (const [a, set] of calls.entries()) for (const b of set) expect(calls[b]?.has(a)).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the outputs', () => {
  it('say when they change, and only then', () => {
    const p = createProximity({ capacity: 4, maxLinks: 24, ringLinks: 4, zones: open });
    p.join(0, 'me');
    const [x, y] = [Float32Array.from([5, 6]), Float32Array.from([8, 8])];
    p.tick(0, x, y);
    expect(p.tick(83, x, y)).toBe(false);
    p.join(1, 'you');
    const changes = [];
    for (let t = 1; t < 12; t++) changes.push(p.tick(83 + t * TICK, x, y));
    expect(changes[0]).toBe(true);
    expect(changes.filter(Boolean)).toHaveLength(2);
    p.leave(1);
    expect(p.count()).toBe(1);
    p.join(1, 'somebody else');
    p.tick(5000, x, y);
    expect(p.calls[1]).toBe(0);
  });

  it('are not upset by slots that do not exist', () => {
    const p = createProximity({ capacity: 2, maxLinks: 24, ringLinks: 4, zones: open });
    for (const slot of [-1, 2, 1e9, Number.NaN, 0.5]) {
      p.join(slot, 'x');
      p.leave(slot);
    }
    expect(p.count()).toBeLessThanOrEqual(2);
  });
});
