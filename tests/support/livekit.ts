/**
 * A real LiveKit server for tests, and tokens for it. Found by PATIO_LIVEKIT, as `npm test` sets it, or where that puts it;
 * its own ports each time, so that suites do not meet. Ends only what it started.
 */
import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './servers.ts';

const START_TIMEOUT_MS = 30_000;
const CACHED = join(import.meta.dirname, '..', '..', '.cache', 'bin', 'livekit-server');
const KEY = 'patio-test';

export type LiveKitGrant = {
  readonly room: string;
  readonly identity: string;
  /** Which sources may be published; nothing said: all of them. */
  readonly sources?: readonly string[];
  readonly seconds?: number;
};

export type LiveKitServer = {
  readonly url: string;
  readonly token: (grant: LiveKitGrant) => string;
  /** SIGSTOP is a black hole: everything still arrives, nothing answers. */
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => void;
  readonly close: () => Promise<void>;
};

/** null where there is none; the caller says so aloud. */
export const liveKitPath = (): string | null =>
  [process.env['PATIO_LIVEKIT'], CACHED].find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;

const freeUdpPort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as Patio's relay mints it: one room, one identity, no data. */
export const liveKitToken = (secret: string, { room, identity, sources, seconds = 600 }: LiveKitGrant): string => {
  const now = Math.floor(Date.now() / 1000);
  const body = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({
    iss: KEY,
    sub: identity,
    nbf: now - 5,
    exp: now + seconds,
    video: {
      room,
      roomJoin: true,
      canPublish: true,
      canSubscribe: true,
      canPublishData: false,
      ...(sources === undefined ? {} : { canPublishSources: sources }),
    },
  })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
};

/** @throws Error when there is no server, or it does not come up. */
export const startLiveKit = async (): Promise<LiveKitServer> => {
  const path = liveKitPath();
  if (path === null) throw new Error('No LiveKit server: set PATIO_LIVEKIT, or run npm test, which finds or makes one');
  const secret = randomBytes(24).toString('hex');
  const [port, tcpPort, udpPort] = [await freePort(), await freePort(), await freeUdpPort()];
  const config = {
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [KEY]: secret },
    logging: { level: 'error' },
    rtc: { node_ip: '127.0.0.1', udp_port: udpPort, tcp_port: tcpPort, use_external_ip: false, enable_loopback_candidate: true },
  };
  const child = spawn(path, ['--config-body', JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`LiveKit ended at its start with ${String(child.exitCode)}`);
    if (Date.now() > deadline) throw new Error('LiveKit did not come up');
    const isUp = await fetch(`http://127.0.0.1:${String(port)}/`)
      .then((answer) => answer.ok)
      .catch(() => false);
    if (isUp) break;
    await new Promise((next) => setTimeout(next, 50));
  }
  return {
    url: `ws://127.0.0.1:${String(port)}`,
    token: (grant) => liveKitToken(secret, grant),
    signal: (signal) => child.kill(signal),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};
