/** From a scenario to what the room did: the times, the reports at each, the policy. No files, no words. */
import type { Policy } from '../../domain/config/policy-config.ts';
import type { MetricsRecording, RecordingEntry } from '../../domain/policy/metrics-recording.ts';
import type { PeerReport } from '../../domain/policy/room-metrics.ts';
import { type SimulatedMoment, simulateRoom, type SimulationStep } from '../../domain/policy/simulate.ts';
import { peopleOf } from './people.ts';
import type { Scenario } from './scenario.ts';

/** As often as a steward evaluates. */
const EVALUATION_MS = 2000;
/** A recording knows nothing of how long its SFU took. */
const OPENING_MS = 800;

export type Simulation = { readonly title: string; readonly policy: Policy; readonly moments: readonly SimulatedMoment[] };

const stepOf = ({ atMs, participants, reports }: RecordingEntry): SimulationStep => ({
  participants,
  isSfuUp: true,
  reports: new Map<string, PeerReport>(
    Object.entries(reports).map(([peer, { ageMs, metrics }]) => [peer, { metrics, atMs: atMs - ageMs }] as const),
  ),
});

const replay = (recording: MetricsRecording, policy: Policy): readonly SimulatedMoment[] => {
  const byTime = new Map(recording.entries.map((entry) => [entry.atMs, entry] as const));
  const stepAt = (atMs: number): SimulationStep => stepOf(byTime.get(atMs) as RecordingEntry);
  return simulateRoom([...byTime.keys()], stepAt, { policy, hasSfu: recording.hasSfu, openingMs: OPENING_MS });
};

/** @param otherPolicy instead of the scenario's own */
export const simulate = (read: Scenario, otherPolicy: Policy | null): Simulation => {
  if (read.kind === 'recorded') {
    const policy = otherPolicy ?? read.recording.policy;
    const day =
      read.recording.startedAt === 0 ? '' : `, ${new Date(read.recording.startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return { title: `Room ${read.recording.room}${day}`, policy, moments: replay(read.recording, policy) };
  }
  const { scenario } = read;
  const policy = otherPolicy ?? scenario.policy;
  const times = Array.from({ length: Math.floor((scenario.seconds * 1000) / EVALUATION_MS) + 1 }, (_, i) => i * EVALUATION_MS);
  const options = { policy, hasSfu: scenario.sfu, openingMs: scenario.sfuOpensMs };
  return { title: scenario.title, policy, moments: simulateRoom(times, peopleOf(scenario), options) };
};
