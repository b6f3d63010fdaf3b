import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../domain/config/policy-config.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import type { RoomMetrics } from '../../../../domain/policy/room-metrics.ts';
import { createHandClock } from '../../../../transports/testing.ts';
import type { RelayDesk } from '../../../../transports/relay-desk.ts';
import { ALONE_MS, createModeKeeper, LOST_MS, MESH_WORD, type ModeStand, type ModeWord } from './mode-keeper.ts';
import type { SeatStatus, SfuSeat } from './sfu-membership.ts';

const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const figures = (participants: number): RoomMetrics => ({
  participants,
  reporting: participants,
  relayedLinks: 0,
  cpuPercent: 20,
  turnPercent: 0,
  lossPercent: 0,
  rttMs: 10,
});
const member: ModeStand = { room: 'open', isSteward: false, lease: null, word: null };
const steward: ModeStand = { room: 'open', isSteward: true, lease: 7, word: null };

const setUp = () => {
  const clock = createHandClock();
  const said: ModeWord[] = [];
  const seats: (SfuSeat | null)[] = [];
  const opened: [string, number, number][] = [];
  const box = { opens: true, prepared: 0 };
  const status = signal<SeatStatus>('off');
  const deskState = signal<ReturnType<RelayDesk['state']['peek']>>({ status: 'ready', turn: false, sfu: true });
  const keeper = createModeKeeper({
    clock,
    desk: {
      state: deskState,
      openSfu: async (room, lease, epoch) => {
        opened.push([room, lease, epoch]);
        return box.opens;
      },
    },
    membership: {
      take: (seat) => {
        if (JSON.stringify(seats.at(-1) ?? null) !== JSON.stringify(seat)) seats.push(seat);
      },
      connections: signal([]),
      status,
      drained: () => undefined,
      retryNow: () => undefined,
      close: () => undefined,
    },
    policy: (() => {
      const policy = defaultPolicy();
      return () => policy;
    })(),
    announce: (word) => said.push(word),
    prepare: () => void (box.prepared += 1),
  });
  const seat = (next: SeatStatus): void => {
    status.value = next;
    keeper.seatChanged();
  };
  /** As the steward of thirteen people, until the room is at the server. */
  const goUp = async (): Promise<void> => {
    keeper.stand(steward);
    keeper.count(13);
    await settle();
    seat('open');
  };
  return { clock, said, seats, opened, box, keeper, seat, deskState, goUp };
};

