/** The room's last minutes as the file that `npm run sim` replays. Pure. */
import type { Policy } from '../../../../domain/config/policy-config.ts';
import { type MetricsRecording, RECORDING_FORMAT } from '../../../../domain/policy/metrics-recording.ts';
import type { RoomSample } from './room-measures.ts';

export type RecordingSource = {
  readonly room: string;
  readonly history: readonly RoomSample[];
  readonly policy: Policy;
  readonly hasSfu: boolean;
  /** Unix ms and monotonic ms of the same moment. */
  readonly wallMs: number;
  readonly nowMs: number;
};

/** @returns null while nothing was measured */
export const roomRecording = ({ room, history, policy, hasSfu, wallMs, nowMs }: RecordingSource): MetricsRecording | null => {
  const first = history[0];
  if (first === undefined) return null;
  return {
    format: RECORDING_FORMAT,
    version: 1,
    room,
    startedAt: Math.max(0, Math.round(wallMs - (nowMs - first.atMs))),
    hasSfu,
    policy,
    entries: history.map((sample) => ({
      atMs: Math.round(sample.atMs - first.atMs),
      participants: sample.room.participants,
      mode: sample.mode,
      epoch: sample.epoch,
      reports: Object.fromEntries(
        [...sample.reports].map(([peer, report]) => [
          peer,
          { ageMs: Math.max(0, Math.round(sample.atMs - report.atMs)), metrics: report.metrics },
        ]),
      ),
    })),
  };
};
