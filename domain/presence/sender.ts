/**
 * When to say where one is. Pure: a pose and a time in, what to send out. At most 12 poses a second while moving, at once
 * on a start, stop, turn or seat; a stop is said again twice, because the channel may lose it; while idle three bytes a
 * second, and every five seconds the whole pose. Encodes nothing and knows no links.
 */
import type { AvatarPose } from './avatar.ts';

/** A sixtieth less than the period of 12 Hz, so that a 12 Hz timer that fires a little early is not put off by a whole period. */
const MOVING_GAP_MS = 72;
const RATE_PER_S = 12;
const BURST = 2;
/** After the stop itself. */
const REPEATS_MS = [120, 400] as const;
export const ALIVE_EVERY_MS = 1000;
export const REFRESH_EVERY_MS = 5000;
/** Half of what the wire can tell apart. */
const SAME_TILES = 1 / 128;

export type SenderState = {
  /** Number of the last pose that was sent. */
  readonly seq: number;
  readonly pose: AvatarPose | null;
  readonly poseAtMs: number;
  /** Last frame of either kind. */
  readonly frameAtMs: number;
  /** Since when nothing has changed. */
  readonly restAtMs: number;
  readonly repeats: number;
  readonly allowance: number;
  readonly allowanceAtMs: number;
};

export type Send = 'nothing' | 'alive' | 'pose';

export const createSender = (seq = 0): SenderState => ({
  seq,
  pose: null,
  poseAtMs: -Infinity,
  frameAtMs: -Infinity,
  restAtMs: -Infinity,
  repeats: REPEATS_MS.length,
  allowance: BURST,
  allowanceAtMs: 0,
});

const isElsewhere = (a: AvatarPose, b: AvatarPose): boolean => Math.abs(a.x - b.x) > SAME_TILES || Math.abs(a.y - b.y) > SAME_TILES;

const isTurn = (a: AvatarPose, b: AvatarPose): boolean => a.motion !== b.motion || a.facing !== b.facing || a.seat !== b.seat;

/**
 * Call it whenever the pose may have changed, and at least twelve times a second. On `pose` encode the given pose with the
 * new state's `seq`; on `alive` encode that.
 */
export const decideSend = (state: SenderState, pose: AvatarPose, nowMs: number): { readonly state: SenderState; readonly send: Send } => {
  const refilled = state.allowance + (Math.max(0, nowMs - state.allowanceAtMs) * RATE_PER_S) / 1000;
  const allowance = Math.min(BURST, refilled);
  const rested = { ...state, allowance, allowanceAtMs: nowMs };
  const sendPose = (repeats: number, restAtMs: number) =>
    ({
      state: {
        ...rested,
        seq: (state.seq + 1) & 0xffff,
        pose,
        poseAtMs: nowMs,
        frameAtMs: nowMs,
        restAtMs,
        repeats,
        allowance: Math.max(0, allowance - 1),
      },
      send: 'pose',
    }) as const;

  if (state.pose === null) return sendPose(0, nowMs);
  const turned = isTurn(pose, state.pose);
  const moved = isElsewhere(pose, state.pose);
  if (turned || moved) {
    const due = turned || nowMs - state.poseAtMs >= MOVING_GAP_MS;
    return due && allowance >= 1 ? sendPose(0, nowMs) : { state: rested, send: 'nothing' };
  }
  const repeatMs = REPEATS_MS[state.repeats];
  if (repeatMs !== undefined && nowMs - state.restAtMs >= repeatMs) return sendPose(state.repeats + 1, state.restAtMs);
  if (nowMs - state.poseAtMs >= REFRESH_EVERY_MS) return sendPose(state.repeats, state.restAtMs);
  if (nowMs - state.frameAtMs >= ALIVE_EVERY_MS) return { state: { ...rested, frameAtMs: nowMs }, send: 'alive' };
  return { state: rested, send: 'nothing' };
};
