/**
 * Everything that a person can do, as commands. Views call these; the composition root implements them. Failures show up
 * in the state (a notice, a capture state), not as exceptions.
 */
import type { DoorId, PeerId, ZoneId } from '../../domain/ids.ts';
import type { AvatarLook, Reaction, Status } from '../../domain/presence/avatar.ts';
import type { ChatScope } from '../../domain/wire/control.ts';
import type { DeviceKind } from '../media/media.ts';
import type { Dialog, PanelTab, ShownHeights } from './app-state.ts';
import type { Settings } from './settings.ts';

export type AppActions = {
  /** Makes a place and goes to its lobby. */
  readonly openNewPlace: () => Promise<void>;
  /** A pasted link or a recent place; a bad one leads to the bad-link screen. */
  readonly openLink: (text: string) => void;
  readonly forgetPlace: (link: string) => void;
  readonly goHome: () => void;

  readonly setName: (name: string) => void;
  readonly setLook: (look: AvatarLook) => void;
  readonly setStatus: (status: Status) => void;
  readonly enter: (options: { readonly listenOnly: boolean }) => Promise<void>;
  readonly leave: () => void;
  readonly renamePlace: (name: string) => void;

  readonly toggleMicrophone: () => Promise<void>;
  readonly toggleCamera: () => Promise<void>;
  readonly toggleScreen: () => Promise<void>;
  readonly chooseDevice: (kind: DeviceKind, id: string) => Promise<void>;
  readonly testSpeaker: () => Promise<void>;
  readonly unblockPlayback: () => Promise<void>;

  readonly goToPerson: (peer: PeerId) => void;
  readonly goToZone: (zone: ZoneId) => void;
  readonly follow: (peer: PeerId | null) => void;
  readonly wave: (peer: PeerId) => void;
  readonly react: (kind: Reaction) => void;
  readonly setHand: (up: boolean) => void;
  readonly setVolume: (peer: PeerId, volume: number) => void;
  readonly setMuted: (peer: PeerId, muted: boolean) => void;
  readonly point: (peer: PeerId | null) => void;
  readonly setDoor: (door: DoorId, change: { readonly open?: boolean; readonly locked?: boolean }) => void;
  readonly knock: (door: DoorId) => void;
  readonly standUp: () => void;

  readonly setDraft: (text: string) => void;
  readonly setChatScope: (scope: ChatScope) => void;
  readonly sendChat: () => void;

  readonly showPanel: (tab: PanelTab | null) => void;
  readonly showConnection: (open: boolean) => void;
  readonly showGrid: (open: boolean) => void;
  /** How high pictures are drawn now, in device pixels: their senders and the SFU are told. */
  readonly showPictures: (heights: ReadonlyMap<PeerId, ShownHeights>) => void;
  readonly showDialog: (dialog: Dialog | null) => void;
  readonly dismissNotice: (id: number) => void;
  readonly copyLink: () => Promise<void>;
  readonly shareLink: () => Promise<void>;
  readonly copyConnectionDetails: () => Promise<void>;
  /** The room's last two minutes of measurements, as a file for the policy simulator. */
  readonly saveMeasurements: () => void;
  readonly retryNow: () => void;
  readonly retryPeer: (peer: PeerId) => void;
  readonly zoomBy: (factor: number) => void;
  readonly resetCamera: () => void;

  readonly changeSettings: (change: Partial<Settings>) => void;
  readonly exportIdentity: (passphrase: string) => Promise<void>;
  readonly importIdentity: (file: File, passphrase: string) => Promise<void>;
  readonly useExtensionIdentity: () => Promise<void>;
  readonly forgetEverything: () => Promise<void>;

  readonly install: () => Promise<void>;
  readonly applyUpdate: () => void;
};
