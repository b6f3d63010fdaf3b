/**
 * The contract of this folder: devices in, tracks to peers, sound and pictures out. Knows links and gains, not maps,
 * people's names or screens. `createMedia` is in `create-media.ts`.
 */
import type { ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import type { PeerLink } from '../../transports/place-link.ts';

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
};

export type RemoteMedia = {
  /** null while no picture flows. The same object as long as the track is the same. */
  readonly camera: MediaStream | null;
  readonly screen: MediaStream | null;
  readonly speaking: boolean;
};

/** Which kinds each peer receives from me right now: read from the senders, not from what was asked. */
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
  /** Makes lines and players equal to the plan; call it whenever links or plans change. Peers not in the plan are silent. */
  readonly reconcile: (links: ReadonlyMap<PeerId, PeerLink>, plans: ReadonlyMap<PeerId, PeerMediaPlan>) => void;
  readonly close: () => void;
};
