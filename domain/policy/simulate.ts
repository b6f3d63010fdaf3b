/**
 * Replays metrics through the code that decides in a real room: aggregation, then the mode machine. Knows no files; used by
 * `npm run sim` and wherever somebody asks "what would the room have done?".
 */
import type { Policy } from '../config/policy-config.ts';
import { aggregateRoom, type PeerReport, type RoomMetrics } from './room-metrics.ts';
import { type ModeReason, nextRoomMode, type RoomMode, type RoomModeEvent, type RoomModeState, startRoomMode } from './room-mode.ts';

export type SimulationStep = {
  readonly participants: number;
  /** On the clock of the simulation. */
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

/** @param stepAt what is so at that time, in a room that is in this mode: an SFU takes load off its members */
export const simulateRoom = (
  timesMs: readonly number[],
  stepAt: (atMs: number, mode: RoomMode) => SimulationStep,
  { policy, hasSfu, openingMs }: SimulationOptions,
): SimulatedMoment[] => {
  let state = startRoomMode(policy, hasSfu, timesMs[0] ?? 0);
  let opensAtMs = Infinity;
  let peopleBefore = 0;
  const tell = (event: RoomModeEvent): void => {
    state = nextRoomMode(state, event);
    if (state.wants === 'open-sfu') opensAtMs = event.nowMs + openingMs;
  };
  return timesMs.map((atMs) => {
    const { participants, reports, isSfuUp } = stepAt(atMs, state.mode);
    const metrics = aggregateRoom(reports, atMs, participants);
    if (state.status === 'sfu' && !isSfuUp) tell({ type: 'sfu-lost', epoch: state.epoch, nowMs: atMs });
    if (state.status === 'opening' && atMs >= opensAtMs) {
      tell({ type: isSfuUp ? 'sfu-opened' : 'sfu-failed', epoch: state.epoch, nowMs: atMs });
    }
    if (participants !== peopleBefore) tell({ type: 'count', participants, nowMs: atMs });
    peopleBefore = participants;
    tell({ type: 'evaluation', metrics, nowMs: atMs });
    return { atMs, metrics, status: state.status, mode: state.mode, epoch: state.epoch, reason: state.reason };
  });
};

export type ModeChange = Pick<SimulatedMoment, 'atMs' | 'mode' | 'epoch' | 'reason'>;

/** The moments at which the mode was another than before, the first among them. */
export const modeChanges = (moments: readonly SimulatedMoment[]): ModeChange[] =>
  moments
    .filter((moment, i) => moment.mode !== moments[i - 1]?.mode)
    .map(({ atMs, mode, epoch, reason }) => ({ atMs, mode, epoch, reason }));
