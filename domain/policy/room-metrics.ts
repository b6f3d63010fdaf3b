/**
 * From what each peer says about itself to what is true of the room: one pure function, the same for the steward that
 * decides, the panel that shows and the simulator that replays. Sums over sums, never a mean of means; hidden tabs and old
 * reports left out; from five values on the ends are cut off, so that one dying laptop or one liar moves no room.
 */
import type { PeerMetrics } from './peer-metrics.ts';

export type { PeerMetrics } from './peer-metrics.ts';

export type PeerReport = {
  readonly metrics: PeerMetrics;
  /** When it was made, on the clock of `nowMs`. */
  readonly atMs: number;
};

export type RoomMetrics = {
  /** Members of the room, whether they report or not. */
  readonly participants: number;
  /** How many of them were heard lately. */
  readonly reporting: number;
  /** Links of this room that go over TURN, at least roughly; above zero only if both ends say so. */
  readonly relayedLinks: number;
  /** Null: nobody could measure it. */
  readonly cpuPercent: number | null;
  /** The share of peers most of whose links are relayed: one relay-only person makes not everybody a TURN user. */
  readonly turnPercent: number;
  /** Of the sound that should have come to the members. Null: nobody said anything. */
  readonly lossPercent: number | null;
  readonly rttMs: number | null;
};

/** Three reports missed. */
export const STALE_MS = 6000;
/** From so many values on the lowest and the highest are not believed. */
export const TRIM_FROM = 5;

/** One at each end; in a crowd a tenth. */
const trimOf = (values: number): number => (values < TRIM_FROM ? 0 : Math.max(1, Math.floor(values / 10)));

type Share = { readonly part: number; readonly whole: number };

/** Sums over sums of the shares that are left when the lowest and the highest ratios are cut off. Stays between honest ones. */
const trimmedRatio = (shares: readonly Share[]): number | null => {
  const counted = shares.filter((share) => share.whole > 0).toSorted((a, b) => a.part / a.whole - b.part / b.whole);
  const trim = trimOf(counted.length);
  let part = 0;
  let whole = 0;
  for (const share of counted.slice(trim, counted.length - trim)) {
    part += share.part;
    whole += share.whole;
  }
  return whole > 0 ? part / whole : null;
};

const trimmedMean = (values: readonly (number | null)[]): number | null =>
  trimmedRatio(values.flatMap((value) => (value === null ? [] : [{ part: value, whole: 1 }])));

const percentOf = (ratio: number | null): number | null => (ratio === null ? null : ratio * 100);

/** A peer is "on TURN" when most of its links are relayed. */
export const isOnTurn = (metrics: PeerMetrics): boolean => metrics.relayedLinks * 2 > metrics.links;

/**
 * A relayed link has two ends and each of them sees it; what only one of several reporters claims is not believed.
 * Mesh links stay for data while a room is on an SFU, so this is known in every mode.
 */
const relayedLinksOf = (fresh: readonly PeerMetrics[]): number => {
  const witnesses = fresh.filter((m) => m.relayedLinks > 0);
  if (witnesses.length < Math.min(2, fresh.length) || witnesses.length === 0) return 0;
  const ends = witnesses.reduce((sum, m) => sum + m.relayedLinks, 0);
  return fresh.length === 1 ? ends : Math.max(1, Math.floor(ends / 2));
};

/**
 * @param reports the latest of each member, one's own too; of nobody else
 * @param participants how many members the room has, as its steward counts them
 */
export const aggregateRoom = (reports: ReadonlyMap<string, PeerReport>, nowMs: number, participants: number): RoomMetrics => {
  const fresh = [...reports.values()].filter((report) => nowMs - report.atMs <= STALE_MS).map((report) => report.metrics);
  const seen = fresh.filter((metrics) => !metrics.hidden);
  const linked = fresh.filter((metrics) => metrics.links > 0);
  return {
    participants,
    reporting: fresh.length,
    relayedLinks: relayedLinksOf(fresh),
    cpuPercent: trimmedMean(seen.map((m) => m.cpuPercent)),
    turnPercent: percentOf(trimmedMean(linked.map((m) => (isOnTurn(m) ? 1 : 0)))) ?? 0,
    lossPercent: percentOf(trimmedRatio(seen.map((m) => ({ part: m.audioLost, whole: m.audioExpected })))),
    rttMs: trimmedMean(fresh.map((m) => m.rttP50Ms)),
  };
};
