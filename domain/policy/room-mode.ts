/**
 * How a room moves between its modes (VO8): straight links, links over TURN, or a server of the community (SFU). One pure
 * state machine, run by the room's steward on each evaluation; it opens nothing and knows no clock. What it wants done is
 * in `wants`, once per decision; what came of that comes back as an event with the epoch that it belongs to.
 */
import type { Policy } from '../config/policy-config.ts';
import { holdingRule, isCalm, ModeReason, type Streaks, streaksAfter, NO_STREAKS } from './mode-rules.ts';
import type { RoomMetrics } from './room-metrics.ts';
import { RoomMode } from './room-mode-names.ts';

export { ModeReason } from './mode-rules.ts';

export { meshMode, RoomMode } from './room-mode-names.ts';

export type ModeWish = 'none' | 'open-sfu' | 'close-sfu';

type Shared = {
  readonly policy: Policy;
  /** Is an SFU configured at all? */
  readonly hasSfu: boolean;
  /** What members are told. */
  readonly mode: RoomMode;
  /** Grows with each attempt to open an SFU and with each return from it, never shrinks; names the SFU's room. */
  readonly epoch: number;
  /** What the latest event asks of the steward. `open-sfu` and `close-sfu` are said once. */
  readonly wants: ModeWish;
  /** Why the room is in, or on its way to, where it is. */
  readonly reason: ModeReason;
  /** Some link of the mesh is relayed; known in every mode. */
  readonly relayed: boolean;
  /** Evaluations running without any relayed link. */
  readonly unrelayed: number;
  /** How long an SFU is kept at least, the next time or now. */
  readonly stayMs: number;
  readonly cameDownMs: number | null;
  /** Failed or lost SFUs in a row. */
  readonly failures: number;
};

type MeshState = Shared & { readonly status: 'mesh'; readonly streaks: Streaks; readonly holdUntilMs: number };
type OpeningState = Shared & { readonly status: 'opening'; readonly sinceMs: number };
type SfuState = Shared & { readonly status: 'sfu'; readonly sinceMs: number; readonly calmSinceMs: number | null };
export type RoomModeState = MeshState | OpeningState | SfuState;

export type RoomModeEvent =
  /** Every two seconds. */
  | { readonly type: 'evaluation'; readonly metrics: RoomMetrics; readonly nowMs: number }
  /** Somebody came or went: only the head count is looked at, and at once. */
  | { readonly type: 'count'; readonly participants: number; readonly nowMs: number }
  | { readonly type: 'sfu-opened'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'sfu-failed'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'sfu-lost'; readonly epoch: number; readonly nowMs: number }
  | { readonly type: 'config'; readonly policy: Policy; readonly hasSfu: boolean; readonly nowMs: number };

/** What a steward knows of the room before its first decision: the last beat that it heard, or nothing. */
export type PresentMode = { readonly mode: RoomMode; readonly epoch: number };

/** A new steward goes on in the room's present mode, unless that needs an SFU which nobody configured. */
export const startRoomMode = (
  policy: Policy,
  hasSfu: boolean,
  nowMs: number,
  present: PresentMode = { mode: RoomMode.P2pDirect, epoch: 0 },
): RoomModeState => {
  const shared: Shared = {
    policy,
    hasSfu,
    mode: present.mode,
    epoch: present.epoch,
    wants: 'none',
    reason: ModeReason.None,
    relayed: present.mode === RoomMode.P2pTurn,
    unrelayed: 0,
    stayMs: policy.down.stayMs,
    cameDownMs: null,
    failures: 0,
  };
  if (present.mode !== RoomMode.Sfu) return { ...shared, status: 'mesh', streaks: NO_STREAKS, holdUntilMs: nowMs };
  const inSfu: SfuState = { ...shared, status: 'sfu', sinceMs: nowMs, calmSinceMs: null };
  return hasSfu ? inSfu : toMesh(inSfu, ModeReason.SfuOff, nowMs, 'close-sfu');
};

/** Back to the mesh, from an SFU that stood or one that never did. */
const toMesh = (state: RoomModeState, reason: ModeReason, nowMs: number, wants: ModeWish, holdUntilMs = nowMs): MeshState => ({
  policy: state.policy,
  hasSfu: state.hasSfu,
  mode: state.relayed ? RoomMode.P2pTurn : RoomMode.P2pDirect,
  epoch: state.status === 'sfu' ? state.epoch + 1 : state.epoch,
  wants,
  reason,
  relayed: state.relayed,
  unrelayed: state.unrelayed,
  stayMs: state.stayMs,
  cameDownMs: state.cameDownMs,
  failures: state.failures,
  status: 'mesh',
  streaks: NO_STREAKS,
  holdUntilMs,
});

const failed = (state: OpeningState | SfuState, reason: ModeReason, nowMs: number): MeshState => {
  const { holdMs, maxHoldMs } = state.policy.retry;
  // One that stood long enough had not really failed before.
  const before = state.status === 'sfu' && nowMs - state.sinceMs >= state.stayMs ? 0 : state.failures;
  const waitMs = Math.min(Math.max(holdMs, maxHoldMs), holdMs * 2 ** Math.min(before, 30));
  return { ...toMesh(state, reason, nowMs, 'close-sfu', nowMs + waitMs), failures: before + 1 };
};

const open = (state: MeshState, reason: ModeReason, nowMs: number): OpeningState => {
  const { streaks: _, holdUntilMs: __, ...shared } = state;
  return { ...shared, status: 'opening', sinceMs: nowMs, epoch: state.epoch + 1, wants: 'open-sfu', reason };
};

