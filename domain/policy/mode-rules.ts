/**
 * The thresholds of the room mode: which of them hold now, and for how many evaluations running. Reads metrics and policy,
 * knows no state but the streaks; used by `room-mode.ts`.
 */
import type { Policy } from '../config/policy-config.ts';
import type { RoomMetrics } from './room-metrics.ts';

export const ModeReason = {
  None: 'none',
  Participants: 'participants',
  Cpu: 'cpu',
  Turn: 'turn',
  Loss: 'loss',
  /** Everything had been calm for long enough to come down. */
  Calm: 'calm',
  SfuFailed: 'sfu-failed',
  SfuLost: 'sfu-lost',
  /** The SFU was taken out of the configuration. */
  SfuOff: 'sfu-off',
} as const;
export type ModeReason = (typeof ModeReason)[keyof typeof ModeReason];

/** Evaluations running in which each rule held. */
export type Streaks = { readonly cpu: number; readonly turn: number; readonly loss: number };
export const NO_STREAKS: Streaks = { cpu: 0, turn: 0, loss: 0 };

/** Someone alone forwards nothing to anybody: nothing that is measured then is a reason for a server. */
const ALONE = 1;

const MAX_STREAK = 1000;
const longer = (streak: number, holds: boolean): number => (holds ? Math.min(streak + 1, MAX_STREAK) : 0);

export const streaksAfter = (streaks: Streaks, metrics: RoomMetrics, up: Policy['up']): Streaks => {
  if (metrics.participants <= ALONE || metrics.reporting === 0) return NO_STREAKS;
  return {
    cpu: longer(streaks.cpu, (metrics.cpuPercent ?? 0) > up.cpuPercent),
    turn: longer(streaks.turn, metrics.turnPercent > up.turnPercent),
    loss: longer(streaks.loss, (metrics.lossPercent ?? 0) > up.lossPercent),
  };
};

/** @returns the rule by which the room should go up now, or null */
export const holdingRule = (streaks: Streaks, participants: number, up: Policy['up']): ModeReason | null => {
  if (participants > up.participants) return ModeReason.Participants;
  if (streaks.cpu >= up.evaluations) return ModeReason.Cpu;
  if (streaks.turn >= up.evaluations) return ModeReason.Turn;
  if (streaks.loss >= up.evaluations) return ModeReason.Loss;
  return null;
};

/** Everything low enough to come down. What nobody measured stands in nobody's way; a room from which nobody reports is unknown. */
export const isCalm = (metrics: RoomMetrics, down: Policy['down']): boolean => {
  if (metrics.participants <= ALONE) return true;
  return (
    metrics.reporting > 0 &&
    metrics.participants <= down.participants &&
    (metrics.cpuPercent ?? 0) < down.cpuPercent &&
    metrics.turnPercent < down.turnPercent &&
    (metrics.lossPercent ?? 0) < down.lossPercent
  );
};
