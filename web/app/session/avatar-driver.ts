/**
 * One's own avatar: keys, clicks and "go to" become commands of the walker, time moves it, and whoever asks gets the pose.
 * Moves at once, without asking anybody. Drawn frames advance it while the tab is seen, the worker's clock while it is not.
 */
import type { SeatId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import { nearestStandable, type WalkGrid } from '../../../domain/world/collision.ts';
import type { DoorStates, Facing, PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import { spotBeside } from '../../../domain/world/nearest-free.ts';
import { createSeatTable, type PlacedSeat, type SeatTable } from '../../../domain/world/objects.ts';
import { createPathfinder } from '../../../domain/world/path.ts';
import { advance, command, createWalker, departureOf, isUnderWay, poseOf, type WalkerState } from '../../../domain/world/walker.ts';
import type { Held } from '../held-keys.ts';
import { createGlide } from './glide.ts';

/** Closer than this a follower stands still; farther than the second they set off again. */
const FOLLOW_NEAR_TILES = 1.6;
const FOLLOW_FAR_TILES = 2.4;
/** How often a follower looks for a new way. */
const FOLLOW_LOOK_MS = 400;
/** One is put back to where one just came from, never across the map. */
const FARTHEST_CORRECTION_TILES = 4;
const SNAP_TILES = 1.5;
const BESIDE_ELBOW_TILES = 0.5;

export type AvatarDriver = {
  readonly pose: () => AvatarPose;
  /** What is drawn: the same, but for a moment after a correction. */
  readonly drawnPose: () => AvatarPose;
  readonly isMoving: () => boolean;
  readonly seats: SeatTable;
  /** Lets time pass up to `nowMs`. @returns whether anything moved. */
  readonly advanceTo: (nowMs: number) => boolean;
  readonly steer: (held: Held) => void;
  /** @returns false if there is no way. */
  readonly walkTo: (to: WorldPoint, running: boolean) => boolean;
  readonly sitOn: (seat: SeatId) => boolean;
  readonly walkBeside: (person: WorldPoint, others: readonly WorldPoint[]) => boolean;
  /** Keeps near a moving person; called with where they are now. */
  readonly keepNear: (person: WorldPoint, others: readonly WorldPoint[], nowMs: number) => void;
  readonly standUp: () => void;
  /** The seat that I sit on, or am sitting down on. */
  readonly claimedSeat: () => SeatId | null;
  /** Where one stands beside a seat, clear of others. */
  readonly besideSeat: (seat: SeatId, others: readonly WorldPoint[]) => WorldPoint | null;
  /**
   * Put back by the steward: there at once for all rules, gliding there on the screen. @returns false if nobody could stand
   * near there or it is too far away.
   */
  readonly correct: (to: WorldPoint) => boolean;
  readonly place: (at: WorldPoint, facing: Facing) => void;
  readonly setDoors: (doors: DoorStates) => void;
  /** Takes up the present walk later, from wherever I am then; null if I am on none. */
  readonly goOn: () => (() => boolean) | null;
  /** Where the present walk leads, for the marker on the floor. */
  readonly target: () => WorldPoint | null;
};

export const createAvatarDriver = (map: PlaceMap, grid: WalkGrid, at: WorldPoint, facing: Facing, startMs: number): AvatarDriver => {
  const seats = createSeatTable(map);
  const pathfinder = createPathfinder(grid);
  let state: WalkerState = createWalker(at, facing);
  let lastMs = startMs;
  let target: WorldPoint | null = null;
  let lookedAtMs = -Infinity;

  const follow = (to: WorldPoint, running: boolean, seat: PlacedSeat | null): boolean => {
    const way = pathfinder.find(departureOf(state, grid), to);
    if (way === null) return false;
    state = command(state, { kind: 'follow', path: way, running, seat }, grid);
    target = way.at(-1) ?? null;
    return true;
  };
  const glide = createGlide();
  const distanceTo = (p: WorldPoint): number => Math.hypot(p.x - state.at.x, p.y - state.at.y);

  return {
    seats,
    pose: () => poseOf(state),
    drawnPose: () => glide.apply(poseOf(state)),
    isMoving: () => isUnderWay(state) || glide.isActive(),
    advanceTo: (nowMs) => {
      const before = state;
      state = advance(state, nowMs - lastMs, grid);
      const glides = glide.advance(nowMs - lastMs);
      lastMs = Math.max(lastMs, nowMs);
      if (!isUnderWay(state)) target = null;
      return state !== before || glides;
    },
    steer: ({ right, down, run }) => {
      if (right !== 0 || down !== 0) target = null;
      state = command(state, { kind: 'steer', right, down, running: run }, grid);
    },
    walkTo: (to, running) => follow(to, running, null),
    sitOn: (id) => {
      const seat = seats.byId.get(id);
      return seat !== undefined && follow(seat.approach, false, seat);
    },
    walkBeside: (person, others) => {
      const spot = spotBeside(grid, person, state.at, others);
      return spot !== null && follow(spot, false, null);
    },
    keepNear: (person, others, nowMs) => {
      const gap = distanceTo(person);
      const enough = isUnderWay(state) ? gap < FOLLOW_NEAR_TILES : gap < FOLLOW_FAR_TILES;
      if (enough || nowMs - lookedAtMs < FOLLOW_LOOK_MS) return;
      lookedAtMs = nowMs;
      const spot = spotBeside(grid, person, state.at, others);
      if (spot !== null) follow(spot, gap > 6, null);
    },
    standUp: () => {
      state = command(state, { kind: 'stand' }, grid);
    },
    claimedSeat: () => (state.mode.kind === 'settling' || state.mode.kind === 'sitting' ? state.mode.seat.id : null),
    besideSeat: (id, others) => {
      const seat = seats.byId.get(id);
      if (seat === undefined) return null;
      const approach = nearestStandable(grid, seat.approach.x, seat.approach.y, SNAP_TILES);
      const isFree = (p: WorldPoint): boolean => others.every((o) => Math.hypot(o.x - p.x, o.y - p.y) >= BESIDE_ELBOW_TILES);
      if (approach !== null && isFree(approach)) return approach;
      return spotBeside(grid, seat.at, state.at, others) ?? approach;
    },
    correct: (to) => {
      const spot = nearestStandable(grid, to.x, to.y, SNAP_TILES);
      if (spot === null || distanceTo(spot) > FARTHEST_CORRECTION_TILES) return false;
      glide.from(glide.apply(poseOf(state)), spot);
      target = null;
      state = command(state, { kind: 'place', at: spot, facing: state.facing }, grid);
      return true;
    },
    place: (to, toFacing) => {
      state = command(state, { kind: 'place', at: to, facing: toFacing }, grid);
    },
    setDoors: (doors) => void grid.setDoors(doors),
    goOn: () => {
      const { mode } = state;
      const to = target;
      return mode.kind === 'following' && to !== null ? () => follow(to, mode.running, mode.seat) : null;
    },
    target: () => target,
  };
};
