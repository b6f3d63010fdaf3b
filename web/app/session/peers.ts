/**
 * The linked peers of a place and what each has told about itself over the control channel. Parses and rate-limits what
 * comes in, and hands it on; decides nothing. A peer without a profile stands in the lobby: linked, but not inside.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import { type ControlMessage, type ControlMessageOf, encodeControl, parseControl } from '../../../domain/wire/control.ts';
import type { PeerLink } from '../../../transports/place-link.ts';
import type { MediaWays } from '../../media/media.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

/** Nobody's honest client says more than this; beyond it messages are dropped. */
const MESSAGES_PER_SECOND = 30;
const MESSAGES_BURST = 120;

export type Peer = {
  readonly link: PeerLink;
  readonly profile: ControlMessageOf<'profile'> | null;
  readonly sends: { readonly mic: boolean; readonly cam: boolean; readonly screen: boolean };
  /** How it wants to get my media; null: it has not said yet. */
  readonly way: MediaWays | null;
  /** How high it shows my pictures, in device pixels; null is not known. */
  readonly shown: { readonly camera: number | null; readonly screen: number | null };
  readonly handUp: boolean;
  readonly typingUntilMs: number;
};

export type Peers = {
  readonly all: ReadonlySignal<ReadonlyMap<PeerId, Peer>>;
  readonly add: (link: PeerLink) => void;
  readonly remove: (id: PeerId) => void;
  readonly change: (id: PeerId, change: Partial<Omit<Peer, 'link'>>) => void;
  readonly send: (id: PeerId, message: ControlMessage) => boolean;
  readonly broadcast: (message: ControlMessage, to?: (peer: Peer) => boolean) => void;
  /** @returns the message if it is one and within its limits. */
  readonly receive: (id: PeerId, frame: unknown, nowMs: number) => ControlMessage | null;
  /** Frames that were refused since the start. */
  readonly refused: () => number;
};

const silent = { mic: false, cam: false, screen: false };

export const createPeers = (): Peers => {
  const all = signal<ReadonlyMap<PeerId, Peer>>(new Map());
  const limits = new Map<PeerId, RateLimit>();
  let refused = 0;
  const send = (id: PeerId, message: ControlMessage): boolean => all.peek().get(id)?.link.send('control', encodeControl(message)) ?? false;
  return {
    all,
    add: (link) => {
      limits.set(link.peerId, createRateLimit(MESSAGES_PER_SECOND, MESSAGES_BURST));
      all.value = new Map(all.peek()).set(link.peerId, {
        link,
        profile: null,
        sends: silent,
        way: null,
        shown: { camera: null, screen: null },
        handUp: false,
        typingUntilMs: 0,
      });
    },
    remove: (id) => {
      limits.delete(id);
      const next = new Map(all.peek());
      if (next.delete(id)) all.value = next;
    },
    change: (id, change) => {
      const peer = all.peek().get(id);
      if (peer !== undefined) all.value = new Map(all.peek()).set(id, { ...peer, ...change });
    },
    send,
    broadcast: (message, to = () => true) => {
      const frame = encodeControl(message);
      for (const peer of all.peek().values()) if (to(peer)) peer.link.send('control', frame);
    },
    receive: (id, frame, nowMs) => {
      const message = limits.get(id)?.take(nowMs) === true ? parseControl(frame) : null;
      if (message === null) refused++;
      return message;
    },
    refused: () => refused,
  };
};
