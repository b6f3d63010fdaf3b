/**
 * Patio's own channels on a connection, beside trystero's: three lanes for the app and one (`link`) for this folder.
 * They are negotiated in advance with fixed ids and made before the connection opens, on both sides, so nothing that is
 * sent once they are open can be lost. Until the peer is verified nothing is delivered: what arrives early waits in a
 * small buffer. Knows nothing of what is said.
 */
import type { Clock } from './clock.ts';
import { Lane } from './place-link.ts';

export type Channel = Lane | 'link';
const CHANNELS: readonly (readonly [Channel, RTCDataChannelInit])[] = [
  [Lane.Presence, { id: 101, ordered: false, maxRetransmits: 0 }],
  [Lane.Control, { id: 102 }],
  [Lane.Bulk, { id: 103 }],
  ['link', { id: 104 }],
];

export const PRESENCE_BUFFER_BYTES = 16 * 1024;
export const CONTROL_BUFFER_BYTES = 1024 * 1024;
/** High-water mark of the bulk lane: more would only wait in the sender's queue, in front of everything that comes after. */
export const BULK_BUFFER_BYTES = 64 * 1024;
export const MAX_FRAME_BYTES = 64 * 1024;
/** In a crowd whoever was verified first passes on introductions for everybody at once. */
const EARLY_MESSAGES = 512;
const EARLY_BYTES = 512 * 1024;

const bufferLimit: Readonly<Record<Channel, number>> = {
  presence: PRESENCE_BUFFER_BYTES,
  control: CONTROL_BUFFER_BYTES,
  bulk: BULK_BUFFER_BYTES,
  link: CONTROL_BUFFER_BYTES,
};

export const frameBytes = (data: string | ArrayBuffer): number => (typeof data === 'string' ? data.length : data.byteLength);

export type Lanes = {
  /** Resolves true when all are open, false if they are not within `timeoutMs`. */
  readonly opened: (timeoutMs: number) => Promise<boolean>;
  readonly send: (channel: Channel, data: string | ArrayBuffer) => boolean;
  /** @see PeerLink.bulkReady. Rejects with the signal's reason, or when the lane closes. */
  readonly bulkReady: (signal?: AbortSignal) => Promise<void>;
  /** Begins delivery, first of what came early. */
  readonly deliver: (receive: (channel: Channel, data: string | ArrayBuffer) => void) => void;
};

export const openLanes = (connection: RTCPeerConnection, clock: Clock): Lanes => {
  const early: (readonly [Channel, string | ArrayBuffer])[] = [];
  let earlyBytes = 0;
  let receive = (channel: Channel, data: string | ArrayBuffer): void => {
    earlyBytes += frameBytes(data);
    if (early.length < EARLY_MESSAGES && earlyBytes <= EARLY_BYTES) early.push([channel, data]);
  };
  const channels = new Map<Channel, RTCDataChannel>();
  for (const [name, init] of CHANNELS) {
    const channel = connection.createDataChannel(name, { ...init, negotiated: true });
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const expected = name === Lane.Control || name === 'link' ? typeof data === 'string' : data instanceof ArrayBuffer;
      if (expected && frameBytes(data as string | ArrayBuffer) <= MAX_FRAME_BYTES) receive(name, data as string | ArrayBuffer);
    });
    channels.set(name, channel);
  }
  const bulk = channels.get(Lane.Bulk)!;
  bulk.bufferedAmountLowThreshold = BULK_BUFFER_BYTES / 2;

  const isOpen = (): boolean => [...channels.values()].every((channel) => channel.readyState === 'open');

  return {
    opened: (timeoutMs) =>
      new Promise((resolve) => {
        if (isOpen()) return resolve(true);
        const finish = (): void => {
          stopTimer();
          for (const channel of channels.values()) channel.removeEventListener('open', check);
          resolve(isOpen());
        };
        const check = (): void => {
          if (isOpen()) finish();
        };
        const stopTimer = clock.after(timeoutMs, finish);
        for (const channel of channels.values()) channel.addEventListener('open', check);
      }),
    send: (name, data) => {
      const channel = channels.get(name)!;
      const bytes = frameBytes(data);
      if (channel.readyState !== 'open' || bytes > MAX_FRAME_BYTES || channel.bufferedAmount + bytes > bufferLimit[name] + MAX_FRAME_BYTES)
        return false;
      if (channel.bufferedAmount > bufferLimit[name]) return false;
      try {
        if (typeof data === 'string') channel.send(data);
        else channel.send(data);
        return true;
      } catch {
        return false; // closed between the check and the call
      }
    },
    bulkReady: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        if (bulk.readyState !== 'open') return reject(new Error('The bulk lane is closed'));
        if (bulk.bufferedAmount < BULK_BUFFER_BYTES) return resolve();
        const over = new AbortController();
        const finish = (settle: () => void) => (): void => {
          over.abort();
          settle();
        };
        const listen = { signal: over.signal };
        bulk.addEventListener('bufferedamountlow', finish(resolve), listen);
        bulk.addEventListener(
          'close',
          finish(() => reject(new Error('The bulk lane is closed'))),
          listen,
        );
        signal?.addEventListener(
          'abort',
          finish(() => reject(signal.reason as Error)),
          listen,
        );
      }),
    deliver: (next) => {
      receive = next;
      for (const [channel, data] of early.splice(0)) next(channel, data);
    },
  };
};
