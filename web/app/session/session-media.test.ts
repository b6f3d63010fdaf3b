import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { identityId, type PeerId, peerId } from '../../../domain/ids.ts';
import { type ControlMessage, parseControl } from '../../../domain/wire/control.ts';
import type { PeerLink } from '../../../transports/place-link.ts';
import type { Media, MediaWays, PeerMediaPlan } from '../../media/media.ts';
import { createPeers } from './peers.ts';
import { createSessionMedia } from './session-media.ts';

const [ana, ben] = [peerId('ana'), peerId('ben')];
const bySfu: MediaWays = { audio: 'sfu', camera: 'sfu', screen: 'sfu' };
const byMesh: MediaWays = { audio: 'mesh', camera: 'mesh', screen: 'mesh' };

const setUp = () => {
  const ways = signal<ReadonlyMap<PeerId, MediaWays>>(new Map());
  const sent: { readonly to: PeerId; readonly message: ControlMessage | null }[] = [];
  let plans: ReadonlyMap<PeerId, PeerMediaPlan> = new Map();
  const box = { isOpen: true };
  const peers = createPeers();
  const link = (id: PeerId): void =>
    peers.add({
      peerId: id,
      identity: identityId('0'.repeat(64)),
      send: (_lane: string, frame: unknown) => {
        if (box.isOpen) sent.push({ to: id, message: parseControl(frame) });
        return box.isOpen;
      },
    } as unknown as PeerLink);
  for (const id of [ana, ben]) link(id);
  const media = {
    ways,
    outgoing: signal(new Map()),
    reconcile: (_links: unknown, next: typeof plans) => (plans = next),
  } as unknown as Media;
  const pose = { x: 1, y: 1, facing: 0, motion: 0, seat: null } as never;
  const session = createSessionMedia({
    media,
    peers,
    talking: () => new Set([ana]),
    gainOf: () => 1,
    poseOf: () => pose,
    self: () => pose,
    chosen: () => ({}),
    heights: signal(new Map()),
  });
  return { ways, sent, peers, session, box, link, plans: () => plans };
};

describe('how I want to get their media', () => {
  it('is not a word where there is no SFU', () => {
    expect(setUp().sent).toEqual([]);
  });

  it('is told to each once, and again when it changes', () => {
    const { ways, sent, peers } = setUp();
    ways.value = new Map([
      [ana, byMesh],
      [ben, byMesh],
    ]);
    peers.change(ana, { handUp: true });
    ways.value = new Map([
      [ana, { ...byMesh, audio: 'sfu' }],
      [ben, byMesh],
    ]);
    expect(sent).toEqual([
      { to: ana, message: { t: 'way', ...byMesh } },
      { to: ben, message: { t: 'way', ...byMesh } },
      { to: ana, message: { t: 'way', ...byMesh, audio: 'sfu' } },
    ]);
  });

  it('is told again to somebody who came back, and when it could not be told', () => {
    const { ways, sent, peers, session, box, link } = setUp();
    box.isOpen = false;
    ways.value = new Map([[ana, bySfu]]);
    expect(sent).toHaveLength(0);
    box.isOpen = true;
    peers.change(ana, { handUp: true });
    expect(sent).toHaveLength(1);
    peers.remove(ana);
    session.forget(ana);
    link(ana);
    expect(sent).toHaveLength(2);
  });
});

it('hands on how they want to get mine', () => {
  const { peers, session, plans } = setUp();
  session.update();
  expect(plans().get(ana)?.way).toBeNull();
  peers.change(ana, { way: bySfu });
  session.update();
  expect(plans().get(ana)?.way).toEqual(bySfu);
});
