import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Motion } from '../../../domain/presence/avatar.ts';
import { type Activity, frameOf } from './clips.ts';
import { STANCES } from './paint/stance.ts';

const calm: Activity = {
  motion: Motion.Idle,
  speaking: false,
  handUp: false,
  waving: false,
  reducedMotion: false,
  walkedTiles: 0,
  nowMs: 3000,
  seed: 0,
};

describe('what a person plays', () => {
  it.each([
    ['stands', {}, 'idle'],
    ['walks', { motion: Motion.Walking }, 'walk'],
    ['walks, whatever else they do', { motion: Motion.Walking, speaking: true, handUp: true, waving: true }, 'walk'],
    ['runs', { motion: Motion.Running }, 'run'],
    ['talks', { speaking: true }, 'talk'],
    ['raises a hand while talking', { speaking: true, handUp: true }, 'hand'],
    ['waves before all', { speaking: true, handUp: true, waving: true }, 'wave'],
    ['sits', { motion: Motion.Sitting }, 'sit'],
    ['talks from a chair', { motion: Motion.Sitting, speaking: true }, 'sit-talk'],
    ['raises a hand from a chair', { motion: Motion.Sitting, handUp: true }, 'sit-hand'],
    ['waves from a chair', { motion: Motion.Sitting, waving: true }, 'sit-wave'],
  ] as const)('%s', (_, change, clip) => {
    expect(frameOf({ ...calm, ...change }).clip).toBe(clip);
  });

  it('always names a frame that has been drawn', () => {
    fc.assert(
      fc.property(
        fc.record({
          motion: fc.constantFrom(...Object.values(Motion)),
          speaking: fc.boolean(),
          handUp: fc.boolean(),
          waving: fc.boolean(),
          reducedMotion: fc.boolean(),
          walkedTiles: fc.double({ min: 0, max: 1e6, noNaN: true }),
          nowMs: fc.double({ min: 0, max: 1e9, noNaN: true }),
          seed: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        (activity) => {
          const { clip, index } = frameOf(activity);
          expect(STANCES[clip][index]).toBeDefined();
        },
      ),
    );
  });

  it('steps with the distance, six frames to a cycle, and stands still with it', () => {
    const indices = Array.from({ length: 60 }, (_, i) => frameOf({ ...calm, motion: Motion.Walking, walkedTiles: (i / 60) * 0.92 }).index);
    expect(new Set(indices)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    expect(indices.toSorted((a, b) => a - b)).toEqual(indices);
    const stuck = [1000, 2000, 3000].map((nowMs) => frameOf({ ...calm, motion: Motion.Walking, walkedTiles: 0.3, nowMs }).index);
    expect(new Set(stuck).size).toBe(1);
  });

  it('asks for no frames while idle, but opens the eyes again', () => {
    for (let nowMs = 0; nowMs < 20_000; nowMs += 20) {
      const { index, lively } = frameOf({ ...calm, nowMs });
      expect(lively).toBe(index === 2);
    }
  });

  it('does not breathe, blink or talk with hands when motion is reduced', () => {
    const frames = [0, 700, 1700, 2400, 4300].map((nowMs) => frameOf({ ...calm, speaking: true, reducedMotion: true, nowMs }));
    for (const frame of frames) expect(frame).toEqual({ clip: 'idle', index: 0, lively: false });
  });
});

describe('a gait', () => {
  it.each(['walk', 'run'] as const)('%s: the right foot does what the left did half a cycle ago', (clip) => {
    const frames = STANCES[clip];
    frames.forEach((stance, i) => expect(stance.rightFoot).toEqual(frames[(i + 3) % 6]?.leftFoot));
  });

  it('always has a foot on the floor while walking, and none at the height of a running step', () => {
    for (const { leftFoot, rightFoot } of STANCES.walk) expect(Math.min(leftFoot.up, rightFoot.up)).toBeLessThanOrEqual(0.5);
    expect(STANCES.run.some(({ leftFoot, rightFoot, rise }) => Math.min(leftFoot.up, rightFoot.up) > 1 && rise > 0)).toBe(true);
  });
});
