/**
 * The motion of one's own avatar: commands and time in, the next state out. Pure, and exact in time: one long step ends
 * where many short ones end, so a hidden tab that is advanced twelve times a second walks the same way. Knows the grid and
 * seats; who may sit where is decided in `occupancy.ts`, ways are found in `path.ts`.
 */
import { type AvatarPose, Motion } from '../presence/avatar.ts';
import { nearestStandable, slide, type WalkGrid } from './collision.ts';
import type { Facing, WorldPoint } from './map.ts';
import type { PlacedSeat } from './objects.ts';
import { facingOfWorld, worldDirection } from './projection.ts';

export const WALKING_TILES_PER_S = 3.2;
export const RUNNING_TILES_PER_S = 5.5;
/** Sitting down and getting up. */
const SETTLING_TILES_PER_S = 2.4;
/** Somebody who is held up this long on their way gives up. */
const GIVE_UP_MS = 350;
const LONGEST_STEP_MS = 60_000;
const EXIT_REACH_TILES = 2;

type OnFoot =
  | { readonly kind: 'standing' }
  | { readonly kind: 'steered'; readonly direction: WorldPoint; readonly running: boolean }
  | {
      readonly kind: 'following';
      readonly path: readonly WorldPoint[];
      readonly running: boolean;
      readonly seat: PlacedSeat | null;
      readonly heldMs: number;
    };

/** settling: the last step onto a seat · rising: the step off it, after which `next` goes on. Both ignore collisions. */
export type WalkerMode =
  | OnFoot
  | { readonly kind: 'settling'; readonly seat: PlacedSeat }
  | { readonly kind: 'sitting'; readonly seat: PlacedSeat }
  | { readonly kind: 'rising'; readonly to: WorldPoint; readonly next: OnFoot };

export type WalkerState = {
  readonly at: WorldPoint;
  readonly facing: Facing;
  readonly mode: WalkerMode;
  /** Over the last step, tiles per second. */
  readonly speed: number;
};

export type WalkerCommand =
  /** Keys or a stick, as the viewer sees them: right and down, any length; (0, 0) lets go. */
  | { readonly kind: 'steer'; readonly right: number; readonly down: number; readonly running: boolean }
  /** A way from `path.ts` that begins at `departureOf`; sits down at its end if there is a seat. */
  | { readonly kind: 'follow'; readonly path: readonly WorldPoint[]; readonly running: boolean; readonly seat: PlacedSeat | null }
  /** Stay here; somebody who sits gets up. */
  | { readonly kind: 'stand' }
  /** Appear somewhere. */
  | { readonly kind: 'place'; readonly at: WorldPoint; readonly facing: Facing };

const standing: OnFoot = { kind: 'standing' };

export const createWalker = (at: WorldPoint, facing: Facing = 2): WalkerState => ({ at, facing, mode: standing, speed: 0 });

const exitOf = (grid: WalkGrid, seat: PlacedSeat, at: WorldPoint): WorldPoint =>
  nearestStandable(grid, seat.approach.x, seat.approach.y, EXIT_REACH_TILES) ?? at;

/** Where a walk begins: beside the seat for somebody who sits. */
export const departureOf = (state: WalkerState, grid: WalkGrid): WorldPoint => {
  const { mode, at } = state;
  if (mode.kind === 'rising') return mode.to;
  return mode.kind === 'sitting' || mode.kind === 'settling' ? exitOf(grid, mode.seat, at) : at;
};

const switchTo = (state: WalkerState, next: OnFoot, grid: WalkGrid): WalkerState => {
  const { kind } = state.mode;
  const seated = kind === 'sitting' || kind === 'settling' || kind === 'rising';
  return { ...state, mode: seated ? { kind: 'rising', to: departureOf(state, grid), next } : next };
};

const isSteered = (mode: WalkerMode): boolean => mode.kind === 'steered' || (mode.kind === 'rising' && mode.next.kind === 'steered');

export const command = (state: WalkerState, order: WalkerCommand, grid: WalkGrid): WalkerState => {
  switch (order.kind) {
    case 'steer': {
      const direction = worldDirection(order.right, order.down);
      if (direction.x !== 0 || direction.y !== 0) return switchTo(state, { kind: 'steered', direction, running: order.running }, grid);
      // Letting go of the keys does not cancel a walk that was begun by a click.
      return isSteered(state.mode) ? switchTo(state, standing, grid) : state;
    }
    case 'follow':
      return switchTo(state, { kind: 'following', path: order.path, running: order.running, seat: order.seat, heldMs: 0 }, grid);
    case 'stand':
      return switchTo(state, standing, grid);
    default:
      return createWalker(order.at, order.facing);
  }
};

type Step = { readonly state: WalkerState; readonly restMs: number };

