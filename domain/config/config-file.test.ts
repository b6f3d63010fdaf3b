import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfigFile, publicConfigOf } from './config-file.ts';
import { COURTESY_ICE_SERVERS, COURTESY_NETWORKS, courtesyConfig } from './courtesy.ts';
import { PublicConfigSchema } from './public-config.ts';

const defaults = () => {
  const result = parseConfigFile({});
  if (!result.ok) throw new Error(result.problem);
  return result.config;
};
const SECRET = 'x'.repeat(32);
const problem = (value: unknown): string => {
  const result = parseConfigFile(value);
  return result.ok ? 'accepted' : result.problem;
};

describe('config.yaml at the root', () => {
  const text = readFileSync(new URL('../../config.yaml', import.meta.url), 'utf8');
  it('says exactly what the defaults are', () => {
    const written = parse(text) as Record<string, unknown>;
    const { networks, ...rest } = defaults();
    expect(written).toEqual({ ...rest, networks: networks.map(({ kind, url }) => ({ kind, url })) });
    expect(parseConfigFile(written)).toEqual({ ok: true, config: defaults() });
  });
});

describe('defaults', () => {
  it('ask nobody outside', () => {
    expect(publicConfigOf(defaults(), 8420)).toEqual({
      networks: [{ kind: 'relay', url: 'self', courtesy: false }],
      iceServers: [{ urls: ['stun:self:8420'] }],
      proximity: { connectTiles: 3.5, releaseTiles: 5, dwellMs: 400, maxLinks: 16 },
      turn: false,
      sfu: false,
      policy: defaults().policy,
    });
  });
  it('promise no STUN where there is none', () => {
    expect(publicConfigOf(defaults(), null).iceServers).toEqual([]);
  });
  it('carry the thresholds of the room mode', () => {
    expect(defaults().policy.up).toMatchObject({ participants: 12, cpuPercent: 70, turnPercent: 30, lossPercent: 5 });
    expect(defaults().policy.down).toMatchObject({ participants: 9, cpuPercent: 50, turnPercent: 20, lossPercent: 2 });
  });
  it('carry the patience of the room mode', () => {
    expect(defaults().policy.down).toMatchObject({ holdMs: 30_000, stayMs: 60_000 });
    expect(defaults().policy.up).toMatchObject({ windowMs: 10_000, evaluations: 3 });
  });
  it('are what an empty file means', () => {
    expect(parseConfigFile(null)).toEqual({ ok: true, config: defaults() });
  });
});

