/** Sound by way of the SFU over the last ten seconds, from counts that only ever grow. One connection at a time. */
import type { PacketCount } from '../../../../transports/place-link.ts';
import type { SfuConnection, SfuStats } from '../../../media/sfu/sfu-driver.ts';

const WINDOW_MS = 10_000;

export type SfuTraffic = { readonly audioDown: PacketCount; readonly audioUp: PacketCount; readonly rttMs: number | null };

type Sample = { readonly atMs: number; readonly stats: SfuStats };

const grown = (now: PacketCount, then: PacketCount): PacketCount => ({
  lost: Math.max(0, now.lost - then.lost),
  expected: Math.max(0, now.expected - then.expected),
});

/** @returns a function that measures and tells; null without a connection, or while it says nothing. */
export const createSfuTraffic = (): ((connection: SfuConnection | null, nowMs: number) => Promise<SfuTraffic | null>) => {
  let of: SfuConnection | null = null;
  let samples: readonly Sample[] = [];
  return async (connection, nowMs) => {
    if (connection !== of) samples = [];
    of = connection;
    const stats = await connection?.stats().catch(() => null);
    if (stats == null || connection !== of) return null;
    samples = [...samples.filter(({ atMs }) => nowMs - atMs <= WINDOW_MS), { atMs: nowMs, stats }];
    const first = samples[0]!.stats;
    return { audioDown: grown(stats.audioDown, first.audioDown), audioUp: grown(stats.audioUp, first.audioUp), rttMs: stats.rttMs };
  };
};
