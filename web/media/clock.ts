/**
 * Time as this folder sees it, so that tests can turn it by hand and the composition root can hand in timers that run in
 * a worker (a hidden tab's own timers fall to one a minute).
 */
export type MediaClock = {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** @returns a function that ends it. */
  readonly every: (periodMs: number, run: () => void) => () => void;
  readonly after: (delayMs: number, run: () => void) => () => void;
};

/** The page's own timers. */
export const pageClock = (): MediaClock => ({
  now: () => performance.now(),
  every: (periodMs, run) => {
    const timer = setInterval(run, periodMs);
    return () => clearInterval(timer);
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});
