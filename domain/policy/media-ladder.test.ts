import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LadderInput, type MediaLadder, nextLadder, startLadder } from './media-ladder.ts';

const CALM: Omit<LadderInput, 'nowMs'> = {
  cpuPercent: 20,
  encodeLimited: false,
  upLossPercent: 0,
  uplinkKbps: null,
  people: 6,
  softSteps: 4,
  maxSteps: 6,
};
/** So many inputs, two seconds apart, the last at the returned time. */
const feed = (ladder: MediaLadder, fromMs: number, times: number, more: Partial<LadderInput>): MediaLadder => {
  let next = ladder;
  for (let i = 0; i < times; i += 1) next = nextLadder(next, { ...CALM, nowMs: fromMs + i * 2000, ...more });
  return next;
};

describe('the ladder', () => {
  it.each([
    ['cpu', { cpuPercent: 71 }],
    ['loss', { upLossPercent: 1.1 }],
    ['encode', { encodeLimited: true }],
  ])('goes down for %s at once, then every four seconds', (cause, more) => {
    const start = startLadder(0);
    expect(feed(start, 0, 1, more)).toMatchObject({ steps: 1, cause });
    expect(feed(start, 0, 2, more).steps).toBe(1);
    expect(feed(start, 0, 3, more).steps).toBe(2);
  });
  it('leaves pictures small in mild trouble and goes to the end in severe', () => {
    expect(feed(startLadder(0), 0, 100, { upLossPercent: 2 }).steps).toBe(4);
    expect(feed(startLadder(0), 0, 100, { encodeLimited: true }).steps).toBe(4);
    expect(feed(startLadder(0), 0, 100, { upLossPercent: 6 }).steps).toBe(7);
    expect(feed(startLadder(0), 0, 100, { cpuPercent: 90 }).steps).toBe(6);
  });
  it('ends no call for the CPU alone, not even one that loss began to end', () => {
    const lossy = feed(startLadder(0), 0, 100, { upLossPercent: 6 });
    expect(lossy.steps).toBe(7);
    expect(feed(lossy, 200_000, 1, { cpuPercent: 100 })).toMatchObject({ steps: 6, leavesOut: true });
    expect(feed(lossy, 200_000, 1, { cpuPercent: 80 }).steps).toBe(6);
    expect(feed(startLadder(0), 0, 100, { cpuPercent: 100, upLossPercent: 6 })).toMatchObject({ steps: 7, cause: 'loss' });
  });
  it('leaves nobody out for the CPU alone while there are few', () => {
    const busy = feed(startLadder(0), 0, 100, { cpuPercent: 100, people: 2 });
    expect(busy).toMatchObject({ steps: 4, cause: 'cpu', leavesOut: false });
    expect(feed(startLadder(0), 0, 100, { upLossPercent: 6, people: 2 })).toMatchObject({ steps: 7, leavesOut: true });
    const crowd = feed(startLadder(0), 0, 100, { cpuPercent: 100 });
    expect(crowd).toMatchObject({ steps: 6, leavesOut: true });
    expect(feed(crowd, 200_000, 1, { cpuPercent: 100, people: 2 }).leavesOut).toBe(false);
  });
  it('goes up after ten calm seconds, one step at a time', () => {
    const down = feed(startLadder(0), 0, 5, { cpuPercent: 80 });
    expect(down).toMatchObject({ steps: 3, changedMs: 8000 });
    expect(feed(down, 10_000, 5, {}).steps).toBe(3);
    expect(feed(down, 10_000, 6, {}).steps).toBe(2);
    expect(feed(down, 10_000, 11, {})).toMatchObject({ steps: 1, cause: 'cpu' });
    expect(feed(down, 10_000, 16, {})).toMatchObject({ steps: 0, cause: 'none' });
  });
  it('stays between its thresholds', () => {
    const down = feed(startLadder(0), 0, 3, { cpuPercent: 80 });
    expect(feed(down, 10_000, 1000, { cpuPercent: 60 }).steps).toBe(down.steps);
  });
  it('is more patient after each try that was too early', () => {
    let ladder = feed(startLadder(0), 0, 1, { cpuPercent: 80 });
    let nowMs = 0;
    const tries: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const fromMs = nowMs;
      while (ladder.steps > 0) ladder = nextLadder(ladder, { ...CALM, nowMs: (nowMs += 2000) });
      tries.push(nowMs - fromMs);
      while (ladder.steps === 0) ladder = nextLadder(ladder, { ...CALM, cpuPercent: 80, nowMs: (nowMs += 2000) });
    }
    expect(tries).toEqual([12_000, 22_000, 42_000, 82_000, 162_000, 162_000]);
  });
  it('takes a smaller uplink at once and lets it grow slowly', () => {
    const narrow = feed(startLadder(0), 0, 1, { uplinkKbps: 1000 });
    expect(narrow.uplinkKbps).toBe(1000);
    expect(feed(narrow, 2000, 4, {}).uplinkKbps).toBe(1000);
    expect(feed(narrow, 2000, 5, {}).uplinkKbps).toBe(1250);
    expect(feed(narrow, 2000, 5, { uplinkKbps: 1100 }).uplinkKbps).toBe(1100);
    expect(feed(narrow, 2000, 2, { uplinkKbps: 500 }).uplinkKbps).toBe(500);
    expect(feed(narrow, 2000, 200, {}).uplinkKbps).toBeNull();
  });
  it('never leaves its bounds', () => {
    const input = fc.record({
      cpuPercent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      encodeLimited: fc.boolean(),
      upLossPercent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      uplinkKbps: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(input, { maxLength: 200 }), (list) => {
        let ladder = startLadder(0);
        list.forEach((more, i) => {
          const before = ladder.steps;
          ladder = nextLadder(ladder, { ...CALM, ...more, nowMs: i * 2000 });
          expect(Math.abs(ladder.steps - before)).toBeLessThanOrEqual(1);
          expect(ladder.steps >= 0 && ladder.steps <= CALM.maxSteps + 1).toBe(true);
        });
      }),
    );
  });
});
