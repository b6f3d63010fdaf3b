/**
 * Replays metrics through the code that decides in a real room: aggregation, then the mode machine. Knows no files; used by
 * `npm run sim` and wherever somebody asks "what would the room have done?".
 */
import type { Policy } from '../config/policy-config.ts';
import { aggregateRoom, type PeerReport, type RoomMetrics } from './room-metrics.ts';
import { type ModeReason, nextRoomMode, type RoomMode, type RoomModeState, startRoomMode } from './room-mode.ts';

export type SimulationStep = {
  readonly atMs: number;
  readonly participants: number;
  /** On the clock of `atMs`. */
  readonly reports: ReadonlyMap<string, PeerReport>;
  /** Does the SFU answer now? Whether one is configured at all is asked once. */
  readonly isSfuUp: boolean;
};

export type SimulatedMoment = {
  readonly atMs: number;
  readonly metrics: RoomMetrics;
  readonly status: RoomModeState['status'];
  readonly mode: RoomMode;
  readonly epoch: number;
  readonly reason: ModeReason;
};

export type SimulationOptions = {
  readonly policy: Policy;
  readonly hasSfu: boolean;
  /** How long an SFU that answers takes to open. */
  readonly openingMs: number;
};

export const simulateRoom = (steps: readonly SimulationStep[], { policy, hasSfu, openingMs }: SimulationOptions): SimulatedMoment[] => {
  let state = startRoomMode(policy, hasSfu, steps[0]?.atMs ?? 0);
  let openedAtMs: number | null = null;
  let before = 0;
  return steps.map(({ atMs, participants, reports, isSfuUp }) => {
    const metrics = aggregateRoom(reports, atMs, participants);
    if (participants !== before) state = nextRoomMode(state, { type: 'count', participants, nowMs: atMs });
    if (state.wants === 'open-sfu') openedAtMs = atMs + openingMs;
    before = participants;
    if (state.status === 'sfu' && !isSfuUp) state = nextRoomMode(state, { type: 'sfu-lost', epoch: state.epoch, nowMs: atMs });
    state = nextRoomMode(state, { type: 'evaluation', metrics, nowMs: atMs });
    if (state.wants === 'open-sfu') openedAtMs = atMs + openingMs;
    if (state.status === 'opening' && openedAtMs !== null && atMs >= openedAtMs) {
      const type = isSfuUp ? 'sfu-opened' : 'sfu-failed';
      state = nextRoomMode(state, { type, epoch: state.epoch, nowMs: atMs });
    }
    return { atMs, metrics, status: state.status, mode: state.mode, epoch: state.epoch, reason: state.reason };
  });
};

export type ModeChange = Pick<SimulatedMoment, 'atMs' | 'mode' | 'epoch' | 'reason'>;

/** The moments at which the mode was another than before, the first among them. */
export const modeChanges = (moments: readonly SimulatedMoment[]): ModeChange[] =>
  moments
    .filter((moment, i) => moment.mode !== moments[i - 1]?.mode)
    .map(({ atMs, mode, epoch, reason }) => ({ atMs, mode, epoch, reason }));
