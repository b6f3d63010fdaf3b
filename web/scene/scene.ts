/**
 * The contract of this folder: a map and people in, a picture and picks out. Reads no application state and sends
 * nothing; the composition root feeds it. `createScene` is in `create-scene.ts`.
 */
import type { DoorId, ObjectId, SeatId, ZoneId } from '../../domain/ids.ts';
import type { AvatarLook, AvatarPose, Reaction, Status } from '../../domain/presence/avatar.ts';
import type { DoorStates, PlaceMap, Rotation, WorldPoint } from '../../domain/world/map.ts';

export type ScenePerson = {
  /** Peer id, or `self`. */
  readonly id: string;
  readonly name: string;
  readonly look: AvatarLook;
  readonly status: Status;
  readonly isSelf: boolean;
  readonly speaking: boolean;
  readonly muted: boolean;
  /** In the pool of light with me: we hear each other. */
  readonly talking: boolean;
  readonly handUp: boolean;
  readonly typing: boolean;
  /** The link is interrupted or the presence is stale: drawn paler. */
  readonly faint: boolean;
};

/** Fills `out` with the pose at `nowMs` (performance.now()). @returns true while it will change by itself. */
export type PoseSource = (id: string, nowMs: number, out: { pose: AvatarPose }) => boolean;

export type ScenePick =
  | { readonly kind: 'floor'; readonly at: WorldPoint; readonly double: boolean }
  | { readonly kind: 'person'; readonly id: string; readonly screen: { readonly x: number; readonly y: number } }
  | { readonly kind: 'seat'; readonly seat: SeatId; readonly object: ObjectId }
  | { readonly kind: 'door'; readonly door: DoorId; readonly screen: { readonly x: number; readonly y: number } };

export type RoomSign = { readonly zone: ZoneId; readonly locked: boolean; readonly inside: number; readonly text: string };

export type SceneTheme = { readonly scheme: 'light' | 'dark'; readonly highContrast: boolean; readonly reducedMotion: boolean };

export type SceneOptions = {
  /** The scene puts its canvas inside and follows its size. */
  readonly host: HTMLElement;
  readonly map: PlaceMap;
  readonly theme: SceneTheme;
  readonly poseOf: PoseSource;
  readonly onPick: (pick: ScenePick) => void;
  /** The pointer rests on a person (or no longer): for tiles that are tied to their person. */
  readonly onHover?: (id: string | null) => void;
};

/** Pixels of the host that chrome covers: the camera keeps the followed person inside what is left. */
export type SceneInsets = { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };

export type Scene = {
  readonly setPeople: (people: readonly ScenePerson[]) => void;
  readonly setDoors: (doors: DoorStates) => void;
  readonly setSigns: (signs: readonly RoomSign[]) => void;
  readonly setTheme: (theme: SceneTheme) => void;
  /** Hour of the place's clock, 0–24 with fractions: sun, lamps and night follow it. */
  readonly setHour: (hour: number) => void;
  /** Somebody began to move (or a pose jumped): draw frames until `poseOf` says that all is still. */
  readonly wake: () => void;
  readonly react: (id: string, reaction: Reaction) => void;
  readonly say: (id: string, text: string) => void;
  /** Lights up a zone's border for a moment, or marks the target of a walk; null clears the mark. */
  readonly markTarget: (at: WorldPoint | null) => void;
  readonly highlightPerson: (id: string | null) => void;
  readonly setInsets: (insets: SceneInsets) => void;
  /** Whom the camera follows; null leaves it where it is (after a pan). */
  readonly follow: (id: string | null) => void;
  readonly zoomBy: (factor: number) => void;
  readonly resetCamera: () => void;
  readonly setRotation?: (rotation: Rotation) => void;
  /** Where a person's head is on the host in CSS pixels, or null when off screen. */
  readonly screenOf: (id: string) => { readonly x: number; readonly y: number } | null;
  /**
   * Frames drawn since the start, the main-thread cost of the last one in ms, and how many paintings still wait (0: the
   * view is complete): for tests and the bench.
   */
  readonly stats: () => { readonly frames: number; readonly lastFrameMs: number; readonly waiting: number };
  readonly close: () => void;
};
