/**
 * Messages between the main thread and the spatial worker. Types only: `web` imports these and nothing else from here.
 *
 * A slot is a small number that the main thread gives to a peer for as long as it is known; slot 0 is this tab. Arrays of
 * positions and results are indexed by slot; all array buffers are transferred.
 */
import type { DoorId } from '../../domain/ids.ts';
import type { Door, DoorState, Zone } from '../../domain/world/map.ts';

export type SpatialRequest =
  /** The map that positions refer to, and the rules of its place; begins anew with nobody. */
  | {
      readonly t: 'map';
      readonly rules: SpatialRules;
      readonly zones: readonly Zone[];
      readonly doors: readonly Door[];
      readonly states: DoorEntries;
    }
  /** The place's rules are others now; everybody stays, and so does every call that the new ones let go on. */
  | { readonly t: 'rules'; readonly rules: SpatialRules }
  /** All doors that have an agreed state. */
  | { readonly t: 'doors'; readonly states: DoorEntries }
  | { readonly t: 'join'; readonly slot: number; readonly peer: string }
  | { readonly t: 'leave'; readonly slot: number }
  /**
   * Where everyone is, in tiles: x of slot s at 2·s, y at 2·s + 1; NaN where it is not known or the slot is free. Send it on
   * each tick while anybody moves; the last one stays valid.
   */
  | { readonly t: 'positions'; readonly xy: Float32Array<ArrayBuffer> }
  /** Something begins to move, or was said: full pace, if it was calm. */
  | { readonly t: 'stir' }
  /** Timers that a hidden tab does not starve. Ids are the caller's; a used id is replaced. Answered by `fired`. */
  | { readonly t: 'every'; readonly id: number; readonly periodMs: number }
  | { readonly t: 'after'; readonly id: number; readonly delayMs: number }
  | { readonly t: 'cancel'; readonly id: number };

/** The place's part of config.yaml. */
export type SpatialRules = {
  readonly connectTiles: number;
  readonly releaseTiles: number;
  readonly dwellMs: number;
  readonly maxLinks: number;
};

export type DoorEntries = readonly (readonly [DoorId, DoorState])[];

/** Indexed by slot; a slot that is free or new reads as zero. */
export type ProximityResult = {
  readonly t: 'proximity';
  /**
   * How many `join` requests this result takes into account. What it says of a slot holds only from the result that counts
   * that slot's join: before, the slot was free or somebody else's.
   */
  readonly joins: number;
  /** 0–1; not zero only for those in a call. Changes twelve times a second at most: ramp it. */
  readonly gains: Float32Array<ArrayBuffer>;
  /** 1: say `call` with `want: true` to this peer. */
  readonly calls: Uint8Array<ArrayBuffer>;
  /** 1: this peer is wanted by `PlaceLink.setWanted`. */
  readonly links: Uint8Array<ArrayBuffer>;
  /** The rule that applies, a `Hearing` of domain/world/zones.ts. */
  readonly hearing: Uint8Array<ArrayBuffer>;
};

export type SpatialResult =
  /** Only when something changed or somebody joined, and always before that tick's `tick`. */
  | ProximityResult
  /** Twelve times a second, four times while nothing moves, hidden or not. `lateMs`: how late the worker's timer was. */
  | { readonly t: 'tick'; readonly n: number; readonly lateMs: number }
  | { readonly t: 'fired'; readonly id: number };
