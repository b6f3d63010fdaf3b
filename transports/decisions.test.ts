/** The small deciding parts: whom to dial, when to greet, when somebody is gone, what the figures mean. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peerId } from '../domain/ids.ts';
import { ALONE_DELAYS_MS, announceDelayMs, createAnnouncer, LEAD_EVERY_MS } from './announcer.ts';
import { expectedTypes } from './gathering.ts';
import { fingerprintOf, hasOnlyFingerprint, rtcConfiguration } from './ice.ts';
import { createKnownPeers, FORGET_AFTER_MS, MAX_KNOWN, MAX_REDIAL_MS } from './known-peers.ts';
import { readStats, type StatsEntry, type StatsHistory } from './link-stats.ts';
import type { Net, Role } from './net.ts';
import { createPulse } from './pulse.ts';
import { createRateLimit } from './rate-limit.ts';
import { createHandClock } from './testing.ts';

const everybody = (): boolean => true;
const nobody = (): boolean => false;
const anna = peerId('AAAAAAAAAAAAAAAAAAAA');
const bela = peerId('BBBBBBBBBBBBBBBBBBBB');

describe('known peers', () => {
  it('are dialled again and again, ever less often, until they were not heard of for long', () => {
    const known = createKnownPeers(() => 0.5);
    known.heard(anna, 0);
    const dialled: number[] = [];
    for (let nowMs = 0; nowMs <= FORGET_AFTER_MS; nowMs += 100) if (known.takeDue(everybody, nowMs).length > 0) dialled.push(nowMs);
    const gaps = dialled.slice(1).map((atMs, index) => atMs - dialled[index]!);
    expect(dialled.length).toBeGreaterThan(4);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(MAX_REDIAL_MS * 1.25 + 100);
    known.takeDue(everybody, FORGET_AFTER_MS + 1);
    expect(known.snapshot(everybody, nobody).size).toBe(0);
  });

  it('say how it stands with each', () => {
    const known = createKnownPeers(() => 0.5);
    known.heard(anna, 0);
    expect(known.snapshot(nobody, nobody).get(anna)?.status).toBe('heard');
    expect(known.snapshot(everybody, nobody).get(anna)?.status).toBe('dialling');
    expect(known.snapshot(everybody, everybody).size).toBe(0);
    known.takeDue(everybody, 3_000);
    known.takeDue(everybody, 30_000);
    const failing = known.snapshot(everybody, nobody).get(anna);
    expect(failing?.status).toBe('failing');
    expect(failing?.retryAtMs).toBeGreaterThan(30_000);
  });

  it('are not dialled while they are not wanted', () => {
    const known = createKnownPeers(() => 0.5);
    known.heard(anna, 0);
    expect(known.takeDue(nobody, 50_000)).toEqual([]);
  });

  it('are bounded: invented ids push out the eldest', () => {
    const known = createKnownPeers(() => 0.5);
    for (let n = 0; n < MAX_KNOWN * 3; n++) known.heard(peerId(`peer${n}`), n);
    expect(known.snapshot(everybody, nobody).size).toBe(MAX_KNOWN);
    expect(known.snapshot(everybody, nobody).has(peerId(`peer${MAX_KNOWN * 3 - 1}`))).toBe(true);
  });

  it('may not signal without end', () => {
    const known = createKnownPeers(() => 0.5);
    const allowed = Array.from({ length: 1_000 }, () => known.heard(anna, 5)).filter(Boolean).length;
    expect(allowed).toBe(200);
    expect(known.heard(bela, 5)).toBe(true);
    expect(known.heard(anna, 20_000)).toBe(true);
  });

  it('are avoided after a refusal, longer each time, and only on the network that brought it', () => {
    const known = createKnownPeers(() => 0.5);
    known.avoid(anna, 'relay a', 0);
    expect(known.isAvoided(anna, 'relay a', 4_999)).toBe(true);
    expect(known.isAvoided(anna, 'relay a', 5_000)).toBe(false);
    expect(known.isAvoided(anna, 'relay b', 0)).toBe(false);
    expect(known.isAvoided(bela, 'relay a', 0)).toBe(false);
    known.avoid(anna, 'relay a', 5_000);
    expect(known.isAvoided(anna, 'relay a', 14_999)).toBe(true);
    known.avoid(bela, 'relay a', 0, true);
    expect(known.isAvoided(bela, 'relay a', 0), 'but not for being late once').toBe(false);
    known.avoid(bela, 'relay a', 0, true);
    expect(known.isAvoided(bela, 'relay a', 0)).toBe(true);
    for (let n = 0; n < 50; n++) known.avoid(anna, 'relay a', 20_000);
    expect(known.isAvoided(anna, 'relay a', 20_000 + 600_000)).toBe(false);
  });
});

describe('greetings', () => {
  const fakeNet = (log: string[]): Net => ({
    kind: 'relay',
    announce: (role) => log.push(role),
    publish: () => {},
    traffic: () => ({ state: 'up', retryAtMs: null, sent: 0, received: 0 }),
    retryNow: () => {},
    close: () => {},
  });
  const setUp = (first: Role) => {
    const clock = createHandClock();
    const log: string[] = [];
    let role = first;
    const announcer = createAnnouncer({ clock, random: () => 0.5, role: () => role, isMeeting: () => false });
    return { clock, log, announcer, net: fakeNet(log), become: (next: Role) => { role = next; announcer.linksChanged(); } }; // prettier-ignore
  };

  it('are said at once and often at first by who is alone', () => {
    const { clock, log, announcer, net } = setUp('alone');
    announcer.opened(net);
    expect(log).toEqual(['alone']);
    clock.advance(12_000);
    expect(log).toHaveLength(5);
    clock.advance(60_000);
    expect(log).toHaveLength(9);
  });

  it('are said every minute by the lead and never by the others', () => {
    const lead = setUp('lead');
    lead.announcer.opened(lead.net);
    lead.clock.advance(180_000);
    expect(lead.log).toHaveLength(3);
    const quiet = setUp('quiet');
    quiet.announcer.opened(quiet.net);
    quiet.clock.advance(3_600_000);
    expect(quiet.log, 'once, because the server was away').toEqual(['quiet']);
  });

  it('stop when one is linked and begin again when one is left alone', () => {
    const { clock, log, announcer, net, become } = setUp('alone');
    announcer.opened(net);
    become('quiet');
    clock.advance(600_000);
    expect(log).toEqual(['alone']);
    become('alone');
    clock.advance(1_000);
    expect(log.slice(1)).toContain('alone');
  });

  it('are never more than what each role may', () => {
    expect(announceDelayMs('quiet', 0)).toBe(Infinity);
    expect(announceDelayMs('lead', 3)).toBe(LEAD_EVERY_MS);
    expect(ALONE_DELAYS_MS.map((_, times) => announceDelayMs('alone', times))).toEqual([...ALONE_DELAYS_MS]);
    expect(announceDelayMs('alone', 99)).toBe(15_000);
  });
});

describe('the pulse', () => {
  const setUp = () => {
    const clock = createHandClock();
    const log: string[] = [];
    const note = (what: string) => (): void => void log.push(what);
    const pulse = createPulse({
      clock,
      ping: note('ping'),
      onInterrupted: note('interrupted'),
      onRestored: note('restored'),
      onDead: note('dead'),
    });
    return { clock, log, pulse, events: () => log.filter((what) => what !== 'ping') };
  };

  it('pings once a second', () => {
    const { clock, log, pulse } = setUp();
    for (let i = 0; i < 10; i++) {
      clock.advance(1_000);
      pulse.heard();
    }
    expect(log.filter((what) => what === 'ping')).toHaveLength(11);
  });

  it('calls two seconds of silence an interruption, and under five the end', () => {
    const { clock, events } = setUp();
    clock.advance(2_000);
    expect(events()).toEqual([]);
    clock.advance(1_000);
    expect(events()).toEqual(['interrupted']);
    clock.advance(1_900);
    expect(events()).toEqual(['interrupted', 'dead']);
  });

  it('is restored by any word', () => {
    const { clock, pulse, events } = setUp();
    clock.advance(3_000);
    pulse.heard();
    clock.advance(2_000);
    expect(events()).toEqual(['interrupted', 'restored']);
  });

  it('does not blame others for its own sleep', () => {
    let nowMs = 0;
    let tick = (): void => {};
    const events: string[] = [];
    const note = (what: string) => (): void => void events.push(what);
    createPulse({
      clock: { now: () => nowMs, after: () => () => {}, every: (_ms, run) => { tick = run; return () => {}; } }, // prettier-ignore
      ping: () => {},
      onInterrupted: note('interrupted'),
      onRestored: note('restored'),
      onDead: note('dead'),
    });
    nowMs = 3_600_000;
    tick();
    expect(events).toEqual([]);
    for (let i = 0; i < 10; i++) {
      nowMs += 500;
      tick();
    }
    expect(events, 'but of silence since').toEqual(['interrupted', 'dead']);
  });
});

describe('link figures', () => {
  const pair = (local: string, remote: string, more: Partial<StatsEntry> = {}): Map<string, StatsEntry> =>
    new Map<string, StatsEntry>([
      ['t', { id: 't', type: 'transport', selectedCandidatePairId: 'p' }],
      ['p', { id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r', currentRoundTripTime: 0.0123, ...more }],
      ['l', { id: 'l', type: 'local-candidate', candidateType: local, protocol: 'udp' }],
      ['r', { id: 'r', type: 'remote-candidate', candidateType: remote, protocol: 'udp' }],
    ]);

  it('call a link relayed if either end is', () => {
    const path = (local: string, remote: string) => readStats(pair(local, remote), [], 0).stats.path;
    expect([path('host', 'host'), path('srflx', 'host'), path('relay', 'host'), path('prflx', 'relay')]).toEqual([
      'same-network',
      'direct',
      'relayed',
      'relayed',
    ]);
  });

  it('find the pair without transport statistics, as in Firefox', () => {
    const report = pair('host', 'host', { selected: true });
    report.delete('t');
    expect(readStats(report, [], 0).stats).toMatchObject({ path: 'same-network', protocol: 'udp', rttMs: 12.3 });
  });

  it('know nothing of an empty report', () => {
    expect(readStats(new Map(), [], 0).stats).toMatchObject({ path: 'unknown', rttMs: null, lossPercent: null, sendKbps: 0 });
  });

  it('count the loss of received audio over the last ten seconds', () => {
    let history: StatsHistory = [];
    let stats = null;
    for (let second = 0; second <= 30; second++) {
      const report = pair('host', 'host', { bytesSent: second * 12_500, bytesReceived: second * 25_000 });
      // 50 packets a second, 10 % of them lost from second 15 on
      const lost = Math.max(0, second - 15) * 5;
      report.set('a', { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsLost: lost, packetsReceived: second * 50 - lost });
      // of what was sent, the other side lost every fifth packet
      report.set('s', { id: 's', type: 'outbound-rtp', kind: 'audio', packetsSent: second * 50 });
      report.set('u', { id: 'u', type: 'remote-inbound-rtp', kind: 'audio', packetsLost: second * 10 });
      report.set('e', { id: 'e', type: 'outbound-rtp', kind: 'video', totalEncodeTime: second * 0.045, qualityLimitationReason: 'cpu' });
      report.set('v', {
        id: 'v',
        type: 'inbound-rtp',
        kind: 'video',
        packetsLost: 999,
        packetsReceived: 1,
        framesReceived: second * 15,
        framesDropped: second,
      });
      ({ stats, history } = readStats(report, history, second * 1_000));
      if (second === 15) expect(stats.lossPercent).toBe(0);
    }
    expect(stats).toMatchObject({ lossPercent: 10, sendKbps: 100, receiveKbps: 200 });
    expect(stats).toMatchObject({ audioDown: { lost: 50, expected: 500 }, audioUp: { lost: 100, expected: 500 } });
    expect(stats).toMatchObject({ encodeMsPerSecond: 45, encodeLimit: 'cpu', pictures: { lost: 10, expected: 150 } });
    expect(history.length).toBeLessThanOrEqual(11);
  });
});

describe('ICE configuration', () => {
  const certificate = {} as RTCCertificate;
  it('resolves the page’s own host and never falls back to anybody’s servers', () => {
    const servers = [
      { urls: ['stun:self:3478', 'turn:self:3478?transport=tcp'], username: 'u', credential: 'c' },
      { urls: 'stun:selfish.test:1' },
    ];
    expect(rtcConfiguration({ iceServers: servers, relayOnly: false }, 'patio.test', certificate)).toMatchObject({
      iceServers: [
        { urls: ['stun:patio.test:3478', 'turn:patio.test:3478?transport=tcp'], username: 'u', credential: 'c' },
        { urls: ['stun:selfish.test:1'] },
      ],
      iceTransportPolicy: 'all',
    });
    expect(rtcConfiguration({ iceServers: [], relayOnly: true }, 'x', certificate)).toMatchObject({
      iceServers: [],
      iceTransportPolicy: 'relay',
    });
  });

  it('waits for the candidates that it can get', () => {
    expect([...expectedTypes({})]).toEqual(['host']);
    expect([...expectedTypes({ iceServers: [{ urls: 'stun:a' }, { urls: ['turn:b'] }] })]).toEqual(['host', 'srflx', 'relay']);
    expect([...expectedTypes({ iceServers: [{ urls: 'turn:b' }], iceTransportPolicy: 'relay' })]).toEqual(['relay']);
  });

  const print = (byte: string): string => Array.from({ length: 32 }, () => byte).join(':');
  it('reads fingerprints, and sees a second one', () => {
    const sdp = `v=0\r\na=fingerprint:sha-256 ${print('ab')}\r\nm=audio\r\n`;
    expect(fingerprintOf(sdp)).toBe(print('AB'));
    expect(fingerprintOf('v=0')).toBeNull();
    expect(fingerprintOf(undefined)).toBeNull();
    expect(hasOnlyFingerprint(sdp, print('AB'))).toBe(true);
    expect(hasOnlyFingerprint(`${sdp}a=fingerprint:sha-256 ${print('cd')}\r\n`, print('AB'))).toBe(false);
    expect(hasOnlyFingerprint(`${sdp}a=fingerprint:sha-1 ${print('ab')}\r\n`, print('AB'))).toBe(false);
    expect(hasOnlyFingerprint('v=0', print('AB'))).toBe(false);
  });
});

describe('the rate limit', () => {
  it('never lets more through than its bucket and its rate', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 }), (gapsMs) => {
        const clock = createHandClock();
        const allow = createRateLimit(clock, { burst: 5, perSecond: 10 });
        let allowed = 0;
        for (const gapMs of gapsMs) {
          clock.advance(gapMs);
          if (allow()) allowed += 1;
        }
        expect(allowed).toBeLessThanOrEqual(5 + clock.now() / 100 + 1e-6);
      }),
    );
  });
});
