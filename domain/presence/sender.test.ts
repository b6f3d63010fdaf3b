import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatId } from '../ids.ts';
import type { Facing } from '../world/map.ts';
import { type AvatarPose, Motion } from './avatar.ts';
import { createSender, decideSend, type Send } from './sender.ts';

const still: AvatarPose = { x: 5, y: 5, facing: 2, motion: Motion.Idle, seat: null };
type Sent = { readonly atMs: number; readonly what: Send; readonly seq: number };

/** Asks every `stepMs` for the pose at that moment, as a frame or timer loop does. */
const record = (poseAt: (ms: number) => AvatarPose, ms: number, stepMs: number, startMs = 0): Sent[] => {
  const sent: Sent[] = [];
  let state = createSender();
  for (let t = 0; t <= ms; t += stepMs) {
    const answer = decideSend(state, poseAt(t), startMs + t);
    state = answer.state;
    if (answer.send !== 'nothing') sent.push({ atMs: t, what: answer.send, seq: state.seq });
  }
  return sent;
};
const walking = (ms: number): AvatarPose => ({ ...still, x: 5 + ms * 0.0032, motion: Motion.Walking });

describe('while moving', () => {
  it.each([1000 / 60, 1000 / 144, 1000 / 12, 1000 / 12 - 1, 1000 / 30])(
    'sends 12 times a second and no more, asked every %d ms',
    (stepMs) => {
      const sent = record(walking, 10_000, stepMs, 12_345);
      expect(sent.length).toBeLessThanOrEqual(122);
      expect(sent.length).toBeGreaterThanOrEqual(stepMs > 30 ? 95 : 112);
    },
  );

  it('is bounded even for somebody who spins and jumps at every frame', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.double({ min: 0, max: 20, noNaN: true })), { minLength: 300, maxLength: 300 }),
        (moves) => {
          const sent = record(
            (ms) => {
              const [facing, x] = moves[Math.floor(ms / 16)] ?? [0, 0];
              return { ...still, x, facing: facing as Facing };
            },
            4700,
            16,
          );
          expect(sent.length).toBeLessThanOrEqual(2 + 12 * 4.7 + 1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('counts its poses without a gap', () => {
    const poses = record(walking, 3000, 16).filter((s) => s.what === 'pose');
    for (const [i, s] of poses.entries()) expect(s.seq).toBe(i + 1);
  });
});

describe('a change', () => {
  const at = 2000;
  const changes: [string, AvatarPose][] = [
    ['start', { ...still, motion: Motion.Walking }],
    ['turn', { ...still, facing: 4 }],
    ['seat', { ...still, motion: Motion.Sitting, seat: seatId('s/0') }],
  ];
  it.each(changes)('is sent at once: %s', (_, pose) => {
    const sent = record((ms) => (ms < at ? still : pose), 2100, 10);
    expect(sent.some((s) => s.what === 'pose' && s.atMs === at)).toBe(true);
  });

  it('does not wait for the next step of a walk', () => {
    const sent = record((ms) => (ms < 1100 ? walking(ms) : { ...walking(ms), facing: 3 }), 1200, 10).map((s) => s.atMs);
    expect(sent).toContain(1100);
    // The step before it was less than a period ago, or the test would prove nothing.
    expect(1100 - Math.max(...sent.filter((ms) => ms < 1100))).toBeLessThan(70);
  });

  it('is sent at once: stop, and said twice more within half a second', () => {
    const stop = { ...walking(at), motion: Motion.Idle };
    const sent = record((ms) => (ms < at ? walking(ms) : stop), 3000, 16).filter((s) => s.what === 'pose' && s.atMs >= at);
    expect(sent).toHaveLength(3);
    expect((sent[0]?.atMs ?? 0) - at).toBeLessThan(90);
    expect((sent[2]?.atMs ?? 0) - at).toBeLessThan(600);
  });
});

describe('while idle', () => {
  it('says that it is there every second, the pose every five, and stays under 1 kB a minute', () => {
    const sent = record(() => still, 65_000, 1000 / 12).filter((s) => s.atMs > 5000);
    const alive = sent.filter((s) => s.what === 'alive');
    const poses = sent.filter((s) => s.what === 'pose');
    expect(alive.length).toBeGreaterThanOrEqual(40);
    expect(poses.length).toBeGreaterThanOrEqual(11);
    expect(alive.length * 3 + poses.length * 12).toBeLessThan(400);
    const gaps = sent.slice(1).map((s, i) => s.atMs - (sent[i]?.atMs ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(1200);
  });

  it('does not mind a clock that stands or goes back', () => {
    let { state } = decideSend(createSender(), still, 1000);
    for (const now of [1000, 500, 999]) {
      const answer = decideSend(state, still, now);
      expect(answer.send).toBe('nothing');
      state = answer.state;
    }
  });
});
