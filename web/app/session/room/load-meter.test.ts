import { describe, expect, it } from 'vitest';
import { NO_STATS } from '../../../../transports/link-stats.ts';
import { probeCore } from './core-probe.ts';
import { createLoadMeter } from './load-meter.ts';

/** A clock whose looks are so many ms apart; after the last one they repeat. */
const clockOf = (steps: readonly number[]) => {
  let [nowMs, looks] = [0, 0];
  return () => (nowMs += steps[looks++ % steps.length] ?? 0);
};

describe('the probe of a core', () => {
  it('is denied nothing while time goes by evenly', () => {
    expect(probeCore(clockOf([0.1]))).toBe(0);
    expect(probeCore(clockOf([0, 0, 1]))).toBe(0);
  });
  it('counts the time that somebody else had', () => {
    expect(probeCore(clockOf([...Array.from({ length: 40 }, () => 0.1), 4]))).toBeCloseTo(4 / 9, 1);
    expect(probeCore(clockOf([0.1, 30]))).toBeGreaterThan(0.9);
  });
  it('ends, and says nothing, where the clock is too coarse', () => {
    expect(probeCore(clockOf([0, 0, 100]))).toBeNull();
  });
});

describe('the load meter without Compute Pressure', () => {
  const meter = (denied: number | null) => createLoadMeter({ Observer: null, probe: () => denied });
  it('sees a machine without a free core although its timers are punctual, and says that it is an estimate', () => {
    const starved = meter(0.5);
    starved.ticked(5);
    expect(starved.read([NO_STATS])).toEqual({ percent: 100, source: 'estimate' });
    const idle = meter(0);
    idle.ticked(5);
    expect(idle.read([NO_STATS])).toEqual({ percent: 7, source: 'estimate' });
  });
  it('takes the mean of the last probes: one alone proves nothing', () => {
    const denials = [0, 0, 0, 0, 0.5];
    const one = createLoadMeter({ Observer: null, probe: () => denials.shift() ?? 0 });
    for (let n = 0; n < 4; n += 1) one.read([NO_STATS]);
    expect(one.read([NO_STATS]).percent).toBeCloseTo(70);
  });
  it('asks for no core while nobody is linked', () => {
    expect(meter(1).read([])).toEqual({ percent: null, source: 'estimate' });
  });
  it('adds up the pictures of all links', () => {
    const link = { ...NO_STATS, pictures: { lost: 4, expected: 40 } };
    expect(meter(null).read([link, link]).percent).toBe(null);
    const ticking = meter(null);
    ticking.ticked(0);
    expect(ticking.read([link, link]).percent).toBe(70);
  });
});

describe('the load meter with Compute Pressure', () => {
  it('believes the browser and asks for no core', () => {
    let tell: (records: readonly { readonly state: 'serious' }[]) => void = () => undefined;
    class Observer {
      constructor(changed: typeof tell) {
        tell = changed;
      }
      observe = () => Promise.resolve();
      disconnect = () => undefined;
    }
    let probes = 0;
    const meter = createLoadMeter({ Observer, probe: () => (probes += 1) });
    tell([{ state: 'serious' }]);
    expect(meter.read([NO_STATS])).toEqual({ percent: 80, source: 'pressure' });
    expect(probes).toBe(0);
  });
});
