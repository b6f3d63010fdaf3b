/**
 * The real coturn on loopback, with a shared secret as in production. Finding it here installs nothing:
 * `scripts/lib/find-coturn.mjs` does. Ends only what it started.
 */
import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess, untilUp } from './server-process.ts';
import { freePort } from './servers.ts';

const SYSTEM_PATHS = ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'];
const START_TIMEOUT_MS = 30_000;
const RELAY_PORTS = 200;
const FIRST_PORTS = [20_000, 28_000] as const;

/** @returns the server's path, or null: then the suite says so and is skipped */
export const findCoturn = (): string | null =>
  [process.env['PATIO_COTURN'], ...SYSTEM_PATHS].find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;

export type RunningCoturn = {
  readonly ip: string;
  readonly port: number;
  /** `turn:IP:PORT?transport=…`, UDP and TCP. */
  readonly urls: readonly string[];
  readonly secret: string;
  readonly realm: string;
  readonly log: () => string;
  /** How many addresses it lends at this moment; null where the system does not tell (Linux does). */
  readonly lends: () => number | null;
  /** SIGKILL, as in a power cut. */
  readonly kill: () => Promise<void>;
};

export type CoturnOptions = {
  readonly port?: number;
  readonly secret?: string;
  readonly ip?: string;
  /** How many addresses it has to lend; 200. */
  readonly relayPorts?: number;
  /** More of coturn's own options, such as `--denied-peer-ip=10.0.0.0-10.255.255.255`. */
  readonly args?: readonly string[];
};

/** A credential of coturn's REST kind, for tests that do not ask a relay for one. */
export const turnCredential = (secret: string, name: string, expiresAtMs: number): { username: string; credential: string } => {
  const username = `${Math.floor(expiresAtMs / 1000)}:${name}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
};

/** Asks for the own address (STUN) until there is an answer. */
const answers = async (ip: string, port: number, isOver: () => boolean): Promise<boolean> => {
  const socket = createSocket('udp4');
  const answered = new AbortController();
  socket.on('message', () => answered.abort());
  socket.on('error', () => undefined);
  const request = Buffer.concat([Buffer.from([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
  while (!answered.signal.aborted && !isOver()) {
    socket.send(request, port, ip);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  socket.close();
  return answered.signal.aborted;
};

/** UDP ports of this machine that are open in a range. */
const openPorts = (first: number, last: number): number | null => {
  if (!existsSync('/proc/net/udp')) return null;
  const ports = readFileSync('/proc/net/udp', 'utf8').matchAll(/^\s*\d+: [0-9A-F]+:([0-9A-F]{4})/gm);
  return [...ports].filter(([, port]) => Number.parseInt(port!, 16) >= first && Number.parseInt(port!, 16) <= last).length;
};

const startOnce = async (program: string, options: CoturnOptions): Promise<RunningCoturn | string> => {
  const ip = options.ip ?? '127.0.0.1';
  const port = options.port ?? (await freePort());
  const secret = options.secret ?? randomBytes(24).toString('hex');
  const realm = 'patio.test';
  const folder = mkdtempSync(join(tmpdir(), 'patio-coturn-'));
  const relayPorts = options.relayPorts ?? RELAY_PORTS;
  const [lowest, beyond] = FIRST_PORTS;
  const firstRelayPort = lowest + randomInt(Math.floor((beyond - lowest) / relayPorts)) * relayPorts;
  const lastRelayPort = firstRelayPort + relayPorts - 1;
  const server = startServerProcess(program, [
    '-n',
    `--listening-ip=${ip}`,
    `--relay-ip=${ip}`,
    `--listening-port=${port}`,
    `--min-port=${firstRelayPort}`,
    `--max-port=${lastRelayPort}`,
    '--allow-loopback-peers',
    '--no-cli',
    '--use-auth-secret',
    `--static-auth-secret=${secret}`,
    `--realm=${realm}`,
    '--no-tls',
    '--no-dtls',
    '--log-file=stdout',
    '--simple-log',
    `--db=${join(folder, 'turndb')}`,
    `--pidfile=${join(folder, 'pid')}`,
    ...(options.args ?? []),
  ]);
  const kill = async (): Promise<void> => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  if (!(await answers(ip, port, () => server.hasEnded() || performance.now() > giveUpAtMs))) {
    await kill();
    return server.log();
  }
  const urls = ['udp', 'tcp'].map((transport) => `turn:${ip}:${port}?transport=${transport}`);
  return { ip, port, urls, secret, realm, log: server.log, lends: () => openPorts(firstRelayPort, lastRelayPort), kill };
};

/** @throws Error with coturn's own words if it does not come up */
export const startCoturn = async (options: CoturnOptions = {}): Promise<RunningCoturn> => {
  const program = findCoturn();
  if (program === null) throw new Error('No coturn to test with. Install it with: sudo apt-get install coturn');
  return untilUp('coturn', () => startOnce(program, options));
};
