/**
 * The contract of this folder: devices in, tracks to peers, sound and pictures out. Knows links and gains, not maps,
 * people's names or screens. `createMedia` is in `create-media.ts`.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import type { MediaBudget } from '../../domain/policy/media-budget.ts';
import type { PeerLink } from '../../transports/place-link.ts';
import type { SfuConnection } from './sfu/sfu-driver.ts';

export type DeviceKind = 'microphone' | 'camera' | 'speaker';
export type DeviceChoice = { readonly id: string; readonly label: string };
export type DeviceLists = { readonly [K in DeviceKind]: { readonly choices: readonly DeviceChoice[]; readonly selected: string | null } };

/**
 * What one capture device is doing. `blocked`: the person or their browser said no · `missing`: no such device ·
 * `busy`: another program holds it · `unplugged`: it went away while in use (a replacement is tried first).
 */
export type CaptureState =
  | { readonly status: 'off' }
  | { readonly status: 'starting' }
  | { readonly status: 'on'; readonly label: string }
  | { readonly status: 'failed'; readonly reason: 'blocked' | 'blocked-by-system' | 'missing' | 'busy' | 'unplugged' | 'unsupported' };

/** Over our own line with that peer, or through the community's server (SFU). */
export type MediaWay = 'mesh' | 'sfu';
export type MediaWays = { readonly audio: MediaWay; readonly camera: MediaWay; readonly screen: MediaWay };

/** What one peer should get from me and what I should play of theirs. The reconciler makes it so. */
export type PeerMediaPlan = {
  /** Both want the call: my enabled tracks are put on the lines; otherwise nothing is sent at all. */
  readonly talking: boolean;
  /** Distance gain 0–1, before the listener's own volume. */
  readonly gain: number;
  /** The person's own slider, 0–2, and mute. */
  readonly volume: number;
  readonly muted: boolean;
  /** Position relative to me in tiles, screen-right and screen-down, for HRTF. */
  readonly dx: number;
  readonly dy: number;
  /** What the peer said it is sending now. */
  readonly sends: { readonly mic: boolean; readonly cam: boolean; readonly screen: boolean };
  /** How the peer asked to get mine; null: it has not said yet. */
  readonly way: MediaWays | null;
  /** How high mine are shown there, in device pixels; null is not known. */
  readonly shown: { readonly camera: number | null; readonly screen: number | null };
  /** How far away they stand: whoever is near is the last to get less. */
  readonly distanceTiles: number;
  /** How high their pictures are shown here, in CSS pixels × DPR: what the SFU is asked for. */
  readonly heights: { readonly camera: number; readonly screen: number };
};

/** Sizes as long as nobody knows better. */
export const DEFAULT_HEIGHTS = { camera: 360, screen: 1080 } as const;

export type RemoteMedia = {
  /** null while no picture flows. The same object as long as one does: a picture that comes another way is exchanged in it. */
  readonly camera: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly speaking: boolean;
};

/** Which kinds each peer receives from me right now: read from the senders and what the SFU takes, not from what was asked. */
export type OutgoingMedia = { readonly mic: boolean; readonly cam: boolean; readonly screen: boolean };

/** One device took over from another by itself; `to` is null when none was left. Labels as the browser gives them. */
export type DeviceReplacement = { readonly kind: DeviceKind; readonly from: string; readonly to: string | null; readonly atMs: number };

export type MediaSettings = {
  readonly noiseSuppression: boolean;
  readonly echoCancellation: boolean;
  readonly autoGain: boolean;
  /** Head-related panning; only sensible with headphones, because it bypasses echo cancelling. */
  readonly headphones: boolean;
  /** Microphone only while the key is held. */
  readonly pushToTalk: boolean;
};

/** What sending costs now, over everything that I send. Null: not measured. */
export type SendLoad = {
  readonly cpuPercent: number | null;
  /** Some encoder of mine is held back by the processor. */
  readonly encodeLimited: boolean;
  readonly upLossPercent: number | null;
  /** What the browser takes the uplink for, only while it holds something back; else null. */
  readonly uplinkKbps: number | null;
};

/** What the budget of the mesh decided, for whoever wants to know why a picture is small. */
export type BudgetView = Pick<MediaBudget, 'level' | 'reason' | 'people' | 'upKbps'> & {
  /** With so many can be talked, the nearest; null: with everybody who is near. */
  readonly most: number | null;
};

export type Media = {
  readonly devices: ReadonlySignal<DeviceLists>;
  readonly microphone: ReadonlySignal<CaptureState>;
  readonly camera: ReadonlySignal<CaptureState>;
  readonly screen: ReadonlySignal<CaptureState>;
  /** The latest replacement of an unplugged device, to be said once; null at first. `atMs` tells one from the next. */
  readonly replaced: ReadonlySignal<DeviceReplacement | null>;
  /** My own camera and screen for the mirror and tile; null while off. */
  readonly ownCamera: ReadonlySignal<MediaStream | null>;
  readonly ownScreen: ReadonlySignal<MediaStream | null>;
  /** Microphone level 0–1, ~15 times a second while the microphone is on. */
  readonly level: ReadonlySignal<number>;
  readonly speaking: ReadonlySignal<boolean>;
  /** True while sound may not play before a gesture (autoplay rules); `unblock` from a click. */
  readonly playbackBlocked: ReadonlySignal<boolean>;
  readonly remote: ReadonlySignal<ReadonlyMap<PeerId, RemoteMedia>>;
  readonly outgoing: ReadonlySignal<ReadonlyMap<PeerId, OutgoingMedia>>;
  /** What I ask of each linked peer; to be told to them. Empty until an SFU was in use. */
  readonly ways: ReadonlySignal<ReadonlyMap<PeerId, MediaWays>>;
  /** Something goes or comes through an SFU: its connections are still needed although the room wants the mesh again. */
  readonly sfuInUse: ReadonlySignal<boolean>;

  /** Asks for permission when needed; the outcome is in the signal, it does not throw. */
  readonly setMicrophone: (on: boolean) => Promise<void>;
  readonly setCamera: (on: boolean) => Promise<void>;
  readonly setScreen: (on: boolean) => Promise<void>;
  readonly choose: (kind: DeviceKind, deviceId: string) => Promise<void>;
  readonly configure: (settings: Partial<MediaSettings>) => void;
  /** While push-to-talk is on: the key is down. */
  readonly holdToTalk: (down: boolean) => void;
  /** Plays a short chime on the chosen speaker; resolves when it has ended. */
  readonly testSpeaker: () => Promise<void>;
  readonly unblock: () => Promise<void>;
  /**
   * Connections to an SFU, newest first; none ends it. Everything is published to all of them as soon as somebody is talked
   * to; each remote changes over by itself, make before break, when its media really flows the preferred way.
   */
  readonly useSfu: (connections: readonly SfuConnection[], options: { readonly prefer: MediaWay }) => void;
  /** Every two seconds: pictures are lowered or raised by it. */
  readonly measure: (load: SendLoad) => void;
  /** Null while nobody gets anything on a line. */
  readonly budget: ReadonlySignal<BudgetView | null>;
  /** Makes lines and players equal to the plan; call it whenever links or plans change. Peers not in the plan are silent. */
  readonly reconcile: (links: ReadonlyMap<PeerId, PeerLink>, plans: ReadonlyMap<PeerId, PeerMediaPlan>) => void;
  readonly close: () => void;
};
