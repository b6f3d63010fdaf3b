import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaWay } from './media.ts';
import {
  FADE_MS,
  FRESH_MS,
  PICTURE_FADE_MS,
  startWay,
  stepWay,
  wishOf,
  type SfuPresence,
  type WayEvent,
  type WayStart,
  type WayState,
} from './way.ts';

const onMesh: WayStart = {
  room: 'mesh',
  presence: 'away',
  sends: true,
  meshFlows: true,
  metMs: -60_000,
  patienceMs: 1500,
  fadeMs: FADE_MS,
};

/** Events with the ms at which they happen. */
const play = (start: WayStart, ...events: readonly (readonly [number, WayEvent])[]): WayState => {
  let state = startWay(start, 0);
  for (const [atMs, event] of events) state = stepWay(state, event, atMs);
  return state;
};
const room = (wants: MediaWay): WayEvent => ({ t: 'room', wants });
const sfu = (presence: SfuPresence): WayEvent => ({ t: 'sfu', presence });
const flow = (way: MediaWay, flows: boolean): WayEvent => ({ t: 'flow', way, flows });
const sends = (now: boolean): WayEvent => ({ t: 'sends', sends: now });
const time: WayEvent = { t: 'time' };
const up = [
  [0, sfu('connecting')],
  [300, sfu('present')],
  [300, room('sfu')],
] as const;
const moved = [...up, [600, flow('sfu', true)], [600 + FADE_MS, time], [900, flow('mesh', false)]] as const;

describe('from the mesh to the SFU', () => {
  it('subscribes, waits for flow, fades, and only then tells the remote', () => {
    expect(wishOf(play(onMesh))).toEqual({ hear: 'mesh', to: 'mesh', ask: 'mesh', subscribe: false });
    expect(wishOf(play(onMesh, ...up))).toEqual({ hear: 'mesh', to: 'mesh', ask: 'mesh', subscribe: true });
    const fading = play(onMesh, ...up, [600, flow('sfu', true)]);
    expect(wishOf(fading)).toEqual({ hear: 'both-fading', to: 'sfu', ask: 'mesh', subscribe: true });
    expect(wishOf(stepWay(fading, time, 600 + FADE_MS))).toEqual({ hear: 'sfu', to: 'sfu', ask: 'sfu', subscribe: true });
  });

  it('lets a picture come both ways until its first frame there is surely seen', () => {
    const fading = play({ ...onMesh, fadeMs: PICTURE_FADE_MS }, ...up, [600, flow('sfu', true)]);
    expect(wishOf(stepWay(fading, time, 600 + PICTURE_FADE_MS - 1))).toMatchObject({ hear: 'both-fading', ask: 'mesh' });
    expect(wishOf(stepWay(fading, time, 600 + PICTURE_FADE_MS))).toMatchObject({ hear: 'sfu', ask: 'sfu' });
    // back, the SFU goes on for as long
    const alone = stepWay(stepWay(fading, time, 900), flow('mesh', false), 1200);
    const back = stepWay(stepWay(alone, room('mesh'), 2000), flow('mesh', true), 2200);
    expect(wishOf(stepWay(back, time, 2200 + PICTURE_FADE_MS - 1))).toMatchObject({ to: 'mesh', subscribe: true });
    expect(wishOf(stepWay(back, time, 2200 + PICTURE_FADE_MS))).toMatchObject({ to: 'mesh', subscribe: false });
  });

  it('changes nothing while nothing flows there', () => {
    expect(wishOf(play(onMesh, [0, sfu('connecting')], [1, room('sfu')], [20_000, sfu('absent')], [60_000, time]))).toMatchObject({
      hear: 'mesh',
      ask: 'mesh',
    });
  });

  it('moves quietly while nothing is sent, and waits a little for the first word', () => {
    const quiet = play({ ...onMesh, sends: false, meshFlows: false }, ...up, [2000, time]);
    expect(wishOf(quiet)).toMatchObject({ hear: 'sfu', ask: 'sfu' });
    const unmuted = stepWay(quiet, sends(true), 5000);
    expect(wishOf(stepWay(unmuted, time, 6000))).toMatchObject({ ask: 'sfu' });
    expect(wishOf(stepWay(unmuted, time, 6600))).toMatchObject({ ask: 'mesh', subscribe: true });
  });
});

