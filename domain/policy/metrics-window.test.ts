import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { addSample, type MetricsSample, type MetricsWindow, windowMetrics } from './metrics-window.ts';
import { PeerMetricsSchema } from './peer-metrics.ts';

const sample = (atMs: number, more: Partial<MetricsSample> = {}): MetricsSample => ({
  atMs,
  audioLost: 1,
  audioReceived: 99,
  upLost: 2,
  upSent: 100,
  rttsMs: [30],
  cpuPercent: 40,
  encodeLimited: false,
  ...more,
});
const present = { links: 3, relayedLinks: 1, cpuSource: 'estimate', hidden: false, canSfu: true } as const;
const windowOf = (samples: readonly MetricsSample[]): MetricsWindow =>
  samples.reduce<MetricsWindow>((window, next) => addSample(window, next, 10_000), []);

describe('the window of one peer', () => {
  it('adds up its samples and forgets the old ones', () => {
    const samples = Array.from({ length: 20 }, (_, i) => sample(i * 2000));
    expect(windowMetrics(windowOf(samples), present)).toEqual({
      ...present,
      audioLost: 5,
      audioExpected: 500,
      upLost: 10,
      upExpected: 500,
      rttP50Ms: 30,
      cpuPercent: 40,
      encodeLimited: false,
    });
  });
  it('takes late duplicates off what was lost, and never below nothing', () => {
    const window = windowOf([sample(0, { audioLost: 4 }), sample(2000, { audioLost: -3 })]);
    expect(windowMetrics(window, present)).toMatchObject({ audioLost: 1, audioExpected: 199 });
    expect(windowMetrics(windowOf([sample(0, { audioLost: -4 })]), present)).toMatchObject({ audioLost: 0, audioExpected: 99 });
  });
  it('is the median of all round trips and the mean of the load', () => {
    const window = windowOf([sample(0, { rttsMs: [10, 500], cpuPercent: 20 }), sample(2000, { rttsMs: [40], cpuPercent: 80 })]);
    expect(windowMetrics(window, present)).toMatchObject({ rttP50Ms: 40, cpuPercent: 50 });
    expect(windowMetrics([], present)).toMatchObject({ rttP50Ms: null, cpuPercent: null, audioExpected: 0 });
  });
  it('is limited when it was so more often than not', () => {
    const limited = sample(0, { encodeLimited: true });
    expect(windowMetrics([limited, sample(1)], present).encodeLimited).toBe(false);
    expect(windowMetrics([limited, limited, sample(1)], present).encodeLimited).toBe(true);
  });
  it('always fits the wire', () => {
    const figure = fc.double();
    const anySample = fc.record({
      atMs: fc.integer({ min: 0, max: 20_000 }),
      audioLost: figure,
      audioReceived: figure,
      upLost: figure,
      upSent: figure,
      rttsMs: fc.array(figure, { maxLength: 5 }),
      cpuPercent: fc.option(figure),
      encodeLimited: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 12 }), (samples) => v.is(PeerMetricsSchema, windowMetrics(windowOf(samples), present))),
    );
  });
});
