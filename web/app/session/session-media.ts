/**
 * Joins calls to sound and pictures: from who is talking, how near they are and what the person set for them, a plan per
 * peer; from what is really sent, the `media` messages that tell each peer; and from how media comes here, the `way` messages
 * that ask each peer for it. Media is loaded when the world is entered.
 */
import { effect } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import type { PeerLink } from '../../../transports/place-link.ts';
import { DEFAULT_HEIGHTS, type Media, type MediaWays, type OutgoingMedia, type PeerMediaPlan } from '../../media/media.ts';
import type { PersonSettings } from '../settings-store.ts';
import type { Peers } from './peers.ts';

export type SessionMediaOptions = {
  readonly media: Media;
  readonly peers: Peers;
  readonly talking: () => ReadonlySet<PeerId>;
  readonly gainOf: (peer: PeerId) => number;
  readonly poseOf: (peer: PeerId) => AvatarPose | null;
  readonly self: () => AvatarPose;
  readonly chosen: () => PersonSettings;
};

export type SessionMedia = {
  /** Makes sound and pictures follow the present state; cheap enough for every tick. */
  readonly update: () => void;
  readonly forget: (peer: PeerId) => void;
  readonly close: () => void;
};

const SILENT: OutgoingMedia = { mic: false, cam: false, screen: false };
const isSame = (a: OutgoingMedia, b: OutgoingMedia): boolean => a.mic === b.mic && a.cam === b.cam && a.screen === b.screen;
const isSameWay = (a: MediaWays, b: MediaWays): boolean => a.audio === b.audio && a.camera === b.camera && a.screen === b.screen;

export const createSessionMedia = (options: SessionMediaOptions): SessionMedia => {
  const { media, peers } = options;
  const told = new Map<PeerId, OutgoingMedia>();
  const asked = new Map<PeerId, MediaWays>();

  const update = (): void => {
    const links = new Map<PeerId, PeerLink>();
    const plans = new Map<PeerId, PeerMediaPlan>();
    const talking = options.talking();
    const self = options.self();
    for (const [id, peer] of peers.all.peek()) {
      links.set(id, peer.link);
      const pose = options.poseOf(id);
      const chosen = options.chosen()[peer.link.identity];
      const east = pose === null ? 0 : pose.x - self.x;
      const south = pose === null ? 0 : pose.y - self.y;
      plans.set(id, {
        talking: talking.has(id),
        gain: options.gainOf(id),
        volume: chosen?.volume ?? 1,
        muted: chosen?.muted ?? false,
        // as the listener sees it: right of the screen, and towards the viewer
        dx: (east - south) / Math.SQRT2,
        dy: (east + south) / Math.SQRT2,
        sends: peer.sends,
        way: peer.way,
        heights: DEFAULT_HEIGHTS,
      });
    }
    media.reconcile(links, plans);
  };

  const stopTelling = effect(() => {
    const outgoing = media.outgoing.value;
    for (const id of peers.all.value.keys()) {
      const now = outgoing.get(id) ?? SILENT;
      if (isSame(told.get(id) ?? SILENT, now)) continue;
      told.set(id, now);
      peers.send(id, { t: 'media', ...now });
    }
  });

  // where there never was an SFU this says nothing
  const stopAsking = effect(() => {
    for (const [id, now] of media.ways.value) {
      const before = asked.get(id);
      if (before !== undefined && isSameWay(before, now)) continue;
      if (peers.send(id, { t: 'way', ...now })) asked.set(id, now);
    }
  });

  return {
    update,
    forget: (peer) => {
      told.delete(peer);
      asked.delete(peer);
    },
    close: () => {
      stopTelling();
      stopAsking();
      media.reconcile(new Map(), new Map());
    },
  };
};
