/**
 * Moves loudness of `<audio>` elements without clicks: small steps every 20 ms, and no timer while nothing moves. In a
 * hidden tab timers are slow, so a change is made at once there.
 */
import type { MediaClock } from './clock.ts';

export type Fader = {
  readonly to: (target: number) => void;
  /** Without a ramp. */
  readonly jump: (value: number) => void;
};

const STEP_MS = 20;
const CROSS_STEP_MS = 5;
const TIME_CONSTANT_MS = 35;
const NEAR_ENOUGH = 0.004;

/** Exponential approach. @returns the target itself once the rest cannot be heard. */
export const approach = (current: number, target: number, elapsedMs: number): number => {
  const next = target + (current - target) * Math.exp(-Math.max(0, elapsedMs) / TIME_CONSTANT_MS);
  return Math.abs(next - target) < NEAR_ENOUGH ? target : next;
};

export type Faders = {
  readonly add: (apply: (value: number) => void) => Fader;
  /** From 0 to 1 in a straight line: for two sources that play the same. @returns a function that ends it where it is. */
  readonly cross: (durationMs: number, apply: (progress: number) => void) => () => void;
  readonly close: () => void;
};

export const createFaders = (clock: MediaClock, isHidden: () => boolean): Faders => {
  const moving = new Set<(nowMs: number) => boolean>();
  const crossing = new Set<() => void>();
  let stop: (() => void) | null = null;

  const rest = (): void => {
    stop?.();
    stop = null;
  };

  const move = (step: (nowMs: number) => boolean): void => {
    moving.add(step);
    stop ??= clock.every(STEP_MS, () => {
      const nowMs = clock.now();
      for (const one of moving) if (one(nowMs)) moving.delete(one);
      if (moving.size === 0) rest();
    });
  };

  return {
    add: (apply) => {
      let value = 0;
      let target = 0;
      let lastMs = 0;
      const set = (next: number): void => {
        value = next;
        apply(next);
      };
      const step = (nowMs: number): boolean => {
        set(approach(value, target, nowMs - lastMs));
        lastMs = nowMs;
        return value === target;
      };
      const jump = (next: number): void => {
        moving.delete(step);
        target = next;
        set(next);
      };
      return {
        jump,
        to: (next) => {
          if (next === target) return;
          if (isHidden()) {
            jump(next);
            return;
          }
          target = next;
          if (!moving.has(step)) lastMs = clock.now();
          move(step);
        },
      };
    },
    cross: (durationMs, apply) => {
      if (isHidden()) {
        apply(1);
        return () => undefined;
      }
      const sinceMs = clock.now();
      const end = clock.every(CROSS_STEP_MS, () => {
        const progress = Math.min(1, (clock.now() - sinceMs) / durationMs);
        apply(progress);
        if (progress === 1) stopCross();
      });
      const stopCross = (): void => {
        crossing.delete(stopCross);
        end();
      };
      crossing.add(stopCross);
      return stopCross;
    },
    close: () => {
      moving.clear();
      for (const stopCross of crossing) stopCross();
      rest();
    },
  };
};
