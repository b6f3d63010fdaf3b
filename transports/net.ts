/**
 * A signaling network as the strategy sees it: it moves short strings between topics and knows nothing of peers,
 * connections or keys. The tracker is the exception: it cannot address topics, so it ships ready offers.
 */
import type { OfferRecord } from '@trystero-p2p/core';
import type { NetworkEndpoint, NetworkName } from '../domain/config/public-config.ts';
import type { NetworkState } from './place-link.ts';
import type { SocketWorld } from './socket.ts';

/** alone: no links · lead: lowest id among its neighbours, heals splits · quiet: everybody else once meshed. */
export type Role = 'alone' | 'lead' | 'quiet';
export type Publish = (topic: string, payload: string) => void;

/** What a tracker hands over that no other network can: an answer to an offer that was made ahead. */
export type TrackerSignal =
  | { readonly peerId: string; readonly offer: string }
  | { readonly peerId: string; readonly answer: string; readonly peer: OfferRecord['peer'] };

export type NetIo = {
  readonly selfId: string;
  readonly rootTopic: string;
  readonly selfTopic: string;
  readonly role: () => Role;
  readonly isLinked: (peerId: string) => boolean;
  readonly linkCount: () => number;
  /** Somebody was introduced a moment ago and is being linked. */
  readonly isMeeting: () => boolean;
  /** … by another server's word than this network's. */
  readonly isMeetingElsewhere: () => boolean;
  /** Something arrived on a topic; unparsed. */
  readonly receive: (topic: string, payload: string, reply: Publish) => void;
  /** @returns false if the peer is not to be talked to. */
  readonly receiveTracked: (signal: TrackerSignal, reply: Publish) => boolean;
  /** Offers whose candidates are already inside. */
  readonly gatheredOffers: (count: number) => Promise<OfferRecord[]>;
  /** The network can be used (again): say hello now. */
  readonly opened: () => void;
  readonly changed: () => void;
};

export type NetTraffic = {
  readonly state: NetworkState;
  readonly retryAtMs: number | null;
  readonly sent: number;
  readonly received: number;
};

export type Net = {
  readonly kind: NetworkName;
  /** Makes oneself known to whoever listens there. */
  readonly announce: (role: Role) => void;
  readonly publish: Publish;
  readonly traffic: () => NetTraffic;
  readonly retryNow: () => void;
  readonly close: () => void;
};

export type MakeNet = (endpoint: { readonly url: string }, io: NetIo, world: SocketWorld) => Net;

export const hello = (selfId: string): string => JSON.stringify({ peerId: selfId });

/** `self` is the server that the page came from; @param pageUrl `location.href` */
export const resolveEndpointUrl = (endpoint: Pick<NetworkEndpoint, 'url'>, pageUrl: string): string => {
  if (endpoint.url !== 'self') return endpoint.url;
  const page = new URL(pageUrl);
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/`;
};

/** Remembers the last `size` ids. @returns a function that says whether an id is new. */
export const createSeen = (size: number): ((id: string) => boolean) => {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > size) seen.delete(seen.values().next().value!);
    return true;
  };
};
