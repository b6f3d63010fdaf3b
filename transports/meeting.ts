/**
 * All networks as the "relays" of ONE trystero strategy: one peer state, one connection per pair, whichever network is
 * first. Trystero gets a fixed row of slots; networks come into them and leave them while the room stays open. Every
 * signal is parsed and admitted here before trystero sees it. Announcing is ours (`announcer.ts`), not trystero's.
 */
import { createStrategy, libName, type OfferRecord, type Room, sha1, type StrategyOnMessage } from '@trystero-p2p/core';
import * as v from 'valibot';
import type { Clock } from './clock.ts';
import type { Net, NetIo, Publish, Role } from './net.ts';
import type { Connections } from './patio-connection.ts';
import type { HandshakeReceiver, HandshakeSender } from './shake.ts';

/** Sixteen configured networks and the mesh. */
export const SLOTS = 17;
const APP_ID = 'patio';
/** Trystero's own limit; ours (`shake.ts`) ends first and knows why. */
const ROOM_HANDSHAKE_TIMEOUT_MS = 15_000;
/** Trystero says an offer again when a greeting comes 0.9 of this later; by itself it would wait 4.8 s. */
const OFFER_AGAIN_MS = 1_400;
const MAX_HELD = 512;
const MAX_SIGNAL_LENGTH = 60_000;

const PEER_ID = /^[0-9A-Za-z]{20}$/;
export const isPeerId = (text: string): boolean => PEER_ID.test(text);
const text = (length: number) => v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(length)));
/** Unknown members are dropped: trystero would act on some that only our own tracker code may set. */
const SignalSchema = v.object({
  peerId: v.pipe(v.string(), v.regex(PEER_ID)),
  offerId: text(64),
  offer: text(40_000),
  answer: text(40_000),
  candidate: text(8_000),
  sealed: text(MAX_SIGNAL_LENGTH),
});

