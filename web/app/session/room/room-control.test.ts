import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../domain/config/policy-config.ts';
import { type PeerId, peerId } from '../../../../domain/ids.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import type { Steward } from '../../../../domain/policy/steward/election.ts';
import type { PeerLink } from '../../../../transports/place-link.ts';
import type { RelayDesk } from '../../../../transports/relay-desk.ts';
import { createHandClock } from '../../../../transports/testing.ts';
import type { MediaWay, MediaWays } from '../../../media/media.ts';
import type { SfuConnection, SfuState } from '../../../media/sfu/sfu-driver.ts';
import { MESH_WORD, type ModeWord } from './mode-keeper.ts';
import { createRoomControl } from './room-control.ts';
import { CONNECT_MS } from './sfu-membership.ts';

const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const OPENING: ModeWord = { mode: RoomMode.P2pDirect, epoch: 1, sfu: { epoch: 1, state: 'opening' } };
const OPEN: ModeWord = { mode: RoomMode.Sfu, epoch: 1, sfu: { epoch: 1, state: 'open' } };
const everything = (way: MediaWay): MediaWays => ({ audio: way, camera: way, screen: way });

const self = peerId('self');
const other = (n: number): PeerId => peerId(`peer-${n}`);
const desk: RelayDesk = {
  state: signal({ status: 'ready', turn: false, sfu: true }),
  deskId: () => Promise.resolve(null),
  leases: signal(new Map()),
  watch: () => () => undefined,
  takeLease: () => Promise.resolve(null),
  dropLease: () => undefined,
  contestLease: () => undefined,
  openSfu: () => Promise.resolve(true),
  sfuToken: () => Promise.resolve(null),
  turn: () => Promise.resolve(null),
  onConfig: () => () => undefined,
};

/** I come into a room; `people` are in it with me, as far as I am linked with them, and `told` as the others tell. */
const comeIn = (people: number, told = people) => {
  const clock = createHandClock();
  const members = signal<ReadonlySet<PeerId>>(new Set([self, ...Array.from({ length: people - 1 }, (_, n) => other(n))]));
  const waysOf = (way: MediaWay | null) =>
    new Map(
      Array.from({ length: people - 1 }, (_, n) => [
        other(n),
        { link: {} as PeerLink, profile: { name: `${n}` }, way: way === null ? null : everything(way) },
      ]),
    );
  const peers = signal(waysOf(null));
  const beat = signal<ModeWord>(MESH_WORD);
  const server = signal<SfuState>('connecting');
  const policy = defaultPolicy();
  const connection = { state: server, participants: signal(new Set()), remote: signal(new Map()), close: () => Promise.resolve() };
  const control = createRoomControl({
    clock,
    selfId: self,
    order: {
      room: signal('open'),
      members,
      steward: signal<Steward | null>({ peer: other(0), term: 1, lease: 7 }),
      isMe: signal(false),
      lastBeat: beat,
      setFields: () => undefined,
    },
    desk,
    policy: () => policy,
    hasServer: true,
    peers: { all: peers, send: () => true },
    hearsay: () => told,
    connect: () => Promise.resolve(connection as unknown as SfuConnection),
    media: signal(null),
    prepare: () => undefined,
    onMoved: () => undefined,
  });
  return {
    clock,
    control,
    hear: async (word: ModeWord) => {
      beat.value = word;
      await settle();
    },
    sit: async () => {
      server.value = 'open';
      await settle();
    },
    askFor: (way: MediaWay) => {
      peers.value = waysOf(way);
    },
    isSettled: () => control.isSettled.peek(),
  };
};

describe('who comes in', () => {
  it('begins at once in a room that has its place on the mesh', async () => {
    const { isSettled, control } = comeIn(12);
    await settle();
    expect(isSettled()).toBe(true);
    control.close();
  });

  it('as one too many for the mesh waits for the server, and for those whom the move has not reached', async () => {
    const { isSettled, hear, sit, askFor, control } = comeIn(13);
    askFor('mesh');
    await settle();
    expect(isSettled()).toBe(false);
    await hear(OPENING);
    await sit();
    expect(isSettled()).toBe(false);
    await hear(OPEN);
    expect(isSettled()).toBe(false);
    askFor('sfu');
    expect(isSettled()).toBe(true);
    control.close();
  });

  it('counts those of whom it is only told', async () => {
    const { isSettled, control } = comeIn(4, 13);
    await settle();
    expect(isSettled()).toBe(false);
    control.close();
  });

  it('waits no longer than three seconds for a room that does not move', async () => {
    const { isSettled, clock, control } = comeIn(13);
    await settle();
    clock.advance(2900);
    expect(isSettled()).toBe(false);
    clock.advance(200);
    expect(isSettled()).toBe(true);
    control.close();
  });

  it('waits no longer than a second for somebody who cannot reach the server', async () => {
    const { isSettled, hear, sit, askFor, clock, control } = comeIn(13);
    await hear(OPEN);
    askFor('mesh');
    await sit();
    clock.advance(900);
    expect(isSettled()).toBe(false);
    clock.advance(200);
    expect(isSettled()).toBe(true);
    control.close();
  });

  it('is not kept waiting when it is the one who cannot reach the server', async () => {
    const { isSettled, hear, clock, control } = comeIn(13);
    await hear(OPEN);
    expect(isSettled()).toBe(false);
    // by then the connection that never opened counts as failed
    clock.advance(CONNECT_MS + 100);
    expect(isSettled()).toBe(true);
    control.close();
  });
});
