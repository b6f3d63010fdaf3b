/**
 * When pictures become smaller, and when they may grow again: down quickly, up slowly, and after a try that did not hold more
 * slowly still. One state per sender, fed every two seconds with its own load and loss; `media-budget.ts` turns the
 * steps into sizes. Pure.
 */
export const LadderCause = { None: 'none', Cpu: 'cpu', Encode: 'encode', Loss: 'loss' } as const;
export type LadderCause = (typeof LadderCause)[keyof typeof LadderCause];

export type MediaLadder = {
  /** How far down; 0 is everything. */
  readonly steps: number;
  readonly cause: LadderCause;
  /** Pictures may not only be made small but left out. */
  readonly leavesOut: boolean;
  /** The last step, down or up. */
  readonly changedMs: number;
  readonly calmSinceMs: number | null;
  /** How long it must be calm for a step up. */
  readonly patienceMs: number;
  /** When it last went up: trouble soon after means that it was too early. */
  readonly wentUpMs: number | null;
  /** The uplink to keep to: falls with a measurement, grows slowly without one. Null: not known to be a limit. */
  readonly uplinkKbps: number | null;
  readonly uplinkAtMs: number;
  /** It was let grow, and has not been found too narrow since. */
  readonly uplinkGrown: boolean;
  readonly uplinkPatienceMs: number;
};

export type LadderInput = {
  readonly nowMs: number;
  readonly cpuPercent: number | null;
  /** Some encoder is limited by the CPU. Limited by bandwidth is `uplinkKbps`. */
  readonly encodeLimited: boolean;
  /** Of the sound that I send, as its receivers report it. */
  readonly upLossPercent: number | null;
  /**
   * What the browser estimates for all links together, only while bandwidth limits some line of mine: an estimate
   * without pressure says what is sent, not what could be.
   */
  readonly uplinkKbps: number | null;
  /** How many get media from me. */
  readonly people: number;
  /** From the last budget. */
  readonly softSteps: number;
  readonly maxSteps: number;
};

const CALM_MS = 10_000;
const MOST_PATIENT_MS = 160_000;
/** The effect of a step must have reached the figures before the next. */
const SETTLE_MS = 4000;
const UPLINK_GROWTH = 1.25;
/** Beyond this an uplink is no limit for pictures. */
const WIDE_UPLINK_KBPS = 40_000;

const CPU = { calm: 50, mild: 70, severe: 85 };
/** Audio loss above 1 % is heard; 5 % is where a room looks for a server. */
const LOSS = { calm: 0.5, mild: 1, severe: 5 };
/** The smallest pictures for so few are not what keeps a machine busy: something else runs on it, and will go on. */
const FEW_PEOPLE = 2;

export const startLadder = (nowMs: number): MediaLadder => ({
  steps: 0,
  cause: LadderCause.None,
  leavesOut: false,
  changedMs: nowMs - SETTLE_MS,
  calmSinceMs: null,
  patienceMs: CALM_MS,
  wentUpMs: null,
  uplinkKbps: null,
  uplinkAtMs: nowMs,
  uplinkGrown: false,
  uplinkPatienceMs: CALM_MS,
});

type Trouble = { readonly cause: LadderCause; readonly severe: boolean };

const troubleOf = ({ cpuPercent, encodeLimited, upLossPercent, people }: LadderInput): Trouble | null => {
  const cpu = cpuPercent ?? 0;
  const loss = upLossPercent ?? 0;
  if (loss > LOSS.severe) return { cause: LadderCause.Loss, severe: true };
  if (cpu > CPU.severe && people > FEW_PEOPLE) return { cause: LadderCause.Cpu, severe: true };
  if (cpu > CPU.mild) return { cause: LadderCause.Cpu, severe: false };
  if (loss > LOSS.mild) return { cause: LadderCause.Loss, severe: false };
  return encodeLimited ? { cause: LadderCause.Encode, severe: false } : null;
};

const isCalm = ({ cpuPercent, encodeLimited, upLossPercent }: LadderInput): boolean =>
  (cpuPercent ?? 0) < CPU.calm && !encodeLimited && (upLossPercent ?? 0) < LOSS.calm;

type Uplink = Pick<MediaLadder, 'uplinkKbps' | 'uplinkAtMs' | 'uplinkGrown' | 'uplinkPatienceMs'>;