const opened = (state: OpeningState, nowMs: number): SfuState => {
  const { stayMs: baseMs, maxStayMs, flapMs } = state.policy.down;
  const isFlapping = state.cameDownMs !== null && nowMs - state.cameDownMs <= flapMs;
  const stayMs = isFlapping ? Math.min(Math.max(baseMs, maxStayMs), state.stayMs * 2) : baseMs;
  return { ...state, status: 'sfu', mode: RoomMode.Sfu, sinceMs: nowMs, calmSinceMs: null, stayMs, wants: 'none' };
};

/** Some link is relayed: said at once. None is: believed after as many evaluations as going up takes. */
const withRoutes = <T extends RoomModeState>(state: T, metrics: RoomMetrics): T => {
  const unrelayed = metrics.relayedLinks > 0 || metrics.reporting === 0 ? 0 : Math.min(state.unrelayed + 1, state.policy.up.evaluations);
  const relayed = metrics.relayedLinks > 0 || (state.relayed && unrelayed < state.policy.up.evaluations);
  const mode = state.status === 'sfu' ? RoomMode.Sfu : relayed ? RoomMode.P2pTurn : RoomMode.P2pDirect;
  return { ...state, relayed, unrelayed, mode, wants: 'none' };
};

const evaluateMesh = (before: MeshState, metrics: RoomMetrics, nowMs: number): RoomModeState => {
  const streaks = streaksAfter(before.streaks, metrics, before.policy.up);
  const state: MeshState = { ...withRoutes(before, metrics), streaks };
  const reason = holdingRule(streaks, metrics.participants, state.policy.up);
  return reason === null || !state.hasSfu || nowMs < state.holdUntilMs ? state : open(state, reason, nowMs);
};

const evaluateSfu = (before: SfuState, metrics: RoomMetrics, nowMs: number): RoomModeState => {
  const calmSinceMs = isCalm(metrics, before.policy.down) ? (before.calmSinceMs ?? nowMs) : null;
  const state: SfuState = { ...withRoutes(before, metrics), calmSinceMs };
  const { holdMs } = state.policy.down;
  const mayLeave = calmSinceMs !== null && nowMs - calmSinceMs >= holdMs && nowMs - state.sinceMs >= state.stayMs;
  return mayLeave ? { ...toMesh(state, ModeReason.Calm, nowMs, 'close-sfu'), cameDownMs: nowMs, failures: 0 } : state;
};

const evaluate = (state: RoomModeState, metrics: RoomMetrics, nowMs: number): RoomModeState => {
  switch (state.status) {
    case 'mesh':
      return evaluateMesh(state, metrics, nowMs);
    case 'opening':
      return nowMs - state.sinceMs >= state.policy.retry.openMs
        ? failed(withRoutes(state, metrics), ModeReason.SfuFailed, nowMs)
        : withRoutes(state, metrics);
    default:
      return evaluateSfu(state, metrics, nowMs);
  }
};

/** Only a head count: a room that is full goes up before its thirteenth member has sent anything. */
const count = (state: RoomModeState, participants: number, nowMs: number): RoomModeState => {
  if (state.status === 'mesh' && state.hasSfu && nowMs >= state.holdUntilMs && participants > state.policy.up.participants) {
    return open(state, ModeReason.Participants, nowMs);
  }
  if (state.status === 'sfu' && participants > state.policy.down.participants) return { ...state, wants: 'none', calmSinceMs: null };
  return quiet(state);
};

/** Whoever changes the configuration wants it tried: holds and doubled times are forgotten. */
const reconfigured = (state: RoomModeState, policy: Policy, hasSfu: boolean, nowMs: number): RoomModeState => {
  if (hasSfu === state.hasSfu && JSON.stringify(policy) === JSON.stringify(state.policy)) return quiet(state);
  const next = { ...state, policy, hasSfu, stayMs: policy.down.stayMs, failures: 0, wants: 'none' as const };
  if (next.status === 'mesh') return { ...next, streaks: NO_STREAKS, holdUntilMs: nowMs };
  return hasSfu ? next : toMesh(next, ModeReason.SfuOff, nowMs, 'close-sfu');
};

const quiet = <T extends RoomModeState>(state: T): T => (state.wants === 'none' ? state : { ...state, wants: 'none' });

/** One event, one new state; the same object when it changes nothing. Never throws. */
export const nextRoomMode = (state: RoomModeState, event: RoomModeEvent): RoomModeState => {
  switch (event.type) {
    case 'evaluation':
      return evaluate(state, event.metrics, event.nowMs);
    case 'count':
      return count(state, event.participants, event.nowMs);
    case 'config':
      return reconfigured(state, event.policy, event.hasSfu, event.nowMs);
    case 'sfu-opened':
      if (state.status === 'opening' && event.epoch === state.epoch) return opened(state, event.nowMs);
      // One that nobody waits for any more.
      return state.status === 'mesh' ? { ...state, wants: 'close-sfu' } : quiet(state);
    case 'sfu-failed':
      return state.status !== 'mesh' && event.epoch === state.epoch ? failed(state, ModeReason.SfuFailed, event.nowMs) : quiet(state);
    default:
      return state.status !== 'mesh' && event.epoch === state.epoch ? failed(state, ModeReason.SfuLost, event.nowMs) : quiet(state);
  }
};
