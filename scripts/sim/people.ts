/** Invents what the people of a written scenario report: the same figures for the same seed, on every machine. */
import type { PeerMetrics } from '../../domain/policy/peer-metrics.ts';
import { type PeerReport } from '../../domain/policy/room-metrics.ts';
import { RoomMode } from '../../domain/policy/room-mode.ts';
import type { SimulationStep } from '../../domain/policy/simulate.ts';
import type { Turn, WrittenScenario } from './scenario.ts';

/** Sound packets of one person in the window of ten seconds. */
const PACKETS_PER_VOICE = 500;
/** In a room most are silent. */
const VOICES = 2;
const DYING = { cpuPercent: 100, lossRatio: 0.25 };

/** mulberry32 */
export const createRandom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

type Present = { readonly [K in Exclude<keyof Turn, 'cpuOnSfu' | 'lossOnSfu'>]: NonNullable<Turn[K]> } & {
  readonly cpuOnSfu?: number;
  readonly lossOnSfu?: number;
};

const START: Present = {
  at: 0,
  people: 1,
  relayed: 0,
  dying: 0,
  hidden: 0,
  cpu: 25,
  loss: 0.2,
  rtt: 40,
  sfu: 'up',
};

/** Everything that was said up to then, the latest word of each kind. */
const turnAt = (timeline: readonly Turn[], seconds: number): Present => {
  let now = START;
  for (const turn of timeline) {
    if (turn.at > seconds) break;
    now = { ...now, ...(turn as Partial<Present>) };
  }
  return now;
};

/** @returns the scenario's state at a time; call it with growing times */
export const peopleOf = ({ timeline, noise, seed }: WrittenScenario) => {
  const random = createRandom(seed);
  const wander = (value: number): number => value * (1 + ((random() * 2 - 1) * noise) / 100);
  const bounded = (value: number, max: number): number => Math.min(max, Math.max(0, value));
  return (atMs: number, mode: RoomMode): SimulationStep => {
    const turn = turnAt(timeline, atMs / 1000);
    const onSfu = mode === RoomMode.Sfu;
    const cpu = (onSfu ? turn.cpuOnSfu : undefined) ?? turn.cpu;
    const loss = (onSfu ? turn.lossOnSfu : undefined) ?? turn.loss;
    const links = turn.people - 1;
    const metricsOf = (i: number): PeerMetrics => {
      const isDying = i < turn.dying;
      // from the other end, so that dying and relayed are different people while there are enough
      const isRelayed = i >= turn.people - turn.relayed;
      const expected = PACKETS_PER_VOICE * Math.min(VOICES, links);
      const lost = Math.round(expected * bounded(isDying ? DYING.lossRatio : wander(loss / 100), 1));
      return {
        links,
        relayedLinks: isRelayed ? links : Math.min(links, turn.relayed),
        audioLost: lost,
        audioExpected: expected,
        upLost: 0,
        upExpected: PACKETS_PER_VOICE * links,
        rttP50Ms: bounded(wander(turn.rtt), 60_000),
        cpuPercent: bounded(isDying ? DYING.cpuPercent : wander(cpu), 100),
        cpuSource: 'pressure',
        encodeLimited: isDying,
        hidden: i >= turn.dying && i < turn.dying + turn.hidden,
        canSfu: true,
      };
    };
    const reports = new Map<string, PeerReport>(
      Array.from({ length: turn.people }, (_, i) => [`person-${i}`, { metrics: metricsOf(i), atMs }] as const),
    );
    return { participants: turn.people, reports, isSfuUp: turn.sfu === 'up' };
  };
};
