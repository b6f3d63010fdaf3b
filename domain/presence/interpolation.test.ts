import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AvatarPose, Motion } from './avatar.ts';
import { BUFFER_MS, createInterpolator, HEAD_START_MS } from './interpolation.ts';
import { createSender, decideSend } from './sender.ts';

const SPEED = 3.2;
const FRAME_MS = 1000 / 60;
/** The buffer has grown back by then: the walk began at 1 s. */
const SETTLED_MS = 2000;
const still: AvatarPose = { x: 2, y: 5, facing: 1, motion: Motion.Idle, seat: null };

/** Stands, walks along x from 1 s to 4 s, stands. */
const truth = (ms: number): AvatarPose => {
  const walkedMs = Math.min(3000, Math.max(0, ms - 1000));
  return { ...still, x: 2 + (walkedMs / 1000) * SPEED, motion: ms >= 1000 && ms < 4000 ? Motion.Walking : Motion.Idle };
};

type Network = { readonly delayMs: (n: number) => number; readonly lost: (n: number) => boolean };
type Drawn = { readonly ms: number; readonly pose: AvatarPose; readonly changing: boolean };

/** Sends the truth through the real sender and a network, and draws 60 times a second. The sender's clock is its own. */
const play = (network: Network, ms = 7000, senderClockMs = 60_000): Drawn[] => {
  const arrivals: { at: number; seq: number; timeMs: number; pose: AvatarPose }[] = [];
  let sender = createSender(0xfff0);
  let n = 0;
  for (let t = 0; t <= ms; t += FRAME_MS) {
    const { state, send } = decideSend(sender, truth(t), t);
    sender = state;
    if (send !== 'pose') continue;
    if (!network.lost(n))
      arrivals.push({ at: t + network.delayMs(n), seq: state.seq, timeMs: (senderClockMs + Math.floor(t)) & 0xffff, pose: truth(t) });
    n++;
  }
  arrivals.sort((a, b) => a.at - b.at);
  const interpolator = createInterpolator();
  const out = { pose: still };
  const drawn: Drawn[] = [];
  for (let t = 0; t <= ms; t += FRAME_MS) {
    for (let next = arrivals[0]; next !== undefined && next.at <= t; next = arrivals[0]) {
      interpolator.push(next, next.at);
      arrivals.shift();
    }
    const changing = interpolator.poseAt(t, out);
    if (interpolator.latest() !== null) drawn.push({ ms: t, pose: out.pose, changing });
  }
  return drawn;
};

const steady: Network = { delayMs: () => 20, lost: () => false };
const jitter = fc.infiniteStream(fc.integer({ min: 5, max: 110 })).map((s) => {
  const delays: number[] = [];
  return (n: number) => {
    while (delays.length <= n) delays.push(s.next().value);
    return delays[n] ?? 0;
  };
});
const losses = fc.infiniteStream(fc.integer({ min: 0, max: 9 })).map((s) => {
  const dice: number[] = [];
  return (n: number) => {
    while (dice.length <= n) dice.push(s.next().value);
    return dice[n] === 0;
  };
});

