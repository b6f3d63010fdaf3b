import { describe, expect, it } from 'vitest';
import { aRow } from '../world/testing.ts';
import { addSample, HISTORY_MS, linePath, type Sample } from './history.ts';

describe('addSample', () => {
  it('takes the mean of what is known, once a second, for two minutes', () => {
    let history: readonly Sample[] = [];
    history = addSample(history, [aRow('Ana', { rttMs: 20 }), aRow('Ben', { rttMs: 40, lossPercent: null })], 1000);
    expect(history).toEqual([{ atMs: 1000, rttMs: 30, lossPercent: 0.1 }]);
    expect(addSample(history, [], 1500)).toBe(history);
    history = addSample(history, [], 2000);
    expect(history.at(-1)).toEqual({ atMs: 2000, rttMs: null, lossPercent: null });
    expect(addSample(history, [], 1000 + HISTORY_MS + 1).map(({ atMs }) => atMs)).toEqual([2000, 1001 + HISTORY_MS]);
  });
});

describe('linePath', () => {
  const box = { width: 100, height: 50, top: 100 };

  it('runs from the past on the left to now on the right, and stays inside', () => {
    const points = [
      { atMs: 0, value: 0 },
      { atMs: HISTORY_MS, value: 500 },
    ];
    expect(linePath(points, HISTORY_MS, box)).toBe('M0.0 50.0L100.0 0.0');
  });

  it('leaves a gap where nothing was measured', () => {
    const points = [10, null, 20, 30].map((value, at) => ({ atMs: at, value }));
    expect(linePath(points, 3, box).match(/[ML]/g)).toEqual(['M', 'M', 'L']);
  });
});
