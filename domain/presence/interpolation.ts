/**
 * Makes a smooth walk out of a dozen poses a second. Plays the sender's own timeline a little late, so that a frame that is
 * delayed or lost is bridged by its neighbours; when none is there it guesses for a tenth of a second, and what
 * the guess missed is blended out over a few frames. One per remote person; knows no network and no screen.
 */
import type { AvatarPose } from './avatar.ts';
import { Motion } from './avatar.ts';
import { since16 } from './codec.ts';
import { createTimeline } from './timeline.ts';

/** Behind the fastest frame of late. A frame period (83 ms) and 50 ms of jitter pass without a guess. */
export const BUFFER_MS = 135;
/**
 * Whoever has stood still starts to walk this much sooner than the buffer says: there is nothing to bridge yet. The buffer
 * grows back during the first steps, which are played a little slower; nobody sees a fifteenth.
 */
export const HEAD_START_MS = 40;
const HEAD_START_FADES_MS = 600;
/** A guess slows down to nothing over this time, so that a stop that was not heard yet is passed by a few pixels only. */
const GUESS_MS = 100;
/** With nothing new for this long the legs stop, too. */
const STILL_AFTER_MS = 500;
/** Farther than this is another place: appear there. */
const TELEPORT_TILES = 6;
/** An error shrinks to 1/e in this time: gone to the eye in about ten frames. */
const BLEND_MS = 60;
const KEPT_SAMPLES = 16;
/** A leg that was not announced by a start frame is walked at this speed, not stretched over the idle time before it. */
const ASSUMED_TILES_PER_S = 3.2;
const SHORTEST_LEG_MS = 83;

type Sample = { readonly seq: number; readonly atMs: number; readonly pose: AvatarPose };
type PoseFrame = { readonly seq: number; readonly timeMs: number; readonly pose: AvatarPose };

export type Interpolator = {
  /**
   * A frame came in at `nowMs` (local clock). Late, repeated and reordered ones are sorted out here.
   * @returns true if what is drawn will change: time to wake the scene.
   */
  readonly push: (frame: PoseFrame, nowMs: number) => boolean;
  /** Fills `out` with what to draw. @returns true while it will go on changing by itself. */
  readonly poseAt: (nowMs: number, out: { pose: AvatarPose }) => boolean;
  /** The newest pose that was received, not smoothed: for rules, not for drawing. */
  readonly latest: () => AvatarPose | null;
};

const isOnFoot = (pose: AvatarPose): boolean => pose.motion === Motion.Walking || pose.motion === Motion.Running;
const gapBetween = (a: AvatarPose, b: AvatarPose): number => Math.hypot(b.x - a.x, b.y - a.y);

/** The pose on the way from a to b at sender's time `t`, a.atMs ≤ t < b.atMs. */
const between = (a: Sample, b: Sample, t: number): AvatarPose => {
  const gap = gapBetween(a.pose, b.pose);
  if (gap < 1e-6 || gap > TELEPORT_TILES) return a.pose;
  const fromMs = isOnFoot(a.pose) ? a.atMs : Math.max(a.atMs, b.atMs - Math.max(SHORTEST_LEG_MS, (gap / ASSUMED_TILES_PER_S) * 1000));
  if (t <= fromMs) return a.pose;
  const part = (t - fromMs) / (b.atMs - fromMs);
  const x = a.pose.x + (b.pose.x - a.pose.x) * part;
  const y = a.pose.y + (b.pose.y - a.pose.y) * part;
  if (isOnFoot(a.pose)) return { ...a.pose, x, y };
  // A start whose frame was lost, or a shove.
  return { x, y, facing: b.pose.facing, motion: isOnFoot(b.pose) ? b.pose.motion : Motion.Walking, seat: null };
};

/** After the last sample: on in the same direction, slower and slower, then still. */
const beyond = (before: Sample | undefined, last: Sample, t: number): AvatarPose => {
  const lateMs = t - last.atMs;
  if (!isOnFoot(last.pose) || lateMs <= 0) return last.pose;
  const motion = lateMs > STILL_AFTER_MS ? Motion.Idle : last.pose.motion;
  const spanMs = before === undefined ? 0 : last.atMs - before.atMs;
  if (before === undefined || spanMs <= 0 || spanMs > 400 || gapBetween(before.pose, last.pose) > TELEPORT_TILES) {
    return { ...last.pose, motion };
  }
  const guessedMs = Math.min(lateMs, GUESS_MS);
  const part = (guessedMs - (guessedMs * guessedMs) / (2 * GUESS_MS)) / spanMs;
  const x = last.pose.x + (last.pose.x - before.pose.x) * part;
  const y = last.pose.y + (last.pose.y - before.pose.y) * part;
  return { ...last.pose, x, y, motion };
};

