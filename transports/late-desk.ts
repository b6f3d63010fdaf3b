/**
 * The relay's desk before its code is here: nobody waits for it to meet, so it is loaded once a relay answers. Until then
 * the desk is `waiting`, and whoever asks for something gets the answer later.
 */
import { computed, signal } from '@preact/signals-core';
import type { DeskEnd, DeskPort } from './desk-line.ts';
import type { Lease, RelayDesk, RelayDesks, RelayDesksOptions } from './relay-desk.ts';

type Attached = { readonly order: number; readonly port: DeskPort; isOpen: boolean; end: DeskEnd | null };

const NO_LEASES: ReadonlyMap<string, Lease> = new Map();

export const createLateDesks = (options: RelayDesksOptions, load = () => import('./relay-desk.ts')): RelayDesks => {
  const loaded = signal<RelayDesks | null>(null);
  const attached = signal<readonly Attached[]>([]);
  const { promise, resolve } = Promise.withResolvers<RelayDesk>();
  let isLoading = false;
  let isClosed = false;

  const begin = async (): Promise<void> => {
    if (isLoading) return;
    isLoading = true;
    const made = await load().catch(() => null);
    if (isClosed) return;
    if (made === null) {
      // the page is offline, or newer than its server: tried again when the relay answers the next time
      isLoading = false;
      return;
    }
    const desks = made.createRelayDesks(options);
    for (const one of attached.peek()) {
      one.end = desks.attach(one.order, one.port);
      if (one.isOpen) one.end.opened();
    }
    loaded.value = desks;
    resolve(desks.desk);
  };

  /** Something that is begun once the desk is here, and ended whenever the caller likes. */
  const lasting = (start: (desk: RelayDesk) => () => void): (() => void) => {
    let isOver = false;
    let stop = (): void => undefined;
    void promise.then((desk) => {
      if (!isOver) stop = start(desk);
      return undefined;
    });
    return () => {
      isOver = true;
      stop();
    };
  };

  return {
    desk: {
      state: computed(
        () => loaded.value?.desk.state.value ?? { status: attached.value.length === 0 ? 'none' : 'waiting', turn: false, sfu: false },
      ),
      leases: computed(() => loaded.value?.desk.leases.value ?? NO_LEASES),
      deskId: async () => (await promise).deskId(),
      watch: (room) => lasting((desk) => desk.watch(room)),
      takeLease: async (room) => (loaded.peek() === null ? null : (await promise).takeLease(room)),
      dropLease: (room) => loaded.peek()?.desk.dropLease(room),
      openSfu: async (...asked) => (await promise).openSfu(...asked),
      sfuToken: async (...asked) => (await promise).sfuToken(...asked),
      turn: async () => (await promise).turn(),
      onConfig: (listener) => lasting((desk) => desk.onConfig(listener)),
    },
    attach: (order, port) => {
      const desks = loaded.peek();
      const one: Attached = { order, port, isOpen: false, end: desks?.attach(order, port) ?? null };
      attached.value = [...attached.value, one];
      return {
        opened: () => {
          one.isOpen = true;
          one.end?.opened();
          void begin();
        },
        closed: () => {
          one.isOpen = false;
          one.end?.closed();
        },
        receive: (number, text) => one.end?.receive(number, text),
        close: () => {
          attached.value = attached.value.filter((other) => other !== one);
          one.end?.close();
        },
      };
    },
    close: () => {
      isClosed = true;
      loaded.peek()?.close();
      attached.value = [];
    },
  };
};
