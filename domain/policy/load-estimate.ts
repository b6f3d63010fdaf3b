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
  /** Of the time in which a page wanted a core, the share in which it had none, 0–1; null is not measured. */
  readonly coreDenied: number | null;
  /** Pictures that came, and those of them that were thrown away before they were shown. */
  readonly pictures: { readonly expected: number; readonly lost: number };
};

/** A worker's timer that is later than this waits for a core: the threshold of "loaded". */
const LOADED_LAG_MS = 50;
const LOADED_PERCENT = 70;
/** An encoder that says so itself. */
const LIMITED_PERCENT = 80;
/**
 * A scheduler wakes a thread that mostly sleeps at once, however many others wait: on two cores that were busy 97–100 % of
 * the time a worker's timers were late by 18–36 ms, and a thread that went on for 5 ms was without a core for half of it.
 * As long as one core is free nobody is denied one, so a tenth is already a machine without a free core.
 */
const LOADED_DENIAL = 0.1;
const FULL_DENIAL = 0.4;
/** Of the pictures that came; fewer pictures say nothing. Never more than "loaded" by itself: a bad line makes them late too. */
const LOADED_DROPS = 0.1;
const MIN_PICTURES = 50;

const clamp = (percent: number): number => (Number.isFinite(percent) ? Math.min(100, Math.max(0, percent)) : 0);

/** 10 % without a core is 70, 40 % and more is 100. */
const percentOfDenial = (share: number): number =>
  share <= LOADED_DENIAL
    ? (share / LOADED_DENIAL) * LOADED_PERCENT
    : LOADED_PERCENT + ((share - LOADED_DENIAL) / (FULL_DENIAL - LOADED_DENIAL)) * (100 - LOADED_PERCENT);

const percentOfDrops = ({ expected, lost }: LoadSample['pictures']): number =>
  expected < MIN_PICTURES ? 0 : Math.min(1, lost / expected / LOADED_DROPS) * LOADED_PERCENT;

/**
 * The worst of: encoding as a share of all cores, the slowest encoder's time per frame interval, timer lag (50 ms is 70 %),
 * a core that was not to be had (10 % of the time is 70 %), pictures that were thrown away (a tenth is 70 %, never more),
 * and an encoder limited by the CPU (at least 80 %). An estimate: of what other programs do it sees only that they are in
 * the way.
 * @returns null when nothing was measured
 */
export const estimateCpuPercent = ({ windowMs, encoders, cores, timerLagP95Ms, coreDenied, pictures }: LoadSample): number | null => {
  const busy = encoders.filter((encoder) => encoder.frames > 0);
  const limited = encoders.some((encoder) => encoder.limitation === 'cpu');
  if (busy.length === 0 && timerLagP95Ms === null && coreDenied === null && !limited) return null;
  // time per frame ÷ frame interval = (encode / frames) ÷ (window / frames)
  const perInterval = Math.max(0, ...busy.map((encoder) => encoder.encodeMs / windowMs));
  const allCores = busy.reduce((sum, encoder) => sum + encoder.encodeMs, 0) / windowMs / Math.max(1, cores);
  const lag = (timerLagP95Ms ?? 0) / LOADED_LAG_MS;
  return Math.max(
    clamp(perInterval * 100),
    clamp(allCores * 100),
    clamp(lag * LOADED_PERCENT),
    clamp(percentOfDenial(coreDenied ?? 0)),
    clamp(percentOfDrops(pictures)),
    limited ? LIMITED_PERCENT : 0,
  );
};
