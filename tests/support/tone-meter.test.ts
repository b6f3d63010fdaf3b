import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { HOP_MS, longestSilence, METER_TONES_HZ, silences, usualLoudness, WORKLET } from './tone-meter.ts';

const hops = (ms: number, level: number): number[] => Array.from({ length: ms / HOP_MS }, () => level);

describe('the tone meter', () => {
  it('has tones that its window tells apart', () => {
    for (const tone of METER_TONES_HZ) {
      expect(tone % 100).toBe(0);
      for (const other of METER_TONES_HZ) if (other !== tone) expect(other % tone).not.toBe(0);
    }
  });
  it('finds the longest silence, and where', () => {
    const levels = [...hops(1000, 0.2), ...hops(35, 0), ...hops(500, 0.2), ...hops(15, 0), ...hops(1000, 0.2)];
    expect(longestSilence(levels, usualLoudness(levels))).toEqual({ ms: 40, atMs: 995 });
    expect(silences(levels, 0.2).map(({ ms }) => ms)).toEqual([40, 20]);
  });
  it('takes the quiet side of a swinging tone for sound, and what others leave of theirs for silence', () => {
    const levels = [...hops(1000, 0.2), ...hops(60, 0.02), ...hops(1000, 0.2), ...hops(95, 0.003)];
    expect(longestSilence(levels, usualLoudness(levels)).ms).toBe(100);
  });
  it('knows how loud somebody is who was away for most of the time', () => {
    expect(usualLoudness([...hops(5000, 0), ...hops(500, 0.3)])).toBe(0.3);
  });
  it('calls it all one silence when nothing was heard', () => {
    expect(longestSilence(hops(1000, 0), 0)).toEqual({ ms: 1005, atMs: -5 });
    expect(longestSilence([], 0.2)).toEqual({ ms: 0, atMs: 0 });
  });
});

type Processor = { readonly process: (inputs: readonly (readonly Float32Array[])[]) => boolean };
const RATE = 48_000;

/** What the meter says of a mixture, by tone, every 5 ms. */
const measure = (seconds: number, sample: (at: number) => number): number[][] => {
  const rows: number[][] = [];
  const meters: Processor[] = [];
  runInNewContext(WORKLET, {
    AudioWorkletProcessor: class {
      readonly port = { postMessage: (more: number[][]) => void rows.push(...more) };
    },
    registerProcessor: (_: string, Meter: new (options: object) => Processor) => {
      meters.push(new Meter({ processorOptions: { tones: METER_TONES_HZ } }));
    },
  });
  const [meter] = meters;
  for (let i = 0; i < seconds * RATE; i += 128) meter?.process([[Float32Array.from({ length: 128 }, (_, n) => sample((i + n) / RATE))]]);
  return METER_TONES_HZ.map((_, tone) => rows.map((row) => row[tone] ?? 0));
};

describe('the meter itself', () => {
  /** As `tone.ts` makes it, at its own loudness and with its own time at which it is cut. */
  const speaker =
    (hz: number, loudness: number, cutMs: readonly [number, number] = [0, 0]) =>
    (at: number): number =>
      at * 1000 >= cutMs[0] && at * 1000 < cutMs[1]
        ? 0
        : loudness * (0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * at + hz)) * Math.sin(2 * Math.PI * hz * at);

  it('hears the silence of one among others who are louder', () => {
    const [first, second, third, fourth] = METER_TONES_HZ;
    const all = [speaker(first, 0.2), speaker(second, 0.03, [1000, 1060]), speaker(third, 0.2, [1500, 1525]), speaker(fourth, 0.1)];
    const levels = measure(3, (at) => all.reduce((sum, one) => sum + one(at), 0));
    const longest = levels.map((of) => longestSilence(of.slice(20), usualLoudness(of)).ms);
    expect(longest[0]).toBeLessThanOrEqual(10);
    expect(longest[1]).toBeGreaterThanOrEqual(50);
    expect(longest[1]).toBeLessThanOrEqual(65);
    expect(longest[2]).toBeGreaterThanOrEqual(15);
    expect(longest[2]).toBeLessThanOrEqual(30);
    expect(longest[3]).toBeLessThanOrEqual(10);
  });
});