describe('over a steady link', () => {
  it('walks the same way, a buffer later, to a hundredth of a tile', () => {
    for (const { ms, pose } of play(steady).filter((d) => d.ms > SETTLED_MS)) {
      expect(Math.abs(pose.x - truth(ms - 20 - BUFFER_MS).x)).toBeLessThan(0.06);
      expect(pose.y).toBeCloseTo(5, 6);
    }
  });

  it('shows the walk only while it lasts and then says that nothing changes', () => {
    const drawn = play(steady);
    expect(drawn.filter((d) => d.pose.motion === Motion.Walking).length / 60).toBeCloseTo(3, 0);
    expect(drawn.find((d) => d.pose.motion === Motion.Walking)?.ms).toBeLessThan(1000 + 20 + BUFFER_MS + 2 * FRAME_MS);
    expect(drawn.filter((d) => d.ms > 5000).every((d) => !d.changing && d.pose.motion === Motion.Idle)).toBe(true);
    expect(drawn.at(-1)?.pose.x).toBeCloseTo(truth(9000).x, 3);
  });

  it('starts sooner than the buffer, and lets it grow back without a stumble', () => {
    const drawn = play(steady);
    // the first frame of the walk is already a few pixels on
    const moved = drawn.find((d) => d.pose.x > 2.06);
    expect(moved?.ms).toBeLessThan(1000 + FRAME_MS + 20 + BUFFER_MS - HEAD_START_MS / 2);
    for (const [i, d] of drawn.entries()) {
      const before = drawn[i - 1];
      if (before === undefined || d.ms < (moved?.ms ?? 0) + FRAME_MS || d.ms > 4000) continue;
      expect(d.pose.x - before.pose.x).toBeGreaterThan(0.035);
      expect(d.pose.x - before.pose.x).toBeLessThan(0.06);
    }
  });

  it('works across the wrap of the clock and of the counter', () => {
    const drawn = play(steady, 7000, 65_536 - 2500);
    for (const { ms, pose } of drawn.filter((d) => d.ms > SETTLED_MS))
      expect(Math.abs(pose.x - truth(ms - 20 - BUFFER_MS).x)).toBeLessThan(0.06);
  });
});

describe('over a bad link', () => {
  it('never goes back, never jumps, never passes the end by more than the guess, and arrives', () => {
    fc.assert(
      fc.property(jitter, losses, (delayMs, isLost) => {
        // The last frames get through: the stop is said three times, and again after five seconds.
        const drawn = play({ delayMs, lost: (n) => n > 0 && isLost(n) }, 12_000);
        const end = truth(12_000).x;
        for (const [i, d] of drawn.entries()) {
          const before = drawn[i - 1];
          if (before === undefined) continue;
          const step = d.pose.x - before.pose.x;
          // Blending out a wrong guess may pull back a hair, but not so that one sees it.
          expect(step).toBeGreaterThan(-0.05);
          expect(step).toBeLessThan(0.45);
          expect(d.pose.x).toBeLessThan(end + 0.17);
        }
        expect(Math.abs((drawn.at(-1)?.pose.x ?? 0) - end)).toBeLessThan(0.02);
      }),
      { numRuns: 40 },
    );
  });

  it('bridges one lost frame without a stumble', () => {
    const drawn = play({ delayMs: () => 20, lost: (n) => n === 20 }).filter((d) => d.ms > 1400 && d.ms < 4000);
    for (const [i, d] of drawn.entries()) {
      const step = d.pose.x - (drawn[i - 1]?.pose.x ?? d.pose.x - 0.053);
      expect(step).toBeGreaterThan(0.02);
      expect(step).toBeLessThan(0.09);
    }
  });

  it('does not stretch a walk over the idle time before it when the start is lost', () => {
    const interpolator = createInterpolator();
    const out = { pose: still };
    interpolator.push({ seq: 1, timeMs: 0, pose: still }, 0);
    interpolator.push({ seq: 3, timeMs: 4083, pose: { ...still, x: 2.27, motion: Motion.Walking } }, 4083);
    interpolator.poseAt(4083, out);
    expect(out.pose.x).toBe(2);
    interpolator.poseAt(4083 + BUFFER_MS - 40, out);
    expect(out.pose.x).toBeGreaterThan(2.05);
    expect(out.pose.x).toBeLessThan(2.25);
  });

  it('does not walk on after a stop', () => {
    const interpolator = createInterpolator();
    const out = { pose: still };
    interpolator.push({ seq: 1, timeMs: 0, pose: { ...still, x: 2, motion: Motion.Walking } }, 0);
    interpolator.push({ seq: 2, timeMs: 100, pose: { ...still, x: 2.32 } }, 100);
    for (let t = 100; t < 600; t += FRAME_MS) {
      interpolator.poseAt(t, out);
      expect(out.pose.x).toBeLessThanOrEqual(2.32);
    }
    expect(out.pose).toEqual({ ...still, x: 2.32 });
  });

  it('walks smoothly again soon after the way has become 300 ms longer', () => {
    let lastX = 0;
    const slower = (n: number): number => (n < 12 ? 20 : 320);
    const drawn = play({ delayMs: slower, lost: () => false }).filter((d) => d.ms > 3400 && d.ms < 3900);
    expect(drawn.length).toBeGreaterThan(20);
    for (const d of drawn) {
      if (lastX > 0) {
        expect(d.pose.x - lastX).toBeGreaterThan(0.03);
        expect(d.pose.x - lastX).toBeLessThan(0.08);
      }
      lastX = d.pose.x;
    }
  });

  it('stops guessing after a tenth of a second, and the legs after half of one', () => {
    const interpolator = createInterpolator();
    const out = { pose: still };
    const pose = (x: number): AvatarPose => ({ ...still, x, motion: Motion.Walking });
    interpolator.push({ seq: 1, timeMs: 0, pose: pose(2) }, 0);
    interpolator.push({ seq: 2, timeMs: 100, pose: pose(2.32) }, 100);
    interpolator.poseAt(100 + BUFFER_MS + 2000, out);
    expect(out.pose.x).toBeCloseTo(2.48);
    expect(out.pose.motion).toBe(Motion.Idle);
    expect(interpolator.poseAt(100 + BUFFER_MS + 2000, out)).toBe(false);
  });

  it('catches up smoothly after a gap, and appears at once after a great one', () => {
    const reach = (x: number): number[] => {
      const interpolator = createInterpolator();
      const out = { pose: still };
      interpolator.push({ seq: 1, timeMs: 0, pose: still }, 0);
      interpolator.poseAt(1000, out);
      // It was sent long ago and comes late: its time has been played already.
      interpolator.push({ seq: 2, timeMs: 500, pose: { ...still, x } }, 1000);
      const xs: number[] = [];
      for (let t = 1000; t < 1600; t += FRAME_MS) {
        interpolator.poseAt(t, out);
        xs.push(out.pose.x);
      }
      return xs;
    };
    const near = reach(5);
    expect(near[0]).toBeLessThan(3);
    expect(near.at(-1)).toBeCloseTo(5, 2);
    for (const [i, x] of near.entries()) expect(x).toBeGreaterThanOrEqual(near[i - 1] ?? 2);
    expect(reach(15).at(-1)).toBe(15);
  });
});

