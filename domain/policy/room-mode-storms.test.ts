import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomMetrics } from './room-metrics.ts';
import { nextRoomMode, RoomMode, type RoomModeEvent, type RoomModeState, startRoomMode } from './room-mode.ts';
import { anyRoomMetrics, evaluation, EVERY_MS, inMesh, inSfu, lasting, POLICY, run } from './testing.ts';

type Move = { readonly kind: number; readonly metrics: RoomMetrics; readonly stepMs: number; readonly offset: number };
const moves = fc.array(
  fc.record({
    kind: fc.integer({ min: 0, max: 11 }),
    metrics: anyRoomMetrics,
    stepMs: fc.integer({ min: 0, max: 20_000 }),
    offset: fc.integer({ min: -1, max: 1 }),
  }),
  { maxLength: 120 },
);
/** Mostly evaluations; sometimes the rest, with the right epoch or one beside it. */
const eventOf = ({ kind, metrics, offset }: Move, epoch: number, nowMs: number, hasSfu: boolean): RoomModeEvent => {
  switch (kind) {
    case 0:
      return { type: 'sfu-failed', epoch: epoch + offset, nowMs };
    case 1:
      return { type: 'sfu-lost', epoch: epoch + offset, nowMs };
    case 2:
    case 3:
      return { type: 'sfu-opened', epoch: epoch + offset, nowMs };
    case 4:
      return { type: 'count', participants: metrics.participants, nowMs };
    case 5:
      return { type: 'config', policy: POLICY, hasSfu, nowMs };
    default:
      return { type: 'evaluation', metrics, nowMs };
  }
};

describe('whatever happens', () => {
  const trace = (start: RoomModeState, list: readonly Move[], hasSfu: (i: number) => boolean): RoomModeState[] => {
    const states = [start];
    let nowMs = 0;
    list.forEach((move, i) => {
      nowMs += move.stepMs;
      const state = states.at(-1) as RoomModeState;
      states.push(nextRoomMode(state, eventOf(move, state.epoch, nowMs, hasSfu(i))));
    });
    return states;
  };
  it('the epoch only grows, by one at a time, and grows with each change to and from an SFU', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const states = trace(inMesh(), list, (i) => i % 3 !== 0);
        states.slice(1).forEach((state, i) => {
          const before = states[i] as RoomModeState;
          const grown = state.epoch - before.epoch;
          expect(grown === 0 || grown === 1).toBe(true);
          if (state.wants === 'open-sfu') expect(grown).toBe(1);
          if (before.mode === RoomMode.Sfu && state.mode !== RoomMode.Sfu) expect(grown).toBe(1);
        });
      }),
    );
  });
  it('no SFU is wanted or used where none is configured', () => {
    fc.assert(
      fc.property(moves, fc.constantFrom(RoomMode.P2pDirect, RoomMode.P2pTurn, RoomMode.Sfu), (list, mode) => {
        const states = trace(startRoomMode(POLICY, false, 0, { mode, epoch: 7 }), list, () => false);
        for (const state of states) {
          expect(state.mode).not.toBe(RoomMode.Sfu);
          expect(state.wants).not.toBe('open-sfu');
        }
      }),
    );
  });
  it('mode and status agree', () => {
    fc.assert(
      fc.property(moves, (list) => {
        for (const state of trace(inMesh(), list, (i) => i % 5 !== 0)) {
          expect(state.mode === RoomMode.Sfu).toBe(state.status === 'sfu');
          expect(state.wants !== 'open-sfu' || state.status === 'opening').toBe(true);
          expect(state.wants !== 'close-sfu' || state.status === 'mesh').toBe(true);
        }
      }),
    );
  });
  it('a newcomer who becomes steward stays in the present mode', () => {
    fc.assert(
      fc.property(moves, (list) => {
        for (const { mode, epoch } of trace(inMesh(), list, () => true)) {
          const joined = startRoomMode(POLICY, true, 0, { mode, epoch });
          expect(joined).toMatchObject({ mode, epoch, wants: 'none' });
          if (mode === RoomMode.Sfu) expect(run(joined, lasting(0, 58_000)).mode).toBe(RoomMode.Sfu);
        }
      }),
    );
  });
});

describe('noise', () => {
  /** Between the thresholds of going up and of coming down. */
  const between = fc.record({
    participants: fc.integer({ min: 10, max: 12 }),
    cpuPercent: fc.double({ min: 50, max: 70, noNaN: true }),
    turnPercent: fc.double({ min: 20, max: 30, noNaN: true }),
    lossPercent: fc.double({ min: 2, max: 5, noNaN: true }),
  });
  it('between the thresholds changes nothing', () => {
    fc.assert(
      fc.property(fc.array(between, { maxLength: 300 }), (list) => {
        const events = list.map((metrics, i) => evaluation(i * EVERY_MS, metrics));
        expect(run(inMesh(), events)).toMatchObject({ status: 'mesh', epoch: 0 });
        expect(run(inSfu(), events)).toMatchObject({ status: 'sfu', epoch: 1 });
      }),
    );
  });
  /** An hour of a room that is told to go up whenever `isLoud`, and is calm else. @returns how often it went up */
  const upsInAnHour = (isLoud: (nowMs: number, state: RoomModeState) => boolean): number => {
    let state = inMesh();
    let ups = 0;
    for (let nowMs = 0; nowMs < 3_600_000; nowMs += EVERY_MS) {
      state = nextRoomMode(state, evaluation(nowMs, isLoud(nowMs, state) ? { cpuPercent: 95, participants: 14 } : {}));
      if (state.wants !== 'open-sfu') continue;
      ups += 1;
      state = nextRoomMode(state, { type: 'sfu-opened', epoch: state.epoch, nowMs });
    }
    return ups;
  };
  it('at its worst, loud below and calm above, moves a room up seven times an hour', () => {
    expect(upsInAnHour((_, state) => state.status === 'mesh')).toBe(7);
  });
  it('of any kind moves it up rarely', () => {
    // Twice, the second time for two minutes, and then quiet for as long as it takes to be forgotten: 480 s.
    const mostEver = 2 * Math.ceil(3600 / 480);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (pattern) => {
        expect(upsInAnHour((nowMs) => pattern[Math.floor(nowMs / 18_000)] === true)).toBeLessThanOrEqual(mostEver);
      }),
    );
  });
});
