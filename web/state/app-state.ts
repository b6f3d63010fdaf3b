/**
 * Everything that views read, as signals, and the way to make it. The composition root writes; `web/ui` reads.
 * No view keeps application state of its own.
 */
import { computed, type ReadonlySignal, signal, type Signal } from '@preact/signals-core';
import type { PeerId, PlaceId } from '../../domain/ids.ts';
import { RoomMode } from '../../domain/policy/room-mode-names.ts';
import { type AvatarLook, Motion, Status } from '../../domain/presence/avatar.ts';
import type { ChatScope } from '../../domain/wire/control.ts';
import type { NetworkStatus, Refusals } from '../../transports/place-link.ts';
import type { CaptureState, DeviceLists } from '../media/media.ts';
import type { ChatLine } from './chat.ts';
import type { ConnectionRow } from './connection.ts';
import type { LobbyPerson, Person, SelfPerson } from './people.ts';
import type { DoorInfo, RecentPlace, ZoneInfo } from './places.ts';
import type { RoomMeasuresView } from './room.ts';
import { defaultSettings, type Settings } from './settings.ts';

/** Why a link cannot be opened: `truncated` lacks its last part, `altered` fails its own check, `foreign` is not Patio's. */
export type BadLinkReason = 'truncated' | 'altered' | 'foreign';
export type MissingFeature = 'webrtc' | 'indexeddb' | 'webgl' | 'crypto' | 'secure-context';

export type PlaceRef = { readonly placeId: PlaceId; readonly name: string; readonly link: string; readonly mine: boolean };

export type Route =
  | { readonly screen: 'landing' }
  | { readonly screen: 'lobby'; readonly place: PlaceRef }
  | { readonly screen: 'entering'; readonly place: PlaceRef }
  | { readonly screen: 'world'; readonly place: PlaceRef }
  | { readonly screen: 'left'; readonly place: PlaceRef }
  | { readonly screen: 'bad-link'; readonly reason: BadLinkReason; readonly text: string }
  | { readonly screen: 'failed'; readonly code: 'storage' | 'world' | 'elsewhere'; readonly detail: string };

/** What the lobby knows about who is inside: looking · nobody answers yet · people. */
export type LobbyPresence = { readonly status: 'looking' | 'known' | 'unreachable'; readonly people: readonly LobbyPerson[] };

/** Short messages that come and go. `code` picks the words in `web/ui/words`; values fill them. */
export type Notice = {
  readonly id: number;
  readonly code:
    | 'link-copied'
    | 'details-copied'
    | 'entered'
    | 'left'
    | 'waved'
    | 'knocked'
    | 'knocking'
    | 'door-locked'
    | 'seat-taken'
    | 'room-full'
    | 'no-way'
    | 'device-changed'
    | 'device-unplugged'
    | 'following'
    | 'follow-ended'
    | 'no-networks'
    | 'networks-back'
    | 'link-failed'
    | 'identity-saved'
    | 'identity-loaded'
    | 'identity-refused'
    | 'offline-ready'
    | 'chat-waiting'
    | 'muted-hint'
    | 'same-person'
    | 'hand-raised'
    | 'copy-failed'
    | 'share-failed'
    | 'room-at-server'
    | 'room-direct';
  readonly tone: 'info' | 'ok' | 'warn' | 'error';
  readonly values: { readonly [name: string]: string | number };
};

/** Null: that picture is not shown anywhere. */
export type ShownHeights = { readonly camera: number | null; readonly screen: number | null };
export type RoomInfo = { readonly steward: PeerId | null; readonly isSteward: boolean; readonly members: number };

export type PanelTab = 'people' | 'places' | 'chat';
export type Dialog = 'settings' | 'invite' | 'avatar' | 'keys' | 'about' | 'host' | 'identity';

