/**
 * How busy this machine is: what Compute Pressure says where the browser has it (Chromium on desktops), and the figures of
 * an estimate for the others. Reads; the estimating is in `domain/policy/load-estimate.ts`.
 */
import { estimateCpuPercent, pressurePercent, type PressureState } from '../../../../domain/policy/load-estimate.ts';
import type { LinkStats } from '../../../../transports/place-link.ts';
import { probeCore } from './core-probe.ts';

const SAMPLE_EVERY_MS = 2000;
const KEPT_LAGS = 120;
const KEPT_PROBES = 5;

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

export type LoadMeterOptions = {
  /** Null: this browser does not say. */
  readonly Observer?: PressureObserverConstructor | null;
  readonly probe?: () => number | null;
};

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

export const createLoadMeter = ({
  Observer = browserObserver(),
  probe = () => probeCore(() => performance.now()),
}: LoadMeterOptions = {}): LoadMeter => {
  let state: PressureState | null = null;
  let lags: number[] = [];
  let denials: readonly number[] = [];
  const observer =
    Observer === null
      ? null
      : new Observer((records) => {
          state = records.at(-1)?.state ?? state;
        });
  // a policy of the page may forbid it; then the estimate stands
  observer?.observe('cpu', { sampleInterval: SAMPLE_EVERY_MS }).catch(() => undefined);

  const coreDenied = (): number | null => {
    const denied = probe();
    denials = denied === null ? denials : [...denials, denied].slice(-KEPT_PROBES);
    return mean(denials);
  };

  const estimate = (links: readonly LinkStats[]): number | null => {
    const encoders = links.map(({ encodeMsPerSecond, encodeLimit }) => ({
      encodeMs: encodeMsPerSecond,
      frames: encodeMsPerSecond > 0 ? 1 : 0,
      limitation: encodeLimit,
    }));
    const pictures = { expected: 0, lost: 0 };
    for (const link of links) {
      pictures.expected += link.pictures.expected;
      pictures.lost += link.pictures.lost;
    }
    return estimateCpuPercent({
      windowMs: 1000,
      encoders,
      cores: navigator.hardwareConcurrency || 1,
      timerLagP95Ms: p95(lags),
      // alone it is nobody's business
      coreDenied: links.length === 0 ? null : coreDenied(),
      pictures,
    });
  };

  return {
    read: (links) =>
      state === null ? { percent: estimate(links), source: 'estimate' } : { percent: pressurePercent(state), source: 'pressure' },
    ticked: (lateMs) => {
      lags.push(lateMs);
      if (lags.length > 2 * KEPT_LAGS) lags = lags.slice(-KEPT_LAGS);
    },
    close: () => observer?.disconnect(),
  };
};
