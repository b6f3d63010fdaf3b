/**
 * A WebSocket that never gives up: capped back-off with jitter, a limit on opening (a server that takes the TCP
 * connection and says nothing), on being mute (one that upgrades and says nothing) and a probe for lines that died
 * silently. Doesn't know any protocol: what is said on opening and as a probe is the caller's.
 */
import type { NetworkState } from './place-link.ts';
import type { Clock, Stop } from './clock.ts';

export const OPEN_TIMEOUT_MS = 6_000;
export const MUTE_TIMEOUT_MS = 8_000;
/** For a line that there is reason to doubt (another network, a long sleep): a new one costs little, waiting costs the link. */
export const DOUBT_TIMEOUT_MS = 2_500;
export const MIN_DELAY_MS = 400;
/** After a long outage a newcomer waits for the first of those inside to be back; Chromium adds 1–5 s of its own by then. */
export const MAX_DELAY_MS = 8_000;
/** An attempt younger than this is left alone by `retryNow`: it is as good as a new one. */
const FRESH_ATTEMPT_MS = 1_000;
const MAX_INBOUND_BYTES = 256 * 1024;

/** The part of WebSocket that is used; a test double has the same. */
export type SocketLike = {
  binaryType: string;
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly addEventListener: (type: 'open' | 'message' | 'close' | 'error', listener: (event: { readonly data?: unknown }) => void) => void;
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => void;
  readonly close: () => void;
};

export type SocketWorld = {
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly connect: (url: string) => SocketLike;
};

export type EndlessSocketOptions = {
  readonly url: string;
  readonly world: SocketWorld;
  /** Every `probeEveryMs` of an open line this is sent; anything heard within MUTE_TIMEOUT_MS counts as an answer. */
  readonly probe: () => string | Uint8Array<ArrayBuffer>;
  readonly probeEveryMs: number;
  readonly onOpen: () => void;
  readonly onMessage: (data: string | ArrayBuffer) => void;
  /** The line that was open is so no more. */
  readonly onDown?: () => void;
  readonly onChange: () => void;
};

export type EndlessSocket = {
  /** @returns false if the line is not open or is congested; nothing is queued across reconnections. */
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => boolean;
  readonly state: () => { readonly state: NetworkState; readonly retryAtMs: number | null };
  /** Try at once if down; if the line is open, ask whether it still lives. */
  readonly retryNow: () => void;
  readonly close: () => void;
};

type Phase =
  | { readonly at: 'connecting'; readonly socket: SocketLike; readonly sinceMs: number }
  | { readonly at: 'open'; readonly socket: SocketLike; readonly heard: boolean }
  | { readonly at: 'waiting'; readonly retryAtMs: number }
  | { readonly at: 'closed' };

const MAX_BUFFERED_BYTES = 1024 * 1024;

export const createEndlessSocket = (options: EndlessSocketOptions): EndlessSocket => {
  const { world, url } = options;
  const { clock } = world;
  let phase: Phase = { at: 'closed' };
  let delayMs = MIN_DELAY_MS;
  let stopTimer: Stop = () => {};
  let stopProbeTimer: Stop = () => {};
  let heardSinceProbe = true;

  const enter = (next: Phase): void => {
    phase = next;
    options.onChange();
  };

  const wait = (): void => {
    const waitMs = delayMs * (0.5 + world.random() / 2);
    delayMs = Math.min(delayMs * 2, MAX_DELAY_MS);
    stopTimer();
    stopTimer = clock.after(waitMs, dial);
    enter({ at: 'waiting', retryAtMs: clock.now() + waitMs });
  };

  /** Closing handshakes of dead lines take minutes: go on at once, and be deaf to what that socket still says. */
  const fail = (socket: SocketLike): void => {
    if (!('socket' in phase) || phase.socket !== socket) return;
    stopTimer();
    stopProbeTimer();
    const wasOpen = phase.at === 'open';
    socket.close();
    wait();
    if (wasOpen) options.onDown?.();
  };

  const heard = (socket: SocketLike, data: unknown): void => {
    if (phase.at !== 'open' || phase.socket !== socket) return;
    heardSinceProbe = true;
    if (!phase.heard) {
      delayMs = MIN_DELAY_MS;
      stopTimer();
      enter({ at: 'open', socket, heard: true });
    }
    if (typeof data === 'string' ? data.length <= MAX_INBOUND_BYTES : data instanceof ArrayBuffer && data.byteLength <= MAX_INBOUND_BYTES)
      options.onMessage(data as string | ArrayBuffer);
  };

  const ask = (socket: SocketLike, limitMs: number): void => {
    heardSinceProbe = false;
    socket.send(options.probe());
    stopProbeTimer();
    stopProbeTimer = clock.after(limitMs, () => {
      if (!heardSinceProbe) fail(socket);
    });
  };

  const dial = (): void => {
    stopTimer();
    let socket: SocketLike;
    try {
      socket = world.connect(url);
    } catch {
      return wait(); // a malformed address, or mixed content: stays down, harms nobody
    }
    socket.binaryType = 'arraybuffer';
    stopTimer = clock.after(OPEN_TIMEOUT_MS, () => fail(socket));
    socket.addEventListener('open', () => {
      if (phase.at !== 'connecting' || phase.socket !== socket) return;
      stopTimer();
      stopTimer = clock.after(MUTE_TIMEOUT_MS, () => fail(socket));
      enter({ at: 'open', socket, heard: false });
      options.onOpen();
    });
    socket.addEventListener('message', ({ data }) => heard(socket, data));
    socket.addEventListener('close', () => fail(socket));
    socket.addEventListener('error', () => {}); // a close follows
    enter({ at: 'connecting', socket, sinceMs: clock.now() });
  };

  const stopBeat = clock.every(options.probeEveryMs, () => {
    if (phase.at === 'open') ask(phase.socket, MUTE_TIMEOUT_MS);
  });
  dial();

  return {
    send: (data) => {
      if (phase.at !== 'open' || phase.socket.readyState !== 1 || phase.socket.bufferedAmount > MAX_BUFFERED_BYTES) return false;
      phase.socket.send(data);
      return true;
    },
    state: () => {
      if (phase.at === 'open') return { state: phase.heard ? 'up' : 'mute', retryAtMs: null };
      if (phase.at === 'connecting') return { state: 'connecting', retryAtMs: null };
      return phase.at === 'waiting' ? { state: 'down', retryAtMs: phase.retryAtMs } : { state: 'off', retryAtMs: null };
    },
    retryNow: () => {
      if (phase.at === 'open') return ask(phase.socket, DOUBT_TIMEOUT_MS);
      if (phase.at === 'closed' || (phase.at === 'connecting' && clock.now() - phase.sinceMs < FRESH_ATTEMPT_MS)) return;
      delayMs = MIN_DELAY_MS;
      if (phase.at === 'connecting') phase.socket.close();
      dial();
    },
    close: () => {
      const last = phase;
      phase = { at: 'closed' };
      stopTimer();
      stopProbeTimer();
      stopBeat();
      if ('socket' in last) last.socket.close();
    },
  };
};
