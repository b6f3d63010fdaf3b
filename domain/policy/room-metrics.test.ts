import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type PeerMetrics, PeerMetricsSchema } from './peer-metrics.ts';
import { aggregateRoom, isOnTurn, type PeerReport, STALE_MS } from './room-metrics.ts';
import { anyPeerMetrics, calmPeer } from './testing.ts';

const NOW = 100_000;
const roomOf = (peers: readonly Partial<PeerMetrics>[], atMs = NOW): Map<string, PeerReport> =>
  new Map(peers.map((peer, i) => [`peer-${i}`, { metrics: { ...calmPeer, ...peer }, atMs }]));
const metricsOf = (peers: readonly Partial<PeerMetrics>[]) => aggregateRoom(roomOf(peers), NOW, peers.length);
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe('the metrics of a room', () => {
  it('are sums over sums, not a mean of means', () => {
    const { lossPercent } = metricsOf([
      { audioLost: 10, audioExpected: 10 },
      { audioLost: 0, audioExpected: 990 },
    ]);
    expect(lossPercent).toBeCloseTo(1);
  });
  it('are unknown where nobody measured', () => {
    expect(aggregateRoom(new Map(), NOW, 3)).toEqual({
      participants: 3,
      reporting: 0,
      relayedLinks: 0,
      cpuPercent: null,
      turnPercent: 0,
      lossPercent: null,
      rttMs: null,
    });
    expect(metricsOf([{ cpuPercent: null, audioExpected: 0, rttP50Ms: null }])).toMatchObject({
      reporting: 1,
      cpuPercent: null,
      lossPercent: null,
      rttMs: null,
    });
  });
  it('leave out what is old', () => {
    const reports = roomOf([{ cpuPercent: 20 }]);
    reports.set('old', { metrics: { ...calmPeer, cpuPercent: 100 }, atMs: NOW - STALE_MS - 1 });
    expect(aggregateRoom(reports, NOW, 2)).toMatchObject({ reporting: 1, cpuPercent: 20 });
    reports.set('old', { metrics: { ...calmPeer, cpuPercent: 100 }, atMs: NOW - STALE_MS });
    expect(aggregateRoom(reports, NOW, 2)).toMatchObject({ reporting: 2, cpuPercent: 60 });
  });
  it('leave hidden tabs out of load and loss, not out of routes', () => {
    expect(metricsOf([{ cpuPercent: 20 }, { cpuPercent: 100, audioLost: 2000, hidden: true, links: 1, relayedLinks: 1 }])).toMatchObject({
      reporting: 2,
      cpuPercent: 20,
      lossPercent: 0,
      turnPercent: 50,
    });
  });
  it('count one relay-only person as one', () => {
    const others = times(4, { links: 4, relayedLinks: 1 });
    expect(others.some((peer) => isOnTurn({ ...calmPeer, ...peer }))).toBe(false);
    expect(metricsOf([{ links: 4, relayedLinks: 4 }, ...others])).toMatchObject({ turnPercent: 0, relayedLinks: 4 });
    expect(metricsOf([{ links: 3, relayedLinks: 3 }, ...times(3, { links: 3, relayedLinks: 1 })])).toMatchObject({
      turnPercent: 25,
      relayedLinks: 3,
    });
  });
  it('believe in a relayed link what both its ends say', () => {
    expect(metricsOf([{ relayedLinks: 4 }, {}, {}]).relayedLinks).toBe(0);
    expect(metricsOf([{ relayedLinks: 1 }, { relayedLinks: 1 }, {}]).relayedLinks).toBe(1);
    expect(metricsOf([{ relayedLinks: 2 }]).relayedLinks).toBe(2);
  });
  it('cut off both ends from five on', () => {
    expect(metricsOf([...times(4, { cpuPercent: 20 }), { cpuPercent: 100 }]).cpuPercent).toBe(20);
    expect(metricsOf([...times(3, { cpuPercent: 20 }), { cpuPercent: 100 }]).cpuPercent).toBe(40);
    expect(metricsOf([...times(18, { cpuPercent: 20 }), ...times(2, { cpuPercent: 100 })]).cpuPercent).toBe(20);
  });
});

describe('one liar among five or more', () => {
  /** Honest peers on one side of a threshold, every one of them. */
  const side = (below: boolean) =>
    fc
      .array(
        fc.record({
          cpu: fc.double({ min: 0, max: 20, noNaN: true }),
          lost: fc.integer({ min: 0, max: 200 }),
          expected: fc.integer({ min: 200, max: 20_000 }),
        }),
        { minLength: 4, maxLength: 20 },
      )
      .map((peers) =>
        peers.map(({ cpu, lost, expected }) => ({
          ...calmPeer,
          cpuPercent: below ? 50 + cpu / 2 : 71 + cpu,
          audioExpected: expected,
          audioLost: below ? Math.floor(lost * (expected / 20_000)) : Math.ceil(expected * 0.06),
          links: 4,
          relayedLinks: below ? 1 : 3,
        })),
      );
  it.each([true, false])('moves nothing across a threshold that all others are %s below', (below) => {
    fc.assert(
      fc.property(side(below), anyPeerMetrics, fc.integer({ min: -5000, max: 5000 }), (honest, liar, age) => {
        const reports = roomOf(honest);
        reports.set('liar', { metrics: liar, atMs: NOW - age });
        const { cpuPercent, lossPercent, turnPercent } = aggregateRoom(reports, NOW, honest.length + 1);
        expect((cpuPercent ?? 0) > 70).toBe(!below);
        expect((lossPercent ?? 0) > 5).toBe(!below);
        expect(turnPercent > 30).toBe(!below);
      }),
    );
  });
  it('makes no link relayed', () => {
    fc.assert(fc.property(anyPeerMetrics, (liar) => metricsOf([...times(4, {}), liar]).relayedLinks === 0));
  });
  it('leaves every figure between what the honest say', () => {
    fc.assert(
      fc.property(fc.array(anyPeerMetrics, { minLength: 5, maxLength: 30 }), (peers) => {
        const room = metricsOf(peers);
        for (const value of [room.cpuPercent, room.lossPercent, room.turnPercent]) {
          if (value !== null) expect(value >= 0 && value <= 100.0001).toBe(true);
        }
      }),
    );
  });
});

describe('a peer that reports', () => {
  it('is let in when it keeps the bounds', () => {
    fc.assert(fc.property(anyPeerMetrics, (metrics) => v.is(PeerMetricsSchema, metrics)));
  });
  it.each([
    { links: -1 },
    { links: 1.5 },
    { links: 1025 },
    { links: 1, relayedLinks: 2 },
    { audioLost: 2001 },
    { upLost: 3000 },
    { audioExpected: 1_000_001 },
    { audioExpected: Number.NaN },
    { rttP50Ms: -1 },
    { rttP50Ms: 60_001 },
    { rttP50Ms: Number.POSITIVE_INFINITY },
    { cpuPercent: 101 },
    { cpuPercent: '20' },
    { cpuSource: 'guess' },
    { hidden: 0 },
    { extra: 1 },
  ])('is refused with %j', (wrong) => {
    expect(v.is(PeerMetricsSchema, { ...calmPeer, ...wrong })).toBe(false);
  });
});