describe('a mistake', () => {
  it.each([
    [{ proximity: { connectTiles: 0.2 } }, 'proximity.connectTiles must be at least 0.5'],
    [{ proximity: { connectTiles: 500 } }, 'proximity.connectTiles must be at most 100'],
    [{ proximity: { connectTiles: 6 } }, 'proximity.releaseTiles must be at least proximity.connectTiles (6)'],
    [{ proximity: { conectTiles: 4 } }, 'proximity.conectTiles is not a setting that Patio knows'],
    [{ proximity: null }, 'proximity must be a group of settings'],
    [{ prot: 80 }, 'prot is not a setting that Patio knows'],
    [{ port: 'eighty' }, 'port must be a number'],
    [{ port: 80.5 }, 'port must be a whole number'],
    [{ port: 70_000 }, 'port must be at most 65535'],
    [{ host: 'a b' }, 'host must be a host name or an IP address, such as localhost or 0.0.0.0'],
    [{ access: 'invite' }, 'access must be open or listed'],
    [{ places: ['me'] }, "places[0] must be a place's key for relays, 43 letters long"],
    [{ turn: {} }, 'turn.urls is missing'],
    [{ turn: null }, 'turn must be a group of settings'],
    [{ turn: { urls: ['turn:self'] } }, 'turn needs secret or secretFile'],
    [{ turn: { urls: ['turn:self'], secret: 'short' } }, 'turn.secret must have at least 32 letters'],
    [{ turn: { urls: ['turn:self'], secret: `${SECRET} ` } }, 'turn.secret must be without spaces'],
    [{ turn: { urls: ['turn:self'], secret: SECRET, secretFile: 'x' } }, 'turn.secretFile must not stand beside turn.secret'],
    [
      { turn: { urls: ['stun:self'], secret: SECRET } },
      'turn.urls[0] must be an address such as turn:self:3478?transport=udp or turns:turn.example.org:443',
    ],
    [
      { turn: { urls: ['turn:self:3478?transport=sctp'], secret: SECRET } },
      'turn.urls[0] must be an address such as turn:self:3478?transport=udp or turns:turn.example.org:443',
    ],
    [{ turn: { urls: ['turn:self'], secret: SECRET, relayPorts: '9-1' } }, 'turn.relayPorts must be a range of ports, such as 49160-49259'],
    [{ turn: { urls: ['turn:self'], secret: SECRET, realm: 'x' } }, 'turn.realm is not a setting that Patio knows'],
    [{ sfu: { url: 'self:7880' } }, 'sfu needs apiKey and apiSecret, or keysFile'],
    [{ sfu: { url: 'self:7880', apiKey: 'k' } }, 'sfu needs apiKey and apiSecret, or keysFile'],
    [{ sfu: { url: 'self:7880', apiKey: 'k', apiSecret: 'short' } }, 'sfu.apiSecret must have at least 32 letters'],
    [{ sfu: { url: 'self:7880', apiKey: 'k', keysFile: 'x' } }, 'sfu.keysFile must not stand beside sfu.apiKey and sfu.apiSecret'],
    [{ sfu: { url: 'http://x', keysFile: 'x' } }, 'sfu.url must be an address that begins with ws:// or wss://, or self:PORT'],
    [{ sfu: { url: 'self:7880', keysFile: 'x', tokenSeconds: 601 } }, 'sfu.tokenSeconds must be at most 600'],
    [{ sfu: { url: 'self:7880', keysFile: 'x', sources: ['video'] } }, 'sfu.sources[0] must be microphone or camera or screen'],
    [{ sfu: { url: 'self:7880', keysFile: 'x', sources: ['camera'] } }, 'sfu.sources must have microphone: rooms move there to talk'],
    [{ publicAddress: 'https://x' }, 'publicAddress must be an IP address or a host name, such as 203.0.113.7 or talk.example.org'],
    [{ trustProxy: 'yes' }, 'trustProxy must be true or false'],
    [{ networks: 'self' }, 'networks must be a list'],
    [{ networks: [{ url: 'self' }] }, 'networks[0].kind is missing'],
    [{ networks: [{ kind: 'irc', url: 'self' }] }, 'networks[0].kind must be relay or nostr or tracker'],
    [{ networks: [{ kind: 'relay', url: 'http://x' }] }, 'networks[0].url must be self, or an address that begins with ws:// or wss://'],
    [{ iceServers: [{ urls: ['http:x'] }] }, 'iceServers[0].urls[0] must begin with stun:, stuns:, turn: or turns:'],
    [{ iceServers: [{ urls: 'stun:self' }] }, 'iceServers[0].urls must be a list'],
    [{ limits: { socketsTotal: 0 } }, 'limits.socketsTotal must be at least 1'],
    [{ policy: { up: { lossPercent: 101 } } }, 'policy.up.lossPercent must be at most 100'],
    [{ policy: { retry: { holdMs: 1 } } }, 'policy.retry.holdMs must be at least 500'],
    [{ policy: { dwon: {} } }, 'policy.dwon is not a setting that Patio knows'],
    [[], 'the file must be a group of settings'],
    ['text', 'the file must be a group of settings'],
  ])('%j is told as: %s', (value, sentence) => {
    expect(problem(value)).toBe(sentence);
  });
  it('of any kind is one line', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const result = parseConfigFile(value);
        if (!result.ok) expect(result.problem).toMatch(/^.+$/);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(defaults())), fc.anything(), (key, value) => {
        const result = parseConfigFile({ [key]: value });
        if (!result.ok) expect(result.problem).toMatch(/^[^\n]+$/);
      }),
    );
  });
});

describe('secrets', () => {
  it('stay behind: browsers are told only whether there are such servers', () => {
    const result = parseConfigFile({
      turn: { urls: ['turn:self:3478'], secret: SECRET },
      sfu: { url: 'self:7880', apiKey: 'patio', apiSecret: SECRET },
    });
    if (!result.ok) throw new Error(result.problem);
    expect(result.config.turn).toMatchObject({ credentialSeconds: 3600, relayPorts: '49160-50159' });
    expect(result.config.sfu).toMatchObject({ tokenSeconds: 600, rtcPort: 7882, tcpPort: 7881 });
    const told = publicConfigOf(result.config, null);
    expect(told).toMatchObject({ turn: true, sfu: true });
    expect(JSON.stringify(told)).not.toContain(SECRET);
  });
});

describe('where a mistake is', () => {
  it.each([
    [
      {
        networks: [
          { kind: 'relay', url: 'self' },
          { kind: 'irc', url: 'self' },
        ],
      },
      ['networks', 1, 'kind'],
    ],
    [{ proximity: { connectTiles: 6 } }, ['proximity', 'releaseTiles']],
    [{ turn: { urls: ['turn:self'] } }, ['turn']],
    [[], []],
  ])('%j is told as %j', (value, path) => {
    expect(parseConfigFile(value)).toMatchObject({ ok: false, path });
  });
});

describe('courtesies', () => {
  it('are marked as such and fit the schema', () => {
    const config = courtesyConfig(defaults().proximity);
    expect(v.parse(PublicConfigSchema, config)).toEqual(config);
    expect(COURTESY_NETWORKS.every((network) => network.courtesy && network.url.startsWith('wss://'))).toBe(true);
    expect(COURTESY_ICE_SERVERS.length).toBeGreaterThan(0);
  });
});
