/** A token bucket: so many at once, then so many a second. */
import type { Clock } from './clock.ts';

export type RateLimit = { readonly burst: number; readonly perSecond: number };

/** @returns a function that says whether one more is allowed, and counts it if so. */
export const createRateLimit = (clock: Clock, { burst, perSecond }: RateLimit): (() => boolean) => {
  let left = burst;
  let atMs = clock.now();
  return () => {
    const nowMs = clock.now();
    left = Math.min(burst, left + ((nowMs - atMs) * perSecond) / 1000);
    atMs = nowMs;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
};
