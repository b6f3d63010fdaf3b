import { describe, expect, it } from 'vitest';
import { HOP_MS, longestSilence, METER_TONES_HZ, silences, usualLoudness } from './tone-meter.ts';

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
