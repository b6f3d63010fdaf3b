/**
 * How busy this machine is: what Compute Pressure says where the browser has it (Chromium on desktops), and the figures of
 * an estimate for the others. Reads; the estimating is in `domain/policy/load-estimate.ts`.
 */

/** Compute Pressure tells four states, not a figure; each stands for the middle of its range. */
const PERCENT_OF_STATE: Readonly<Record<string, number>> = { nominal: 25, fair: 60, serious: 80, critical: 95 };
const SAMPLE_EVERY_MS = 2000;
const KEPT_LAGS = 120;

type PressureRecord = { readonly state: string };
type PressureObserverLike = {
  readonly observe: (source: 'cpu', options: { readonly sampleInterval: number }) => Promise<void>;
  readonly disconnect: () => void;
};
type PressureObserverConstructor = new (changed: (records: readonly PressureRecord[]) => void) => PressureObserverLike;

export type LoadMeter = {
  /** Per cent of the machine, by Compute Pressure; null where the browser has none or has not spoken yet. */
  readonly pressurePercent: () => number | null;
  /** How late the worker's timers were lately, in ms, oldest first. */
  readonly timerLagsMs: () => readonly number[];
  readonly ticked: (lateMs: number) => void;
  readonly close: () => void;
};

const browserObserver = (): PressureObserverConstructor | null =>
  (Reflect.get(globalThis, 'PressureObserver') as PressureObserverConstructor | undefined) ?? null;

export const createLoadMeter = (Observer = browserObserver()): LoadMeter => {
  let state: string | null = null;
  let lags: number[] = [];
  const observer =
    Observer === null
      ? null
      : new Observer((records) => {
          state = records.at(-1)?.state ?? state;
        });
  // a policy of the page may forbid it; then the estimate stands
  observer?.observe('cpu', { sampleInterval: SAMPLE_EVERY_MS }).catch(() => undefined);
  return {
    pressurePercent: () => (state === null ? null : (PERCENT_OF_STATE[state] ?? null)),
    timerLagsMs: () => lags,
    ticked: (lateMs) => {
      lags.push(lateMs);
      if (lags.length > 2 * KEPT_LAGS) lags = lags.slice(-KEPT_LAGS);
    },
    close: () => observer?.disconnect(),
  };
};
