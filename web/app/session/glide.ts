/**
 * What is drawn minus what is true, after a correction: shrinks to nothing in a few frames, so that nobody is ever seen to
 * jump. The truth is corrected at once, and the first frame after it moves already. The same curve as others' poses.
 */
import { type AvatarPose, Motion } from '../../../domain/presence/avatar.ts';
import type { WorldPoint } from '../../../domain/world/map.ts';

/** Shrinks to 1/e in this time: half of the way in the first three frames, all of it in a third of a second. */
const BLEND_MS = 70;
const GONE_TILES = 0.01;

export type Glide = {
  /** From what is drawn now to where it really is. */
  readonly from: (drawn: WorldPoint, truth: WorldPoint) => void;
  readonly apply: (pose: AvatarPose) => AvatarPose;
  readonly isActive: () => boolean;
  /** @returns whether what is drawn changed. */
  readonly advance: (dtMs: number) => boolean;
};

export const createGlide = (): Glide => {
  let x = 0;
  let y = 0;
  const isActive = (): boolean => x !== 0 || y !== 0;
  return {
    from: (drawn, truth) => {
      x = drawn.x - truth.x;
      y = drawn.y - truth.y;
    },
    apply: (pose) =>
      isActive() ? { ...pose, x: pose.x + x, y: pose.y + y, motion: pose.motion === Motion.Idle ? Motion.Walking : pose.motion } : pose,
    isActive,
    advance: (dtMs) => {
      if (!isActive() || !(dtMs > 0)) return false;
      const keep = Math.exp(-dtMs / BLEND_MS);
      x *= keep;
      y *= keep;
      if (Math.hypot(x, y) < GONE_TILES) x = y = 0;
      return true;
    },
  };
};
