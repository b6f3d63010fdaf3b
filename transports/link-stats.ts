/**
 * From what the browser counts to what the app shows: pure. "Relayed" means that either end of the selected pair is a
 * TURN relay (looking at one end undercounts). Loss is that of received audio, lost / expected over ten seconds; video
 * hides its loss behind retransmissions.
 */
import type { IcePath, LinkStats, PacketCount } from './place-link.ts';

const NO_PACKETS: PacketCount = { lost: 0, expected: 0 };
export const NO_STATS: LinkStats = {
  path: 'unknown',
  protocol: null,
  rttMs: null,
  lossPercent: null,
  sendKbps: 0,
  receiveKbps: 0,
  audioDown: NO_PACKETS,
  audioUp: NO_PACKETS,
  pictures: NO_PACKETS,
  encodeMsPerSecond: 0,
  encodeLimit: 'none',
  availableKbps: null,
};
const LOSS_WINDOW_MS = 10_000;
/** Fewer expected packets than this say nothing about loss. */
const MIN_EXPECTED_PACKETS = 20;

/** The members of RTCStats that are read here, of any type. */
export type StatsEntry = {
  readonly id: string;
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  readonly selected?: boolean;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly currentRoundTripTime?: number;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly kind?: string;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly framesReceived?: number;
  readonly framesDropped?: number;
  readonly totalEncodeTime?: number;
  readonly qualityLimitationReason?: string;
  readonly availableOutgoingBitrate?: number;
};

type Sample = {
  readonly atMs: number;
  readonly pairId: string | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly lost: number;
  readonly received: number;
  /** Of what I sent: packets, and how many of them the other side says it lost. */
  readonly sent: number;
  readonly lostUp: number;
  readonly encodeSeconds: number;
  readonly frames: number;
  readonly dropped: number;
};
/** Samples of the last ten seconds, oldest first. */
export type StatsHistory = readonly Sample[];

const selectedPair = (entries: ReadonlyMap<string, StatsEntry>): StatsEntry | undefined => {
  const all = [...entries.values()];
  const named = all.find((entry) => entry.type === 'transport' && entry.selectedCandidatePairId !== undefined)?.selectedCandidatePairId;
  if (named !== undefined) return entries.get(named);
  const pairs = all.filter((entry) => entry.type === 'candidate-pair');
  // Firefox has no transport statistics
  return pairs.find((pair) => pair.selected) ?? pairs.find((pair) => pair.nominated && pair.state === 'succeeded');
};

const pathOf = (local: StatsEntry | undefined, remote: StatsEntry | undefined): IcePath => {
  if (local?.candidateType === undefined || remote?.candidateType === undefined) return 'unknown';
  if (local.candidateType === 'relay' || remote.candidateType === 'relay') return 'relayed';
  return local.candidateType === 'host' && remote.candidateType === 'host' ? 'same-network' : 'direct';
};

/** What grew between two samples; a counter that began anew counts as nothing. */
const packets = (lost: number, others: number): PacketCount => ({
  lost: Math.max(0, lost),
  expected: Math.max(0, lost) + Math.max(0, others),
});

/** The sums of all media of one report. The other side's report of a line names what it lost of that line. */
const countMedia = (entries: ReadonlyMap<string, StatsEntry>) => {
  const count = { lost: 0, received: 0, sent: 0, lostUp: 0, encodeSeconds: 0, frames: 0, dropped: 0 };
  let encodeLimit: LinkStats['encodeLimit'] = 'none';
  for (const entry of entries.values()) {
    if (entry.type === 'outbound-rtp' && entry.kind === 'video') {
      count.encodeSeconds += entry.totalEncodeTime ?? 0;
      if (entry.qualityLimitationReason === 'cpu') encodeLimit = 'cpu';
      else if (entry.qualityLimitationReason === 'bandwidth' && encodeLimit === 'none') encodeLimit = 'bandwidth';
    }
    if (entry.type === 'inbound-rtp' && entry.kind === 'video') {
      count.frames += entry.framesReceived ?? 0;
      count.dropped += entry.framesDropped ?? 0;
    }
    if (entry.kind !== 'audio') continue;
    if (entry.type === 'inbound-rtp') {
      count.lost += entry.packetsLost ?? 0;
      count.received += entry.packetsReceived ?? 0;
    } else if (entry.type === 'outbound-rtp') count.sent += entry.packetsSent ?? 0;
    else if (entry.type === 'remote-inbound-rtp') count.lostUp += entry.packetsLost ?? 0;
  }
  return { count, encodeLimit };
};

const kbps = (bytes: number, ms: number): number => (ms > 0 && bytes >= 0 ? Math.round((bytes * 8) / ms) : 0);

/** Milliseconds of encoding a second, over all pictures that this link sends. */
const encodeRate = (seconds: number, ms: number): number => (ms > 0 && seconds > 0 ? Math.round((seconds * 1_000_000) / ms) : 0);

/** @param entries an RTCStatsReport. @returns the figures and the history to pass in next time. */
export const readStats = (
  entries: ReadonlyMap<string, StatsEntry>,
  history: StatsHistory,
  nowMs: number,
): { readonly stats: LinkStats; readonly history: StatsHistory } => {
  const pair = selectedPair(entries);
  const local = entries.get(pair?.localCandidateId ?? '');
  const remote = entries.get(pair?.remoteCandidateId ?? '');
  const { count, encodeLimit } = countMedia(entries);
  const sample: Sample = {
    atMs: nowMs,
    pairId: pair?.id ?? null,
    bytesSent: pair?.bytesSent ?? 0,
    bytesReceived: pair?.bytesReceived ?? 0,
    ...count,
  };
  const recent = [...history.filter((past) => nowMs - past.atMs <= LOSS_WINDOW_MS), sample];
  const first = recent[0]!;
  const last = history.at(-1);
  const audioDown = packets(sample.lost - first.lost, sample.received - first.received);
  const sentNow = Math.max(0, sample.sent - first.sent);
  const lostUpNow = Math.min(sentNow, Math.max(0, sample.lostUp - first.lostUp));
  const expected = Math.max(0, sample.frames - first.frames);
  const pictures = { lost: Math.min(expected, Math.max(0, sample.dropped - first.dropped)), expected };
  const sameLast = last !== undefined && last.pairId === sample.pairId ? last : null;
  return {
    history: recent,
    stats: {
      path: pathOf(local, remote),
      protocol: local?.protocol === 'udp' || local?.protocol === 'tcp' ? local.protocol : null,
      rttMs: pair?.currentRoundTripTime === undefined ? null : Math.round(pair.currentRoundTripTime * 10_000) / 10,
      lossPercent: audioDown.expected < MIN_EXPECTED_PACKETS ? null : Math.round((audioDown.lost / audioDown.expected) * 1000) / 10,
      sendKbps: sameLast === null ? 0 : kbps(sample.bytesSent - sameLast.bytesSent, nowMs - sameLast.atMs),
      receiveKbps: sameLast === null ? 0 : kbps(sample.bytesReceived - sameLast.bytesReceived, nowMs - sameLast.atMs),
      audioDown,
      audioUp: { lost: lostUpNow, expected: sentNow },
      pictures,
      encodeMsPerSecond: last === undefined ? 0 : encodeRate(sample.encodeSeconds - last.encodeSeconds, nowMs - last.atMs),
      encodeLimit,
      availableKbps: pair?.availableOutgoingBitrate === undefined ? null : Math.round(pair.availableOutgoingBitrate / 1000),
    },
  };
};
