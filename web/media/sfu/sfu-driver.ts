/**
 * The contract between a room and whatever server forwards its media. Knows tracks, people and kinds; not tokens' insides,
 * not the product that answers, not who should be heard. A connection is used once: a lost one is replaced by a new one.
 * Whatever is published is encrypted here with a key that the server never sees, and what cannot be decrypted is never
 * played. The driver we ship is `livekit-driver.ts`, loaded only when a room moves up; a second one, for Janus, keeps this
 * contract from being LiveKit's, and `tests/sfu` holds both to it.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import type { LineName, OwnTracks } from '../line-plan.ts';

export type MediaKind = LineName;

/** `receiver` answers for what arrived (its stats are the proof that media flows); null where a driver has none. */
export type SfuTrack = { readonly track: MediaStreamTrack; readonly receiver: RTCRtpReceiver | null };

/** Which kinds of a remote I want. Heights in device pixels as displayed; 0 = not at all. */
export type SfuWant = { readonly audio: boolean; readonly camera: number; readonly screen: number };

/**
 * connecting → open → lost or closed. Open is to be in the room: some drivers have no path for media before something is
 * published or wanted. Lost is final.
 */
export type SfuState = 'connecting' | 'open' | 'lost' | 'closed';

/** Counts since the connection began, never ratios; null while unknown. */
export type SfuStats = {
  readonly audioUp: { readonly lost: number; readonly expected: number };
  readonly audioDown: { readonly lost: number; readonly expected: number };
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly rttMs: number | null;
  /** Is some end of the path to the server a TURN relay? */
  readonly relayed: boolean | null;
};

export type SfuConnection = {
  /** Which kinds go this way at all; the others stay with the mesh. Left out: all. */
  readonly kinds?: ReadonlySet<MediaKind>;
  readonly state: ReadonlySignal<SfuState>;
  /** Who is in this SFU room, and which kinds they publish there now (un-muted, really sending). Never myself. */
  readonly participants: ReadonlySignal<ReadonlyMap<PeerId, ReadonlySet<MediaKind>>>;
  /** Tracks that arrived: subscribed, and decrypted by a key of this room. */
  readonly remote: ReadonlySignal<ReadonlyMap<PeerId, Partial<Readonly<Record<MediaKind, SfuTrack>>>>>;
  /** Makes what is sent equal to these; null = nothing at all, not even silence. Tracks are neither stopped nor disabled. */
  readonly publish: (tracks: OwnTracks) => void;
  /**
   * Makes those whom the server gives my media to equal to these; whoever is not named is refused it, however valid their
   * token. Default: nobody. Each call names all of them; whoever asked too early is served once they are named.
   */
  readonly allow: (peers: ReadonlySet<PeerId>) => void;
  /** Makes the subscriptions equal to these; whoever is not named is not received. Default: nobody. */
  readonly want: (wanted: ReadonlyMap<PeerId, SfuWant>) => void;
  readonly stats: () => Promise<SfuStats>;
  readonly close: () => Promise<void>;
};

export type SfuConnectOptions = {
  readonly url: string;
  readonly token: string;
  /**
   * A fresh token of the same kind; null where there is none. Some servers ask once, at the door, and never call this; others
   * (Janus) ask with each word, and a connection to them lives as long as its tokens do.
   */
  readonly renew?: () => Promise<string | null>;
  /** At least 16 bytes, the same for everyone of the room and epoch; the server never learns it. */
  readonly mediaKey: Uint8Array;
  /** Who I must be on the server. A token for somebody else ends as `lost`. */
  readonly selfId: PeerId;
  /** Which kinds the token lets me publish; left out: all. */
  readonly kinds?: ReadonlySet<MediaKind>;
  readonly iceServers?: readonly RTCIceServer[];
  readonly relayOnly?: boolean;
};

export type SfuDriver = { readonly connect: (options: SfuConnectOptions) => SfuConnection };