const speedOf = (running: boolean): number => (running ? RUNNING_TILES_PER_S : WALKING_TILES_PER_S);
const distance = (a: WorldPoint, b: WorldPoint): number => Math.hypot(b.x - a.x, b.y - a.y);

/** Straight towards a point through whatever is there. */
const stepTo = (state: WalkerState, to: WorldPoint, restMs: number, arrived: () => Partial<WalkerState>): Step => {
  const gap = distance(state.at, to);
  const facing = facingOfWorld(to.x - state.at.x, to.y - state.at.y, state.facing);
  const needMs = (gap / SETTLING_TILES_PER_S) * 1000;
  if (needMs <= restMs) return { state: { ...state, facing, at: to, ...arrived() }, restMs: restMs - needMs };
  const part = restMs / needMs;
  const at = { x: state.at.x + (to.x - state.at.x) * part, y: state.at.y + (to.y - state.at.y) * part };
  return { state: { ...state, facing, at }, restMs: 0 };
};

const followPath = (state: WalkerState, mode: Extract<OnFoot, { kind: 'following' }>, restMs: number, grid: WalkGrid): Step => {
  const [next, ...later] = mode.path;
  if (next === undefined) {
    return { state: { ...state, mode: mode.seat === null ? standing : { kind: 'settling', seat: mode.seat } }, restMs };
  }
  const gap = distance(state.at, next);
  if (gap < 1e-3) return { state: { ...state, at: next, mode: { ...mode, path: later } }, restMs };
  const tilesPerMs = speedOf(mode.running) / 1000;
  const usedMs = Math.min(restMs, gap / tilesPerMs);
  const part = (usedMs * tilesPerMs) / gap;
  const at = slide(grid, state.at, { x: (next.x - state.at.x) * part, y: (next.y - state.at.y) * part });
  const facing = facingOfWorld(next.x - state.at.x, next.y - state.at.y, state.facing);
  const gained = gap - distance(at, next);
  const heldMs = gained < 0.3 * usedMs * tilesPerMs ? mode.heldMs + usedMs : 0;
  if (heldMs > GIVE_UP_MS) return { state: { ...state, at, facing, mode: standing }, restMs: 0 };
  return { state: { ...state, at, facing, mode: { ...mode, heldMs } }, restMs: restMs - usedMs };
};

const advanceMode = (state: WalkerState, restMs: number, grid: WalkGrid): Step => {
  const { mode } = state;
  switch (mode.kind) {
    case 'standing':
    case 'sitting':
      return { state, restMs: 0 };
    case 'steered': {
      const tiles = (speedOf(mode.running) * restMs) / 1000;
      const at = slide(grid, state.at, { x: mode.direction.x * tiles, y: mode.direction.y * tiles });
      return { state: { ...state, at, facing: facingOfWorld(mode.direction.x, mode.direction.y, state.facing) }, restMs: 0 };
    }
    case 'following':
      return followPath(state, mode, restMs, grid);
    case 'settling':
      return stepTo(state, mode.seat.at, restMs, () => ({ mode: { kind: 'sitting', seat: mode.seat }, facing: mode.seat.facing }));
    default:
      return stepTo(state, mode.to, restMs, () => ({ mode: mode.next }));
  }
};

/** Lets time pass. @returns the same object when nothing changes. */
export const advance = (state: WalkerState, dtMs: number, grid: WalkGrid): WalkerState => {
  if (!(dtMs > 0)) return state;
  let next = state;
  let restMs = Math.min(dtMs, LONGEST_STEP_MS);
  // Each pass ends a waypoint, a mode or the time; the bound only guards against a path of thousands of points.
  for (let pass = 0; pass < 1000 && restMs > 1e-9; pass++) {
    const step = advanceMode(next, restMs, grid);
    next = step.state;
    restMs = step.restMs;
  }
  const speed = isMoving(next.mode) ? (distance(state.at, next.at) / Math.min(dtMs, LONGEST_STEP_MS)) * 1000 : 0;
  return next === state && speed === state.speed ? state : { ...next, speed };
};

const isMoving = (mode: WalkerMode): boolean => mode.kind !== 'standing' && mode.kind !== 'sitting';

/** Will time change anything? While false, nothing needs to be advanced or drawn. */
export const isUnderWay = (state: WalkerState): boolean => isMoving(state.mode);

/** What others are told. Walking against a wall is standing. */
export const poseOf = (state: WalkerState): AvatarPose => {
  const { at, facing, mode } = state;
  if (mode.kind === 'sitting') return { x: at.x, y: at.y, facing, motion: Motion.Sitting, seat: mode.seat.id };
  const running = (mode.kind === 'steered' || mode.kind === 'following') && mode.running;
  const onTheWay = isMoving(mode) && state.speed > 0.05;
  const motion = onTheWay ? (running ? Motion.Running : Motion.Walking) : Motion.Idle;
  return { x: at.x, y: at.y, facing, motion, seat: null };
};
