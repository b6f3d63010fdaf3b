/**
 * How many pixels a moving picture gets: all of them where the graphics unit keeps up, fewer where it does not, because a
 * walk at eight frames a second is worse than a soft one. What rests is always drawn with all of them. (Dynamic
 * resolution, as games have it: cost is taken to be proportional to pixels, and each change is checked against that.)
 */
export type Sharpness = {
  /** Pixels along one side, as a share of the full picture's: 1 where everything is well. */
  readonly factor: () => number;
  /**
   * A frame of a picture that moves.
   * @param intervalMs since the frame before it. @param ownMs what this thread took for it: fewer pixels do not help there
   */
  readonly moved: (intervalMs: number, ownMs: number, nowMs: number) => void;
};

export type SharpnessOptions = {
  /** Device pixels per CSS pixel. */
  readonly resolution: number;
  /** Drawn by the processor: known to be slow before the first frame. */
  readonly isSoftware: boolean;
};

/** Slower than 30 frames a second is seen as jerks. */
const SLOW_MS = 34;
const AIM_MS = 26;
const STEPS = [1, 0.7, 0.5, 0.35, 0.25] as const;
/** Half a pixel of the screen along each side: less is a smear. */
const COARSEST = 0.5;
const WINDOW = 5;
/** A step that took less than a tenth off did not help: something else is slow. */
const HELPED = 0.9;
const HOLD_MS = 30_000;
/** After so long at a good pace one step up is tried; where it had to be taken back, the next try waits twice as long. */
const RAISE_MS = 4_000;
const LONGEST_RAISE_MS = 120_000;

const median = (of: readonly number[]): number => of.toSorted((a, b) => a - b)[of.length >> 1] ?? 0;

export const createSharpness = ({ resolution, isSoftware }: SharpnessOptions): Sharpness => {
  const steps = STEPS.filter((step) => step === 1 || step * resolution >= COARSEST);
  const coarsest = steps.length - 1;
  let at = isSoftware ? coarsest : 0;
  let intervals: number[] = [];
  let own: number[] = [];
  /** The last step down that has not been checked yet. */
  let unchecked: { readonly from: number; readonly medianMs: number } | null = null;
  let holdUntilMs = 0;
  let goodSinceMs: number | null = null;
  let raiseMs = RAISE_MS;
  let isTrial = false;

  const goTo = (next: number): void => {
    at = next;
    goodSinceMs = null;
  };
  const lower = (medianMs: number): void => {
    const share = (step: number): number => (step / (steps[at] ?? 1)) ** 2;
    const fitting = steps.findIndex((step, i) => i > at && medianMs * share(step) <= AIM_MS);
    unchecked = { from: at, medianMs };
    if (isTrial) raiseMs = Math.min(LONGEST_RAISE_MS, raiseMs * 2);
    goTo(fitting < 0 ? coarsest : fitting);
  };
  const judge = (medianMs: number, ownMs: number, nowMs: number): void => {
    if (unchecked !== null && medianMs > unchecked.medianMs * HELPED) {
      holdUntilMs = nowMs + HOLD_MS;
      goTo(unchecked.from);
      unchecked = null;
      return;
    }
    unchecked = null;
    if (medianMs > SLOW_MS) {
      goodSinceMs = null;
      if (at < coarsest && nowMs >= holdUntilMs && ownMs < medianMs / 2) lower(medianMs);
      isTrial = false;
      return;
    }
    isTrial = false;
    goodSinceMs ??= nowMs;
    if (at === 0 || nowMs - goodSinceMs < raiseMs) return;
    goTo(at - 1);
    isTrial = true;
  };
  return {
    factor: () => steps[at] ?? 1,
    moved: (intervalMs, ownMs, nowMs) => {
      intervals.push(intervalMs);
      own.push(ownMs);
      if (intervals.length < WINDOW) return;
      const [medianMs, ownMedianMs] = [median(intervals), median(own)];
      intervals = [];
      own = [];
      judge(medianMs, ownMedianMs, nowMs);
    },
  };
};
