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
    [{ access: 'listed' }, 'access must be open'],
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

describe('courtesies', () => {
  it('are marked as such and fit the schema', () => {
    const config = courtesyConfig(defaults().proximity);
    expect(v.parse(PublicConfigSchema, config)).toEqual(config);
    expect(COURTESY_NETWORKS.every((network) => network.courtesy && network.url.startsWith('wss://'))).toBe(true);
    expect(COURTESY_ICE_SERVERS.length).toBeGreaterThan(0);
  });
});
