/** The relay as a program, and `scripts/start.mjs` in front of it: what it prints, and how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseLink } from '../domain/place/place-link.ts';
import { loadCertificate, makeCertificate } from './certificate.ts';
import { testPlace, visit } from './desk/testing.ts';
import { connect, type Peer, refusal } from './testing.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const START = join(import.meta.dirname, '..', 'scripts', 'start.mjs');
const PORT = 17_030;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patio-main-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let running: ChildProcess | null = null;
afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
});

type Run = { readonly child: ChildProcess; readonly out: () => string; readonly err: () => string; readonly code: Promise<number | null> };
const run = (program: string, ...args: string[]): Run => {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = once(child, 'close').then(([value]) => value as number | null);
  return { child, out: () => out, err: () => err, code };
};
const relay = (...args: string[]): Run => run(MAIN, '--port', String(PORT), '--host', '127.0.0.1', '--data', join(folder, 'data'), ...args);
const printed = async (started: Run, what: RegExp): Promise<RegExpExecArray> => {
  for (;;) {
    const match = what.exec(started.out());
    if (match !== null) return match;
    if (started.child.exitCode !== null) throw new Error(started.err());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('the program', () => {
  it('prints its address and a place, ends cleanly on Ctrl-C, and keeps the place', async () => {
    const first = relay('--first-place');
    const [link] = await printed(first, /http:\/\/127\.0\.0\.1:17030\/#\/p\/\S+/);
    const [ownerLink] = await printed(first, /http:\/\/127\.0\.0\.1:17030\/#\/o\/\S+/);
    const place = parseLink(link);
    const owned = parseLink(ownerLink);
    if (place.kind !== 'place' || owned.kind !== 'owner') throw new Error(`${place.kind}, ${owned.kind}`);
    expect(owned.placeId).toBe(place.placeId);
    expect(statSync(join(folder, 'data', 'first-place.json')).mode & 0o077).toBe(0);
    const peer = await connect(PORT);
    first.child.kill('SIGINT');
    expect(await first.code).toBe(0);
    expect(await peer.closed).toBe(1001);
    expect(first.err()).toBe('');
    const second = relay('--first-place');
    expect((await printed(second, /http:\/\/\S+#\/p\/\S+/))[0]).toBe(link);
    second.child.kill('SIGTERM');
    expect(await second.code).toBe(0);
  });
  it('keeps keys to itself unless asked for a place', async () => {
    const started = relay('--origin', 'https://patio.example.org/sub');
    await printed(started, /https:\/\/patio\.example\.org\/sub\/\n/);
    started.child.kill('SIGINT');
    await started.code;
    expect(started.out()).not.toContain('#/');
  });
  it('does not outlive whoever started it', async () => {
    const child = spawn(process.execPath, [MAIN, '--port', String(PORT), '--host', '127.0.0.1'], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    running = child;
    await once(child.stdout!, 'data');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
  it('serves HTTPS with a certificate of its own', async () => {
    const started = relay('--https');
    await printed(started, /https:\/\/127\.0\.0\.1:17030\//);
    const ca = readFileSync(join(folder, 'data', 'https-cert.pem'));
    const response = await new Promise<{ statusCode?: number | undefined }>((resolve, reject) => {
      get({ host: '127.0.0.1', port: PORT, path: '/healthz', ca, servername: 'localhost' }, resolve).on('error', reject);
    });
    expect(response.statusCode).toBe(200);
    started.child.kill('SIGINT');
    expect(await started.code).toBe(0);
  });
});

describe('on SIGHUP', () => {
  it('the settings are read again, and nobody is dropped; a mistake leaves the old ones', async () => {
    const secret = 's'.repeat(32);
    const config = file('live.yaml', 'proximity:\n  connectTiles: 3\n');
    const started = relay('--config', config);
    await printed(started, /Patio is open/);
    const told = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${PORT}/config.json`)).json();
    const visitor = await visit(PORT);
    expect(await visitor.prove(testPlace())).toEqual({ ok: true, turn: false, sfu: false });

    file('live.yaml', `turn:\n  urls: ['turn:self']\n  secretFile: turn-secret\n`);
    started.child.kill('SIGHUP');
    await expect
      .poll(started.err, { timeout: 15_000 })
      .toContain('turn.secretFile: turn-secret cannot be read (ENOENT). The old settings stay.\n');
    file('turn-secret', `${secret}\n`);
    started.child.kill('SIGHUP');
    await printed(started, /The settings were read again\.\n/);
    expect(await told()).toMatchObject({ turn: true, proximity: { connectTiles: 3.5 } });
    await expect.poll(() => visitor.tells, { timeout: 15_000 }).toEqual([{ t: 'config', served: true, turn: true, sfu: false }]);
    expect(await visitor.ask({ op: 'turn' })).toMatchObject({ ok: true, urls: ['turn:self'], seconds: 3600 });

    file('live.yaml', "turn:\n  urls: ['turn:self']\n  secret: short\n");
    started.child.kill('SIGHUP');
    await expect
      .poll(started.err, { timeout: 15_000 })
      .toContain('live.yaml, line 3: turn.secret must have at least 32 letters. The old settings stay.\n');
    expect(await told()).toMatchObject({ turn: true });
    expect(await visitor.ask({ op: 'alive' })).toEqual({ ok: true });
    expect(started.out() + started.err()).not.toContain(secret);
    await visitor.close();
    started.child.kill('SIGTERM');
    expect(await started.code).toBe(0);
  });

  it('limits and proximity count at once, for who is here too; a new port or host is said to wait', async () => {
    const where = `port: ${PORT}\nhost: 127.0.0.1\n`;
    const config = file('limits.yaml', `${where}limits:\n  subscriptionsPerSocket: 1\n`);
    const started = run(MAIN, '--config', config, '--data', join(folder, 'data'));
    await printed(started, /Patio is open/);
    const said = (): string[] =>
      started
        .out()
        .split('\n')
        .filter((line) => line.startsWith('The settings'));
    const reread = async (text: string): Promise<string | undefined> => {
      const before = said().length;
      file('limits.yaml', text);
      started.child.kill('SIGHUP');
      await expect.poll(() => said().length, { timeout: 15_000 }).toBe(before + 1);
      return said().at(-1);
    };
    const told = async (): Promise<unknown> => (await fetch(`http://127.0.0.1:${PORT}/config.json`)).json();
    const early = [await connect(PORT), await connect(PORT)] as const;
    /** A REQ is answered with EOSE if it is taken, and with CLOSED if it is one too many. */
    const listen = async (peer: Peer, topic: string): Promise<unknown> => {
      peer.send(['REQ', topic, { kinds: [20_001], '#x': [topic] }]);
      let answer = (await peer.next()) as string[];
      while (answer[0] === 'NOTICE') answer = (await peer.next()) as string[];
      return answer[0];
    };
    expect(await listen(early[0], 'a')).toBe('EOSE');
    expect(await listen(early[0], 'b')).toBe('CLOSED');

    // fewer sockets than there are: nobody is dropped, and nobody more comes in
    const tight = 'limits:\n  subscriptionsPerSocket: 2\n  socketsTotal: 1\n  messagesPerSecondPerSocket: 10\n';
    expect(await reread(`${where}proximity:\n  connectTiles: 4\n${tight}`)).toBe('The settings were read again.');
    expect(await told()).toMatchObject({ proximity: { connectTiles: 4 } });
    expect(await refusal(PORT)).toBe(503);
    expect(await listen(early[0], 'b')).toBe('EOSE');
    expect(await listen(early[1], 'a')).toBe('EOSE');

    // as many again, and the pace of those who are here is another
    expect(await reread(`${where}limits:\n  subscriptionsPerSocket: 2\n`)).toBe('The settings were read again.');
    const third = await connect(PORT);
    expect(await listen(third, 'a')).toBe('EOSE');

    expect(await reread(`port: ${PORT + 1}\nhost: localhost\n`)).toBe(
      `The settings were read again. The new port (${PORT + 1}) takes effect at the next start. The new host (localhost) takes effect at the next start.`,
    );
    expect(await told()).toMatchObject({ proximity: { connectTiles: 3.5 } });
    for (const peer of [...early, third]) expect(peer.socket.readyState).toBe(peer.socket.OPEN);
    await Promise.all([...early, third].map((peer) => peer.close()));
    started.child.kill('SIGTERM');
    expect(await started.code).toBe(0);
    expect(started.err()).toBe('');
  });
});

