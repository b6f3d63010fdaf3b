/**
 * One's own avatar: keys, clicks and "go to" become commands of the walker, time moves it, and whoever asks gets the pose.
 * Moves at once, without asking anybody. Drawn frames advance it while the tab is seen, the worker's clock while it is not.
 */
import type { SeatId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import type { WalkGrid } from '../../../domain/world/collision.ts';
import type { DoorStates, Facing, PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import { spotBeside } from '../../../domain/world/nearest-free.ts';
import { createSeatTable, type PlacedSeat, type SeatTable } from '../../../domain/world/objects.ts';
import { createPathfinder } from '../../../domain/world/path.ts';
import { advance, command, createWalker, departureOf, isUnderWay, poseOf, type WalkerState } from '../../../domain/world/walker.ts';
import type { Held } from '../held-keys.ts';

/** Closer than this a follower stands still; farther than the second they set off again. */
const FOLLOW_NEAR_TILES = 1.6;
const FOLLOW_FAR_TILES = 2.4;
/** How often a follower looks for a new way. */
const FOLLOW_LOOK_MS = 400;

export type AvatarDriver = {
  readonly pose: () => AvatarPose;
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
  readonly place: (at: WorldPoint, facing: Facing) => void;
  readonly setDoors: (doors: DoorStates) => void;
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
  const distanceTo = (p: WorldPoint): number => Math.hypot(p.x - state.at.x, p.y - state.at.y);

  return {
    seats,
    pose: () => poseOf(state),
    isMoving: () => isUnderWay(state),
    advanceTo: (nowMs) => {
      const before = state;
      state = advance(state, nowMs - lastMs, grid);
      lastMs = Math.max(lastMs, nowMs);
      if (!isUnderWay(state)) target = null;
      return state !== before;
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
    place: (to, toFacing) => {
      state = command(state, { kind: 'place', at: to, facing: toFacing }, grid);
    },
    setDoors: (doors) => void grid.setDoors(doors),
    target: () => target,
  };
};
