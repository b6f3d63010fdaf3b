import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { BlockList, isIPv6 } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ConfigFile, parseConfigFile } from '../../domain/config/config-file.ts';
import { DENIED_PEERS } from './denied-peers.ts';
import { generate } from './generate.ts';
import { ownAddress } from './own-address.ts';
import { publishedProblem } from './published.ts';
import { parseTurnUrl } from './turn-urls.ts';

let base = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'patio-generate-'));
});
afterEach(() => rmSync(base, { recursive: true }));

const ADDRESS = { publicIp: '203.0.113.7', localIp: '10.0.0.5', name: 'talk.example.org' };
const TURN = { urls: ['turn:self:3478?transport=udp', 'turn:self:3478?transport=tcp'], secretFile: '.data/secrets/turn' };
const SFU = { url: 'self:7880', keysFile: '.data/secrets/livekit-keys.yaml' };
const configOf = (value: object): ConfigFile => {
  const result = parseConfigFile(value);
  if (!result.ok) throw new Error(result.problem);
  return result.config;
};
const run = (value: object, address = ADDRESS): Promise<readonly string[]> =>
  generate({ config: configOf(value), base, out: join(base, 'out'), certificates: join(base, 'certificates'), address });
const coturn = (): readonly string[] => readFileSync(join(base, 'out/turn/coturn.conf'), 'utf8').split('\n');
const livekit = (): { keys: Record<string, string>; rtc: Record<string, unknown> } =>
  parse(readFileSync(join(base, 'out/sfu/livekit.yaml'), 'utf8')) as ReturnType<typeof livekit>;
const valueOf = (name: string): string | undefined =>
  coturn()
    .find((line) => line.startsWith(`${name}=`))
    ?.slice(name.length + 1);
const mode = (path: string): number => statSync(join(base, path)).mode & 0o777;

describe('secrets', () => {
  it('are made once, kept after that, and are their owner’s only', async () => {
    const first = await run({ turn: TURN, sfu: SFU });
    const secret = readFileSync(join(base, TURN.secretFile), 'utf8').trim();
    const keys = readFileSync(join(base, SFU.keysFile), 'utf8');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(keys).toMatch(/^patio: [\w-]{43}\n$/);
    expect(keys).not.toContain(secret);
    for (const file of [TURN.secretFile, SFU.keysFile, 'out/turn/coturn.conf', 'out/sfu/livekit.yaml']) expect(mode(file)).toBe(0o600);
    for (const folder of ['.data/secrets', 'out/turn', 'out/sfu']) expect(mode(folder)).toBe(0o700);

    const again = await run({ turn: TURN, sfu: SFU });
    expect(readFileSync(join(base, TURN.secretFile), 'utf8').trim()).toBe(secret);
    expect(readFileSync(join(base, SFU.keysFile), 'utf8')).toBe(keys);
    expect(readdirSync(join(base, '.data/secrets')).toSorted()).toEqual(['livekit-keys.yaml', 'turn']);
    expect(first).toEqual(['turn: secret made, configuration written, without TLS.', 'sfu: secret made, configuration written.']);
    expect(again.join()).toContain('secret kept');
    for (const line of [...first, ...again]) for (const hidden of [secret, keys.slice(7).trim()]) expect(line).not.toContain(hidden);
  });

  it('are the same in every file that needs them, and in no other', async () => {
    await run({ turn: TURN, sfu: SFU });
    const secret = readFileSync(join(base, TURN.secretFile), 'utf8').trim();
    const [, apiSecret = ''] = readFileSync(join(base, SFU.keysFile), 'utf8').trim().split(': ');
    expect(valueOf('static-auth-secret')).toBe(secret);
    expect(livekit().keys).toEqual({ patio: apiSecret });
    expect(livekit().rtc['turn_servers']).toMatchObject([
      { protocol: 'udp', secret },
      { protocol: 'tcp', secret },
    ]);
    expect(coturn().join()).not.toContain(apiSecret);
  });

  it('of two first runs at once are one', async () => {
    await Promise.all([run({ turn: TURN }), run({ turn: TURN })]);
    expect(readdirSync(join(base, '.data/secrets'))).toEqual(['turn']);
    expect(valueOf('static-auth-secret')).toBe(readFileSync(join(base, TURN.secretFile), 'utf8').trim());
  });

  it('that stand in config.yaml are taken from there', async () => {
    await run({
      turn: { ...TURN, secretFile: undefined, secret: 's'.repeat(32) },
      sfu: { url: SFU.url, apiKey: 'k', apiSecret: 'x'.repeat(32) },
    });
    expect(valueOf('static-auth-secret')).toBe('s'.repeat(32));
    expect(livekit().keys).toEqual({ k: 'x'.repeat(32) });
    expect(existsSync(join(base, '.data'))).toBe(false);
  });

  it('that are too short are refused, without being told', async () => {
    mkdirSync(join(base, '.data/secrets'), { recursive: true });
    writeFileSync(join(base, TURN.secretFile), 'hunter2\n');
    const problem = await run({ turn: TURN }).catch((error: Error) => error.message);
    expect(problem).toMatch(/^turn\.secretFile: .*at least 32 letters/);
    expect(problem).not.toContain('hunter2');
    expect(existsSync(join(base, 'out/turn/coturn.conf'))).toBe(false);
  });

  it('that cannot be made are told where they belong', async () => {
    writeFileSync(join(base, 'file'), '');
    await expect(run({ turn: { ...TURN, secretFile: 'file/turn' } })).rejects.toThrow(
      /turn\.secretFile: turn is missing|cannot be (made|read)/,
    );
  });
});

