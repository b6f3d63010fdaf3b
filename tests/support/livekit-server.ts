/**
 * The real LiveKit server on loopback. Finding it here builds nothing: `scripts/lib/find-livekit.mjs` does. Ends only
 * what it started.
 */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { KEY_FRAMES_APART } from '../../signal-relay/generate/livekit.ts';
import { startServerProcess, untilUp } from './server-process.ts';
import { freePort } from './servers.ts';

const CACHED = join(import.meta.dirname, '..', '..', '.cache', 'bin', 'livekit-server');
const SYSTEM_PATHS = ['/usr/local/bin/livekit-server', '/usr/bin/livekit-server', '/opt/homebrew/bin/livekit-server'];
const START_TIMEOUT_MS = 60_000;

/** @returns the server's path, or null: then the suite says so and is skipped */
export const findLivekit = (): string | null =>
  [process.env['PATIO_LIVEKIT'], CACHED, ...SYSTEM_PATHS].find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;

export type LivekitPorts = { readonly http: number; readonly udp: number; readonly tcp: number };
export type RunningLivekit = {
  readonly ip: string;
  readonly ports: LivekitPorts;
  /** `ws://…`: what a client connects to. */
  readonly url: string;
  readonly httpUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly pid: number;
  readonly log: () => string;
  /** SIGKILL, as in a power cut. */
  readonly kill: () => Promise<void>;
};

export type LivekitOptions = {
  readonly ip?: string;
  /** The ports of an earlier one, to come back where it was. */
  readonly ports?: LivekitPorts;
  readonly apiKey?: string;
  readonly apiSecret?: string;
  /** Laid over the configuration, one level deep: `{ rtc: { … }, room: { … } }`. */
  readonly config?: Readonly<Record<string, object>>;
};

const freeUdpPort = async (ip: string): Promise<number> => {
  const socket = createSocket('udp4').bind(0, ip);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

const answers = async (httpUrl: string, isOver: () => boolean): Promise<boolean> => {
  while (!isOver()) {
    const response = await fetch(httpUrl, { signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (response?.ok === true) return true;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return false;
};

const startOnce = async (program: string, options: LivekitOptions): Promise<RunningLivekit | string> => {
  const ip = options.ip ?? '127.0.0.1';
  const ports = options.ports ?? { http: await freePort(), udp: await freeUdpPort(ip), tcp: await freePort() };
  const apiKey = options.apiKey ?? 'patio';
  const apiSecret = options.apiSecret ?? randomBytes(24).toString('hex');
  // it takes one address for all of its interfaces, and keeps one candidate of those that are then alike: on a machine with
  // more than one it would listen now here, now there
  const interfaces = ip.startsWith('127.') ? { interfaces: { includes: ['lo'] } } : {};
  const base: Readonly<Record<string, object>> = {
    rtc: {
      ...interfaces,
      node_ip: ip,
      udp_port: ports.udp,
      tcp_port: ports.tcp,
      use_external_ip: false,
      enable_loopback_candidate: true,
      pli_throttle: KEY_FRAMES_APART,
    },
    logging: { level: 'info' },
  };
  const laid = Object.fromEntries(
    [...Object.keys(base), ...Object.keys(options.config ?? {})].map((key) => [key, { ...base[key], ...options.config?.[key] }]),
  );
  // by the environment: a command line can be read by everybody on the machine
  const server = startServerProcess(program, [], {
    keeps: 500_000,
    env: {
      ...process.env,
      LIVEKIT_CONFIG: stringify({ port: ports.http, bind_addresses: [ip], keys: { [apiKey]: apiSecret }, ...laid }),
    },
  });
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  const httpUrl = `http://${ip}:${ports.http}`;
  if (!(await answers(httpUrl, () => server.hasEnded() || performance.now() > giveUpAtMs))) {
    await server.kill();
    return server.log();
  }
  return { ip, ports, url: `ws://${ip}:${ports.http}`, httpUrl, apiKey, apiSecret, pid: server.pid, log: server.log, kill: server.kill };
};

/** @throws Error with LiveKit's own words if it does not come up */
export const startLivekit = async (options: LivekitOptions = {}): Promise<RunningLivekit> => {
  const program = findLivekit();
  if (program === null) throw new Error('No LiveKit to test with. See scripts/lib/find-livekit.mjs, or name it in PATIO_LIVEKIT.');
  return untilUp('LiveKit', () => startOnce(program, options));
};