export type AppState = {
  readonly route: ReadonlySignal<Route>;
  readonly online: ReadonlySignal<boolean>;
  /** Empty when this browser can do everything. */
  readonly missing: ReadonlySignal<readonly MissingFeature[]>;
  readonly settings: ReadonlySignal<Settings>;
  readonly recentPlaces: ReadonlySignal<readonly RecentPlace[]>;
  /** Has a name been given before? */
  readonly named: ReadonlySignal<boolean>;
  readonly self: ReadonlySignal<SelfPerson>;
  readonly identity: ReadonlySignal<{ readonly publicKey: string; readonly keeper: 'this-browser' | 'extension' } | null>;
  readonly lobby: ReadonlySignal<LobbyPresence>;

  readonly people: ReadonlySignal<readonly Person[]>;
  readonly zones: ReadonlySignal<readonly ZoneInfo[]>;
  /** The door next to me, if any. */
  readonly door: ReadonlySignal<DoorInfo | null>;
  readonly mode: ReadonlySignal<RoomMode>;
  /** What an operator writes into `places` of config.yaml to serve this place; null while unknown. */
  readonly deskId: ReadonlySignal<string | null>;
  /** What the people of this room measured; null before the first look. */
  readonly measures: ReadonlySignal<RoomMeasuresView | null>;
  /** Who keeps the order in my room, and how many are in it, with me; nobody while that is being decided. */
  readonly room: ReadonlySignal<RoomInfo>;
  /** Those who hear me right now: in a call with me while my microphone is on. */
  readonly hearers: ReadonlySignal<readonly Person[]>;
  readonly networks: ReadonlySignal<readonly NetworkStatus[]>;
  readonly refusals: ReadonlySignal<Refusals>;
  readonly connections: ReadonlySignal<readonly ConnectionRow[]>;
  readonly entering: ReadonlySignal<{ readonly step: 'identity' | 'networks' | 'world'; readonly sinceMs: number } | null>;

  readonly devices: ReadonlySignal<DeviceLists>;
  readonly microphone: ReadonlySignal<CaptureState>;
  readonly camera: ReadonlySignal<CaptureState>;
  readonly screen: ReadonlySignal<CaptureState>;
  readonly ownCamera: ReadonlySignal<MediaStream | null>;
  readonly ownScreen: ReadonlySignal<MediaStream | null>;
  /** How high each person's pictures are shown now, in device pixels. */
  readonly shownHeights: ReadonlySignal<ReadonlyMap<PeerId, ShownHeights>>;
  readonly level: ReadonlySignal<number>;
  readonly speaking: ReadonlySignal<boolean>;
  readonly playbackBlocked: ReadonlySignal<boolean>;
  readonly talkKeyHeld: ReadonlySignal<boolean>;

  readonly chat: ReadonlySignal<readonly ChatLine[]>;
  readonly chatScope: ReadonlySignal<ChatScope>;
  readonly chatDraft: ReadonlySignal<string>;
  readonly unread: ReadonlySignal<number>;

  readonly panel: ReadonlySignal<PanelTab | null>;
  readonly connectionOpen: ReadonlySignal<boolean>;
  readonly gridOpen: ReadonlySignal<boolean>;
  readonly dialog: ReadonlySignal<Dialog | null>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  /** Sentences for the screen reader, newest last; batched by `web/a11y`. */
  readonly pointed: ReadonlySignal<PeerId | null>;
  readonly install: ReadonlySignal<'unavailable' | 'offered' | 'installed'>;
  /** `starting`: asked for; the browser takes it when nothing is going on in the old one, in up to a minute. */
  readonly update: ReadonlySignal<'none' | 'ready' | 'waits-for-call' | 'starting'>;
};

/** The same signals, writable: for the composition root and for tests. */
export type WritableAppState = { readonly [K in keyof AppState]: AppState[K] extends ReadonlySignal<infer T> ? Signal<T> : never };

export const middleLook = (): AvatarLook => ({
  body: 1,
  skin: 1,
  hair: 0,
  hairColour: 1,
  outfit: 0,
  topColour: 0,
  accentColour: 4,
  legsColour: 0,
  hat: 0,
  hatColour: 3,
  glasses: false,
  beard: false,
});

const noDevice = { choices: [], selected: null };

export const createAppState = (): WritableAppState => {
  const people = signal<readonly Person[]>([]);
  const microphone = signal<CaptureState>({ status: 'off' });
  return {
    route: signal<Route>({ screen: 'landing' }),
    online: signal(true),
    missing: signal<readonly MissingFeature[]>([]),
    settings: signal(defaultSettings()),
    recentPlaces: signal<readonly RecentPlace[]>([]),
    named: signal(false),
    self: signal<SelfPerson>({
      peerId: null,
      name: '',
      look: middleLook(),
      status: Status.Available,
      motion: Motion.Idle,
      zoneId: null,
      handUp: false,
      following: null,
    }),
    identity: signal<{ publicKey: string; keeper: 'this-browser' | 'extension' } | null>(null),
    lobby: signal<LobbyPresence>({ status: 'looking', people: [] }),
    people,
    zones: signal<readonly ZoneInfo[]>([]),
    door: signal<DoorInfo | null>(null),
    mode: signal<RoomMode>(RoomMode.P2pDirect),
    deskId: signal<string | null>(null),
    measures: signal<RoomMeasuresView | null>(null),
    room: signal<RoomInfo>({ steward: null, isSteward: false, members: 0 }),
    hearers: computed(() => (microphone.value.status === 'on' ? people.value.filter((p) => p.talking) : [])) as Signal<readonly Person[]>,
    networks: signal<readonly NetworkStatus[]>([]),
    refusals: signal<Refusals>({ secret: 0, identity: 0, fingerprint: 0, malformed: 0, late: 0, banned: 0 }),
    connections: signal<readonly ConnectionRow[]>([]),
    entering: signal<{ step: 'identity' | 'networks' | 'world'; sinceMs: number } | null>(null),
    devices: signal<DeviceLists>({ microphone: noDevice, camera: noDevice, speaker: noDevice }),
    microphone,
    camera: signal<CaptureState>({ status: 'off' }),
    screen: signal<CaptureState>({ status: 'off' }),
    ownCamera: signal<MediaStream | null>(null),
    ownScreen: signal<MediaStream | null>(null),
    shownHeights: signal<ReadonlyMap<PeerId, ShownHeights>>(new Map()),
    level: signal(0),
    speaking: signal(false),
    playbackBlocked: signal(false),
    talkKeyHeld: signal(false),
    chat: signal<readonly ChatLine[]>([]),
    chatScope: signal<ChatScope>('nearby'),
    chatDraft: signal(''),
    unread: signal(0),
    panel: signal<PanelTab | null>(null),
    connectionOpen: signal(false),
    gridOpen: signal(false),
    dialog: signal<Dialog | null>(null),
    notices: signal<readonly Notice[]>([]),
    pointed: signal<PeerId | null>(null),
    install: signal<'unavailable' | 'offered' | 'installed'>('unavailable'),
    update: signal<'none' | 'ready' | 'waits-for-call' | 'starting'>('none'),
  };
};
