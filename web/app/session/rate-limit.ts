/** A token bucket: `burst` at once, `perSecond` on average. Time comes in through the argument. */
export type RateLimit = { readonly take: (nowMs: number) => boolean };

export const createRateLimit = (perSecond: number, burst: number): RateLimit => {
  let tokens = burst;
  let lastMs: number | null = null;
  return {
    take: (nowMs) => {
      tokens = Math.min(burst, tokens + ((nowMs - (lastMs ?? nowMs)) / 1000) * perSecond);
      lastMs = nowMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};
