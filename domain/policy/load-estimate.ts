/**
 * How loaded this device is. Where the browser has Compute Pressure, its state as a figure; elsewhere an estimate from what
 * a page can see, which must always be shown as an estimate. Pure; sampled by the web app, sent as `cpuPercent`.
 */
export type PressureState = 'nominal' | 'fair' | 'serious' | 'critical';

/** The middle of each of Chromium's bands; `serious` is above the room's threshold of 70, `fair` between its two. */
const PRESSURE_PERCENT: Readonly<Record<PressureState, number>> = { nominal: 25, fair: 60, serious: 80, critical: 95 };
export const pressurePercent = (state: PressureState): number => PRESSURE_PERCENT[state];

/** Deltas of one outgoing video between two looks at its statistics. */
export type EncoderSample = {
  /** `totalEncodeTime`, in ms. */
  readonly encodeMs: number;
  /** `framesEncoded`. */
  readonly frames: number;
  /** `qualityLimitationReason` now. */
  readonly limitation: 'none' | 'cpu' | 'bandwidth' | 'other';
};

export type LoadSample = {
  readonly windowMs: number;
  readonly encoders: readonly EncoderSample[];
  readonly cores: number;
  /** How late a worker's timers are, p95; null is not measured. Main-thread timers of a hidden tab say nothing. */
  readonly timerLagP95Ms: number | null;
};

/** A worker's timer that is later than this waits for a core: the threshold of "loaded". */
const LOADED_LAG_MS = 50;
const LOADED_PERCENT = 70;
/** An encoder that says so itself. */
const LIMITED_PERCENT = 80;

const clamp = (percent: number): number => (Number.isFinite(percent) ? Math.min(100, Math.max(0, percent)) : 0);

/**
 * The worst of: encoding as a share of all cores, the slowest encoder's time per frame interval, timer lag (50 ms is 70 %),
 * and an encoder limited by the CPU (at least 80 %). An estimate: it cannot see what other programs do.
 * @returns null when nothing was measured
 */
export const estimateCpuPercent = ({ windowMs, encoders, cores, timerLagP95Ms }: LoadSample): number | null => {
  const busy = encoders.filter((encoder) => encoder.frames > 0);
  const limited = encoders.some((encoder) => encoder.limitation === 'cpu');
  if (busy.length === 0 && timerLagP95Ms === null && !limited) return null;
  // time per frame ÷ frame interval = (encode / frames) ÷ (window / frames)
  const perInterval = Math.max(0, ...busy.map((encoder) => encoder.encodeMs / windowMs));
  const allCores = busy.reduce((sum, encoder) => sum + encoder.encodeMs, 0) / windowMs / Math.max(1, cores);
  const lag = (timerLagP95Ms ?? 0) / LOADED_LAG_MS;
  return Math.max(clamp(perInterval * 100), clamp(allCores * 100), clamp(lag * LOADED_PERCENT), limited ? LIMITED_PERCENT : 0);
};