describe('coturn.conf', () => {
  it('says where it is, also behind a NAT', async () => {
    await run({ turn: { ...TURN, relayPorts: '50000-50009' } });
    expect(coturn()).toEqual(
      expect.arrayContaining([
        'listening-port=3478',
        'min-port=50000',
        'max-port=50009',
        'relay-ip=10.0.0.5',
        'external-ip=203.0.113.7/10.0.0.5',
        'allowed-peer-ip=10.0.0.5',
        'total-quota=10',
        'user-quota=10',
      ]),
    );
    await run({ turn: TURN }, { ...ADDRESS, localIp: ADDRESS.publicIp });
    expect(valueOf('external-ip')).toBeUndefined();
    expect(valueOf('allowed-peer-ip')).toBe('203.0.113.7');
  });

  it('asks everybody for a credential, and has no back door', async () => {
    await run({ turn: TURN });
    expect(coturn()).toEqual(
      expect.arrayContaining(['use-auth-secret', 'no-cli', 'no-multicast-peers', 'no-tcp-relay', 'no-tls', 'no-dtls']),
    );
    expect(coturn().filter((line) => /^(user=|no-auth|allow-loopback|cli-|web-admin)/.test(line))).toEqual([]);
  });

  it('has TLS when there is a certificate, and says so when a turns: address misses one', async () => {
    const turns = { ...TURN, urls: ['turns:self:5350?transport=tcp'] };
    await expect(run({ turn: turns })).rejects.toThrow(/fullchain\.pem and privkey\.pem.*ENOENT/);
    mkdirSync(join(base, 'certificates'));
    for (const name of ['fullchain.pem', 'privkey.pem']) writeFileSync(join(base, 'certificates', name), '');
    await run({ turn: turns });
    expect(valueOf('tls-listening-port')).toBe('5350');
    expect(valueOf('pkey')).toBe(join(base, 'certificates/privkey.pem'));
    expect(coturn()).not.toContain('no-tls');
  });

  it('goes when TURN is no longer wanted', async () => {
    await run({ turn: TURN, sfu: SFU });
    expect(await run({})).toEqual(['No TURN, no SFU: nothing to make.']);
    expect(existsSync(join(base, 'out/turn/coturn.conf'))).toBe(false);
    expect(existsSync(join(base, 'out/sfu/livekit.yaml'))).toBe(false);
    expect(existsSync(join(base, TURN.secretFile))).toBe(true);
  });
});

