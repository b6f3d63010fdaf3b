/** Rows of the connection panel. Pure. */
import type { PeerId } from '../../../domain/ids.ts';
import type { KnownPeer } from '../../../transports/place-link.ts';
import type { OutgoingMedia } from '../../media/media.ts';
import type { ConnectionRow } from '../../state/connection.ts';
import type { Peer } from './peers.ts';
import type { Member } from './roster.ts';

export type ConnectionSources = {
  readonly peers: ReadonlyMap<PeerId, Peer>;
  readonly known: ReadonlyMap<PeerId, KnownPeer>;
  readonly hearsay: ReadonlyMap<PeerId, Member>;
  readonly outgoing: ReadonlyMap<PeerId, OutgoingMedia>;
  /** Whom I hear by way of the room's server. */
  readonly atServer: (peer: PeerId) => boolean;
};

const NOTHING: OutgoingMedia = { mic: false, cam: false, screen: false };

/** People who are being dialled have no figures yet; nobody who is merely heard of gets a row. */
export const viewConnections = ({ peers, known, hearsay, outgoing, atServer }: ConnectionSources): readonly ConnectionRow[] => {
  const rows: ConnectionRow[] = [];
  for (const [peerId, { link, profile }] of peers) {
    const stats = link.stats.peek();
    const sent = outgoing.get(peerId) ?? NOTHING;
    rows.push({
      peerId,
      name: profile?.name ?? '',
      status: link.health.peek() === 'interrupted' ? 'interrupted' : 'linked',
      path: stats.path,
      atServer: atServer(peerId),
      rttMs: stats.rttMs,
      lossPercent: stats.lossPercent,
      sendKbps: stats.sendKbps,
      receiveKbps: stats.receiveKbps,
      introducedBy: link.introducedBy,
      getsMic: sent.mic,
      getsCam: sent.cam,
      getsScreen: sent.screen,
      retryAtMs: null,
    });
  }
  for (const [peerId, peer] of known) {
    if (peers.has(peerId) || peer.status === 'heard') continue;
    rows.push({
      peerId,
      name: hearsay.get(peerId)?.name ?? '',
      status: peer.status === 'failing' ? 'failing' : 'linking',
      path: 'unknown',
      atServer: false,
      rttMs: null,
      lossPercent: null,
      sendKbps: 0,
      receiveKbps: 0,
      introducedBy: null,
      getsMic: false,
      getsCam: false,
      getsScreen: false,
      retryAtMs: peer.retryAtMs,
    });
  }
  return rows.toSorted((a, b) => a.name.localeCompare(b.name) || (a.peerId < b.peerId ? -1 : 1));
};
