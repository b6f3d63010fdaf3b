/**
 * Timers by id for a thread whose own are throttled: a hidden tab's timers fall to one a minute, a worker's go on. Periods
 * do not drift: a late firing is followed by a shorter wait, and firings that were missed altogether are skipped.
 */
export type TimerHost = {
  readonly now: () => number;
  readonly setTimer: (run: () => void, delayMs: number) => number;
  readonly clearTimer: (handle: number) => void;
};

export type Timers = {
  /** `fire` gets how late it is, in ms. A used id is replaced. */
  readonly every: (id: number, periodMs: number, fire: (lateMs: number) => void) => void;
  readonly after: (id: number, delayMs: number, fire: (lateMs: number) => void) => void;
  readonly cancel: (id: number) => void;
  readonly close: () => void;
};

const SHORTEST_PERIOD_MS = 4;
/** What setTimeout can express. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

const clampMs = (ms: number, least: number): number => (ms >= least ? Math.min(ms, LONGEST_DELAY_MS) : least);

export const createTimers = (host: TimerHost): Timers => {
  const handles = new Map<number, number>();

  const cancel = (id: number): void => {
    const handle = handles.get(id);
    if (handle !== undefined) host.clearTimer(handle);
    handles.delete(id);
  };

  const schedule = (id: number, dueMs: number, run: (lateMs: number) => void): void => {
    const wait = Math.max(0, dueMs - host.now());
    handles.set(
      id,
      host.setTimer(() => run(host.now() - dueMs), wait),
    );
  };

  const after = (id: number, delayMs: number, fire: (lateMs: number) => void): void => {
    cancel(id);
    schedule(id, host.now() + clampMs(delayMs, 0), (lateMs) => {
      handles.delete(id);
      fire(lateMs);
    });
  };

  const every = (id: number, periodMs: number, fire: (lateMs: number) => void): void => {
    cancel(id);
    const period = clampMs(periodMs, SHORTEST_PERIOD_MS);
    const next = (dueMs: number): void =>
      schedule(id, dueMs, (lateMs) => {
        next(dueMs + period * (1 + Math.floor(Math.max(0, lateMs) / period)));
        fire(lateMs);
      });
    next(host.now() + period);
  };

  const close = (): void => {
    for (const id of handles.keys()) cancel(id);
  };
  return { every, after, cancel, close };
};
