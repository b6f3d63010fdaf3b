/**
 * What one peer tells its room about itself every two seconds: counts over the last window (`policy.up.windowMs`), never
 * ratios, so that a room can add them up. Bounded here, because it comes from other people; read by `room-metrics.ts`.
 */
import * as v from 'valibot';

const count = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));
const MAX_LINKS = 1024;
/** More sound packets than this in one window nobody hears: 100 people at 50 a second for 200 s. */
const MAX_PACKETS = 1_000_000;
const MAX_RTT_MS = 60_000;

const PeerMetricsFields = v.strictObject({
  /** My links to members of this room, and how many of them have `relay` at either end of the selected pair. */
  links: count(MAX_LINKS),
  relayedLinks: count(MAX_LINKS),
  /** Sound that came to me: packets that should have come, and those that did not. By whatever way, mesh or SFU. */
  audioLost: count(MAX_PACKETS),
  audioExpected: count(MAX_PACKETS),
  /** Sound that I sent, as its receivers report it by RTCP. */
  upLost: count(MAX_PACKETS),
  upExpected: count(MAX_PACKETS),
  rttP50Ms: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_RTT_MS))),
  cpuPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  /** `pressure` was measured by the browser, `estimate` is `load-estimate.ts`. */
  cpuSource: v.picklist(['pressure', 'estimate']),
  /** Some encoder of mine gives less than it was asked to. */
  encodeLimited: v.boolean(),
  /** My tab is hidden: my load and my loss say nothing about the room. */
  hidden: v.boolean(),
  /** False after I tried the SFU and could not reach it. */
  canSfu: v.boolean(),
});

export const PeerMetricsSchema = v.pipe(
  PeerMetricsFields,
  v.check(
    (m) => m.relayedLinks <= m.links && m.audioLost <= m.audioExpected && m.upLost <= m.upExpected,
    'a part is larger than its whole',
  ),
);
export type PeerMetrics = Readonly<v.InferOutput<typeof PeerMetricsSchema>>;
