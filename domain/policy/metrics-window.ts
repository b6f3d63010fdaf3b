/**
 * One peer's own last seconds: what each look at the statistics brought, kept for the window of the policy and added up to
 * the counts that are sent. Takes differences, because counters begin anew with each track and each way. Pure.
 */
import type { PeerMetrics } from './peer-metrics.ts';

/** What happened since the look before. Lost may be negative in the browser's own statistics (late duplicates). */
export type MetricsSample = {
  readonly atMs: number;
  readonly audioLost: number;
  readonly audioReceived: number;
  readonly upLost: number;
  readonly upSent: number;
  /** Of each link with a member of this room. */
  readonly rttsMs: readonly number[];
  readonly cpuPercent: number | null;
  readonly encodeLimited: boolean;
};

/** What is true now rather than counted. */
export type PresentFacts = Pick<PeerMetrics, 'links' | 'relayedLinks' | 'cpuSource' | 'hidden' | 'canSfu'>;

export type MetricsWindow = readonly MetricsSample[];

export const addSample = (window: MetricsWindow, sample: MetricsSample, windowMs: number): MetricsWindow => [
  ...window.filter((old) => sample.atMs - old.atMs < windowMs),
  sample,
];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const whole = (value: number): number => (Number.isFinite(value) ? Math.min(1_000_000, Math.max(0, Math.round(value))) : 0);
const median = (values: readonly number[]): number | null => {
  const sorted = values.filter((value) => Number.isFinite(value) && value >= 0).toSorted((a, b) => a - b);
  return sorted.length === 0 ? null : Math.min(60_000, sorted[Math.floor((sorted.length - 1) / 2)] as number);
};

/** @returns what the `metrics` message carries; always within its bounds */
export const windowMetrics = (window: MetricsWindow, present: PresentFacts): PeerMetrics => {
  const audioLost = sum(window.map((s) => s.audioLost));
  const audioExpected = whole(Math.max(0, audioLost) + sum(window.map((s) => s.audioReceived)));
  const upLost = sum(window.map((s) => s.upLost));
  const upExpected = whole(sum(window.map((s) => s.upSent)));
  const cpus = window.flatMap((s) => (s.cpuPercent === null || !Number.isFinite(s.cpuPercent) ? [] : [s.cpuPercent]));
  return {
    links: present.links,
    relayedLinks: Math.min(present.links, present.relayedLinks),
    audioLost: Math.min(whole(audioLost), audioExpected),
    audioExpected,
    upLost: Math.min(whole(upLost), upExpected),
    upExpected,
    rttP50Ms: median(window.flatMap((s) => s.rttsMs)),
    cpuPercent: cpus.length === 0 ? null : Math.min(100, Math.max(0, sum(cpus) / cpus.length)),
    cpuSource: present.cpuSource,
    encodeLimited: window.filter((s) => s.encodeLimited).length * 2 > window.length,
    hidden: present.hidden,
    canSfu: present.canSfu,
  };
};
