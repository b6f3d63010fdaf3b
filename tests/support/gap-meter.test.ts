import { describe, expect, it } from 'vitest';
import { BIN_MS, longestGapMs } from './gap-meter.ts';

const bins = (ms: number, loudness: number): number[] => Array.from({ length: ms / BIN_MS }, () => loudness);

describe('the gap meter', () => {
  it('finds the longest silence', () => {
    expect(longestGapMs([...bins(1000, 0.2), ...bins(40, 0), ...bins(500, 0.2), ...bins(25, 0), ...bins(1000, 0.2)])).toBe(40);
  });
  it('takes the quiet side of a swinging tone for sound', () => {
    expect(longestGapMs([...bins(1000, 0.2), ...bins(60, 0.02), ...bins(1000, 0.2)])).toBe(0);
  });
  it('counts a silence that lasts to the end, and none before the first sound', () => {
    expect(longestGapMs([...bins(300, 0), ...bins(1000, 0.2), ...bins(150, 0.001)])).toBe(150);
  });
  it('calls it endless when nothing was heard', () => {
    expect(longestGapMs([])).toBe(Infinity);
    expect(longestGapMs(bins(1000, 0))).toBe(Infinity);
  });
});
