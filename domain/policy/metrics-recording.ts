/**
 * What the connection panel exports and `npm run sim` replays: everything that the steward of a room decided by, one entry for
 * each evaluation. Peers are named by their ids of that session, which say nothing about anybody.
 */
import * as v from 'valibot';
import { PolicySchema } from '../config/policy-config.ts';
import { PeerMetricsSchema } from './peer-metrics.ts';
import type { PeerReport } from './room-metrics.ts';
import type { RoomMode } from './room-mode.ts';

export const RECORDING_FORMAT = 'patio-metrics';
/** A day of evaluations. */
const MAX_ENTRIES = 43_200;
const MAX_PEERS = 512;

const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const peer = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const EntrySchema = v.object({
  /** Since the beginning of the recording; does not shrink from entry to entry. */
  atMs: time,
  participants: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000)),
  /** What the room did then; a replay with another policy decides for itself. */
  mode: v.optional(v.picklist(['P2P_DIRECT', 'P2P_TURN', 'SFU'])),
  epoch: v.optional(time),
  /** The latest report of each member; `ageMs` is how old it was. */
  reports: v.pipe(v.record(peer, v.object({ ageMs: time, metrics: PeerMetricsSchema })), v.maxEntries(MAX_PEERS)),
});
export type RecordingEntry = v.InferOutput<typeof EntrySchema>;

export const RecordingSchema = v.object({
  format: v.literal(RECORDING_FORMAT),
  version: v.literal(1),
  room: v.optional(v.pipe(v.string(), v.maxLength(64)), 'open'),
  /** Unix ms of the first entry. */
  startedAt: v.optional(time, 0),
  hasSfu: v.optional(v.boolean(), true),
  policy: v.optional(PolicySchema, {}),
  entries: v.pipe(
    v.array(EntrySchema),
    v.minLength(1),
    v.maxLength(MAX_ENTRIES),
    v.check(
      (entries) => entries.every((entry, i) => i === 0 || entry.atMs >= (entries[i - 1] as RecordingEntry).atMs),
      'must be in the order of time',
    ),
  ),
});
export type MetricsRecording = v.InferOutput<typeof RecordingSchema>;

export type RecordedMoment = {
  readonly nowMs: number;
  readonly participants: number;
  /** What `aggregateRoom` was given at that moment. */
  readonly reports: ReadonlyMap<string, PeerReport>;
  readonly mode: RoomMode;
  readonly epoch: number;
};

/** @param startMs the first moment of the recording, on the same clock as `nowMs` */
export const recordingEntry = ({ nowMs, participants, reports, mode, epoch }: RecordedMoment, startMs: number): RecordingEntry => ({
  atMs: Math.max(0, Math.round(nowMs - startMs)),
  participants,
  mode,
  epoch,
  reports: Object.fromEntries(
    [...reports].map(([id, { atMs, metrics }]) => [id, { ageMs: Math.max(0, Math.round(nowMs - atMs)), metrics }] as const),
  ),
});
