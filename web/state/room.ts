/** How the room I stand in is carried, and by which figures: what the connection panel shows of it. */
import type { PeerId } from '../../domain/ids.ts';
import type { PeerMetrics } from '../../domain/policy/peer-metrics.ts';
import type { RoomMetrics } from '../../domain/policy/room-metrics.ts';

export type MemberMeasures = {
  /** Null is this person. */
  readonly peerId: PeerId | null;
  readonly name: string;
  readonly metrics: PeerMetrics;
};

export type RoomMeasuresView = {
  readonly figures: RoomMetrics;
  readonly members: readonly MemberMeasures[];
  /** Two minutes at most, oldest first. */
  readonly history: readonly { readonly atMs: number; readonly room: RoomMetrics }[];
  /** Is there a server that this room could move to? */
  readonly hasServer: boolean;
  /** My own way to that server. */
  readonly seat: 'off' | 'connecting' | 'open' | 'unreachable';
  /** What the budget of the mesh makes of my pictures; null while nobody gets any media of me directly. */
  readonly budget: {
    readonly level: 'full' | 'reduced' | 'partly-audio' | 'audio-only';
    readonly reason: string;
    readonly people: number;
    readonly upKbps: number;
    /** With so many can be talked, the nearest; null: with everybody who is near. */
    readonly most: number | null;
  } | null;
  /** How many people I hear by the mesh although the room is at the server. */
  readonly stragglers: number;
};