describe('the steward', () => {
  it('opens the epoch at the relay, has everybody take seats, and moves the room once its own stands', async () => {
    const { said, seats, opened, keeper, seat } = setUp();
    keeper.stand(steward);
    keeper.evaluate(figures(12));
    expect(keeper.word.peek()).toEqual(MESH_WORD);
    keeper.count(13);
    // in one breath: nobody waits for the relay's answer before asking for a token
    expect(opened).toEqual([['open', 7, 1]]);
    expect(seats).toEqual([{ room: 'open', epoch: 1 }]);
    expect(said.at(-1)?.sfu).toEqual({ epoch: 1, state: 'opening' });
    await settle();
    expect(opened).toHaveLength(1);
    expect(said.at(-1)).toEqual({ mode: RoomMode.P2pDirect, epoch: 1, sfu: { epoch: 1, state: 'opening' } });
    expect(seats).toEqual([{ room: 'open', epoch: 1 }]);
    seat('connecting');
    seat('open');
    expect(said.at(-1)).toEqual({ mode: RoomMode.Sfu, epoch: 1, sfu: { epoch: 1, state: 'open' } });
    expect(keeper.word.peek().mode).toBe(RoomMode.Sfu);
  });

  it('counts who was there before it was the steward, and waits for its lease before it asks', async () => {
    const { opened, keeper, said } = setUp();
    keeper.stand(member);
    keeper.count(13);
    keeper.stand({ ...steward, lease: null });
    await settle();
    expect(opened).toEqual([]);
    keeper.stand(steward);
    keeper.stand(steward);
    await settle();
    expect(opened).toEqual([['open', 7, 1]]);
    expect(said.at(-1)?.sfu?.state).toBe('opening');
  });

  it('leaves the room where it was when the relay opens nothing, and tries again later', async () => {
    const { clock, said, seats, box, opened, keeper } = setUp();
    box.opens = false;
    keeper.stand(steward);
    keeper.count(13);
    await settle();
    expect(keeper.word.peek().sfu).toBeNull();
    expect(said.at(-1)).toMatchObject({ mode: RoomMode.P2pDirect, sfu: null });
    expect(seats.at(-1)).toBeNull();
    box.opens = true;
    for (let i = 0; i < 20 && opened.length < 2; i++) {
      clock.advance(2000);
      keeper.evaluate(figures(13));
      await settle();
    }
    expect(opened.length).toBe(2);
    expect(said.at(-1)?.sfu?.state).toBe('opening');
  });

  it('asks nothing of the relay without a lease, and sends nobody there', () => {
    const { said, seats, opened, keeper } = setUp();
    keeper.stand({ ...steward, lease: null });
    keeper.count(13);
    expect(opened).toEqual([]);
    expect(seats.filter((seat) => seat !== null)).toEqual([]);
    expect(said.filter(({ sfu }) => sfu !== null)).toEqual([]);
  });

  it('rolls back when its own connection cannot be made', async () => {
    const { said, seats, keeper, seat } = setUp();
    keeper.stand(steward);
    keeper.count(13);
    await settle();
    seat('unreachable');
    expect(said.at(-1)).toMatchObject({ mode: RoomMode.P2pDirect, sfu: null });
    expect(seats.at(-1)).toBeNull();
  });

  it('bears a short loss, and calls the room back after a long one', async () => {
    const { clock, keeper, seat, goUp, seats } = setUp();
    await goUp();
    seat('unreachable');
    clock.advance(LOST_MS / 2);
    seat('open');
    clock.advance(LOST_MS * 2);
    expect(keeper.word.peek().mode).toBe(RoomMode.Sfu);
    seat('unreachable');
    clock.advance(LOST_MS);
    expect(keeper.word.peek()).toMatchObject({ mode: RoomMode.P2pDirect, sfu: null });
    expect(seats.at(-1)).toBeNull();
  });

  it('takes the room back from a server that nobody else reaches, and from no other', async () => {
    const { clock, keeper, goUp } = setUp();
    const words = (...reach: boolean[]) => reach.map((canSfu) => ({ canSfu, atMs: clock.now() }));
    await goUp();
    // said before the room moved: about another seat
    keeper.othersReach(words(false, false));
    clock.advance(ALONE_MS);
    keeper.othersReach(words(false, true));
    clock.advance(ALONE_MS);
    keeper.othersReach(words(false, false));
    clock.advance(ALONE_MS / 2);
    keeper.othersReach(words(true, false));
    clock.advance(ALONE_MS);
    keeper.othersReach(words(false, false));
    keeper.othersReach([]);
    clock.advance(ALONE_MS);
    expect(keeper.word.peek().mode).toBe(RoomMode.Sfu);
    keeper.othersReach(words(false, false));
    clock.advance(ALONE_MS);
    keeper.othersReach(words(false, false));
    expect(keeper.word.peek()).toMatchObject({ mode: RoomMode.P2pDirect, sfu: null });
  });

  it('goes on from the epoch in which it left the room, when nobody is there to say one', async () => {
    const { keeper, goUp, opened } = setUp();
    await goUp();
    keeper.stand({ ...steward, room: 'fern', lease: 8 });
    keeper.count(13);
    await settle();
    // a steward's own beat, which says nothing yet
    keeper.stand({ ...steward, lease: 9, word: MESH_WORD });
    keeper.count(13);
    await settle();
    expect(opened).toEqual([
      ['open', 7, 1],
      ['fern', 8, 1],
      ['open', 9, 2],
    ]);
  });

  it('stays at a server that works when the relay is gone, and names the epoch anew when it is back', async () => {
    const { keeper, goUp, deskState, opened, clock } = setUp();
    await goUp();
    deskState.value = { status: 'waiting', turn: false, sfu: false };
    clock.advance(2000);
    keeper.stand({ ...steward, lease: null });
    keeper.evaluate(figures(13));
    expect(keeper.word.peek().mode).toBe(RoomMode.Sfu);
    deskState.value = { status: 'ready', turn: false, sfu: true };
    keeper.stand({ ...steward, lease: 9 });
    await settle();
    expect(opened).toEqual([
      ['open', 7, 1],
      ['open', 9, 1],
    ]);
  });

  it('never goes up where the relay offers no server', async () => {
    const { keeper, deskState, opened } = setUp();
    deskState.value = { status: 'ready', turn: true, sfu: false };
    keeper.stand(steward);
    keeper.count(13);
    keeper.evaluate(figures(20));
    await settle();
    expect(opened).toEqual([]);
    expect(keeper.word.peek()).toEqual(MESH_WORD);
  });

  it('goes on where its predecessor was', async () => {
    const { keeper, opened, seats } = setUp();
    const word: ModeWord = { mode: RoomMode.Sfu, epoch: 4, sfu: { epoch: 4, state: 'open' } };
    keeper.stand({ ...member, word });
    expect(seats).toEqual([{ room: 'open', epoch: 4 }]);
    keeper.stand({ ...steward, word });
    await settle();
    expect(opened).toEqual([['open', 7, 4]]);
    expect(keeper.word.peek()).toEqual(word);
    expect(seats).toEqual([{ room: 'open', epoch: 4 }]);
  });
});

