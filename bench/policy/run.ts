/**
 * The room mode under a storm: a million random events, of which every state is checked against what may never be. Two
 * passes over the same events, the first only timed, the second only checked. `node bench/policy/run.ts [--quick]`. Writes
 * .cache/bench/policy.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { defaultPolicy } from '../../domain/config/policy-config.ts';
import type { RoomMetrics } from '../../domain/policy/room-metrics.ts';
import { nextRoomMode, RoomMode, type RoomModeEvent, type RoomModeState, startRoomMode } from '../../domain/policy/room-mode.ts';

const EVENTS = process.argv.includes('--quick') ? 100_000 : 1_000_000;
const ROUNDS = 5;
const policy = defaultPolicy();
const policies = [policy, { ...policy, up: { ...policy.up, participants: 4, evaluations: 1 } }];

/** mulberry32: the same storm each time. */
const random = ((seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
})(5);
const below = (n: number): number => Math.floor(random() * n);

const anyMetrics = (): RoomMetrics => ({
  participants: below(20),
  reporting: below(20),
  relayedLinks: random() < 0.5 ? 0 : below(9),
  cpuPercent: random() < 0.1 ? null : random() * 100,
  turnPercent: random() < 0.5 ? 0 : random() * 100,
  lossPercent: random() < 0.1 ? null : random() * 12,
  rttMs: random() * 300,
});

/** Calm and loud spells, so that every edge is walked; epochs are guessed around the true one. */
const storm = (): RoomModeEvent[] => {
  let nowMs = 0;
  let epoch = 0;
  let spell: 'calm' | 'loud' | 'any' = 'any';
  let state = startRoomMode(policy, true, 0);
  return Array.from({ length: EVENTS }, () => {
    nowMs += below(4000);
    if (random() < 0.02) spell = (['calm', 'loud', 'any'] as const)[below(3)] as typeof spell;
    const event = ((): RoomModeEvent => {
      const kind = below(100);
      if (kind < 12) return { type: 'sfu-opened', epoch: epoch + below(3) - 1, nowMs };
      if (kind < 14) return { type: 'sfu-failed', epoch: epoch + below(3) - 1, nowMs };
      if (kind < 15) return { type: 'sfu-lost', epoch: epoch + below(3) - 1, nowMs };
      if (kind < 20) return { type: 'count', participants: spell === 'calm' ? below(9) : below(20), nowMs };
      if (kind < 21 && random() < 0.1)
        return { type: 'config', policy: policies[below(2)] as typeof policy, hasSfu: random() < 0.7, nowMs };
      const metrics = anyMetrics();
      if (spell === 'calm')
        return {
          type: 'evaluation',
          metrics: { ...metrics, participants: below(9), reporting: 5, cpuPercent: 10, turnPercent: 0, lossPercent: 0 },
          nowMs,
        };
      if (spell === 'loud') return { type: 'evaluation', metrics: { ...metrics, cpuPercent: 95 }, nowMs };
      return { type: 'evaluation', metrics, nowMs };
    })();
    state = nextRoomMode(state, event);
    epoch = state.epoch;
    return event;
  });
};

const illegal = (before: RoomModeState, state: RoomModeState, event: RoomModeEvent): string | null => {
  if ((state.mode === RoomMode.Sfu) !== (state.status === 'sfu')) return 'mode and status differ';
  if (state.epoch < before.epoch) return 'the epoch shrank';
  if (state.epoch > before.epoch + 1) return 'the epoch leapt';
  if (state.status !== 'mesh' && !state.hasSfu) return 'an SFU that nobody configured';
  if (state.wants === 'open-sfu' && (state.status !== 'opening' || state.epoch === before.epoch)) return 'opened without a new epoch';
  if (state.status === 'sfu' && before.status === 'mesh') return 'up without opening';
  if (before.status === 'sfu' && state.status === 'opening') return 'opening from above';
  if (before.status === 'sfu' && state.status === 'mesh' && state.epoch === before.epoch) return 'down without a new epoch';
  if (before.status === 'sfu' && state.reason === 'calm' && state.status === 'mesh' && event.nowMs - before.sinceMs < before.stayMs)
    return 'down too early';
  if (before.status === 'mesh' && state.status === 'opening' && event.nowMs < before.holdUntilMs) return 'up while held';
  return null;
};

const events = storm();
const start = startRoomMode(policy, true, 0);
const perEventUs: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  let state = start;
  const before = process.cpuUsage();
  for (const event of events) state = nextRoomMode(state, event);
  const { user, system } = process.cpuUsage(before);
  perEventUs.push((user + system) / events.length);
}

const walked = new Map<string, number>();
let broken: string | null = null;
let state = start;
for (const [i, event] of events.entries()) {
  const before = state;
  state = nextRoomMode(state, event);
  broken ??= illegal(before, state, event) === null ? null : `event ${i} (${event.type}): ${illegal(before, state, event)}`;
  const edge = `${before.status} → ${state.status}`;
  walked.set(edge, (walked.get(edge) ?? 0) + 1);
}

const us = perEventUs.toSorted((a, b) => a - b)[ROUNDS >> 1] as number;
console.log(`${events.length} events, ${us.toFixed(3)} µs of CPU each (median of ${ROUNDS}), epoch ${state.epoch}`);
for (const [edge, times] of [...walked].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`  ${edge.padEnd(20)} ${String(times).padStart(8)}`);
if (broken !== null) console.log(`  ${broken}`);
const edges = ['mesh → opening', 'opening → sfu', 'opening → mesh', 'sfu → mesh'];
const budgets = [
  { name: 'no illegal state', met: broken === null },
  { name: 'every edge was walked', met: edges.every((edge) => (walked.get(edge) ?? 0) > 0) },
  { name: '< 1 µs an event', met: us < 1 },
];
for (const b of budgets) console.log(`${b.met ? 'met   ' : 'MISSED'} ${b.name}`);
mkdirSync('.cache/bench', { recursive: true });
writeFileSync(
  '.cache/bench/policy.json',
  `${JSON.stringify({ events: events.length, usPerEvent: us, walked: Object.fromEntries(walked), broken, budgets }, null, 2)}\n`,
);
if (broken !== null) process.exitCode = 1;
