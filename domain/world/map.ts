/**
 * What a map is: floors, walls, doors, objects, zones. Types only; the built-in office is in `office/`, what an object
 * kind occupies is in `catalogue.ts`, what may be walked on is in `collision.ts`.
 *
 * Coordinates are tiles: x grows to the lower right of the screen, y to the lower left; heights are in pixels at zoom 1
 * (tile 64×32, wall 56). A rectangle covers [x, x + w) × [y, y + d).
 */
import type { DoorId, ObjectId, ZoneId } from '../ids.ts';

/** A position on the floor, in tiles. */
export type WorldPoint = { readonly x: number; readonly y: number };
/** A rectangle on the floor, in tiles. */
export type WorldRect = { readonly x: number; readonly y: number; readonly w: number; readonly d: number };

/** 0 faces the right of the screen, then clockwise in steps of 45°: 2 faces the viewer, 4 left, 6 away. */
export type Facing = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Quarter turns: 0 faces +y (lower left), 1 faces +x (lower right), 2 faces −y, 3 faces −x. */
export type Rotation = 0 | 1 | 2 | 3;
/** A wall along x stands at a fixed y, and the other way round. */
export type Axis = 'x' | 'y';

export const ZoneType = {
  Open: 'open',
  Meeting: 'meeting',
  Silent: 'silent',
  Stage: 'stage',
  Desk: 'desk',
  Listening: 'listening',
  Portal: 'portal',
} as const;
export type ZoneType = (typeof ZoneType)[keyof typeof ZoneType];

export type Zone = {
  readonly id: ZoneId;
  /** Authored name, shown as it is: not translated. */
  readonly name: string;
  readonly type: ZoneType;
  readonly area: WorldRect;
  /** A closed zone is a room of its own while all its doors are closed. */
  readonly doors: readonly DoorId[];
  /** Where the name is written on the floor, and along which axis. */
  readonly label: { readonly at: WorldPoint; readonly along: Axis };
  /** So many people fit in; absent: as many as come. */
  readonly capacity?: number;
  /** Stage only: who stands here is heard by the whole zone. */
  readonly spotlight?: WorldRect;
};

export type FloorMaterial = 'planks' | 'carpet' | 'terrazzo' | 'tiles' | 'grass';
export type FloorArea = {
  readonly area: WorldRect;
  readonly material: FloorMaterial;
  /** Base colour `#rrggbb`; the material's own when absent. */
  readonly colour?: string;
  /** Length of a plank row in tiles (planks only). */
  readonly row?: number;
};

export type WallOpening = {
  /** Along the wall's axis, in tiles. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'window' | 'gap';
  /** Lower and upper edge in pixels; a gap without them is as high as the wall. */
  readonly sill?: number;
  readonly head?: number;
};

export type Wall = {
  readonly axis: Axis;
  /** The fixed coordinate, in tiles. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Pixels; 56 when absent. */
  readonly height?: number;
  /** Tiles; 0.18 when absent. */
  readonly thickness?: number;
  readonly colour?: string;
  readonly openings?: readonly WallOpening[];
  /** Framed glass instead of masonry; frost 0 is a clear window, 1 hides the inside. */
  readonly glass?: { readonly frost: number; readonly frame?: string };
};

/** A door stands in a gap. Open doors can be walked through; closed ones make their zones separate rooms. */
export type Door = {
  readonly id: DoorId;
  readonly axis: Axis;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** To which side of the wall the leaf swings. */
  readonly swing: 1 | -1;
  readonly openAtStart: boolean;
  readonly frame?: string;
};

/** Options of a kind (width, colours, seed …): numbers, strings and flags only, so that a map stays data. */
export type ObjectOptions = { readonly [option: string]: number | string | boolean };

export type PlacedObject = {
  readonly id: ObjectId;
  /** A kind of `catalogue.ts`. */
  readonly kind: string;
  /** The centre of its footprint, in tiles. */
  readonly x: number;
  readonly y: number;
  readonly rotation: Rotation;
  /** Height of its foot above the floor, in pixels. */
  readonly z?: number;
  readonly options?: ObjectOptions;
};

/** A lamp lights from dusk; a screen glows always. Position in tiles and pixels, radius in tiles, strength 0–1. */
export type Lamp = {
  readonly kind: 'lamp' | 'screen';
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly radius: number;
  readonly strength: number;
};

/** Raised floor that can be walked on, such as a stage; the step up is `z` pixels. */
export type Platform = { readonly area: WorldRect; readonly z: number };

export type PlaceMap = {
  readonly id: string;
  readonly name: string;
  /** Size in tiles: everything lies in [0, width) × [0, depth). */
  readonly width: number;
  readonly depth: number;
  readonly floors: readonly FloorArea[];
  readonly walls: readonly Wall[];
  readonly doors: readonly Door[];
  readonly objects: readonly PlacedObject[];
  readonly zones: readonly Zone[];
  readonly lamps: readonly Lamp[];
  readonly platforms: readonly Platform[];
  /** Newcomers appear on one of these, the least crowded first. */
  readonly spawns: readonly WorldPoint[];
};

/** The state of one door, agreed by the room. A locked door is always closed. */
export type DoorState = { readonly open: boolean; readonly locked: boolean };
export type DoorStates = ReadonlyMap<DoorId, DoorState>;
