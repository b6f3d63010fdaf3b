import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { peerId } from '../../../../domain/ids.ts';
import { defaultPolicy } from '../../../../domain/config/policy-config.ts';
import { RecordingSchema } from '../../../../domain/policy/metrics-recording.ts';
import { PeerMetricsSchema } from '../../../../domain/policy/peer-metrics.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import { NO_STATS } from '../../../../transports/link-stats.ts';
import type { LinkStats } from '../../../../transports/place-link.ts';
import { ownMetrics, type OwnMeasures } from './own-metrics.ts';
import { roomRecording } from './room-recording.ts';
import { createRoomMeasures, HISTORY_MS } from './room-measures.ts';

const link = (more: Partial<LinkStats>): LinkStats => ({ ...NO_STATS, ...more });
const measures = (more: Partial<OwnMeasures> = {}): OwnMeasures => ({
  links: [],
  sfu: null,
  load: { percent: null, source: 'estimate' },
  hidden: false,
  canSfu: true,
  ...more,
});
const [ana, bo, cleo] = ['ana', 'bo', 'cleo'].map(peerId) as [
  ReturnType<typeof peerId>,
  ReturnType<typeof peerId>,
  ReturnType<typeof peerId>,
];

describe('what I tell the room', () => {
  it('is a valid report when there is nothing to tell', () => {
    expect(v.safeParse(PeerMetricsSchema, ownMetrics(measures())).success).toBe(true);
  });
  it('sums the packets of all ways, counts relayed links, and takes the middle round trip', () => {
    const own = ownMetrics(
      measures({
        links: [
          link({ path: 'relayed', rttMs: 80, audioDown: { lost: 2, expected: 100 }, audioUp: { lost: 1, expected: 50 } }),
          link({ path: 'direct', rttMs: 10, audioDown: { lost: 0, expected: 100 }, encodeLimit: 'cpu' }),
        ],
        sfu: { audioDown: { lost: 3, expected: 300 }, audioUp: { lost: 0, expected: 500 }, rttMs: 20 },
      }),
    );
    expect(own).toMatchObject({ links: 2, relayedLinks: 1, audioLost: 5, audioExpected: 500, upLost: 1, upExpected: 550 });
    expect(own).toMatchObject({ rttP50Ms: 20, encodeLimited: true });
  });
  it('never loses more than was expected', () => {
    const own = ownMetrics(measures({ links: [link({ audioUp: { lost: 60, expected: 50 } })] }));
    expect(v.safeParse(PeerMetricsSchema, own).success).toBe(true);
  });
});

const mesh = { mode: RoomMode.P2pDirect, epoch: 0 };

describe('the measures of a room', () => {
  const report = ownMetrics(measures({ load: { percent: 40, source: 'pressure' } }));
  it('are those of its members alone', () => {
    const room = createRoomMeasures();
    room.hear(ana, 'open', report, 0);
    room.hear(bo, 'fern', { ...report, cpuPercent: 90 }, 0);
    room.hear(cleo, 'open', { ...report, cpuPercent: 90 }, 0);
    const figures = room.evaluate('open', new Set([ana, bo]), mesh, 1000);
    expect(figures).toMatchObject({ participants: 2, reporting: 1, cpuPercent: 40 });
  });
  it('are remembered for two minutes, and begin anew in another room', () => {
    const room = createRoomMeasures();
    for (let atMs = 0; atMs <= 2 * HISTORY_MS; atMs += 2000) room.evaluate('open', new Set([ana]), mesh, atMs);
    expect(room.history().length).toBe(HISTORY_MS / 2000 + 1);
    room.evaluate('fern', new Set([ana]), mesh, 2 * HISTORY_MS);
    expect(room.history()).toHaveLength(1);
  });
  it('can be saved as a recording that the simulator takes', () => {
    const room = createRoomMeasures();
    const source = () => ({ room: 'open', history: room.history(), policy: defaultPolicy(), hasSfu: true, wallMs: 5_000_000, nowMs: 4000 });
    expect(roomRecording(source())).toBeNull();
    room.hear(ana, 'open', report, 500);
    room.evaluate('open', new Set([ana, bo]), mesh, 1000);
    room.evaluate('open', new Set([ana, bo]), { mode: RoomMode.Sfu, epoch: 3 }, 3000.4);
    const recording = roomRecording(source());
    expect(v.safeParse(RecordingSchema, recording).success).toBe(true);
    expect(recording).toMatchObject({
      startedAt: 4_997_000,
      entries: [
        { atMs: 0, mode: 'P2P_DIRECT' },
        { atMs: 2000, mode: 'SFU', epoch: 3 },
      ],
    });
    expect(recording?.entries[1]?.reports['ana']).toMatchObject({ ageMs: 2500 });
  });
});
