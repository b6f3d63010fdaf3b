/** From what my links, my machine and my seat at the SFU measured to what I tell the room. Pure. */
import type { PeerMetrics } from '../../../../domain/policy/peer-metrics.ts';
import type { SendLoad } from '../../../media/media.ts';
import type { LinkStats, PacketCount } from '../../../../transports/place-link.ts';

export type OwnMeasures = {
  /** My links to members of this room. */
  readonly links: readonly LinkStats[];
  /** Sound by way of the SFU over the last ten seconds; null without one. */
  readonly sfu: { readonly audioDown: PacketCount; readonly audioUp: PacketCount; readonly rttMs: number | null } | null;
  readonly load: { readonly percent: number | null; readonly source: PeerMetrics['cpuSource'] };
  readonly hidden: boolean;
  readonly canSfu: boolean;
};

/** More than this the message does not carry. */
const MAX_RTT_MS = 60_000;

/** Fewer packets than this say nothing about loss. */
const MIN_PACKETS = 50;

const total = (counts: readonly PacketCount[]): PacketCount => {
  const sum = { lost: 0, expected: 0 };
  for (const { lost, expected } of counts) {
    sum.lost += lost;
    sum.expected += expected;
  }
  return { lost: Math.min(sum.lost, sum.expected), expected: sum.expected };
};

const median = (values: readonly number[]): number | null => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

/** What my sending costs: for the budget of the mesh. A bandwidth that holds nothing back says nothing about the uplink. */
export const sendLoad = (links: readonly LinkStats[], cpuPercent: number | null): SendLoad => {
  const up = total(links.map((link) => link.audioUp));
  const isHeldBack = links.some(({ encodeLimit }) => encodeLimit === 'bandwidth');
  const available = links.reduce((sum, { availableKbps }) => sum + (availableKbps ?? 0), 0);
  return {
    cpuPercent,
    encodeLimited: links.some(({ encodeLimit }) => encodeLimit === 'cpu'),
    upLossPercent: up.expected < MIN_PACKETS ? null : (100 * up.lost) / up.expected,
    uplinkKbps: isHeldBack && available > 0 ? available : null,
  };
};

export const ownMetrics = ({ links, sfu, load, hidden, canSfu }: OwnMeasures): PeerMetrics => {
  const down = total([...links.map((link) => link.audioDown), ...(sfu === null ? [] : [sfu.audioDown])]);
  const up = total([...links.map((link) => link.audioUp), ...(sfu === null ? [] : [sfu.audioUp])]);
  const rtts = [...links.map((link) => link.rttMs), sfu?.rttMs ?? null].filter((rtt) => rtt !== null);
  return {
    links: links.length,
    relayedLinks: links.filter(({ path }) => path === 'relayed').length,
    audioLost: down.lost,
    audioExpected: down.expected,
    upLost: up.lost,
    upExpected: up.expected,
    rttP50Ms: median(rtts.map((rtt) => Math.min(rtt, MAX_RTT_MS))),
    cpuPercent: load.percent,
    cpuSource: load.source,
    encodeLimited: links.some(({ encodeLimit }) => encodeLimit !== 'none'),
    hidden,
    canSfu,
  };
};
