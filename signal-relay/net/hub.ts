/**
 * Every socket of the relay, from the upgrade to the end: admission, the first frame that settles the dialect, limits,
 * signs of life, slow receivers. Knows no topic and no message: that is the dialects'. One bad socket hurts only itself.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Limits } from '../../domain/config/config-file.ts';
import { MAX_RELAY_FRAME_BYTES } from '../../domain/wire/relay.ts';
import { type AddressBook, addressKey, clientAddress, createAddressBook } from './addresses.ts';
import { BURST_SECONDS, fullBudget, type Rate, spend } from './budget.ts';
import { type Client, type Dialect, type DialectName, DIALECTS, type Send, type Verdict } from './client.ts';
import { createOutbox, INITIAL_PROMPTNESS } from './outbox.ts';

const CloseCode = { GoingAway: 1001, Unacceptable: 1003, Policy: 1008 } as const;
/** So many malformed or refused frames without a pause, and the socket is closed. */
const MAX_STRIKES = 100;
/** Whoever is refused is told about every so many strikes. */
const STRIKES_PER_REFUSAL = 20;
const SWEEP_MS = 5000;
const OPEN = 1;

export type Dropped = {
  /** Sockets turned away: too many, or too often. */
  refused: number;
  rateLimited: number;
  malformed: number;
  limited: number;
  /** Sockets closed because they did not read. */
  slow: number;
  /** Sockets closed because they said nothing at first, or nothing for long. */
  silent: number;
  /** Sockets that broke the WebSocket protocol, or died badly. */
  broken: number;
};

export type HubStats = {
  readonly sockets: number;
  readonly byDialect: Readonly<Record<DialectName, number>>;
  readonly subscriptions: number;
  readonly addresses: number;
  readonly dropped: Readonly<Dropped>;
};

