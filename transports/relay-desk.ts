/**
 * What a relay does for members of a place besides introducing them: it puts claims in order (leases), and makes
 * credentials for TURN and tokens for the SFU. Of several relays the first of the list that admits us is used, so that
 * people with the same list agree. Losing it loses no link: everything here is answered with null then. The work is done in
 * `desk-client.ts`, which is fetched when a relay answers.
 */
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Source } from '../domain/config/hosting.ts';
import type { PeerId, PlaceId } from '../domain/ids.ts';
import type { Clock } from './clock.ts';
import type { DeskClient } from './desk-client.ts';
import type { Lease } from './desk-leases.ts';
import type { DeskEnd, DeskPort } from './desk-line.ts';

export type { Lease } from './desk-leases.ts';

/**
 * none: no relay network · waiting: not admitted yet, or the connection is down · refused: this place is not served ·
 * ready. `turn`, `sfu`: the operator has one.
 */
export type RelayDeskState = {
  readonly status: 'none' | 'waiting' | 'refused' | 'ready';
  readonly turn: boolean;
  readonly sfu: boolean;
};

export type RelayDesk = {
  readonly state: ReadonlySignal<RelayDeskState>;
  /** What an operator writes into `places` to serve this place: 43 letters. */
  readonly deskId: () => Promise<string | null>;
  /** Latest word of the relay about watched rooms; entries vanish when nobody holds it or the desk is not ready. */
  readonly leases: ReadonlySignal<ReadonlyMap<string, Lease>>;
  readonly watch: (room: string) => () => void;
  /** @returns whoever holds it now. If that is this tab, it is kept until dropped or lost, also over a restart of the relay. */
  readonly takeLease: (room: string) => Promise<Lease | null>;
  readonly dropLease: (room: string) => void;
  /** I do not obey the holder of this lease any more: when most say so, it is free, and not for that holder. */
  readonly contestLease: (room: string, number: number) => void;
  /** Only for the holder of that lease; again, with the same epoch, by the next holder within half a minute. */
  readonly openSfu: (room: string, number: number, epoch: number) => Promise<boolean>;
  /** `sources`: what may be sent with it. */
  readonly sfuToken: (
    room: string,
    epoch: number,
  ) => Promise<{ readonly url: string; readonly token: string; readonly sources: readonly Source[] } | null>;
  readonly turn: () => Promise<{ readonly servers: readonly RTCIceServer[]; readonly expiresInMs: number } | null>;
  /** The operator changed the settings, or the relay was started anew: `config.json` may say something else now. */
  readonly onConfig: (listener: () => void) => () => void;
};

export type RelayDesks = {
  readonly desk: RelayDesk;
  /** A relay network was opened. @param order its place in the list of networks */
  readonly attach: (order: number, port: DeskPort) => DeskEnd;
  readonly close: () => void;
};

export type RelayDesksOptions = {
  readonly secret: Uint8Array;
  readonly placeId: PlaceId;
  readonly selfId: PeerId;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  /** `location.href`: `self:7880` is that host. */
  readonly pageHref: string;
};

const NOBODY: ReadonlyMap<string, Lease> = new Map();

/** A relay that was opened before the client was there. */
type Waiting = { isOpen: boolean; end: DeskEnd | null; isOver: boolean };

export const createRelayDesks = (options: RelayDesksOptions): RelayDesks => {
  const client = signal<DeskClient | null>(null);
  const attached = signal(0);
  const listeners = new Set<() => void>();
  const onClient = new Set<(ready: DeskClient) => void>();
  let isLoading = false;
  let isClosed = false;

  const load = async (): Promise<void> => {
    if (isLoading || isClosed || client.peek() !== null) return;
    isLoading = true;
    try {
      const { createDeskClient } = await import('./desk-client.ts');
      if (isClosed) return;
      const ready = createDeskClient(options, () => listeners.forEach((listener) => listener()));
      for (const run of onClient) run(ready);
      onClient.clear();
      client.value = ready;
    } catch {
      // the page is offline, or was built anew: the next time that a relay opens
    } finally {
      isLoading = false;
    }
  };

  /** Now, or when the client is there. @returns what takes the wish back */
  const withClient = (run: (ready: DeskClient) => void): (() => void) => {
    const present = client.peek();
    if (present === null) onClient.add(run);
    else run(present);
    return () => onClient.delete(run);
  };

  const attach = (order: number, port: DeskPort): DeskEnd => {
    const waiting: Waiting = { isOpen: false, end: null, isOver: false };
    attached.value += 1;
    const takeBack = withClient((ready) => {
      waiting.end = ready.attach(order, port);
      if (waiting.isOpen) waiting.end.opened();
    });
    return {
      opened: () => {
        waiting.isOpen = true;
        waiting.end?.opened();
        void load();
      },
      closed: () => {
        waiting.isOpen = false;
        waiting.end?.closed();
      },
      receive: (number, text) => waiting.end?.receive(number, text),
      close: () => {
        if (waiting.isOver) return;
        waiting.isOver = true;
        takeBack();
        attached.value -= 1;
        waiting.end?.close();
      },
    };
  };

  return {
    desk: {
      state: computed(
        () => client.value?.desk.state.value ?? { status: attached.value === 0 ? ('none' as const) : 'waiting', turn: false, sfu: false },
      ),
      deskId: async () => (await client.peek()?.desk.deskId()) ?? null,
      leases: computed(() => client.value?.desk.leases.value ?? NOBODY),
      watch: (room) => {
        let stop: (() => void) | null = null;
        const takeBack = withClient((ready) => {
          stop = ready.desk.watch(room);
        });
        return () => {
          takeBack();
          stop?.();
        };
      },
      takeLease: async (room) => (await client.peek()?.desk.takeLease(room)) ?? null,
      dropLease: (room) => client.peek()?.desk.dropLease(room),
      contestLease: (room, number) => client.peek()?.desk.contestLease(room, number),
      openSfu: async (room, number, epoch) => (await client.peek()?.desk.openSfu(room, number, epoch)) ?? false,
      sfuToken: async (room, epoch) => (await client.peek()?.desk.sfuToken(room, epoch)) ?? null,
      turn: async () => (await client.peek()?.desk.turn()) ?? null,
      onConfig: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    attach,
    close: () => {
      isClosed = true;
      client.peek()?.close();
    },
  };
};
