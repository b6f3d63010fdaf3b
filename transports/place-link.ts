/**
 * The contract of this folder: one place, joined over several signaling networks at once, as a set of verified links.
 * Knows nothing of avatars, zones or media content. `openPlaceLink` is in `open-place-link.ts`.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import type { NetworkEndpoint, NetworkName } from '../domain/config/public-config.ts';
import type { IdentityId, PeerId, PlaceId } from '../domain/ids.ts';
import type { DeviceSigner } from '../domain/place/device.ts';
import type { RelayDesk } from './relay-desk.ts';

export const Lane = { Presence: 'presence', Control: 'control', Bulk: 'bulk' } as const;
/** presence: unordered, no retransmit, ArrayBuffer · control: reliable, ordered, text · bulk: reliable, ArrayBuffer. */
export type Lane = (typeof Lane)[keyof typeof Lane];

/** up: heard from the server · mute: connected, but it never answered · down: waiting to try again · off: switched off. */
export type NetworkState = 'up' | 'mute' | 'connecting' | 'down' | 'off';
export type NetworkStatus = {
  readonly kind: NetworkName;
  readonly url: string;
  readonly courtesy: boolean;
  readonly state: NetworkState;
  /** When the next attempt is due, in `performance.now()` ms; null unless down. */
  readonly retryAtMs: number | null;
  readonly sent: number;
  readonly received: number;
  /** How many of the present links this network introduced first. */
  readonly introduced: number;
};

/** The fixed media lines of a link, negotiated once; only `sender.replaceTrack` is ever called on them. */
export type MediaLines = { readonly audio: RTCRtpTransceiver; readonly camera: RTCRtpTransceiver; readonly screen: RTCRtpTransceiver };

export type IcePath = 'direct' | 'same-network' | 'relayed' | 'unknown';
/** Counts of RTP packets over the last ten seconds: they can be summed over links and people, where ratios cannot. */
export type PacketCount = { readonly lost: number; readonly expected: number };

/** What the link measures once a second. Rates in kbit/s; loss in per cent over the last 10 s, of received audio. */
export type LinkStats = {
  readonly path: IcePath;
  readonly protocol: 'udp' | 'tcp' | null;
  readonly rttMs: number | null;
  readonly lossPercent: number | null;
  readonly sendKbps: number;
  readonly receiveKbps: number;
  /** Sound that I received, and what I sent as the other side reports it. */
  readonly audioDown: PacketCount;
  readonly audioUp: PacketCount;
  /** Pictures that came, and those of them that were thrown away before they were shown: frames, not packets. */
  readonly pictures: PacketCount;
  readonly encodeMsPerSecond: number;
  /** Why the encoder sends less than it may. */
  readonly encodeLimit: 'none' | 'cpu' | 'bandwidth';
  /** What the browser takes this link's uplink for; null where it does not say. */
  readonly availableKbps: number | null;
};

/** A verified peer: it knows the place secret, owns its identity, and signed this very connection. */
export type PeerLink = {
  readonly peerId: PeerId;
  readonly identity: IdentityId;
  readonly introducedBy: NetworkName;
  /** `performance.now()` at which the lanes opened. */
  readonly linkedAtMs: number;
  readonly connection: RTCPeerConnection;
  /** null until the lines are negotiated (a few ms after the link). */
  readonly lines: ReadonlySignal<MediaLines | null>;
  readonly stats: ReadonlySignal<LinkStats>;
  /** connected · interrupted: ICE is being restarted, data may return. */
  readonly health: ReadonlySignal<'connected' | 'interrupted'>;
  /** @returns false if the lane is not open or its buffer is full (presence drops above 16 kB; control is queued up to 1 MB). */
  readonly send: (lane: Lane, data: string | ArrayBuffer) => boolean;
  /** Resolves when the bulk lane has room again (high-water mark 64 kB, frames of at most 64 kB). */
  readonly bulkReady: (signal?: AbortSignal) => Promise<void>;
  /** Restart ICE by hand (the person pressed "try again"). */
  readonly restartIce: () => void;
};

/** Somebody who was heard of but is not linked: unwanted, still dialling, or failing. */
export type KnownPeer = {
  readonly peerId: PeerId;
  readonly status: 'heard' | 'dialling' | 'failing';
  /** Failing only: when the next try is due, `performance.now()` ms. */
  readonly retryAtMs: number | null;
  readonly attempts: number;
};

/** Handshakes that were refused since the link was opened, by reason. */
export type Refusals = {
  readonly secret: number;
  readonly identity: number;
  readonly fingerprint: number;
  readonly malformed: number;
  readonly late: number;
  readonly banned: number;
};

export type PlaceLinkEvents = {
  /** Called once a peer is verified and its lanes are ready in both directions. */
  readonly onLinked?: (link: PeerLink) => void;
  /** @param isGone they left or died; otherwise they may well be here, but one of us is no longer interested in the other */
  readonly onUnlinked?: (peerId: PeerId, isGone: boolean) => void;
  readonly onMessage?: (peerId: PeerId, lane: Lane, data: string | ArrayBuffer) => void;
};

export type PlaceLinkOptions = PlaceLinkEvents & {
  readonly placeId: PlaceId;
  /** The 32 bytes of the link's fragment. Topics and the signaling password are derived from it by HKDF. */
  readonly secret: Uint8Array;
  readonly signer: DeviceSigner;
  readonly networks: readonly NetworkEndpoint[];
  readonly iceServers: readonly RTCIceServer[];
  /** Only use relayed candidates: hides the own address from peers; needs a TURN server. */
  readonly relayOnly: boolean;
  /** Identities that may not link. */
  readonly isBanned?: (identity: IdentityId) => boolean;
};

export type PlaceLink = {
  readonly selfId: PeerId;
  readonly networks: ReadonlySignal<readonly NetworkStatus[]>;
  readonly links: ReadonlySignal<ReadonlyMap<PeerId, PeerLink>>;
  readonly known: ReadonlySignal<ReadonlyMap<PeerId, KnownPeer>>;
  readonly refusals: ReadonlySignal<Refusals>;
  /** What the relay does for members, if there is one. TURN credentials are fetched from it and used without being asked. */
  readonly desk: RelayDesk;
  /** What a connection that begins now may use, the relay's TURN included: for a server of media, too. */
  readonly iceServers: () => readonly RTCIceServer[];
  /** Bounds the mesh: only wanted peers are dialled or answered, others are dropped. Everyone is wanted at first. */
  readonly setWanted: (want: (peer: PeerId) => boolean) => void;
  /** Somebody was heard of through a roster: dial them through the mesh if they are wanted. */
  readonly heardOf: (peer: PeerId) => void;
  /** Replaces networks, ICE servers and the relay-only switch; present links stay. */
  readonly reconfigure: (change: Partial<Pick<PlaceLinkOptions, 'networks' | 'iceServers' | 'relayOnly'>>) => void;
  /** The person pressed "try again", the tab became visible, or the machine came online: every network at once. */
  readonly retryNow: () => void;
  /** Says goodbye and closes everything. */
  readonly close: () => Promise<void>;
};