export const createInterpolator = (): Interpolator => {
  const timeline = createTimeline(BUFFER_MS);
  let samples: Sample[] = [];
  /** What is drawn minus what is true: blended out. */
  let errorX = 0;
  let errorY = 0;
  let drawnAtMs = -Infinity;
  let startedAtMs = -Infinity;

  const playedAt = (nowMs: number): number =>
    timeline.playedAt(nowMs) + HEAD_START_MS * Math.max(0, 1 - (nowMs - startedAtMs) / HEAD_START_FADES_MS);

  const truthAt = (t: number): AvatarPose | null => {
    const last = samples.at(-1);
    if (last === undefined) return null;
    if (t >= last.atMs) return beyond(samples.at(-2), last, t);
    for (let i = samples.length - 2; i >= 0; i--) {
      const a = samples[i] as Sample;
      if (a.atMs <= t) return between(a, samples[i + 1] as Sample, t);
    }
    return (samples[0] as Sample).pose;
  };

  const insert = (sample: Sample): void => {
    let at = samples.length;
    while (at > 0 && (samples[at - 1] as Sample).atMs > sample.atMs) at--;
    samples.splice(at, 0, sample);
    if (samples.length > KEPT_SAMPLES) samples.shift();
  };

  /** Keeps the drawn pose where it is while the truth below it changes. */
  const absorb = (before: AvatarPose | null, after: AvatarPose | null): void => {
    if (before === null || after === null) return;
    errorX += before.x - after.x;
    errorY += before.y - after.y;
    if (Math.hypot(errorX, errorY) > TELEPORT_TILES) errorX = errorY = 0;
  };

  const isPending = (t: number, truth: AvatarPose): boolean => {
    for (let i = samples.length - 1; i >= 0; i--) {
      const { atMs, pose } = samples[i] as Sample;
      if (atMs <= t) break;
      if (pose.motion !== truth.motion || pose.facing !== truth.facing || gapBetween(pose, truth) > 1e-3) return true;
    }
    const last = samples.at(-1) as Sample;
    return isOnFoot(last.pose) && t - last.atMs <= STILL_AFTER_MS;
  };

  const push = (frame: PoseFrame, nowMs: number): boolean => {
    const newest = samples.at(-1);
    const isFresh = newest === undefined || nowMs - timeline.heardAtMs() > 30_000;
    if (!isFresh && samples.some((s) => s.seq === frame.seq)) return false;
    if (!isFresh && since16(frame.seq, (samples[0] as Sample).seq) < 0) return false;
    // The drawn pose lies on the timeline as it was; both the sample and the clock's correction may shift it.
    const playedMs = playedAt(nowMs);
    const before = drawnAtMs === -Infinity ? null : truthAt(playedMs);
    const rests = before !== null && newest !== undefined && !isOnFoot(newest.pose) && !isPending(playedMs, before);
    const { atMs, restarted } = timeline.note(frame.timeMs, nowMs);
    if (restarted) samples = [];
    else if (rests && isOnFoot(frame.pose) && atMs > newest.atMs) startedAtMs = nowMs;
    insert({ seq: frame.seq, atMs, pose: frame.pose });
    const t = playedAt(nowMs);
    const after = truthAt(t);
    absorb(before, after);
    return before === null || after === null || errorX !== 0 || errorY !== 0 || isPending(t, after);
  };

  const poseAt = (nowMs: number, out: { pose: AvatarPose }): boolean => {
    const t = playedAt(nowMs);
    const truth = truthAt(t);
    if (truth === null) return false;
    const keep = Math.exp(-Math.max(0, nowMs - drawnAtMs) / BLEND_MS);
    drawnAtMs = nowMs;
    errorX *= keep;
    errorY *= keep;
    if (Math.hypot(errorX, errorY) < 1e-3) errorX = errorY = 0;
    const settled = errorX === 0 && errorY === 0;
    out.pose = settled ? truth : { ...truth, x: truth.x + errorX, y: truth.y + errorY };
    return !settled || isPending(t, truth);
  };

  return { push, poseAt, latest: () => samples.at(-1)?.pose ?? null };
};