const parseSignal = (payload: string): v.InferOutput<typeof SignalSchema> | null => {
  if (payload.length > MAX_SIGNAL_LENGTH) return null;
  try {
    const result = v.safeParse(SignalSchema, JSON.parse(payload));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};

export type SignalStep = 'hello' | 'offer' | 'answer' | 'candidate';

export type MeetingOptions = {
  readonly topic: string;
  readonly password: string;
  readonly selfId: string;
  readonly connections: Connections;
  readonly role: () => Role;
  readonly isLinked: (peerId: string) => boolean;
  readonly linkCount: () => number;
  readonly isMeeting: () => boolean;
  readonly isMeetingElsewhere: (route: string) => boolean;
  /** Something was said to this peer in answer to a signal. */
  readonly onReply: (peerId: string) => void;
  /** May this signal reach trystero, which then makes connections? @param route names the network */
  readonly admit: (peerId: string, route: string, step: SignalStep) => boolean;
  /** How long a greeting may wait because another network has just introduced this peer: 0 is not at all. */
  readonly holdBackMs: (peerId: string, route: string) => number;
  readonly clock: Clock;
  readonly onSealed: (peerId: string, sealed: string) => void;
  readonly shake: (peerId: string, send: HandshakeSender, receive: HandshakeReceiver) => Promise<void>;
  readonly onWrongPassword: (peerId: string) => void;
};

export type Meeting = {
  readonly room: Room;
  /** @returns null if all slots are taken. */
  readonly attach: (
    route: string,
    make: (io: NetIo) => Net,
    on: { readonly opened: (net: Net) => void; readonly changed: () => void },
  ) => Net | null;
  readonly detach: (net: Net) => void;
  readonly nets: () => readonly Net[];
  /** Where a peer listens. */
  readonly topicOf: (peerId: string) => Promise<string>;
  /** To one peer, over every network that can address it. */
  readonly publishTo: (peerId: string, payload: string) => Promise<void>;
};

type Slot = {
  readonly index: number;
  net: Net | null;
  isTimed: boolean;
  onMessage: StrategyOnMessage;
  offers: (count: number) => Promise<OfferRecord[]>;
};

export const openMeeting = async (options: MeetingOptions): Promise<Meeting> => {
  const { selfId, connections } = options;
  const slots: Slot[] = Array.from({ length: SLOTS }, (_, index) => ({
    index,
    net: null,
    isTimed: false,
    onMessage: () => {},
    offers: async () => [],
  }));
  // The password is part of the room's name, from which trystero makes the key: as a password of its own it would cost
  // a round trip, to prove what the handshake proves anyway. Networks see a hash of the name.
  const roomId = `${options.topic}.${options.password}`;
  const topicOf = (peerId: string): Promise<string> => sha1([libName, APP_ID, roomId, peerId].join('@'));
  const [rootTopic, selfTopic] = await Promise.all([sha1([libName, APP_ID, roomId].join('@')), topicOf(selfId)]);

  const subscribed = new Set<number>();
  let allSubscribed = (): void => {};
  const ready = new Promise<void>((resolve) => {
    allSubscribed = resolve;
  });
  const join = createStrategy<Slot>({
    init: () => slots,
    subscribe: (slot, _root, _self, onMessage, getOffers) => {
      slot.onMessage = onMessage;
      slot.offers = getOffers;
      if (subscribed.add(slot.index).size === SLOTS) allSubscribed();
      return () => {
        slot.onMessage = () => {};
      };
    },
    // once: its only effect is that an offer which nobody answered may be said again soon; then silence
    announce: (slot) => {
      if (slot.isTimed) return { stopAnnouncing: true };
      slot.isTimed = true;
      return OFFER_AGAIN_MS;
    },
  });
  const room = connections.withoutPool(() =>
    join(
      { appId: APP_ID, rtcPolyfill: connections.Polyfill, relayConfig: { manualReconnection: true, warnOnRelayFailure: false } },
      roomId,
      {
        onPeerHandshake: (peerId, send, receive) => options.shake(peerId, (data) => send(data), receive),
        handshakeTimeoutMs: ROOM_HANDSHAKE_TIMEOUT_MS,
        onJoinError: ({ error, peerId }) => {
          if (error.startsWith('incorrect room password')) options.onWrongPassword(peerId);
        },
      },
    ),
  );
  await ready;

  /** Trystero's handlers are asynchronous; what goes wrong in them with a hostile signal stays there. */
  const pass = (slot: Slot, topic: string, message: Record<string, unknown>, reply: Publish): void => {
    void Promise.resolve(slot.onMessage(topic, message, reply)).catch(() => {});
  };

  const held = new Set<string>();
  const ioFor = (slot: Slot, route: string, on: { readonly opened: () => void; readonly changed: () => void }): NetIo => ({
    selfId,
    rootTopic,
    selfTopic,
    role: options.role,
    isLinked: options.isLinked,
    linkCount: options.linkCount,
    isMeeting: options.isMeeting,
    isMeetingElsewhere: () => options.isMeetingElsewhere(route),
    receive: (topic, payload, send) => {
      if (topic !== rootTopic && topic !== selfTopic) return;
      const signal = parseSignal(payload);
      if (signal === null || signal.peerId === selfId) return;
      const { sealed, ...message } = signal;
      if (sealed !== undefined) return options.onSealed(signal.peerId, sealed);
      const step = message.offer ? 'offer' : message.answer ? 'answer' : message.candidate ? 'candidate' : 'hello';
      const reply: Publish = (to, answer) => {
        options.onReply(signal.peerId);
        send(to, answer);
      };
      const go = (): void => {
        if (options.admit(signal.peerId, route, step)) pass(slot, topic, message, reply);
      };
      const waitMs = step === 'hello' ? options.holdBackMs(signal.peerId, route) : 0;
      if (waitMs === 0) return go();
      const key = `${signal.peerId} ${slot.index}`;
      if (held.has(key) || held.size >= MAX_HELD) return;
      held.add(key);
      options.clock.after(waitMs, () => {
        held.delete(key);
        go();
      });
    },
    receiveTracked: (signal, reply) => {
      if (!options.admit(signal.peerId, route, 'answer' in signal ? 'answer' : 'offer')) return false;
      pass(slot, rootTopic, signal, reply);
      return true;
    },
    gatheredOffers: (count) => connections.gathered(() => slot.offers(count)),
    ...on,
  });

  return {
    room,
    attach: (route, make, on) => {
      const slot = slots.find(({ net }) => net === null);
      if (slot === undefined) return null;
      // a socket opens later than it is made, so `net` is there by then
      const net = make(ioFor(slot, route, { opened: () => on.opened(net), changed: on.changed }));
      slot.net = net;
      return net;
    },
    detach: (net) => {
      for (const slot of slots) if (slot.net === net) slot.net = null;
      net.close();
    },
    nets: () => slots.flatMap(({ net }) => (net === null ? [] : [net])),
    topicOf,
    publishTo: async (peerId, payload) => {
      const topic = await topicOf(peerId);
      for (const { net } of slots) if (net !== null) net.publish(topic, payload);
    },
  };
};
