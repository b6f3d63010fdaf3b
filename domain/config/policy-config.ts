/**
 * The `policy` group of config.yaml: when a room moves to an SFU, and back (`domain/policy/room-mode.ts`). A file of its own
 * because every browser reads it too: the steward of a room is somebody's tab. Each number is explained in docs/policy.md.
 */
import * as v from 'valibot';

const whole = (min: number, max: number, fallback: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), fallback);
const percent = (fallback: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), fallback);

const UP = {
  /** More than so many: at once. */
  participants: whole(2, 10_000, 12),
  cpuPercent: percent(70),
  turnPercent: percent(30),
  lossPercent: percent(5),
  /** Over which time each peer counts. */
  windowMs: whole(1000, 600_000, 10_000),
  /** So many times running, two seconds apart. */
  evaluations: whole(1, 100, 3),
};

const DOWN = {
  participants: whole(1, 10_000, 9),
  cpuPercent: percent(50),
  turnPercent: percent(20),
  lossPercent: percent(2),
  /** All of them for so long without a break. */
  holdMs: whole(1000, 600_000, 30_000),
  /** Stays up for at least so long; doubles each time a room goes up again soon after coming down … */
  stayMs: whole(1000, 3_600_000, 60_000),
  /** … to at most so long … */
  maxStayMs: whole(1000, 86_400_000, 960_000),
  /** … and "soon" is within so long. */
  flapMs: whole(0, 86_400_000, 300_000),
};

const RETRY = {
  /** An SFU that has not opened after so long has failed. */
  openMs: whole(1000, 120_000, 10_000),
  /** After a failed or lost SFU no new try for so long; doubles with each failure … */
  holdMs: whole(500, 3_600_000, 15_000),
  /** … to at most so long. */
  maxHoldMs: whole(500, 86_400_000, 300_000),
};

/** Any one of `up` suffices, all of `down` are needed. A browser lets pass what a newer relay adds. */
export const PolicySchema = v.object({
  up: v.optional(v.object(UP), {}),
  down: v.optional(v.object(DOWN), {}),
  retry: v.optional(v.object(RETRY), {}),
});
export type Policy = v.InferOutput<typeof PolicySchema>;

/** The same for the file, where a key that nobody knows is a mistake. */
export const PolicyFileSchema = v.strictObject({
  up: v.optional(v.strictObject(UP), {}),
  down: v.optional(v.strictObject(DOWN), {}),
  retry: v.optional(v.strictObject(RETRY), {}),
});

export const defaultPolicy = (): Policy => v.parse(PolicySchema, {});