describe('push', () => {
  it('says whether the picture will change', () => {
    const interpolator = createInterpolator();
    const out = { pose: still };
    expect(interpolator.push({ seq: 1, timeMs: 0, pose: still }, 0)).toBe(true);
    interpolator.poseAt(500, out);
    expect(interpolator.push({ seq: 2, timeMs: 5000, pose: still }, 5000)).toBe(false);
    expect(interpolator.push({ seq: 3, timeMs: 6000, pose: { ...still, facing: 5 } }, 6000)).toBe(true);
    expect(interpolator.push({ seq: 3, timeMs: 6000, pose: { ...still, x: 9 } }, 6001)).toBe(false);
    expect(interpolator.latest()).toEqual({ ...still, facing: 5 });
  });

  it('survives any frames, with finite poses', () => {
    const frame = fc.record({
      seq: fc.integer({ min: 0, max: 0xffff }),
      timeMs: fc.integer({ min: 0, max: 0xffff }),
      x: fc.double({ min: 0, max: 1024, noNaN: true }),
      waitMs: fc.integer({ min: 0, max: 40_000 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 60 }), (frames) => {
        const interpolator = createInterpolator();
        const out = { pose: still };
        let now = 1000;
        for (const { seq, timeMs, x, waitMs } of frames) {
          now += waitMs;
          interpolator.push({ seq, timeMs, pose: { ...still, x, motion: Motion.Walking } }, now);
          for (const later of [0, 50, 500]) {
            interpolator.poseAt(now + later, out);
            expect(out.pose.x).toBeGreaterThan(-7);
            expect(out.pose.x).toBeLessThan(1024 + 7);
          }
        }
      }),
    );
  });
});
