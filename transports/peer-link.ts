/**
 * One verified peer: the lanes, the fixed media lines, the heartbeat and the figures of its connection, behind the
 * contract's `PeerLink`. Decides that a link is over; does not decide about new ones.
 */
import { signal } from '@preact/signals-core';
import type { NetworkName } from '../domain/config/public-config.ts';
import type { PeerId } from '../domain/ids.ts';
import type { Clock } from './clock.ts';
import type { VerifiedPeer } from './handshake.ts';
import type { Lanes } from './lanes.ts';
import { NO_STATS, readStats, type StatsEntry, type StatsHistory } from './link-stats.ts';
import { type LinkMessage, type NegotiationMessage, parseLinkMessage, parseNegotiation } from './link-wire.ts';
import type { MeshFrame } from './mesh-net.ts';
import { createNegotiation } from './negotiation.ts';
import { createSeen } from './net.ts';
import type { Lane, LinkStats, PeerLink } from './place-link.ts';
import { createPulse } from './pulse.ts';
import { createSealer } from './sealer.ts';

export type LinkEnd = 'bye' | 'silent' | 'violation';

export type PeerLinkOptions = {
  readonly selfId: string;
  readonly peerId: PeerId;
  readonly verified: VerifiedPeer;
  readonly introducedBy: NetworkName;
  readonly connection: RTCPeerConnection;
  readonly lanes: Lanes;
  readonly clock: Clock;
  /** Through the networks, for when the link itself is interrupted. */
  readonly publishSealed: (sealed: string) => void;
  readonly onMesh: (frame: MeshFrame) => void;
  readonly onMessage: (lane: Lane, data: string | ArrayBuffer) => void;
  readonly onEnd: (why: LinkEnd) => void;
};

export type OpenLink = {
  readonly link: PeerLink;
  /** Messages flow from here on; before, they wait. */
  readonly start: () => void;
  /** Negotiates the media lines; costs some 10 ms of processor, so not while others are being linked. */
  readonly startLines: () => void;
  readonly say: (message: LinkMessage) => boolean;
  readonly receiveSealed: (sealed: string) => void;
  readonly measure: () => Promise<void>;
  readonly close: () => void;
};

export const createPeerLink = (options: PeerLinkOptions): OpenLink => {
  const { selfId, peerId, connection, lanes, clock } = options;
  const stats = signal<LinkStats>(NO_STATS);
  const health = signal<'connected' | 'interrupted'>('connected');
  const sealer = createSealer(options.verified.pairKey, selfId, peerId);
  const isNewNote = createSeen(128);
  let history: StatsHistory = [];
  let measuring = false;
  let closed = false;

  const say = (message: LinkMessage): boolean => lanes.send('link', JSON.stringify(message));

  const negotiate = (message: NegotiationMessage): void => {
    say(message);
    if (health.value === 'interrupted') void sealer.seal(JSON.stringify(message)).then(options.publishSealed);
  };

  const negotiation = createNegotiation({
    connection,
    makesOffers: selfId < peerId,
    fingerprint: options.verified.fingerprint,
    send: negotiate,
    onViolation: () => options.onEnd('violation'),
  });

  const pulse = createPulse({
    clock,
    ping: () => say({ t: 'ping' }),
    onInterrupted: () => {
      health.value = 'interrupted';
      negotiation.repeat();
      negotiation.restartIce();
    },
    onRestored: () => {
      health.value = 'connected';
    },
    onDead: () => options.onEnd('silent'),
  });

  const receiveLinkMessage = (text: string): void => {
    const message = parseLinkMessage(text);
    if (message === null || message.t === 'ping') return;
    if (message.t === 'mesh') options.onMesh(message);
    else if (message.t === 'bye') options.onEnd('bye');
    else negotiation.receive(message);
  };

  const readNote = async (sealed: string): Promise<void> => {
    const text = await sealer.open(sealed);
    const message = text === null ? null : parseNegotiation(text);
    if (message !== null && !closed) negotiation.receive(message);
  };

  const link: PeerLink = {
    peerId,
    identity: options.verified.identity,
    introducedBy: options.introducedBy,
    linkedAtMs: clock.now(),
    connection,
    lines: negotiation.lines,
    stats,
    health,
    send: lanes.send,
    bulkReady: lanes.bulkReady,
    restartIce: negotiation.restartIce,
  };

  return {
    link,
    start: () => {
      lanes.deliver((channel, data) => {
        if (closed) return;
        pulse.heard();
        if (channel !== 'link') options.onMessage(channel, data);
        else if (typeof data === 'string') receiveLinkMessage(data);
      });
    },
    startLines: negotiation.start,
    say,
    receiveSealed: (sealed) => {
      if (!isNewNote(sealed)) return;
      void readNote(sealed);
    },
    measure: async () => {
      if (measuring || closed) return;
      measuring = true;
      try {
        const report = (await connection.getStats()) as unknown as ReadonlyMap<string, StatsEntry>;
        const read = readStats(report, history, clock.now());
        history = read.history;
        if (!closed) stats.value = read.stats;
      } finally {
        measuring = false;
      }
    },
    close: () => {
      closed = true;
      pulse.stop();
      connection.onnegotiationneeded = null;
      connection.onicecandidate = null;
    },
  };
};
