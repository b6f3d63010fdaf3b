import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCpuPercent, type LoadSample, pressurePercent } from './load-estimate.ts';

const IDLE: LoadSample = { windowMs: 2000, encoders: [], cores: 4, timerLagP95Ms: 0, coreDenied: 0, pictures: { expected: 0, lost: 0 } };
const estimate = (more: Partial<LoadSample>) => estimateCpuPercent({ ...IDLE, ...more });

describe('the load of a device', () => {
  it('is unknown when nothing was measured', () => {
    expect(estimate({ timerLagP95Ms: null, coreDenied: null })).toBeNull();
    expect(estimate({ timerLagP95Ms: null })).toBe(0);
    expect(estimate({})).toBe(0);
  });
  it('is above 70 % when timers are later than 50 ms', () => {
    expect(estimate({ timerLagP95Ms: 50 })).toBe(70);
    expect(estimate({ timerLagP95Ms: 51 })).toBeGreaterThan(70);
    expect(estimate({ timerLagP95Ms: 500 })).toBe(100);
  });
  it('is above 70 % where no core is to be had, although timers are punctual', () => {
    expect(estimate({ timerLagP95Ms: 5, coreDenied: 0 })).toBe(7);
    expect(estimate({ timerLagP95Ms: 5, coreDenied: 0.1 })).toBe(70);
    expect(estimate({ timerLagP95Ms: 5, coreDenied: 0.25 })).toBeCloseTo(85);
    expect(estimate({ timerLagP95Ms: 5, coreDenied: 0.8 })).toBe(100);
  });
  it('sees pictures that are thrown away, and does not take a bad line for a dying machine', () => {
    expect(estimate({ pictures: { expected: 1000, lost: 20 } })).toBeCloseTo(14);
    expect(estimate({ pictures: { expected: 1000, lost: 100 } })).toBe(70);
    expect(estimate({ pictures: { expected: 1000, lost: 900 } })).toBe(70);
    expect(estimate({ pictures: { expected: 10, lost: 10 } })).toBe(0);
  });
  it('is the slowest encoder’s time per frame interval, or all of them over all cores', () => {
    const encoder = { encodeMs: 1000, frames: 30, limitation: 'none' as const };
    expect(estimate({ encoders: [encoder] })).toBe(50);
    expect(estimate({ encoders: Array.from({ length: 6 }, () => encoder) })).toBe(75);
    expect(estimate({ encoders: [{ ...encoder, frames: 0 }] })).toBe(0);
  });
  it('believes an encoder that is limited by the CPU, and not one that waits for the network', () => {
    expect(estimate({ encoders: [{ encodeMs: 10, frames: 1, limitation: 'cpu' }] })).toBe(80);
    expect(estimate({ encoders: [{ encodeMs: 10, frames: 1, limitation: 'bandwidth' }] })).toBeLessThan(1);
  });
  it('of Compute Pressure falls on the right sides of the room’s thresholds', () => {
    expect([
      pressurePercent('nominal') < 50,
      pressurePercent('fair') < 70,
      pressurePercent('serious') > 70,
      pressurePercent('critical') > 70,
    ]).toEqual([true, true, true, true]);
  });
  it('is a percentage whatever comes in', () => {
    const sample = fc.record({
      encoders: fc.array(
        fc.record({ encodeMs: fc.double(), frames: fc.nat(), limitation: fc.constantFrom('none' as const, 'cpu' as const) }),
      ),
      windowMs: fc.double(),
      timerLagP95Ms: fc.option(fc.double()),
      coreDenied: fc.option(fc.double()),
      pictures: fc.record({ expected: fc.double(), lost: fc.double() }),
      cores: fc.integer(),
    });
    fc.assert(
      fc.property(sample, (one) => {
        const percent = estimateCpuPercent(one);
        expect(percent === null || (percent >= 0 && percent <= 100)).toBe(true);
      }),
    );
  });
});