describe('a mistake is told in one sentence', () => {
  it('when the port is taken', async () => {
    const other = createServer().listen(PORT, '127.0.0.1');
    await once(other, 'listening');
    const started = relay();
    expect(await started.code).toBe(1);
    expect(started.err()).toBe('Port 17030 is taken by another program. Choose another one with --port.\n');
    other.close();
    await once(other, 'close');
  });
  it.each([
    ['config.yaml', 'proximity:\n  connectTiles: 0.1\n', 'config.yaml, line 2: proximity.connectTiles must be at least 0.5.\n'],
    ['typo.yaml', 'porx: 1\n', 'typo.yaml, line 1: porx is not a setting that Patio knows.\n'],
    ['twice.yaml', 'port: 1\nport: 2\n', 'twice.yaml, line 2: Map keys must be unique.\n'],
    [
      'list.yaml',
      'networks:\n  - kind: relay\n    url: self\n  - kind: irc\n    url: self\n',
      'list.yaml, line 4: networks[1].kind must be relay or nostr or tracker.\n',
    ],
    ['keys.yaml', 'port: 1\nsfu:\n  url: self:7880\n', 'keys.yaml, line 2: sfu needs apiKey and apiSecret, or keysFile.\n'],
    ['short.yaml', "turn:\n  urls: ['turn:self']\n  secret: abc\n", 'short.yaml, line 3: turn.secret must have at least 32 letters.\n'],
    ['file.yaml', "turn:\n  urls: ['turn:self']\n  secretFile: none\n", 'file.yaml: turn.secretFile: none cannot be read (ENOENT).\n'],
  ])('when %s has one', async (name, text, sentence) => {
    const started = relay('--config', file(name, text));
    expect(await started.code).toBe(1);
    expect(started.err()).toBe(sentence);
  });
  it.each([
    [['--config', '/nowhere/x.yaml'], 'x.yaml: cannot be read (ENOENT).\n'],
    [['--port', '70000'], '--port must be a number from 0 to 65535, not "70000".\n'],
    [['--host', 'no such host'], '--host must be a host name or an IP address, such as localhost or 0.0.0.0.\n'],
    [['--host', '192.0.2.1'], 'This machine has no address 192.0.2.1. Choose another one with --host.\n'],
    [['--prot', '1'], "Unknown option '--prot'. Try --help.\n"],
    [['--origin', 'ftp://x'], '--origin must be an http or https address, not "ftp://x".\n'],
    [
      ['--data', '/proc/nothing/x', '--first-place'],
      'The data folder /proc/nothing/x/ cannot be written (ENOENT). Choose another one with --data.\n',
    ],
  ])('when called with %j', async (args, sentence) => {
    const started = relay(...args);
    expect(await started.code).toBe(1);
    expect(started.err()).toBe(sentence);
  });
});