export type Hub = {
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
  readonly stats: () => HubStats;
  readonly send: Send;
  /** From now on, and nobody is dropped for it: who has more than a new limit allows keeps that, and gets no more. */
  readonly limit: (limits: Limits, trustProxy: boolean) => void;
  /** Says goodbye to everybody (1001) and cuts off whoever has not closed after `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
};

export type HubOptions = {
  readonly limits: Limits;
  readonly trustProxy: boolean;
  readonly nowMs: () => number;
  readonly createDialects: (send: Send) => Readonly<Record<DialectName, Dialect>>;
  readonly gatherMs?: number;
};

const refuseUpgrade = (stream: Duplex, status: string): void => {
  stream.on('error', () => undefined);
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
};

/** A parsed text message decides by its shape. @returns null for a shape that no dialect has */
const dialectOf = (message: unknown): DialectName | null => {
  if (Array.isArray(message)) return 'nostr';
  if (typeof message !== 'object' || message === null) return null;
  if (Object.hasOwn(message, 'action')) return 'tracker';
  return Object.hasOwn(message, 'type') ? 'y-webrtc' : null;
};

const firstOf = (header: string | readonly string[] | undefined): string | undefined =>
  (typeof header === 'string' ? header : header?.[0])?.split(',')[0]?.trim();

const calledHost = ({ headers }: IncomingMessage, trustProxy: boolean): string => {
  const host = (trustProxy ? firstOf(headers['x-forwarded-host']) : undefined) ?? headers.host ?? '';
  return host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
};

const rateOf = (limits: Limits): Rate => ({
  messagesPerSecond: limits.messagesPerSecondPerSocket,
  bytesPerSecond: limits.bytesPerSecondPerSocket,
});

export const createHub = ({ nowMs, createDialects, gatherMs, ...first }: HubOptions): Hub => {
  let { limits, trustProxy } = first;
  const clients = new Set<Client>();
  const book: AddressBook = createAddressBook(limits);
  const dropped: Dropped = { refused: 0, rateLimited: 0, malformed: 0, limited: 0, slow: 0, silent: 0, broken: 0 };
  let rate = rateOf(limits);
  let isClosing = false;

  const outbox = createOutbox({
    nowMs,
    waitingBytesPerSocket: limits.waitingBytesPerSocket,
    onSlow: (client) => {
      dropped.slow += 1;
      client.socket.terminate();
    },
    ...(gatherMs !== undefined && { gatherMs }),
  });
  const dialects = createDialects(outbox.send);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_RELAY_FRAME_BYTES,
    maxFragments: 64,
    maxBufferedChunks: 1024,
  });

  const strike = (client: Client, reason: 'rate-limited' | 'limited' | 'malformed'): void => {
    client.strikes += 1;
    if (client.strikes >= MAX_STRIKES) client.socket.close(CloseCode.Policy, reason);
    else if (client.strikes % STRIKES_PER_REFUSAL === 1) client.dialect?.refuse(client, reason);
  };

  /** Charges the sender. A full pause clears old strikes. @returns false if the frame must be dropped unread */
  const isAffordable = (client: Client, bytes: number): boolean => {
    const now = nowMs();
    if (now - client.heardAtMs > BURST_SECONDS * 1000) client.strikes = 0;
    client.heardAtMs = now;
    client.isAsked = false;
    if (spend(client.budget, rate, now, bytes) && book.spend(client.address, now, bytes)) return true;
    dropped.rateLimited += 1;
    strike(client, 'rate-limited');
    return false;
  };

  const judge = (client: Client, verdict: Verdict): void => {
    if (verdict === 'ok') return;
    dropped[verdict] += 1;
    strike(client, verdict);
  };

  const settleDialect = (client: Client, message: unknown, isBinary: boolean): Dialect | null => {
    const name = isBinary ? 'patio' : dialectOf(message);
    client.dialect = name === null ? null : dialects[name];
    if (name === null) {
      dropped.malformed += 1;
      client.socket.close(CloseCode.Unacceptable, 'no known dialect');
    }
    return client.dialect;
  };

  const receive = (client: Client, bytes: Buffer, isBinary: boolean): void => {
    outbox.note();
    if (client.socket.readyState !== OPEN || !isAffordable(client, bytes.length)) return;
    const message: unknown = isBinary ? bytes : parseJson(bytes);
    const dialect = client.dialect ?? settleDialect(client, message, isBinary);
    if (dialect === null) return;
    try {
      judge(client, isBinary === (dialect.name === 'patio') ? dialect.receive(client, message) : 'malformed');
    } catch {
      // such as a value nested so deeply that it cannot be written again
      judge(client, 'malformed');
    }
  };

  function endBroken(this: WebSocket): void {
    dropped.broken += 1;
    this.terminate();
  }

  const accept = (socket: WebSocket, stream: Duplex, address: Client['address'], host: string): void => {
    const now = nowMs();
    const client: Client = {
      socket,
      stream,
      address,
      host,
      budget: fullBudget(rate, now),
      dialect: null,
      strikes: 0,
      heardAtMs: now,
      isAsked: false,
      waiting: [],
      waitingBytes: 0,
      unsentBytes: 0,
      promptness: INITIAL_PROMPTNESS,
      promptAtMs: now,
    };
    clients.add(client);
    socket.on('error', endBroken);
    socket.on('message', (data, isBinary) => receive(client, data as Buffer, isBinary));
    // control frames cost as much as others, and reach no message handler
    const onControl = (data: Buffer): void => void isAffordable(client, data.length);
    socket.on('ping', onControl);
    socket.on('pong', onControl);
    socket.on('close', () => {
      clients.delete(client);
      book.release(address);
      client.dialect?.forget(client);
    });
  };

  const sweep = (): void => {
    const now = nowMs();
    book.sweep(now);
    for (const client of clients) {
      const silentMs = now - client.heardAtMs;
      const isOver = client.dialect === null ? silentMs > limits.firstFrameMs : client.isAsked && silentMs > limits.silenceMs * 2;
      if (isOver) {
        dropped.silent += 1;
        client.socket.terminate();
      } else if (!client.isAsked && silentMs > limits.silenceMs) {
        client.isAsked = true;
        client.socket.ping();
      }
    }
  };
  const startSweeping = (): NodeJS.Timeout => setInterval(sweep, Math.min(SWEEP_MS, limits.firstFrameMs, limits.silenceMs)).unref();
  let sweeper = startSweeping();

  return {
    upgrade: (request, stream, head) => {
      const forwarded = request.headers['x-forwarded-for'];
      const remote = request.socket.remoteAddress ?? 'unknown';
      const key = addressKey(clientAddress(remote, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, trustProxy));
      if (isClosing || clients.size >= limits.socketsTotal) {
        dropped.refused += 1;
        refuseUpgrade(stream, '503 Service Unavailable');
        return;
      }
      const address = book.admit(key, nowMs());
      if (address === null) {
        dropped.refused += 1;
        refuseUpgrade(stream, '429 Too Many Requests');
        return;
      }
      // ws ends the stream of a bad handshake without a word
      const release = (): void => book.release(address);
      stream.once('close', release);
      server.handleUpgrade(request, stream, head, (socket) => {
        stream.off('close', release);
        accept(socket, stream, address, calledHost(request, trustProxy));
      });
    },
    stats: () => {
      const byDialect: Record<DialectName, number> = { patio: 0, nostr: 0, tracker: 0, 'y-webrtc': 0 };
      for (const { dialect } of clients) if (dialect !== null) byDialect[dialect.name] += 1;
      const subscriptions = DIALECTS.reduce((sum, name) => sum + dialects[name].size(), 0);
      return { sockets: clients.size, byDialect, subscriptions, addresses: book.size(), dropped: { ...dropped } };
    },
    send: outbox.send,
    limit: (nextLimits, nextTrustProxy) => {
      limits = nextLimits;
      trustProxy = nextTrustProxy;
      rate = rateOf(limits);
      book.limit(limits);
      outbox.limit(limits.waitingBytesPerSocket);
      clearInterval(sweeper);
      sweeper = startSweeping();
    },
    close: async (graceMs) => {
      isClosing = true;
      clearInterval(sweeper);
      outbox.close();
      const ended = [...clients].map(
        ({ socket, dialect }) =>
          new Promise<void>((resolve) => {
            socket.once('close', () => resolve());
            if (dialect?.farewell !== undefined && socket.readyState === OPEN) socket.send(dialect.farewell);
            socket.close(CloseCode.GoingAway, 'the relay stops');
          }),
      );
      const cut = setTimeout(() => {
        for (const { socket } of clients) socket.terminate();
      }, graceMs);
      await Promise.all(ended);
      clearTimeout(cut);
      server.close();
    },
  };
};
