import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCpuPercent, type LoadSample, pressurePercent } from './load-estimate.ts';

const IDLE: LoadSample = { windowMs: 2000, encoders: [], cores: 4, timerLagP95Ms: 0 };
const estimate = (more: Partial<LoadSample>) => estimateCpuPercent({ ...IDLE, ...more });

describe('the load of a device', () => {
  it('is unknown when nothing was measured', () => {
    expect(estimate({ timerLagP95Ms: null })).toBeNull();
    expect(estimate({})).toBe(0);
  });
  it('is above 70 % when timers are later than 50 ms', () => {
    expect(estimate({ timerLagP95Ms: 50 })).toBe(70);
    expect(estimate({ timerLagP95Ms: 51 })).toBeGreaterThan(70);
    expect(estimate({ timerLagP95Ms: 500 })).toBe(100);
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
    const encoder = fc.record({ encodeMs: fc.double(), frames: fc.nat(), limitation: fc.constantFrom('none' as const, 'cpu' as const) });
    fc.assert(
      fc.property(fc.array(encoder), fc.double(), fc.option(fc.double()), fc.integer(), (encoders, windowMs, timerLagP95Ms, cores) => {
        const percent = estimateCpuPercent({ encoders, windowMs, timerLagP95Ms, cores });
        expect(percent === null || (percent >= 0 && percent <= 100)).toBe(true);
      }),
    );
  });
});
