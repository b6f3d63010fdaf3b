import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONNECT_TILES, Hearing, RELEASE_TILES } from '../world/zones.ts';
import { FULL_TILES, gainAt, panOf } from './gain.ts';

const rules = fc.constantFrom(...Object.values(Hearing));
const distance = fc.double({ min: 0, max: 40, noNaN: true });

describe('gainAt', () => {
  it('never grows with distance and stays within 0 and 1', () => {
    fc.assert(
      fc.property(rules, distance, distance, fc.boolean(), (rule, a, b, lit) => {
        const near = gainAt(rule, Math.min(a, b), lit);
        const far = gainAt(rule, Math.max(a, b), lit);
        expect(near).toBeGreaterThanOrEqual(far);
        expect(near).toBeLessThanOrEqual(1);
        expect(far).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has no steps', () => {
    fc.assert(
      fc.property(rules, distance, (rule, d) => {
        expect(Math.abs(gainAt(rule, d, false) - gainAt(rule, d + 0.01, false))).toBeLessThan(0.02);
      }),
    );
  });

  it('is full at arm’s length, clear where a call begins, nothing where it ends', () => {
    expect(gainAt(Hearing.Near, FULL_TILES, false)).toBe(1);
    expect(gainAt(Hearing.Near, CONNECT_TILES, false)).toBeGreaterThan(0.3);
    expect(gainAt(Hearing.Near, RELEASE_TILES, false)).toBe(0);
  });

  it('keeps everyone in a closed room understandable, and nobody behind its door', () => {
    expect(gainAt(Hearing.Room, 30, false)).toBeGreaterThanOrEqual(0.7);
    expect(gainAt(Hearing.Apart, 0, true)).toBe(0);
  });

  it('carries the performer to the back row, but not the back row to the performer', () => {
    expect(gainAt(Hearing.Stage, 12, true)).toBe(1);
    expect(gainAt(Hearing.Stage, 12, false)).toBe(0);
  });

  it('is silent where the distance is unknown', () => {
    expect(gainAt(Hearing.Near, Number.NaN, false)).toBe(0);
    expect(gainAt(Hearing.Room, Number.NaN, false)).toBe(0);
  });
});

describe('panOf', () => {
  it('is left and right as the viewer sees it', () => {
    expect(panOf(1, -1)).toBeGreaterThan(0);
    expect(panOf(-1, 1)).toBeLessThan(0);
    expect(panOf(2, 2)).toBe(0);
    expect(panOf(Number.NaN, 0)).toBe(0);
  });

  it('stays within −1 and 1', () => {
    fc.assert(fc.property(fc.double(), fc.double(), (dx, dy) => Math.abs(panOf(dx, dy)) <= 1));
  });
});