describe('anybody', () => {
  it('fetches what a move up takes once the next person would cause one, and not before', () => {
    const { keeper, box } = setUp();
    keeper.stand(member);
    keeper.count(11);
    keeper.evaluate(figures(11));
    expect(box.prepared).toBe(0);
    keeper.count(12);
    keeper.count(13);
    keeper.evaluate(figures(13));
    expect(box.prepared).toBe(1);
    const without = setUp();
    without.deskState.value = { status: 'ready', turn: true, sfu: false };
    without.keeper.count(12);
    expect(without.box.prepared).toBe(0);
  });

  it('does so when the relay is there at last', () => {
    const { keeper, box, deskState } = setUp();
    deskState.value = { status: 'waiting', turn: false, sfu: false };
    keeper.stand(member);
    keeper.count(12);
    expect(box.prepared).toBe(0);
    deskState.value = { status: 'ready', turn: false, sfu: true };
    keeper.evaluate(figures(12));
    expect(box.prepared).toBe(1);
  });
});

describe('a member', () => {
  it('follows the word of the steward, and forgets it in another room', () => {
    const { keeper, seats } = setUp();
    const word: ModeWord = { mode: RoomMode.P2pDirect, epoch: 2, sfu: { epoch: 2, state: 'opening' } };
    keeper.stand(member);
    keeper.stand({ ...member, word });
    expect(seats).toEqual([{ room: 'open', epoch: 2 }]);
    keeper.stand({ ...member, word: { ...word, mode: RoomMode.Sfu, sfu: { epoch: 2, state: 'open' } } });
    expect(keeper.word.peek().mode).toBe(RoomMode.Sfu);
    keeper.stand({ ...member, word: null });
    expect(keeper.word.peek().mode).toBe(RoomMode.Sfu);
    keeper.stand({ ...member, room: 'fern' });
    expect(keeper.word.peek()).toEqual(MESH_WORD);
    expect(seats.at(-1)).toBeNull();
  });
});
