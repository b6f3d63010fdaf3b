/**
 * What the members of my room said about themselves lately, and what follows of it for the room. Keeps one report a peer
 * and two minutes of the room's figures, for the panel's lines and for an export. Decides nothing.
 */
import type { PeerId } from '../../../../domain/ids.ts';
import type { PeerMetrics } from '../../../../domain/policy/peer-metrics.ts';
import type { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import { aggregateRoom, type PeerReport, type RoomMetrics } from '../../../../domain/policy/room-metrics.ts';

export const HISTORY_MS = 120_000;

export type RoomSample = {
  readonly atMs: number;
  readonly room: RoomMetrics;
  readonly mode: RoomMode;
  readonly epoch: number;
  readonly reports: ReadonlyMap<PeerId, PeerReport>;
};

export type RoomMeasures = {
  /** A report of somebody, or my own; for another room than mine it says nothing here. */
  readonly hear: (peer: PeerId, room: string, metrics: PeerMetrics, nowMs: number) => void;
  /** The figures of the room now; also remembered. @param members of my room, myself among them */
  readonly evaluate: (room: string, members: ReadonlySet<PeerId>, mode: Pick<RoomSample, 'mode' | 'epoch'>, nowMs: number) => RoomMetrics;
  /** The latest report of each of these. */
  readonly reports: (room: string, members: ReadonlySet<PeerId>) => ReadonlyMap<PeerId, PeerReport>;
  readonly history: () => readonly RoomSample[];
  readonly forget: (peer: PeerId) => void;
};

export const createRoomMeasures = (): RoomMeasures => {
  const latest = new Map<PeerId, PeerReport & { readonly room: string }>();
  let history: readonly RoomSample[] = [];
  let historyOf: string | null = null;

  const reports = (room: string, members: ReadonlySet<PeerId>): ReadonlyMap<PeerId, PeerReport> =>
    new Map([...latest].filter(([peer, report]) => report.room === room && members.has(peer)));

  return {
    hear: (peer, room, metrics, nowMs) => void latest.set(peer, { room, metrics, atMs: nowMs }),
    reports,
    evaluate: (room, members, { mode, epoch }, nowMs) => {
      const latestOf = reports(room, members);
      const figures = aggregateRoom(latestOf, nowMs, members.size);
      const kept = historyOf === room ? history.filter(({ atMs }) => nowMs - atMs <= HISTORY_MS) : [];
      history = [...kept, { atMs: nowMs, room: figures, mode, epoch, reports: latestOf }];
      historyOf = room;
      return figures;
    },
    history: () => history,
    forget: (peer) => void latest.delete(peer),
  };
};
