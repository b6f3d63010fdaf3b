/**
 * My seat at the SFU: one connection for the room and epoch that the steward names, made before the old one goes. A token
 * that is refused or a connection that fails is tried again with growing pauses for as long as the room stays there;
 * meanwhile this person is heard through the mesh. Decides nothing about modes.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Clock, Stop } from '../../../../transports/clock.ts';
import type { SfuConnection } from '../../../media/sfu/sfu-driver.ts';

export type SfuSeat = { readonly room: string; readonly epoch: number };

/** off: no seat is wanted · unreachable: tried, and trying again later. */
export type SeatStatus = 'off' | 'connecting' | 'open' | 'unreachable';

export type SfuMembershipOptions = {
  readonly clock: Clock;
  readonly random: () => number;
  /** Token, key and driver: everything that it takes. @returns null where the relay gives no token */
  readonly connect: (seat: SfuSeat) => Promise<SfuConnection | null>;
};

export type SfuMembership = {
  /** Where to sit from now on; null: nowhere. */
  readonly take: (seat: SfuSeat | null) => void;
  /** Newest first; those of earlier seats until they are drained. Only open or opening ones. */
  readonly connections: ReadonlySignal<readonly SfuConnection[]>;
  readonly status: ReadonlySignal<SeatStatus>;
  /** Nothing is heard through earlier seats any more: they end. */
  readonly drained: () => void;
  /** Tries now what waits for its next attempt. */
  readonly retryNow: () => void;
  readonly close: () => void;
};

/** An earlier seat is kept for so long at most: by then everybody hears everybody otherwise, or never will. */
export const DRAIN_MS = 10_000;
/** Connecting takes half a second; longer than this and the server is taken for unreachable. */
export const CONNECT_MS = 8_000;
const FIRST_RETRY_MS = 500;
/** The steward's word may be here before the relay has opened the epoch: no token then is no refusal yet. */
const EARLY_TRIES = 3;
const EARLY_RETRY_MS = 150;
const LAST_RETRY_MS = 20_000;

const isSame = (a: SfuSeat | null, b: SfuSeat | null): boolean => a?.room === b?.room && a?.epoch === b?.epoch;

type Seated = { readonly seat: SfuSeat; readonly connection: SfuConnection; readonly unwatch: () => void };

export const createSfuMembership = ({ clock, random, connect }: SfuMembershipOptions): SfuMembership => {
  const connections = signal<readonly SfuConnection[]>([]);
  const status = signal<SeatStatus>('off');
  let wanted: SfuSeat | null = null;
  let seated: readonly Seated[] = [];
  let failures = 0;
  let early = 0;
  /** Numbers the attempts, so that a late answer to an old one is known as such. */
  let attempt = 0;
  let timer: Stop | null = null;
  let closed = false;

  const publish = (next: readonly Seated[]): void => {
    seated = next;
    connections.value = next.map(({ connection }) => connection);
  };
  const setTimer = (ms: number, run: () => void): void => {
    timer?.();
    timer = clock.after(ms, run);
  };
  const end = (one: Seated): void => {
    one.unwatch();
    publish(seated.filter((other) => other !== one));
    void one.connection.close().catch(() => undefined);
  };
  const isWanted = ({ seat }: Seated): boolean => isSame(seat, wanted);
  const drained = (): void => {
    for (const one of seated) if (!isWanted(one)) end(one);
  };

  const failed = (): void => {
    if (closed || wanted === null) return;
    failures += 1;
    status.value = 'unreachable';
    const pause = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
    setTimer(pause * (0.75 + random() / 2), () => void begin());
  };

  const watch = (seat: SfuSeat, connection: SfuConnection): void => {
    const one: Seated = {
      seat,
      connection,
      unwatch: effect(() => {
        const state = connection.state.value;
        // the effect runs once before `one` is in the list
        queueMicrotask(() => changed(one, state));
      }),
    };
    publish([one, ...seated]);
  };
  const changed = (one: Seated, state: ReturnType<SfuConnection['state']['peek']>): void => {
    if (!seated.includes(one)) return;
    if (state === 'open' && isWanted(one)) {
      timer?.();
      failures = 0;
      status.value = 'open';
    } else if (state === 'lost' || state === 'closed') {
      end(one);
      if (isWanted(one)) failed();
    }
  };

  const begin = async (): Promise<void> => {
    const seat = wanted;
    if (seat === null || closed) return;
    const own = ++attempt;
    status.value = failures === 0 ? 'connecting' : 'unreachable';
    setTimer(CONNECT_MS, () => {
      attempt += 1;
      const late = seated.find(isWanted);
      if (late !== undefined) end(late);
      failed();
    });
    const connection = await connect(seat).catch(() => null);
    if (own !== attempt || closed) return void connection?.close().catch(() => undefined);
    if (connection === null) {
      early += 1;
      if (early > EARLY_TRIES) return failed();
      return setTimer(EARLY_RETRY_MS, () => void begin());
    }
    watch(seat, connection);
    return undefined;
  };

  return {
    connections,
    status,
    drained,
    take: (seat) => {
      if (isSame(seat, wanted) || closed) return;
      wanted = seat;
      attempt += 1;
      failures = 0;
      early = 0;
      timer?.();
      const back = seated.find(isWanted);
      if (seat === null) status.value = 'off';
      else if (back !== undefined) status.value = back.connection.state.peek() === 'open' ? 'open' : 'connecting';
      else void begin();
      const left = seated.filter((one) => !isWanted(one));
      if (left.length > 0)
        clock.after(DRAIN_MS, () => {
          for (const one of left) if (seated.includes(one) && !isWanted(one)) end(one);
        });
    },
    retryNow: () => {
      if (status.peek() !== 'unreachable') return;
      failures = 0;
      void begin();
    },
    close: () => {
      closed = true;
      attempt += 1;
      timer?.();
      for (const one of seated) end(one);
      status.value = 'off';
    },
  };
};
