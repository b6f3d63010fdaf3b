/** One connected socket as the relay keeps it, and what a dialect may do with it. Thousands of these: keep them small. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { AddressEntry } from './addresses.ts';
import type { Budget } from './budget.ts';

export const DIALECTS = ['patio', 'nostr', 'tracker', 'y-webrtc'] as const;
export type DialectName = (typeof DIALECTS)[number];

export type Client = {
  readonly socket: WebSocket;
  /** The stream below it, for writing many frames at once. */
  readonly stream: Duplex;
  readonly address: AddressEntry;
  /** The host name by which the client called us, without port and brackets. */
  readonly host: string;
  readonly budget: Budget;
  /** Set by the first frame, for good. */
  dialect: Dialect | null;
  /** Grows with frames that were malformed or too many; enough of them end the socket. */
  strikes: number;
  heardAtMs: number;
  isAsked: boolean;
  waiting: Buffer[];
  waitingBytes: number;
  /** What the stream still held when the first of those came. */
  unsentBytes: number;
  /** How many writes may still go out at once rather than with the next gathering: `outbox.ts`. */
  promptness: number;
  promptAtMs: number;
};

/** What a message did: `ok`, `malformed` (a strike), or `limited` (more subscriptions than allowed; a strike too). */
export type Verdict = 'ok' | 'malformed' | 'limited';

/** One of the four languages that a socket can speak. A dialect sees whole messages and never a socket's errors. */
export type Dialect = {
  readonly name: DialectName;
  /** @param message bytes in our own dialect, parsed JSON in the others */
  readonly receive: (client: Client, message: unknown) => Verdict;
  /** Tells the sender, in its own words, that something was dropped. */
  readonly refuse: (client: Client, reason: 'rate-limited' | 'limited' | 'malformed') => void;
  /** Said to every socket before the relay stops; without it the close code has to do. */
  readonly farewell?: Buffer;
  /** The socket is gone. */
  readonly forget: (client: Client) => void;
  /** How many subscriptions there are. */
  readonly size: () => number;
};

/** How a dialect writes: to one, or the same frame to many. */
export type Send = (client: Client, frame: Buffer) => void;