describe('when the SFU lets one down', () => {
  it('asks for the mesh at once, and hears it as soon as it flows', () => {
    expect(wishOf(play(onMesh, ...moved))).toMatchObject({ hear: 'sfu', ask: 'sfu' });
    const stalled = play(onMesh, ...moved, [5000, flow('sfu', false)]);
    expect(wishOf(stalled)).toMatchObject({ to: 'sfu', ask: 'mesh' });
    expect(wishOf(stepWay(stalled, flow('mesh', true), 5200))).toMatchObject({ to: 'mesh', ask: 'mesh' });
    expect(wishOf(play(onMesh, ...moved, [5000, sfu('away')]))).toMatchObject({ ask: 'mesh' });
  });

  it('is no failure that the remote muted itself', () => {
    const muted = play(onMesh, ...moved, [5000, sends(false)], [5700, flow('sfu', false)], [60_000, time]);
    expect(wishOf(muted)).toMatchObject({ hear: 'sfu', ask: 'sfu' });
    expect(muted.failures).toBe(0);
  });

  it('trusts it later each time', () => {
    const again = play(onMesh, ...moved, [5000, flow('sfu', false)], [5200, flow('mesh', true)], [6000, flow('sfu', true)]);
    expect(wishOf(stepWay(again, time, 6900))).toMatchObject({ to: 'mesh', ask: 'mesh' });
    expect(wishOf(stepWay(again, time, 7000))).toMatchObject({ to: 'sfu' });
  });
});

describe('back to the mesh', () => {
  it('asks first, fades when it flows, then lets go', () => {
    const back = play(onMesh, ...moved, [5000, room('mesh')]);
    expect(wishOf(back)).toEqual({ hear: 'sfu', to: 'sfu', ask: 'mesh', subscribe: true });
    const fading = stepWay(back, flow('mesh', true), 5300);
    expect(wishOf(fading)).toEqual({ hear: 'both-fading', to: 'mesh', ask: 'mesh', subscribe: true });
    expect(wishOf(stepWay(fading, time, 5300 + FADE_MS))).toEqual({ hear: 'mesh', to: 'mesh', ask: 'mesh', subscribe: false });
  });
});

describe('a newcomer in SFU mode', () => {
  const newcomer: WayStart = {
    room: 'sfu',
    presence: 'connecting',
    sends: true,
    meshFlows: false,
    metMs: 0,
    patienceMs: 1500,
    fadeMs: FADE_MS,
  };

  it('asks for the SFU from the start, and for the mesh after a while without', () => {
    expect(wishOf(play(newcomer))).toEqual({ hear: 'sfu', to: 'sfu', ask: 'sfu', subscribe: true });
    expect(wishOf(play(newcomer, [FRESH_MS - 1, time]))).toMatchObject({ ask: 'sfu' });
    expect(wishOf(play(newcomer, [FRESH_MS, time]))).toMatchObject({ ask: 'mesh' });
  });

  it('asks for the mesh as soon as it knows that somebody is not there', () => {
    expect(wishOf(play(newcomer, [500, sfu('absent')], [1500, time]))).toMatchObject({ ask: 'mesh' });
    expect(wishOf(play(newcomer, [500, sfu('away')]))).toMatchObject({ ask: 'mesh' });
  });

  it('is not somebody who has been heard before', () => {
    expect(wishOf(play({ ...newcomer, meshFlows: true }))).toMatchObject({ hear: 'mesh', ask: 'mesh' });
    expect(wishOf(play({ ...newcomer, metMs: -FRESH_MS }))).toMatchObject({ hear: 'mesh', ask: 'mesh' });
  });
});

const anyWay = fc.constantFrom<MediaWay>('mesh', 'sfu');
const anyPresence = fc.constantFrom<SfuPresence>('away', 'connecting', 'absent', 'present');
const anyStart: fc.Arbitrary<WayStart> = fc.record({
  room: anyWay,
  presence: anyPresence,
  sends: fc.boolean(),
  meshFlows: fc.boolean(),
  metMs: fc.integer({ min: -5000, max: 0 }),
  patienceMs: fc.constantFrom(1500, 4000),
  fadeMs: fc.constantFrom(FADE_MS, PICTURE_FADE_MS),
});
const anyEvent: fc.Arbitrary<WayEvent> = fc.oneof(
  anyWay.map(room),
  anyPresence.map(sfu),
  fc.boolean().map(sends),
  fc.tuple(anyWay, fc.boolean()).map(([way, flows]) => flow(way, flows)),
  fc.constant(time),
);
const anyHistory = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), anyEvent), { maxLength: 60 });

