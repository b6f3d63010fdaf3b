/**
 * Is there a core for this page when it wants one? Goes on for a few milliseconds and looks where time went by without
 * it. A machine with a free core denies nobody one, however busy it is; one without denies half of the time and more, while
 * timers are still punctual. Costs 0.25 % of a core, so it is asked only where the browser does not say how busy it is.
 */
const WANTED_MS = 5;
/** Somebody who gets no core at all need not wait for one to know. */
const LONGEST_MS = 40;
/** Shorter than any scheduler's turn, longer than a clock's step and a small collection of garbage. */
const GAP_MS = 2;

/** @returns the share of the time without a core, 0–1; null where the clock is too coarse to tell. */
export const probeCore = (now: () => number): number | null => {
  const beganMs = now();
  let lastMs = beganMs;
  let hadMs = 0;
  let deniedMs = 0;
  let finestMs = Infinity;
  while (hadMs < WANTED_MS && lastMs - beganMs < LONGEST_MS) {
    const nowMs = now();
    const stepMs = nowMs - lastMs;
    lastMs = nowMs;
    if (stepMs > 0) finestMs = Math.min(finestMs, stepMs);
    if (stepMs > GAP_MS) deniedMs += stepMs;
    else hadMs += stepMs;
  }
  return finestMs > GAP_MS ? null : deniedMs / (hadMs + deniedMs);
};
