import { describe, expect, it } from 'vitest';
import { createSharpness, type Sharpness } from './sharpness.ts';

/** A graphics unit that takes so long for a full picture, and a thread that takes so long for any. */
type Machine = { pictureMs: number; ownMs: number };
const VSYNC_MS = 1000 / 60;

/** Moves for so long. @returns how the pace was at the end */
const play = (
  sharpness: Sharpness,
  machine: Machine,
  fromMs: number,
  forMs: number,
): { readonly lastMs: number; readonly factors: number[] } => {
  const factors: number[] = [];
  let lastMs = 0;
  for (let now = fromMs; now < fromMs + forMs; now += lastMs) {
    const factor = sharpness.factor();
    if (factors.at(-1) !== factor) factors.push(factor);
    lastMs = Math.max(VSYNC_MS, machine.ownMs, machine.pictureMs * factor ** 2);
    sharpness.moved(lastMs, machine.ownMs, now);
  }
  return { lastMs, factors };
};

describe('how many pixels a moving picture gets', () => {
  it('is all of them where the graphics unit keeps up', () => {
    expect(play(createSharpness({ resolution: 2, isSoftware: false }), { pictureMs: 30, ownMs: 4 }, 0, 60_000).factors).toEqual([1]);
  });

  it('is fewer where it does not, in one step, and the pace is good after half a second', () => {
    const sharpness = createSharpness({ resolution: 1, isSoftware: false });
    const { lastMs, factors } = play(sharpness, { pictureMs: 90, ownMs: 4 }, 0, 600);
    expect(factors).toEqual([1, 0.5]);
    expect(lastMs).toBeLessThan(26);
  });

  it('is never less than half a pixel of the screen along a side', () => {
    expect(play(createSharpness({ resolution: 1, isSoftware: false }), { pictureMs: 900, ownMs: 4 }, 0, 20_000).factors.at(-1)).toBe(0.5);
    expect(play(createSharpness({ resolution: 2, isSoftware: false }), { pictureMs: 900, ownMs: 4 }, 0, 20_000).factors.at(-1)).toBe(0.25);
  });

  it('is left alone when it is this thread that is slow', () => {
    expect(play(createSharpness({ resolution: 2, isSoftware: false }), { pictureMs: 60, ownMs: 50 }, 0, 5_000).factors).toEqual([1]);
  });

  it('is restored when fewer did not help, and not tried again soon', () => {
    const sharpness = createSharpness({ resolution: 1, isSoftware: false });
    const factors = new Set<number>();
    for (let now = 0; now < 20_000; now += 50) {
      sharpness.moved(50, 3, now);
      factors.add(sharpness.factor());
    }
    expect(sharpness.factor()).toBe(1);
    expect([...factors]).toEqual([1, 0.7]);
  });

  it('grows again when the machine has got rid of what slowed it', () => {
    const sharpness = createSharpness({ resolution: 1, isSoftware: false });
    const machine = { pictureMs: 120, ownMs: 4 };
    play(sharpness, machine, 0, 2_000);
    expect(sharpness.factor()).toBe(0.5);
    machine.pictureMs = 12;
    play(sharpness, machine, 2_000, 15_000);
    expect(sharpness.factor()).toBe(1);
  });

  it('tries in vain ever more rarely', () => {
    const sharpness = createSharpness({ resolution: 1, isSoftware: false });
    const machine = { pictureMs: 80, ownMs: 4 };
    const early = play(sharpness, machine, 0, 60_000).factors.length;
    const late = play(sharpness, machine, 60_000, 60_000).factors.length;
    expect(early).toBeGreaterThan(late);
    expect(late).toBeLessThanOrEqual(3);
  });

  it('begins low where the processor draws', () => {
    expect(createSharpness({ resolution: 1, isSoftware: true }).factor()).toBe(0.5);
  });
});