describe('whatever happens', () => {
  it('never hears what stands still while the other flows, and asks for the mesh when the SFU stalls', () => {
    fc.assert(
      fc.property(anyStart, anyHistory, (start, history) => {
        let nowMs = 0;
        let state = startWay(start, nowMs);
        for (const [passed, event] of history) {
          const before = state;
          nowMs += passed;
          state = stepWay(state, event, nowMs);
          const wish = wishOf(state);
          const rest = wish.to === 'mesh' ? 'sfu' : 'mesh';
          expect(state.flows[wish.to] || !state.flows[rest]).toBe(true);
          const hasStalled = before.flows.sfu && !state.flows.sfu;
          if (hasStalled && state.sends) expect(wish.ask).toBe('mesh');
          // the line is never given up for something that is not there
          if (before.ask === 'mesh' && wish.ask === 'sfu' && state.flows.mesh) expect(state.flows.sfu).toBe(true);
          if (wish.to === 'sfu' && state.presence !== 'away') expect(wish.subscribe).toBe(true);
          if (state.room === 'mesh') expect(wish.ask).toBe('mesh');
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('ends where the room wants it whenever that flows', () => {
    fc.assert(
      fc.property(anyStart, anyHistory, anyWay, fc.boolean(), (start, history, wants, otherFlows) => {
        let nowMs = 0;
        let state = startWay(start, nowMs);
        for (const [passed, event] of history) state = stepWay(state, event, (nowMs += passed));
        const rest = wants === 'mesh' ? 'sfu' : 'mesh';
        for (const event of [room(wants), sfu('present'), sends(true), flow(wants, true), flow(rest, otherFlows)]) {
          state = stepWay(state, event, nowMs);
        }
        for (let passed = 0; passed < 40_000; passed += 50) state = stepWay(state, time, (nowMs += 50));
        expect(wishOf(state)).toEqual({ hear: wants, to: wants, ask: wants, subscribe: wants === 'sfu' });
      }),
      { numRuns: 500 },
    );
  });

  it('is silent for seconds at most, with a sender that does as it is asked and an SFU that comes and goes', () => {
    const STEP_MS = 50;
    const phase = fc.record({ ms: fc.integer({ min: 200, max: 6000 }), sfuWorks: fc.boolean(), room: anyWay, sends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(phase, { minLength: 1, maxLength: 12 }), (phases) => {
        let nowMs = 0;
        let state = startWay({ ...onMesh, presence: 'present' }, nowMs);
        // how long each has been asked for or carried; it flows after 250 ms, and is missed 700 ms after it ended
        const seen = { mesh: { onMs: 1000, offMs: 0 }, sfu: { onMs: 0, offMs: 1000 } };
        let silentMs = 0;
        for (const one of phases) {
          for (let passed = 0; passed < one.ms; passed += STEP_MS) {
            nowMs += STEP_MS;
            const wish = wishOf(state);
            const sent = { mesh: one.sends && wish.ask === 'mesh', sfu: one.sends && one.sfuWorks && wish.subscribe };
            for (const way of ['mesh', 'sfu'] as const) {
              const count = seen[way];
              if (sent[way]) Object.assign(count, { onMs: count.onMs + STEP_MS, offMs: 0 });
              else Object.assign(count, { onMs: 0, offMs: count.offMs + STEP_MS });
              if (count.onMs >= 250) state = stepWay(state, flow(way, true), nowMs);
              else if (count.offMs >= 700) state = stepWay(state, flow(way, false), nowMs);
            }
            state = stepWay(stepWay(stepWay(state, room(one.room), nowMs), sends(one.sends), nowMs), time, nowMs);
            const { hear, to } = wishOf(state);
            const isHeard = (sent[to] && seen[to].onMs >= 250) || (hear === 'both-fading' && (sent.mesh || sent.sfu));
            silentMs = one.sends && !isHeard ? silentMs + STEP_MS : 0;
            // patience for the first word, then the stall, then the way there
            expect(silentMs).toBeLessThanOrEqual(1500 + 700 + 500);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