describe('npm start', () => {
  it.each([
    [['--prot', '1'], '"--prot" is not a flag that Patio knows. Try --help.\n'],
    [['80'], '"80" is not a flag that Patio knows. Try --help.\n'],
    [['--port'], '--port needs a value. Try --help.\n'],
    [['--port=eighty'], '--port must be a number from 0 to 65535, not "eighty".\n'],
    [['--config', '--https'], '--config needs a value. Try --help.\n'],
  ])('called with %j says: %s', async (args, sentence) => {
    const started = run(START, ...args);
    expect(await started.code).toBe(1);
    expect(started.err()).toBe(sentence);
  });
  it('has a help', async () => {
    const started = run(START, '--help');
    expect(await started.code).toBe(0);
    for (const flag of ['--port', '--host', '--https', '--config', '--data']) expect(started.out()).toContain(flag);
  });
});

describe('certificate', () => {
  it('is good for its names, signed by itself, and kept', async () => {
    const parsed = new X509Certificate(makeCertificate(['localhost', '127.0.0.1', '192.168.1.20', 'fe80::1'], Date.now()).cert);
    expect(parsed.checkHost('localhost')).toBe('localhost');
    expect(parsed.checkIP('192.168.1.20')).toBe('192.168.1.20');
    expect(parsed.checkIP('fe80::1')).toBe('fe80::1');
    expect(parsed.checkHost('example.org')).toBeUndefined();
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    const first = await loadCertificate(join(folder, 'tls'), ['localhost'], Date.now());
    expect(await loadCertificate(join(folder, 'tls'), ['localhost'], Date.now())).toEqual(first);
    expect(await loadCertificate(join(folder, 'tls'), ['localhost', '10.0.0.9'], Date.now())).not.toEqual(first);
    expect(await loadCertificate(join(folder, 'tls'), ['localhost'], Date.now() + 400 * 86_400_000)).not.toEqual(first);
    expect(statSync(join(folder, 'tls', 'https-key.pem')).mode & 0o077).toBe(0);
  });
});
