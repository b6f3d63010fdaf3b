/**
 * Time as this folder sees it. A hidden tab's main-thread timers are starved, so the app passes a clock that a worker
 * drives; tests pass one that they turn by hand. Owns no decisions.
 */
export type Stop = () => void;

export type Clock = {
  /** Calls `run` every `ms` until stopped. */
  readonly every: (ms: number, run: () => void) => Stop;
  /** Calls `run` once, `ms` from now, unless stopped before. */
  readonly after: (ms: number, run: () => void) => Stop;
  /** Monotonic ms, comparable with `performance.now()`. */
  readonly now: () => number;
};

export const systemClock: Clock = {
  every: (ms, run) => {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
};
