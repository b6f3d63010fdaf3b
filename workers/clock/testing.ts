/** A clock for tests: time passes only when it is told to. */
import type { TimerHost } from './timers.ts';

export type FakeClock = TimerHost & {
  /** Lets time pass and fires what falls due. */
  readonly run: (ms: number) => void;
  /** Time passes, but nothing can fire: the machine was asleep. */
  readonly sleep: (ms: number) => void;
  readonly pending: () => number;
};

/** @param lateMs how late every timer fires. */
export const createFakeClock = ({ lateMs = 0 } = {}): FakeClock => {
  const waiting = new Map<number, { readonly dueMs: number; readonly run: () => void }>();
  let nowMs = 0;
  let nextHandle = 1;
  const run = (ms: number): void => {
    const endMs = nowMs + ms;
    for (;;) {
      const [first] = [...waiting].toSorted(([, a], [, b]) => a.dueMs - b.dueMs);
      if (first === undefined || first[1].dueMs > endMs) break;
      waiting.delete(first[0]);
      nowMs = Math.max(nowMs, first[1].dueMs);
      first[1].run();
    }
    nowMs = endMs;
  };
  return {
    now: () => nowMs,
    setTimer: (timer, delayMs) => {
      waiting.set(nextHandle, { dueMs: nowMs + delayMs + lateMs, run: timer });
      return nextHandle++;
    },
    clearTimer: (handle) => void waiting.delete(handle),
    run,
    sleep: (ms) => {
      nowMs += ms;
    },
    pending: () => waiting.size,
  };
};
