/** The ladder and the budget together, against a modelled uplink and a modelled machine: they must come to rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MediaBudget, mediaBudget, type MediaReceiver } from './media-budget.ts';
import { type LadderInput, nextLadder, startLadder } from './media-ladder.ts';

const TICK_MS = 2000;
const crowd = (people: number): MediaReceiver[] =>
  Array.from({ length: people }, (_, i) => ({ peer: `peer-${i}`, cameraHeight: 360, screenHeight: null, distanceTiles: i / 4 }));

type Feedback = Pick<LadderInput, 'cpuPercent' | 'encodeLimited' | 'upLossPercent' | 'uplinkKbps'>;

/** @returns each budget of so many minutes, two seconds apart */
const run = (people: number, minutes: number, feedback: (budget: MediaBudget) => Feedback): MediaBudget[] => {
  const receivers = crowd(people);
  const sends = { camera: true, screen: false };
  let ladder = startLadder(0);
  let budget = mediaBudget({ receivers, sends, ladder });
  return Array.from({ length: (minutes * 60_000) / TICK_MS }, (_, i) => {
    const { softSteps, maxSteps } = budget;
    ladder = nextLadder(ladder, { nowMs: i * TICK_MS, people, softSteps, maxSteps, ...feedback(budget) });
    budget = mediaBudget({ receivers, sends, ladder });
    return budget;
  });
};

/** A line that drops what it cannot carry, and a browser that notices. */
const line =
  (capacityKbps: number) =>
  ({ upKbps }: MediaBudget): Feedback => ({
    cpuPercent: 20,
    encodeLimited: false,
    upLossPercent: upKbps > capacityKbps ? (1 - capacityKbps / upKbps) * 100 : 0,
    uplinkKbps: upKbps > capacityKbps ? capacityKbps : null,
  });

describe('ladder and budget', () => {
  it('keep eleven receivers within a narrow line, and try more of it ever more rarely', () => {
    const capacityKbps = 1200;
    const budgets = run(11, 30, line(capacityKbps));
    const tooMuch = budgets.map(({ upKbps }) => upKbps > capacityKbps);
    // two seconds of overload at first, then a handful of tries in half an hour
    expect(tooMuch.slice(1, 5)).toEqual([false, false, false, false]);
    expect(tooMuch.filter(Boolean).length).toBeLessThanOrEqual(20);
    expect(tooMuch.slice(-300).filter(Boolean).length).toBeLessThanOrEqual(4);
    expect(budgets.at(-1)?.limits.get('peer-0')?.audio.maxKbps).toBe(32);
  });
  it('give a wide line back what a narrow moment took', () => {
    let ticks = 0;
    const budgets = run(5, 20, (budget) => line((ticks += 1) < 60 ? 600 : 100_000)(budget));
    expect(budgets[50]?.level).not.toBe('full');
    expect(budgets.at(-1)).toMatchObject({ level: 'full', reason: 'none' });
  });
  it('come to rest below a loaded machine’s limit', () => {
    // each picture costs in proportion to its bits, as encoding nearly does
    const budgets = run(8, 30, ({ upKbps }) => ({
      cpuPercent: Math.min(100, 30 + upKbps / 20),
      encodeLimited: false,
      upLossPercent: 0,
      uplinkKbps: null,
    }));
    const loaded = budgets.slice(-300).filter(({ upKbps }) => 30 + upKbps / 20 > 70);
    expect(loaded.length).toBeLessThanOrEqual(10);
  });
  it('spare the voice on any line that could carry voices alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 0, max: 6000 }), (people, spareKbps) => {
        const capacityKbps = (people * 48) / 0.85 + spareKbps;
        const budgets = run(people, 10, line(capacityKbps));
        expect(budgets.slice(5).filter(({ upKbps }) => upKbps > capacityKbps).length).toBeLessThanOrEqual(20);
        for (const { limits, shrinkShard } of budgets) {
          expect(shrinkShard).toBe(false);
          for (const { audio } of limits.values()) expect(audio.maxKbps).toBeGreaterThanOrEqual(32);
        }
      }),
    );
  });
});
