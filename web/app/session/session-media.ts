/**
 * Joins calls to sound and pictures: from who is talking, how near they are and what the person set for them, a plan per
 * peer; from what is really sent, the `media` messages that tell each peer; and from how media comes here, the `way` messages
 * that ask each peer for it. Media is loaded when the world is entered.
 */
import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import type { PeerLink } from '../../../transports/place-link.ts';
import { DEFAULT_HEIGHTS, type Media, type MediaWays, type OutgoingMedia, type PeerMediaPlan } from '../../media/media.ts';
import type { ShownHeights } from '../../state/app-state.ts';
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
  /** How high each person's pictures are drawn here. */
  readonly heights: ReadonlySignal<ReadonlyMap<PeerId, ShownHeights>>;
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

/** Told in coarse steps, so that a tile that grows by a pixel is no news. */
const HEIGHT_STEPS = [120, 180, 360, 540, 720, 1080, 1440, 2160];
const coarse = (height: number): number => HEIGHT_STEPS.find((step) => step >= height) ?? 2160;
const NOWHERE: ShownHeights = { camera: null, screen: null };
const inSteps = ({ camera, screen }: ShownHeights): ShownHeights => ({
  camera: camera === null ? null : coarse(camera),
  screen: screen === null ? null : coarse(screen),
});

export const createSessionMedia = (options: SessionMediaOptions): SessionMedia => {
  const { media, peers } = options;
  const told = new Map<PeerId, OutgoingMedia>();
  const shown = new Map<PeerId, ShownHeights>();
  const asked = new Map<PeerId, MediaWays>();

  const update = (): void => {
    const links = new Map<PeerId, PeerLink>();
    const plans = new Map<PeerId, PeerMediaPlan>();
    const talking = options.talking();
    const self = options.self();
    for (const [id, peer] of peers.all.peek()) {
      links.set(id, peer.link);
      const pose = options.poseOf(id);
      const drawn = inSteps(options.heights.peek().get(id) ?? NOWHERE);
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
        shown: peer.shown,
        distanceTiles: Math.hypot(east, south),
        heights: { camera: drawn.camera ?? DEFAULT_HEIGHTS.camera, screen: drawn.screen ?? DEFAULT_HEIGHTS.screen },
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
    const linked = peers.all.value;
    for (const [id, now] of media.ways.value) {
      const before = asked.get(id);
      if (!linked.has(id) || (before !== undefined && isSameWay(before, now))) continue;
      if (peers.send(id, { t: 'way', ...now })) asked.set(id, now);
    }
  });

  const stopShowing = effect(() => {
    for (const [id, heights] of options.heights.value) {
      const now = inSteps(heights);
      const before = shown.get(id) ?? NOWHERE;
      // a picture that is hidden for a moment will be back at its size
      if ((now.camera ?? before.camera) === before.camera && (now.screen ?? before.screen) === before.screen) continue;
      const next = { camera: now.camera ?? before.camera, screen: now.screen ?? before.screen };
      if (peers.send(id, { t: 'shown', ...next })) shown.set(id, next);
    }
  });

  return {
    update,
    forget: (peer) => {
      told.delete(peer);
      shown.delete(peer);
      asked.delete(peer);
    },
    close: () => {
      stopTelling();
      stopAsking();
      stopShowing();
      media.reconcile(new Map(), new Map());
    },
  };
};
