/** Coturn and LiveKit themselves judge what is generated for them: they start with it, know the secret, and obey it. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { mintToken } from '../../signal-relay/desk/credentials.ts';
import { readSecrets } from '../../signal-relay/secrets.ts';
import { findCoturn, turnCredential } from './coturn.ts';
import { findLivekit } from './livekit-server.ts';
import { freePort } from './servers.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'signal-relay', 'generate', 'main.ts');
const PATIENCE = { timeout: 20_000, interval: 100 };
const execute = promisify(execFile);

let folder = '';
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patio-generated-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

const generated = async (config: object): Promise<string> => {
  writeFileSync(join(folder, 'config.yaml'), stringify(config));
  const { stdout, stderr } = await execute(process.execPath, [MAIN, '--config', join(folder, 'config.yaml'), '--out', join(folder, 'out')]);
  return stdout + stderr;
};
const start = (program: string, ...args: string[]): { readonly log: () => string; readonly hasEnded: () => boolean } => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  running.push(child);
  let log = '';
  const note = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  return { log: () => log, hasEnded: () => child.exitCode !== null };
};

const coturn = findCoturn();
it.skipIf(coturn === null)('coturn takes its file without complaint, forwards for members, and into no private network', async () => {
  const port = await freePort();
  const first = 21_000 + randomInt(300) * 10;
  const said = await generated({
    publicAddress: '127.0.0.1',
    turn: { urls: [`turn:self:${port}`], secretFile: 'secret', relayPorts: `${first}-${first + 9}` },
  });
  const secret = readFileSync(join(folder, 'secret'), 'utf8').trim();
  expect(said).not.toContain(secret);
  // loopback is where this test is; in production coturn itself refuses it
  const server = start(
    coturn ?? '',
    '-c',
    join(folder, 'out/turn/coturn.conf'),
    '--listening-ip=127.0.0.1',
    '--allow-loopback-peers',
    '--verbose',
  );

  const client = async (key: string, peer: string): Promise<string> => {
    const { username, credential } = turnCredential(key, 'tester', Date.now() + 600_000);
    const args = ['-u', username, '-w', credential, '-p', String(port), '-e', peer, '-n', '1', '-m', '1', '-c', '127.0.0.1'];
    return execute('turnutils_uclient', args, { timeout: 15_000 }).then(
      ({ stdout, stderr }) => stdout + stderr,
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    );
  };
  await expect.poll(server.log, PATIENCE).toMatch(/UDP listener opened on ?: 127\.0\.0\.1/);
  expect(server.log()).not.toMatch(/Bad configuration|Unknown|CONFIG ERROR/i);
  await client('w'.repeat(40), '127.0.0.1');
  expect(server.log()).toMatch(/check_stun_auth: Cannot find credentials|error 401/);
  expect(server.log()).not.toContain('ALLOCATE processed, success');
  await client(secret, '10.1.2.3');
  await expect.poll(server.log, PATIENCE).toContain('ALLOCATE processed, success');
  expect(server.log()).toMatch(/A peer IP 10\.1\.2\.3 denied/);
  expect(server.log()).not.toContain(secret);
});

const livekit = findLivekit();
it.skipIf(livekit === null)('LiveKit takes its file, and the tokens of a relay with the same secrets', async () => {
  const [rtcPort, tcpPort, httpPort] = [await freePort(), await freePort(), await freePort()];
  const settings = {
    publicAddress: '127.0.0.1',
    turn: { urls: ['turn:self:3478'], secretFile: 'secrets/turn' },
    sfu: { url: `self:${httpPort}`, keysFile: 'secrets/keys', rtcPort, tcpPort },
  };
  await generated(settings);
  const file = join(folder, 'out/sfu/livekit.yaml');
  // the port inside its container is always the same one; here two of them may run at once
  mkdirSync(join(folder, 'here'));
  writeFileSync(
    join(folder, 'here/livekit.yaml'),
    `${readFileSync(file, 'utf8').replace(/^port: 7880$/m, `port: ${httpPort}`)}bind_addresses: [127.0.0.1]\n`,
  );
  const server = start(livekit ?? '', '--config', join(folder, 'here/livekit.yaml'));
  const { sfuKeys, turnSecret } = await readSecrets(
    { turn: { ...settings.turn, credentialSeconds: 3600, relayPorts: '1-2' }, sfu: { ...settings.sfu, tokenSeconds: 600 } },
    folder,
  );
  if (sfuKeys === null || turnSecret === null) throw new Error('no keys');

  const answer = async (apiSecret: string): Promise<number> => {
    const token = mintToken(
      { url: '', ...sfuKeys, apiSecret, tokenSeconds: 60, sources: ['microphone'] },
      { room: 'r', peer: 'p' },
      Date.now(),
    );
    const response = await fetch(`http://127.0.0.1:${httpPort}/rtc/validate?access_token=${token}`).catch(() => null);
    return response?.status ?? 0;
  };
  await expect.poll(() => answer(sfuKeys.apiSecret), PATIENCE).toBe(200);
  expect(await answer('w'.repeat(40))).toBe(401);
  expect(server.hasEnded()).toBe(false);
  for (const secret of [sfuKeys.apiSecret, turnSecret]) expect(server.log()).not.toContain(secret);
});
