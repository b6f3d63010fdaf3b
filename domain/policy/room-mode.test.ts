import { describe, expect, it } from 'vitest';
import { defaultPolicy, type Policy } from '../config/policy-config.ts';
import { meshMode, nextRoomMode, RoomMode, type RoomModeEvent, type RoomModeState } from './room-mode.ts';
import { evaluation, EVERY_MS, inMesh, inSfu, lasting, opening, POLICY, run } from './testing.ts';

const after = (state: RoomModeState, event: RoomModeEvent): Pick<RoomModeState, 'status' | 'mode' | 'epoch' | 'wants' | 'reason'> => {
  const { status, mode, epoch, wants, reason } = nextRoomMode(state, event);
  return { status, mode, epoch, wants, reason };
};

describe('every state × event', () => {
  const DIRECT = RoomMode.P2pDirect;
  const withoutSfu: RoomModeEvent = { type: 'config', policy: POLICY, hasSfu: false, nowMs: 1 };
  const otherPolicy: RoomModeEvent = {
    type: 'config',
    policy: { ...POLICY, up: { ...POLICY.up, cpuPercent: 60 } },
    hasSfu: true,
    nowMs: 1,
  };
  const told = (type: 'sfu-opened' | 'sfu-failed' | 'sfu-lost', epoch: number): RoomModeEvent => ({ type, epoch, nowMs: 1 });
  const full: RoomModeEvent = { type: 'count', participants: 13, nowMs: 1 };
  const few: RoomModeEvent = { type: 'count', participants: 5, nowMs: 1 };
  it.each([
    ['mesh', 'calm', inMesh(), evaluation(1), 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'relayed', inMesh(), evaluation(1, { relayedLinks: 1 }), 'mesh', RoomMode.P2pTurn, 0, 'none', 'none'],
    ['mesh', 'loaded once', inMesh(), evaluation(1, { cpuPercent: 90 }), 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'too many', inMesh(), evaluation(1, { participants: 13 }), 'opening', DIRECT, 1, 'open-sfu', 'participants'],
    ['mesh', 'just enough', inMesh(), evaluation(1, { participants: 12 }), 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'a thirteenth', inMesh(), full, 'opening', DIRECT, 1, 'open-sfu', 'participants'],
    ['mesh', 'a fifth', inMesh(), few, 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'opened too late', inMesh(), told('sfu-opened', 0), 'mesh', DIRECT, 0, 'close-sfu', 'none'],
    ['mesh', 'failed', inMesh(), told('sfu-failed', 0), 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'lost', inMesh(), told('sfu-lost', 0), 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'no SFU any more', inMesh(), withoutSfu, 'mesh', DIRECT, 0, 'none', 'none'],
    ['mesh', 'another policy', inMesh(), otherPolicy, 'mesh', DIRECT, 0, 'none', 'none'],
    ['opening', 'calm', opening(), evaluation(1), 'opening', DIRECT, 1, 'none', 'participants'],
    ['opening', 'relayed', opening(), evaluation(1, { relayedLinks: 1 }), 'opening', RoomMode.P2pTurn, 1, 'none', 'participants'],
    ['opening', 'too long', opening(), evaluation(10_000), 'mesh', DIRECT, 1, 'close-sfu', 'sfu-failed'],
    ['opening', 'a thirteenth', opening(), full, 'opening', DIRECT, 1, 'none', 'participants'],
    ['opening', 'opened', opening(), told('sfu-opened', 1), 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['opening', 'opened, an older one', opening(), told('sfu-opened', 0), 'opening', DIRECT, 1, 'none', 'participants'],
    ['opening', 'failed', opening(), told('sfu-failed', 1), 'mesh', DIRECT, 1, 'close-sfu', 'sfu-failed'],
    ['opening', 'failed, an older one', opening(), told('sfu-failed', 0), 'opening', DIRECT, 1, 'none', 'participants'],
    ['opening', 'lost', opening(), told('sfu-lost', 1), 'mesh', DIRECT, 1, 'close-sfu', 'sfu-lost'],
    ['opening', 'lost, an older one', opening(), told('sfu-lost', 0), 'opening', DIRECT, 1, 'none', 'participants'],
    ['opening', 'no SFU any more', opening(), withoutSfu, 'mesh', DIRECT, 1, 'close-sfu', 'sfu-off'],
    ['opening', 'another policy', opening(), otherPolicy, 'opening', DIRECT, 1, 'none', 'participants'],
    ['sfu', 'calm', inSfu(), evaluation(1), 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'relayed', inSfu(), evaluation(1, { relayedLinks: 1 }), 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'a thirteenth', inSfu(), full, 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'a fifth', inSfu(), few, 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'opened again', inSfu(), told('sfu-opened', 1), 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'failed', inSfu(), told('sfu-failed', 1), 'mesh', DIRECT, 2, 'close-sfu', 'sfu-failed'],
    ['sfu', 'failed, an older one', inSfu(), told('sfu-failed', 0), 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'lost', inSfu(), told('sfu-lost', 1), 'mesh', DIRECT, 2, 'close-sfu', 'sfu-lost'],
    ['sfu', 'lost, an older one', inSfu(), told('sfu-lost', 0), 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
    ['sfu', 'no SFU any more', inSfu(), withoutSfu, 'mesh', DIRECT, 2, 'close-sfu', 'sfu-off'],
    ['sfu', 'another policy', inSfu(), otherPolicy, 'sfu', RoomMode.Sfu, 1, 'none', 'participants'],
  ] as const)('%s, %s', (_, __, state, event, status, mode, epoch, wants, reason) => {
    expect(after(state, event)).toEqual({ status, mode, epoch, wants, reason });
  });
});

describe('going up', () => {
  it.each([
    ['cpu', { cpuPercent: 70.1 }],
    ['turn', { turnPercent: 30.1 }],
    ['loss', { lossPercent: 5.1 }],
  ] as const)('for %s takes three evaluations running', (reason, metrics) => {
    expect(run(inMesh(), lasting(0, 2 * EVERY_MS, metrics)).status).toBe('mesh');
    expect(run(inMesh(), lasting(0, 3 * EVERY_MS, metrics))).toMatchObject({ status: 'opening', reason, wants: 'open-sfu' });
    const broken = [...lasting(0, 4000, metrics), evaluation(4000), ...lasting(6000, 10_000, metrics)];
    expect(run(inMesh(), broken).status).toBe('mesh');
  });
  it('is not for thresholds that are merely reached, nor for different ones in turn', () => {
    expect(run(inMesh(), lasting(0, 60_000, { cpuPercent: 70, turnPercent: 30, lossPercent: 5, participants: 12 })).status).toBe('mesh');
    const turns = lasting(0, 60_000).map((_, i) => evaluation(i * EVERY_MS, i % 2 === 0 ? { cpuPercent: 99 } : { lossPercent: 50 }));
    expect(run(inMesh(), turns).status).toBe('mesh');
  });
  it('is not for somebody alone, nor on no word from anybody', () => {
    expect(run(inMesh(), lasting(0, 60_000, { participants: 1, cpuPercent: 99 })).status).toBe('mesh');
    expect(run(inMesh(), lasting(0, 60_000, { reporting: 0, cpuPercent: 99 })).status).toBe('mesh');
  });
  it('is not without an SFU', () => {
    expect(run(inMesh(false), lasting(0, 60_000, { participants: 100, cpuPercent: 99 }))).toMatchObject({ status: 'mesh', epoch: 0 });
  });
  it('comes when an SFU is configured later', () => {
    const crowded = run(inMesh(false), lasting(0, 10_000, { participants: 20 }));
    const configured = nextRoomMode(crowded, { type: 'config', policy: POLICY, hasSfu: true, nowMs: 10_000 });
    expect(nextRoomMode(configured, evaluation(12_000, { participants: 20 }))).toMatchObject({ status: 'opening', wants: 'open-sfu' });
  });
});

describe('coming down', () => {
  it('takes a minute, the last half of it calm', () => {
    expect(run(inSfu(), lasting(0, 60_000)).status).toBe('sfu');
    expect(run(inSfu(), [...lasting(0, 60_000), evaluation(60_000)])).toMatchObject({
      status: 'mesh',
      mode: RoomMode.P2pDirect,
      reason: 'calm',
      wants: 'close-sfu',
      epoch: 2,
    });
    const late = [...lasting(0, 50_000, { cpuPercent: 50 }), ...lasting(50_000, 80_000)];
    expect(run(inSfu(), late).status).toBe('sfu');
    expect(run(inSfu(), [...late, evaluation(80_000)]).status).toBe('mesh');
  });
  it.each([
    ['participants', { participants: 10 }],
    ['cpu', { cpuPercent: 50 }],
    ['turn', { turnPercent: 20 }],
    ['loss', { lossPercent: 2 }],
    ['silence', { reporting: 0 }],
  ])('is not while %s stands against it', (_, metrics) => {
    expect(run(inSfu(), lasting(0, 600_000, metrics)).status).toBe('sfu');
  });
  it('begins to count anew when the room fills for a moment', () => {
    const filled = run(inSfu(), [...lasting(0, 58_000), { type: 'count', participants: 10, nowMs: 58_500 }]);
    expect(run(filled, lasting(60_000, 90_000)).status).toBe('sfu');
  });
  it('takes twice as long each time, when the room goes up again soon', () => {
    let state = inSfu();
    let nowMs = 0;
    const stays: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const upMs = nowMs;
      while (state.status === 'sfu') {
        nowMs += EVERY_MS;
        state = nextRoomMode(state, evaluation(nowMs));
      }
      stays.push(nowMs - upMs);
      state = nextRoomMode(state, { type: 'count', participants: 13, nowMs });
      state = nextRoomMode(state, { type: 'sfu-opened', epoch: state.epoch, nowMs });
    }
    expect(stays).toEqual([60_000, 120_000, 240_000, 480_000, 960_000, 960_000]);
  });
  it('is as quick as ever after a long time below', () => {
    const down = run(inSfu(), lasting(0, 62_000));
    const up = run(down, [
      { type: 'count', participants: 13, nowMs: 400_000 },
      { type: 'sfu-opened', epoch: 3, nowMs: 400_000 },
    ]);
    expect(up).toMatchObject({ status: 'sfu', stayMs: 60_000 });
  });
});

describe('an SFU that fails', () => {
  const crowded = { participants: 13 };
  /** @returns how long the room waited before it tried again */
  const waitAfter = (state: RoomModeState, failedMs: number): number => {
    let next = state;
    let nowMs = failedMs;
    while (next.status === 'mesh') {
      nowMs += 500;
      next = nextRoomMode(next, evaluation(nowMs, crowded));
    }
    return nowMs - failedMs;
  };
  it('is left alone for a while, each time for longer', () => {
    let state = opening();
    const waits: number[] = [];
    let nowMs = 0;
    for (let i = 0; i < 7; i += 1) {
      state = nextRoomMode(state, { type: 'sfu-failed', epoch: state.epoch, nowMs });
      const waited = waitAfter(state, nowMs);
      waits.push(waited);
      nowMs += waited;
      state = nextRoomMode(state, evaluation(nowMs, crowded));
    }
    expect(waits).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  });
  it('that had stood for long is tried again soon', () => {
    const lost = nextRoomMode(inSfu(), { type: 'sfu-lost', epoch: 1, nowMs: 100_000 });
    expect(lost).toMatchObject({ status: 'mesh', mode: RoomMode.P2pDirect, epoch: 2 });
    expect(waitAfter(lost, 100_000)).toBe(15_000);
  });
  it('is tried at once under a new configuration, and not because the same one was read again', () => {
    const lost = nextRoomMode(inSfu(), { type: 'sfu-lost', epoch: 1, nowMs: 1000 });
    const same = nextRoomMode(lost, { type: 'config', policy: defaultPolicy(), hasSfu: true, nowMs: 2000 });
    expect(nextRoomMode(same, evaluation(2000, crowded)).status).toBe('mesh');
    const policy: Policy = { ...POLICY, up: { ...POLICY.up, participants: 10 } };
    const other = nextRoomMode(lost, { type: 'config', policy, hasSfu: true, nowMs: 2000 });
    expect(nextRoomMode(other, evaluation(2000, crowded)).status).toBe('opening');
  });
});

describe('routes', () => {
  it('are relayed at once and direct after three evaluations', () => {
    const relayed = nextRoomMode(inMesh(), evaluation(0, { relayedLinks: 1 }));
    expect(relayed.mode).toBe(RoomMode.P2pTurn);
    expect(run(relayed, lasting(0, 4000)).mode).toBe(RoomMode.P2pTurn);
    expect(run(relayed, lasting(0, 6000)).mode).toBe(RoomMode.P2pDirect);
  });
  it('are remembered above', () => {
    const above = run(inSfu(), lasting(0, 10_000, { relayedLinks: 2 }));
    expect(nextRoomMode(above, { type: 'sfu-lost', epoch: 1, nowMs: 10_000 }).mode).toBe(RoomMode.P2pTurn);
  });
  it('say the mode of a room without a steward', () => {
    expect([meshMode(0), meshMode(1)]).toEqual([RoomMode.P2pDirect, RoomMode.P2pTurn]);
  });
});
