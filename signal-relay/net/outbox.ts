/**
 * Writes to sockets, many frames in one system call: that call is what a relay costs. A socket that receives little
 * gets its frames at the end of this turn of the event loop; one with a steady stream has used up its promptness and
 * gets what has gathered, GATHER_MS later at most. Receivers that do not keep up are reported and written to no more.
 *
 * Being woken costs nearly as much, and finds the caches cold. So a relay to which much comes rests between two turns of
 * the event loop, and reads what has come meanwhile in one: what network cards call interrupt moderation. Nothing waits
 * longer than LINGER_MS for it. Figures: docs/benchmarks.md.
 */
import type { Client, Send } from './client.ts';

export const GATHER_MS = 80;
/** The rest between two turns of a busy relay. */
export const LINGER_MS = 10;
/** So many messages come in, and it is busy: below that a rest would wake the thread more often than they do. */
const BUSY_PER_SECOND = 400;
/** Prompt writes: so many at once (somebody joins, everybody signals), and so many a second in the long run. */
const PROMPT_BURST = 60;
const PROMPT_PER_SECOND = 2;
/** Below this, copying into one buffer is cheaper than handing the kernel a list. */
const COPY_BYTES = 16 * 1024;
const OPEN = 1;

export const INITIAL_PROMPTNESS = PROMPT_BURST;

export type Outbox = {
  readonly send: Send;
  /** From now on. */
  readonly limit: (waitingBytesPerSocket: number) => void;
  /** A message has come in. */
  readonly note: () => void;
  readonly close: () => void;
};

export type OutboxOptions = {
  readonly nowMs: () => number;
  readonly waitingBytesPerSocket: number;
  readonly onSlow: (client: Client) => void;
  readonly gatherMs?: number;
  /** Holds the whole thread. */
  readonly rest?: (ms: number) => void;
};

const createRest = (): ((ms: number) => void) => {
  const never = new Int32Array(new SharedArrayBuffer(4));
  return (ms) => void Atomics.wait(never, 0, 0, ms);
};

const write = (client: Client): void => {
  const { waiting, stream } = client;
  const size = client.waitingBytes;
  client.waiting = [];
  client.waitingBytes = 0;
  const [first] = waiting;
  if (client.socket.readyState !== OPEN || first === undefined) return;
  if (waiting.length === 1) stream.write(first);
  else if (size <= COPY_BYTES) stream.write(Buffer.concat(waiting, size));
  else {
    stream.cork();
    for (const frame of waiting) stream.write(frame);
    stream.uncork();
  }
};

export const createOutbox = (options: OutboxOptions): Outbox => {
  const { nowMs, onSlow, gatherMs = GATHER_MS, rest = createRest() } = options;
  let mayWait = options.waitingBytesPerSocket;
  let soon: Client[] = [];
  let gathered: Client[] = [];
  let immediate: NodeJS.Immediate | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isDue = false;
  let isBusy = false;
  let noted = 0;
  let notedSinceMs = nowMs();

  const flushSoon = (): void => {
    const clients = soon;
    soon = [];
    clients.forEach(write);
  };
  const flushGathered = (): void => {
    isDue = false;
    const clients = gathered;
    gathered = [];
    clients.forEach(write);
  };
  const judge = (): void => {
    const now = nowMs();
    if (now - notedSinceMs < gatherMs) return;
    isBusy = noted * 1000 >= BUSY_PER_SECOND * (now - notedSinceMs);
    noted = 0;
    notedSinceMs = now;
  };
  /** After the sockets have been read: what came in this turn goes out in it. */
  const turn = (): void => {
    immediate = null;
    flushSoon();
    if (isDue) flushGathered();
    if (gatherMs === 0) return;
    judge();
    if (!isBusy) return;
    rest(LINGER_MS);
    immediate = setImmediate(turn);
  };

  const startFlush = (): void => {
    timer = null;
    isDue = true;
    immediate ??= setImmediate(turn);
  };

  const isPrompt = (client: Client): boolean => {
    const now = nowMs();
    client.promptness = Math.min(PROMPT_BURST, client.promptness + ((now - client.promptAtMs) / 1000) * PROMPT_PER_SECOND);
    client.promptAtMs = now;
    if (client.promptness < 1) return false;
    client.promptness -= 1;
    return true;
  };

  return {
    send: (client, frame) => {
      const isFirst = client.waiting.length === 0;
      // Asked once for all that gathers: nothing is written in between, and what is not touched costs nothing.
      if (isFirst) {
        if (client.socket.readyState !== OPEN) return;
        client.unsentBytes = client.stream.writableLength;
      }
      if (client.waitingBytes + client.unsentBytes + frame.length > mayWait) {
        client.waiting = [];
        client.waitingBytes = 0;
        onSlow(client);
        return;
      }
      client.waiting.push(frame);
      client.waitingBytes += frame.length;
      if (!isFirst) return;
      if (gatherMs === 0 || isPrompt(client)) {
        soon.push(client);
        immediate ??= setImmediate(turn);
      } else {
        gathered.push(client);
        timer ??= setTimeout(startFlush, isBusy ? gatherMs - LINGER_MS / 2 : gatherMs);
      }
    },
    limit: (bytes) => {
      mayWait = bytes;
    },
    note: () => {
      noted += 1;
    },
    close: () => {
      if (immediate !== null) clearImmediate(immediate);
      if (timer !== null) clearTimeout(timer);
      flushSoon();
      flushGathered();
    },
  };
};
