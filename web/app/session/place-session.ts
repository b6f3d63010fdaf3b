/** The contract of a session: everything that lives while a place is open, from its lobby to leaving. Made by `open-place-session.ts`. */
import type { DoorId, PeerId, ZoneId } from '../../../domain/ids.ts';
import type { Reaction } from '../../../domain/presence/avatar.ts';
import type { DoorState } from '../../../domain/world/map.ts';
import type { Scene } from '../../scene/scene.ts';

export type PlaceSession = {
  /** The picture, for the frame around it. */
  readonly picture: { readonly scene: () => Scene | null; readonly paintMap: (canvas: HTMLCanvasElement) => void };
  /** From the lobby into the world: from now on others see this person. */
  readonly enter: () => void;
  readonly goToPerson: (peer: PeerId) => void;
  readonly goToZone: (zone: ZoneId) => void;
  readonly follow: (peer: PeerId | null) => void;
  readonly standUp: () => void;
  readonly wave: (peer: PeerId) => void;
  readonly react: (kind: Reaction) => void;
  readonly setHand: (up: boolean) => void;
  readonly setDoor: (door: DoorId, change: Partial<DoorState>) => void;
  readonly knock: (door: DoorId) => void;
  readonly say: (text: string) => void;
  readonly typing: () => void;
  readonly rename: (name: string) => Promise<boolean>;
  readonly setVolume: (peer: PeerId, volume: number) => void;
  readonly setMuted: (peer: PeerId, muted: boolean) => void;
  readonly point: (peer: PeerId | null) => void;
  readonly zoomBy: (factor: number) => void;
  readonly resetCamera: () => void;
  readonly retryNow: () => void;
  readonly retryPeer: (peer: PeerId) => void;
  readonly saveMeasurements: () => void;
  /** Says goodbye and ends everything that this session began. */
  readonly close: () => Promise<void>;
};
