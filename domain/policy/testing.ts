/** Doubles for the policy's tests: a peer without troubles, a room without troubles, arbitrary ones. */
import fc from 'fast-check';
import { defaultPolicy } from '../config/policy-config.ts';
import type { PeerMetrics } from './peer-metrics.ts';
import type { RoomMetrics } from './room-metrics.ts';
import { nextRoomMode, type RoomModeEvent, type RoomModeState, startRoomMode } from './room-mode.ts';

export const calmPeer: PeerMetrics = {
  links: 4,
  relayedLinks: 0,
  audioLost: 0,
  audioExpected: 2000,
  upLost: 0,
  upExpected: 2000,
  rttP50Ms: 40,
  cpuPercent: 20,
  cpuSource: 'pressure',
  encodeLimited: false,
  hidden: false,
  canSfu: true,
};

export const calmRoom: RoomMetrics = {
  participants: 5,
  reporting: 5,
  relayedLinks: 0,
  cpuPercent: 20,
  turnPercent: 0,
  lossPercent: 0.2,
  rttMs: 40,
};

const whole = (max: number) => fc.integer({ min: 0, max });
/** A part and its whole, the part first. */
const share = (max: number) => fc.tuple(whole(max), whole(max)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** Anything that the wire lets in. */
export const anyPeerMetrics: fc.Arbitrary<PeerMetrics> = fc
  .record({
    links: share(1024),
    audio: share(1_000_000),
    up: share(1_000_000),
    rttP50Ms: fc.option(fc.double({ min: 0, max: 60_000, noNaN: true })),
    cpuPercent: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    cpuSource: fc.constantFrom('pressure' as const, 'estimate' as const),
    encodeLimited: fc.boolean(),
    hidden: fc.boolean(),
    canSfu: fc.boolean(),
  })
  .map(({ links, audio, up, ...rest }) => ({
    ...rest,
    relayedLinks: links[0],
    links: links[1],
    audioLost: audio[0],
    audioExpected: audio[1],
    upLost: up[0],
    upExpected: up[1],
  }));

const percent = fc.double({ min: 0, max: 100, noNaN: true });

export const anyRoomMetrics: fc.Arbitrary<RoomMetrics> = fc.record({
  participants: whole(40),
  reporting: whole(40),
  relayedLinks: whole(10),
  cpuPercent: fc.option(percent),
  turnPercent: percent,
  lossPercent: fc.option(percent),
  rttMs: fc.option(fc.double({ min: 0, max: 2000, noNaN: true })),
});

export const POLICY = defaultPolicy();
export const EVERY_MS = 2000;

export const evaluation = (nowMs: number, metrics: Partial<RoomMetrics> = {}): RoomModeEvent => ({
  type: 'evaluation',
  nowMs,
  metrics: { ...calmRoom, ...metrics },
});
export const run = (state: RoomModeState, events: readonly RoomModeEvent[]): RoomModeState => events.reduce(nextRoomMode, state);
/** The same metrics every two seconds, from and until (not including) so many ms. */
export const lasting = (fromMs: number, untilMs: number, metrics: Partial<RoomMetrics> = {}): RoomModeEvent[] =>
  Array.from({ length: Math.ceil((untilMs - fromMs) / EVERY_MS) }, (_, i) => evaluation(fromMs + i * EVERY_MS, metrics));

export const inMesh = (hasSfu = true): RoomModeState => startRoomMode(POLICY, hasSfu, 0);
export const opening = (): RoomModeState => nextRoomMode(inMesh(), { type: 'count', participants: 13, nowMs: 0 });
export const inSfu = (): RoomModeState => nextRoomMode(opening(), { type: 'sfu-opened', epoch: 1, nowMs: 0 });
