import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import type { SfuConnection, SfuState } from '../../../media/sfu/sfu-driver.ts';
import { createHandClock } from '../../../../transports/testing.ts';
import { CONNECT_MS, createSfuMembership, DRAIN_MS, type SfuSeat } from './sfu-membership.ts';

/** A connection whose state the test turns; it forwards nothing. */
const fakeConnection = () => {
  const state = signal<SfuState>('connecting');
  const connection: SfuConnection = {
    state,
    participants: signal(new Map()),
    remote: signal(new Map()),
    publish: () => undefined,
    allow: () => undefined,
    want: () => undefined,
    stats: () => Promise.reject(new Error('a double')),
    close: async () => {
      state.value = 'closed';
    },
  };
  return { connection, state };
};

const settle = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

const setUp = (options: { readonly refuse?: boolean } = {}) => {
  const clock = createHandClock();
  const made: { seat: SfuSeat; state: ReturnType<typeof fakeConnection>['state'] }[] = [];
  const box = { refuse: options.refuse ?? false };
  const membership = createSfuMembership({
    clock,
    random: () => 0.5,
    connect: async (seat) => {
      const one = fakeConnection();
      made.push({ seat, state: one.state });
      return box.refuse ? null : one.connection;
    },
  });
  return { clock, made, box, membership };
};
const seat = (epoch: number, room = 'open'): SfuSeat => ({ room, epoch });

describe('a seat at the SFU', () => {
  it('is taken once, and open when the connection is', async () => {
    const { made, membership } = setUp();
    membership.take(seat(1));
    membership.take(seat(1));
    await settle();
    expect(made).toHaveLength(1);
    expect(membership.status.peek()).toBe('connecting');
    made[0]!.state.value = 'open';
    await settle();
    expect(membership.status.peek()).toBe('open');
  });

  it('is made before the old one goes', async () => {
    const { made, membership } = setUp();
    membership.take(seat(1));
    await settle();
    made[0]!.state.value = 'open';
    await settle();
    membership.take(seat(2));
    await settle();
    expect(membership.connections.peek()).toHaveLength(2);
    expect(made[0]!.state.peek()).toBe('open');
    made[1]!.state.value = 'open';
    await settle();
    membership.drained();
    expect(made.map(({ state }) => state.peek())).toEqual(['closed', 'open']);
  });

  it('ends an old one that nobody drains', async () => {
    const { clock, made, membership } = setUp();
    membership.take(seat(1));
    await settle();
    made[0]!.state.value = 'open';
    await settle();
    membership.take(null);
    expect(membership.status.peek()).toBe('off');
    expect(membership.connections.peek()).toHaveLength(1);
    clock.advance(DRAIN_MS);
    expect(membership.connections.peek()).toHaveLength(0);
    expect(made[0]!.state.peek()).toBe('closed');
  });

  it('comes back to the present one without a new connection', async () => {
    const { clock, made, membership } = setUp();
    membership.take(seat(1));
    await settle();
    made[0]!.state.value = 'open';
    await settle();
    membership.take(null);
    membership.take(seat(1));
    clock.advance(DRAIN_MS);
    await settle();
    expect(made).toHaveLength(1);
    expect(membership.status.peek()).toBe('open');
    expect(made[0]!.state.peek()).toBe('open');
  });

  it('is tried again after a refusal, a loss and a silence, for as long as it is wanted', async () => {
    const { clock, made, box, membership } = setUp({ refuse: true });
    membership.take(seat(1));
    await settle();
    for (let i = 0; i < 20 && membership.status.peek() === 'connecting'; i += 1) {
      clock.advance(50);
      await settle();
    }
    expect(membership.status.peek()).toBe('unreachable');
    const refused = made.length;
    box.refuse = false;
    clock.advance(1000);
    await settle();
    expect(made).toHaveLength(refused + 1);
    // it never opens
    clock.advance(CONNECT_MS);
    await settle();
    expect(made[refused]!.state.peek()).toBe('closed');
    clock.advance(5000);
    await settle();
    expect(made).toHaveLength(refused + 2);
    made[refused + 1]!.state.value = 'open';
    await settle();
    expect(membership.status.peek()).toBe('open');
    made[refused + 1]!.state.value = 'lost';
    await settle();
    expect(membership.status.peek()).toBe('unreachable');
    expect(membership.connections.peek()).toHaveLength(0);
    membership.take(null);
    clock.advance(60_000);
    await settle();
    expect(made).toHaveLength(refused + 2);
  });

  it('is asked for again at once where the relay does not know of it yet, and nobody calls it unreachable', async () => {
    const { clock, made, box, membership } = setUp({ refuse: true });
    membership.take(seat(1));
    await settle();
    expect(membership.status.peek()).toBe('connecting');
    box.refuse = false;
    clock.advance(200);
    await settle();
    expect(made).toHaveLength(2);
    made[1]!.state.value = 'open';
    await settle();
    expect(membership.status.peek()).toBe('open');
  });

  it('closes a connection that comes when nobody wants it any more', async () => {
    const { made, membership } = setUp();
    membership.take(seat(1));
    membership.take(null);
    await settle();
    expect(made[0]!.state.peek()).toBe('closed');
    expect(membership.connections.peek()).toHaveLength(0);
  });
});