const uplinkAfter = (ladder: MediaLadder, { uplinkKbps: measured, nowMs }: LadderInput): Uplink => {
  const { uplinkKbps: known, uplinkAtMs, uplinkGrown, uplinkPatienceMs } = ladder;
  if (measured !== null && (known === null || measured <= known || uplinkGrown)) {
    const patienceMs = uplinkGrown ? Math.min(MOST_PATIENT_MS, uplinkPatienceMs * 2) : uplinkPatienceMs;
    const uplinkKbps = known === null ? measured : Math.min(known, measured);
    return { uplinkKbps, uplinkAtMs: nowMs, uplinkGrown: false, uplinkPatienceMs: patienceMs };
  }
  if (known === null || nowMs - uplinkAtMs < uplinkPatienceMs) return { uplinkKbps: known, uplinkAtMs, uplinkGrown, uplinkPatienceMs };
  const grown = Math.max(known * UPLINK_GROWTH, 1);
  if (grown > WIDE_UPLINK_KBPS) return { uplinkKbps: null, uplinkAtMs: nowMs, uplinkGrown: false, uplinkPatienceMs: CALM_MS };
  // not beyond what is measured at this moment
  return { uplinkKbps: Math.min(grown, measured ?? grown), uplinkAtMs: nowMs, uplinkGrown: true, uplinkPatienceMs };
};

/**
 * A busy machine alone ends no call: where Compute Pressure said 95, because of others' programs, no sound was lost on
 * eleven links (`docs/benchmarks.md`), and whoever starts a compiler has not walked away.
 */
const lowestFor = ({ cause, severe }: Trouble, { softSteps, maxSteps }: LadderInput): number =>
  !severe ? softSteps : cause === LadderCause.Loss ? maxSteps + 1 : maxSteps;

/**
 * Mild trouble makes pictures small and leaves them there: a line that loses 2 % whatever is sent, or an encoder that is
 * always a little behind, is no reason to see nobody. Neither is a machine that is busy while only a few are to be seen.
 * Severe trouble goes on until no picture is left, severe loss past `maxSteps` by one: then fewer people must be linked.
 */
export const nextLadder = (ladder: MediaLadder, input: LadderInput): MediaLadder => {
  const { nowMs, people, softSteps, maxSteps } = input;
  const base: MediaLadder = { ...ladder, ...uplinkAfter(ladder, input) };
  const trouble = troubleOf(input);
  if (trouble !== null) {
    const lowest = lowestFor(trouble, input);
    const leavesOut = trouble.severe || (ladder.leavesOut && people > FEW_PEOPLE);
    // the last step was for loss, and is not kept up by anything else
    const steps = trouble.cause !== LadderCause.Loss && ladder.steps === maxSteps + 1 ? maxSteps : ladder.steps;
    const waiting: MediaLadder = { ...base, calmSinceMs: null, leavesOut, steps };
    if (ladder.steps >= lowest || nowMs - ladder.changedMs < SETTLE_MS) return waiting;
    const wasTooEarly = ladder.wentUpMs !== null && nowMs - ladder.wentUpMs < ladder.patienceMs;
    return {
      ...waiting,
      steps: ladder.steps + 1,
      cause: trouble.cause,
      changedMs: nowMs,
      patienceMs: wasTooEarly ? Math.min(MOST_PATIENT_MS, ladder.patienceMs * 2) : ladder.patienceMs,
      wentUpMs: null,
    };
  }
  if (!isCalm(input)) return { ...base, calmSinceMs: null };
  const calmSinceMs = ladder.calmSinceMs ?? nowMs;
  const isPatient = nowMs - calmSinceMs >= ladder.patienceMs && nowMs - ladder.changedMs >= ladder.patienceMs;
  if (!isPatient) return { ...base, calmSinceMs };
  if (ladder.steps === 0) return { ...base, calmSinceMs, cause: LadderCause.None, patienceMs: CALM_MS, wentUpMs: null };
  const steps = Math.min(ladder.steps, maxSteps + 1) - 1;
  const cause = steps === 0 ? LadderCause.None : ladder.cause;
  const leavesOut = ladder.leavesOut && steps > softSteps;
  return { ...base, calmSinceMs: nowMs, steps, cause, leavesOut, changedMs: nowMs, wentUpMs: nowMs };
};
