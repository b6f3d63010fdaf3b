/** Doubles and helpers for the relay's tests: a relay on a free loopback port, and clients that collect what they hear. */
import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import { type ConfigFile, type Limits, parseConfigFile } from '../domain/config/config-file.ts';
import type { Client } from './net/client.ts';
import { INITIAL_PROMPTNESS } from './net/outbox.ts';
import { type Relay, startRelay } from './relay.ts';

/** Limits that no test meets by accident: all of them come from one address. */
const ROOMY: Partial<Limits> = {
  newSocketsPerMinutePerAddress: 1_000_000,
  messagesPerSecondPerSocket: 100_000,
  messagesPerSecondPerAddress: 1_000_000,
  bytesPerSecondPerSocket: 1_000_000_000,
  bytesPerSecondPerAddress: 1_000_000_000,
};

export const testConfig = (limits: Partial<Limits> = {}, rest: Partial<Omit<ConfigFile, 'limits'>> = {}): ConfigFile => {
  const result = parseConfigFile({ port: 0, host: '127.0.0.1', ...rest, limits: { ...ROOMY, ...limits } });
  if (!result.ok) throw new Error(result.problem);
  return result.config;
};

export const startTestRelay = (limits: Partial<Limits> = {}, options: { appFolder?: string; trustProxy?: boolean } = {}): Promise<Relay> =>
  startRelay({ config: testConfig(limits, { trustProxy: options.trustProxy ?? false }), appFolder: options.appFolder ?? '/nowhere' });

export type Peer = {
  readonly socket: WebSocket;
  /** The next message, in order; text as parsed JSON, binary as bytes. Waits for it. */
  readonly next: () => Promise<unknown>;
  /** How many messages are waiting to be asked for. */
  readonly waiting: () => number;
  readonly send: (message: unknown) => void;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  readonly close: () => Promise<number>;
};

/** Collects everything a socket hears, also before it is asked for. */
export const peerOf = (socket: WebSocket): Peer => {
  const heard: unknown[] = [];
  const askers: ((message: unknown) => void)[] = [];
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer, isBinary) => {
    const message: unknown = isBinary ? new Uint8Array(data) : JSON.parse(data.toString());
    const asker = askers.shift();
    if (asker) asker(message);
    else heard.push(message);
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  return {
    socket,
    next: () => (heard.length > 0 ? Promise.resolve(heard.shift()) : new Promise((resolve) => askers.push(resolve))),
    waiting: () => heard.length,
    send: (message) => socket.send(typeof message === 'string' || message instanceof Uint8Array ? message : JSON.stringify(message)),
    closed,
    close: () => {
      socket.close();
      return closed;
    },
  };
};

export const connect = async (port: number, path = '/', options: ClientOptions = {}): Promise<Peer> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
  const peer = peerOf(socket);
  await once(socket, 'open');
  return peer;
};

/** @returns the HTTP status with which the relay turns a WebSocket away */
export const refusal = async (port: number, options: ClientOptions = {}): Promise<number> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, options);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.terminate();
  return response.statusCode;
};

/** Waits until a reading is as expected; the test's own time limit ends it. */
export const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};

export type FakeStream = { writableLength: number; readonly written: Buffer[]; corked: number };

/** A client whose stream only notes what is written to it. */
export const fakeClient = (): { client: Client; stream: FakeStream; setState: (state: number) => void } => {
  const stream = {
    writableLength: 0,
    written: [] as Buffer[],
    corked: 0,
    write(chunk: Buffer) {
      stream.written.push(chunk);
    },
    cork() {
      stream.corked += 1;
    },
    uncork() {
      stream.corked -= 1;
    },
  };
  const socket = { readyState: 1 };
  const client = {
    socket,
    stream,
    dialect: null,
    strikes: 0,
    heardAtMs: 0,
    isAsked: false,
    waiting: [],
    waitingBytes: 0,
    unsentBytes: 0,
    promptness: INITIAL_PROMPTNESS,
    promptAtMs: 0,
  } as unknown as Client;
  return {
    client,
    stream,
    setState: (state) => {
      socket.readyState = state;
    },
  };
};
