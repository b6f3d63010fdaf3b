/**
 * A real coturn in a namespace of the lab: with TLS on 443, and as strict as one in production.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../../signal-relay/certificate.ts';
import { DENIED_PEERS } from '../../signal-relay/generate/denied-peers.ts';
import { findCoturn, turnCredential } from '../support/coturn.ts';
import type { PublicServer } from './internet.ts';

const START_TIMEOUT_MS = 20_000;

/** As the configuration that is generated for a container. */
const IN_PRODUCTION = [
  '--fingerprint',
  '--no-dtls',
  '--no-tlsv1',
  '--no-tlsv1_1',
  '--no-tcp-relay',
  '--no-multicast-peers',
  '--user-quota=32',
  ...DENIED_PEERS.map((range) => `--denied-peer-ip=${range}`),
];

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

export type TurnServer = {
  readonly address: string;
  readonly secret: string;
  /** By UDP, by TCP, and by TLS on 443. */
  readonly urls: readonly string[];
  readonly credential: (user: string, seconds?: number) => { readonly username: string; readonly credential: string };
  /** What it has said so far. */
  readonly log: () => string;
  readonly kill: () => Promise<void>;
};

/** @param secret of one that was killed and comes back */
export const startCoturn = async ({ address, inside }: PublicServer, secret = randomBytes(24).toString('hex')): Promise<TurnServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'patio-coturn-'));
  const { key, cert } = makeCertificate([address], Date.now());
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(keyFile, key, { mode: 0o600 });
  writeFileSync(certFile, cert);
  const [command, ...before] = inside;
  const child = spawn(
    command,
    [
      ...before,
      findCoturn() ?? 'turnserver',
      '-n',
      '--no-cli',
      '--log-file=stdout',
      '--simple-log',
      `--pidfile=${join(folder, 'pid')}`,
      `--userdb=${join(folder, 'db')}`,
      `--listening-ip=${address}`,
      `--relay-ip=${address}`,
      '--listening-port=3478',
      '--tls-listening-port=443',
      `--cert=${certFile}`,
      `--pkey=${keyFile}`,
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--realm=patio',
      '--min-port=49160',
      '--max-port=49259',
      ...IN_PRODUCTION,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes('Total General servers')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`coturn ended with ${code}:\n${output}`)));
    setTimeout(() => reject(new Error(`coturn did not start:\n${output}`)), START_TIMEOUT_MS).unref();
  });
  await ready;
  return {
    address,
    secret,
    urls: [`turn:${address}:3478?transport=udp`, `turn:${address}:3478?transport=tcp`, `turns:${address}:443?transport=tcp`],
    credential: (user, seconds = 3600) => turnCredential(secret, user, Date.now() + seconds * 1000),
    log: () => output,
    kill: async () => {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Where `turnutils_uclient` expects somebody to answer. */
const ECHO_PORT = 3480;

/** coturn's own counterpart for tests: sends every packet back. */
export const startEcho = async ({
  address,
  inside: [command, ...before],
}: PublicServer): Promise<{ readonly kill: () => Promise<void> }> => {
  const child = spawn(command, [...before, 'turnutils_peer', '-L', address, '-p', String(ECHO_PORT)], { stdio: 'ignore' });
  const isListening = (): boolean =>
    readFileSync(`/proc/${child.pid}/net/udp`, 'utf8').includes(`:${ECHO_PORT.toString(16).toUpperCase().padStart(4, '0')} `);
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  while (!isListening()) {
    if (performance.now() > giveUpAtMs) throw new Error('turnutils_peer did not start');
    await new Promise((done) => setTimeout(done, 20));
  }
  return { kill: () => ended(child) };
};
