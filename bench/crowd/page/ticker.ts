/** The metronome of the app's spatial worker: twelve times a second, and how late each tick was. */
import { createTimers } from '../../../workers/clock/timers.ts';

const PERIOD_MS = 1000 / 12;

createTimers({
  now: () => performance.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs),
  clearTimer: (handle) => clearTimeout(handle),
}).every(0, PERIOD_MS, (lateMs) => postMessage(lateMs));
