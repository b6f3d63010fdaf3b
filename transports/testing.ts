/** Doubles for this folder's tests: a clock that is turned by hand, WebSockets that do as they are told, a network's surroundings. */
import type { Clock, Stop } from './clock.ts';
import type { NetIo } from './net.ts';
import type { SocketLike, SocketWorld } from './socket.ts';

export type HandClock = Clock & {
  /** Runs everything that is due within the next `ms`, in order. */
  readonly advance: (ms: number) => void;
  /** Timers that are still set. */
  readonly pending: () => number;
};

export const createHandClock = (): HandClock => {
  let nowMs = 0;
  let nextId = 0;
  const timers = new Map<number, { atMs: number; readonly everyMs: number | null; readonly run: () => void }>();
  const add = (atMs: number, everyMs: number | null, run: () => void): Stop => {
    const id = nextId++;
    timers.set(id, { atMs, everyMs, run });
    return () => timers.delete(id);
  };
  return {
    now: () => nowMs,
    every: (ms, run) => add(nowMs + ms, ms, run),
    after: (ms, run) => add(nowMs + ms, null, run),
    pending: () => timers.size,
    advance: (ms) => {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(([, timer]) => timer.atMs <= endMs).toSorted(([, a], [, b]) => a.atMs - b.atMs);
        if (next === undefined) break;
        const [id, timer] = next;
        nowMs = Math.max(nowMs, timer.atMs);
        if (timer.everyMs === null) timers.delete(id);
        else timer.atMs += timer.everyMs;
        timer.run();
      }
      nowMs = endMs;
    },
  };
};

export type FakeSocket = SocketLike & {
  readonly url: string;
  readonly sent: (string | Uint8Array<ArrayBuffer>)[];
  isClosed: boolean;
  /** What the server does. */
  readonly accept: () => void;
  readonly say: (data: string | ArrayBuffer) => void;
  readonly hangUp: () => void;
};

export type FakeSockets = SocketWorld & { readonly clock: HandClock; readonly made: FakeSocket[]; readonly last: () => FakeSocket };

export const createFakeSockets = (random = 1): FakeSockets => {
  const clock = createHandClock();
  const made: FakeSocket[] = [];
  return {
    clock,
    made,
    random: () => random,
    last: () => made.at(-1)!,
    connect: (url) => {
      let readyState = 0;
      const listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
      const socket: FakeSocket = {
        url,
        sent: [],
        isClosed: false,
        binaryType: '',
        bufferedAmount: 0,
        get readyState() {
          return readyState;
        },
        addEventListener: (type, listener) => listeners.set(type, listener),
        send: (data) => socket.sent.push(data),
        close: () => {
          readyState = 3;
          socket.isClosed = true;
        },
        accept: () => {
          readyState = 1;
          listeners.get('open')?.({});
        },
        say: (data) => listeners.get('message')?.({ data }),
        hangUp: () => {
          readyState = 3;
          listeners.get('close')?.({});
        },
      };
      made.push(socket);
      return socket;
    },
  };
};

export type FakeIo = NetIo & {
  readonly heard: { topic: string; payload: string }[];
  readonly tracked: unknown[];
  readonly calls: string[];
};

export const createFakeIo = (overrides: Partial<NetIo> = {}): FakeIo => {
  const heard: { topic: string; payload: string }[] = [];
  const tracked: unknown[] = [];
  const calls: string[] = [];
  return {
    selfId: 'AAAAAAAAAAAAAAAAAAAA',
    rootTopic: 'root-topic',
    selfTopic: 'self-topic',
    role: () => 'alone',
    isLinked: () => false,
    linkCount: () => 0,
    isMeeting: () => false,
    isMeetingElsewhere: () => false,
    receive: (topic, payload) => heard.push({ topic, payload }),
    receiveTracked: (signal) => tracked.push(signal) > 0,
    gatheredOffers: () => Promise.resolve([]),
    opened: () => calls.push('opened'),
    changed: () => calls.push('changed'),
    ...overrides,
    heard,
    tracked,
    calls,
  };
};
