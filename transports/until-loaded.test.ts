import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilLoaded } from './until-loaded.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks again for what could not be had, more and more patiently, until it is there', async () => {
  const askedAtMs: number[] = [];
  const loaded = untilLoaded(() => {
    askedAtMs.push(Date.now());
    return askedAtMs.length < 8 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve('part');
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await loaded).toBe('part');
  expect(askedAtMs.slice(1).map((ms, i) => ms - askedAtMs[i]!)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
});