describe('denied peers', () => {
  const denied = new BlockList();
  for (const range of DENIED_PEERS) {
    const [from = '', to = ''] = range.split('-');
    denied.addRange(from, to, isIPv6(from) ? 'ipv6' : 'ipv4');
  }
  const isDenied = (ip: string): boolean => denied.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
  ])('include %s', (ip) => expect(isDenied(ip)).toBe(true));
  it.each(['fe80::1', 'fd00::1', 'fc00::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1'])('include %s', (ip) =>
    expect(isDenied(ip)).toBe(true),
  );
  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '193.0.0.1', '2606:4700::1111', '2a00:1450:4001::1'])('leave %s alone', (ip) =>
    expect(isDenied(ip)).toBe(false),
  );
  it('never begin where coturn would take all of IPv4 for denied', () => {
    expect(DENIED_PEERS.filter((range) => range.startsWith('::'))).toEqual([]);
  });
});

describe('livekit.yaml', () => {
  it('names our servers and never those of others', async () => {
    await run({ turn: { ...TURN, urls: ['turn:self', 'turns:turn.example.org:443?transport=tcp'] }, sfu: SFU });
    expect(livekit().rtc).toMatchObject({
      udp_port: 7882,
      tcp_port: 7881,
      node_ip: '203.0.113.7',
      use_external_ip: false,
      stun_servers: ['talk.example.org:8420'],
      turn_servers: [
        { host: 'talk.example.org', port: 3478, protocol: 'udp', ttl: 3600 },
        { host: 'turn.example.org', port: 443, protocol: 'tls' },
      ],
    });
    await run({ sfu: SFU, iceServers: [{ urls: ['stun:self:3479'] }] });
    expect(livekit().rtc['stun_servers']).toEqual(['talk.example.org:3479']);
    expect(livekit().rtc['turn_servers']).toBeUndefined();
  });
});

describe('addresses', () => {
  it('of TURN are read as browsers read them', () => {
    expect(parseTurnUrl('turn:self')).toEqual({ host: 'self', port: 3478, transport: 'udp' });
    expect(parseTurnUrl('turn:[2001:db8::1]:99?transport=tcp')).toEqual({ host: '2001:db8::1', port: 99, transport: 'tcp' });
    expect(parseTurnUrl('turns:turn.example.org')).toEqual({ host: 'turn.example.org', port: 5349, transport: 'tls' });
    for (const bad of ['turn:', 'turn:a:0', 'turn:a:70000', 'turn:a b', 'turn:a?transport=sctp', 'http:a'])
      expect(parseTurnUrl(bad)).toBeNull();
  });
  it('of anything are read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseTurnUrl(`turn:${text}`)));
  });
  it('of this machine are found without asking anybody', async () => {
    expect(await ownAddress('127.0.0.1')).toEqual({ publicIp: '127.0.0.1', localIp: '127.0.0.1', name: '127.0.0.1' });
    expect(await ownAddress('localhost')).toMatchObject({ name: 'localhost' });
    await expect(ownAddress('no-such-name.invalid')).rejects.toThrow(/publicAddress: the name no-such-name\.invalid is not found/);
  });
});

describe('ports', () => {
  const config = configOf({ turn: TURN, sfu: SFU });
  it('that compose publishes must be those of config.yaml', () => {
    expect(publishedProblem(config, {})).toBeNull();
    expect(publishedProblem(config, { turnPort: '3478', sfuUdpPort: '7882', sfuTcpPort: '7881', profiles: 'turn,sfu' })).toBeNull();
    expect(publishedProblem(config, { turnPort: '3479' })).toMatch(/^PATIO_TURN_PORT is 3479 in \.env, and .* is 3478 in config\.yaml/);
    expect(publishedProblem(config, { sfuUdpPort: '1' })).toContain('PATIO_SFU_UDP_PORT');
    expect(publishedProblem(config, { sfuTcpPort: '1' })).toContain('PATIO_SFU_TCP_PORT');
  });
  it('of a profile without its section are missed', () => {
    expect(publishedProblem(configOf({}), { profiles: 'https, turn' })).toBe('The profile turn is on, but config.yaml has no section turn');
    expect(publishedProblem(configOf({}), { profiles: 'sfu' })).toBe('The profile sfu is on, but config.yaml has no section sfu');
    expect(publishedProblem(configOf({}), { profiles: '', turnPort: '99' })).toBeNull();
  });
});

it('says what is wrong when a folder cannot be written', async () => {
  if (process.getuid?.() === 0) return;
  mkdirSync(join(base, 'out'));
  chmodSync(join(base, 'out'), 0o500);
  await expect(run({ turn: TURN })).rejects.toThrow(/cannot be written/);
});
