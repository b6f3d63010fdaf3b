/**
 * How busy this machine is: what Compute Pressure says where the browser has it (Chromium on desktops), and the figures of
 * an estimate for the others. Reads; the estimating is in `domain/policy/load-estimate.ts`.
 */
import { estimateCpuPercent, pressurePercent, type PressureState } from '../../../../domain/policy/load-estimate.ts';
import type { LinkStats } from '../../../../transports/place-link.ts';

const SAMPLE_EVERY_MS = 2000;
const KEPT_LAGS = 120;

type PressureRecord = { readonly state: PressureState };
type PressureObserverLike = {
  readonly observe: (source: 'cpu', options: { readonly sampleInterval: number }) => Promise<void>;
  readonly disconnect: () => void;
};
type PressureObserverConstructor = new (changed: (records: readonly PressureRecord[]) => void) => PressureObserverLike;

export type LoadMeter = {
  /** Per cent of the machine; null when nothing was measured yet. @param links whose encoders work here */
  readonly read: (links: readonly LinkStats[]) => { readonly percent: number | null; readonly source: 'pressure' | 'estimate' };
  readonly ticked: (lateMs: number) => void;
  readonly close: () => void;
};

const browserObserver = (): PressureObserverConstructor | null =>
  (Reflect.get(globalThis, 'PressureObserver') as PressureObserverConstructor | undefined) ?? null;

const p95 = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? null;

export const createLoadMeter = (Observer = browserObserver()): LoadMeter => {
  let state: PressureState | null = null;
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
    read: (links) => {
      if (state !== null) return { percent: pressurePercent(state), source: 'pressure' };
      const encoders = links.map(({ encodeMsPerSecond, encodeLimit }) => ({
        encodeMs: encodeMsPerSecond,
        frames: encodeMsPerSecond > 0 ? 1 : 0,
        limitation: encodeLimit,
      }));
      const cores = navigator.hardwareConcurrency || 1;
      return { percent: estimateCpuPercent({ windowMs: 1000, encoders, cores, timerLagP95Ms: p95(lags) }), source: 'estimate' };
    },
    ticked: (lateMs) => {
      lags.push(lateMs);
      if (lags.length > 2 * KEPT_LAGS) lags = lags.slice(-KEPT_LAGS);
    },
    close: () => observer?.disconnect(),
  };
};
