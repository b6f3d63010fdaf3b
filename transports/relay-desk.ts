/**
 * What a relay does for members of a place besides introducing them: it puts claims in order (leases), and makes
 * credentials for TURN and tokens for the SFU. Of several relays the first of the list that admits us is used, so that
 * people with the same list agree. Losing it loses no link: everything here is answered with null then.
 */
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { PeerId, PlaceId } from '../domain/ids.ts';
import { encodeBase64Url } from '../domain/place/base64url.ts';
import { type DeskTell, DoneSchema, TokenAnswerSchema, TurnAnswerSchema } from '../domain/wire/relay-desk.ts';
import type { Clock } from './clock.ts';
import { createRoomIds, makeDeskKeys } from './desk-keys.ts';
import { createDeskLeases, type Lease } from './desk-leases.ts';
import { createDeskLine, type DeskEnd, type DeskLine, type DeskPort } from './desk-line.ts';

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
  /**
   * Only for the holder of that lease; again, with the same epoch, by the next holder within half a minute.
   * @param speakers if given, only they may publish
   */
  readonly openSfu: (room: string, number: number, epoch: number, speakers?: readonly PeerId[]) => Promise<boolean>;
  readonly sfuToken: (room: string, epoch: number) => Promise<{ readonly url: string; readonly token: string } | null>;
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

const RESUME_BYTES = 16;

/** @param url `self:7880/path` is the host of the page */
export const resolveSfuUrl = (url: string, pageHref: string): string => {
  if (!url.startsWith('self')) return url;
  const page = new URL(pageHref);
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.hostname}${url.slice('self'.length)}`;
};

type Attached = { readonly order: number; readonly line: DeskLine };

export const createRelayDesks = (options: RelayDesksOptions): RelayDesks => {
  const { selfId, clock } = options;
  const roomId = createRoomIds(options.secret, options.placeId);
  const resume = encodeBase64Url(options.randomBytes(RESUME_BYTES));
  const keys = makeDeskKeys(options.secret, options.placeId);
  // a page without WebCrypto has no desk; whoever asks is told so
  keys.catch(() => {});
  const attached = signal<readonly Attached[]>([]);
  const listeners = new Set<() => void>();
  const held = createDeskLeases({ selfId, roomId, clock });

  const active = computed(() => attached.value.find(({ line }) => line.state.value.status === 'ready')?.line ?? null);
  const state = computed((): RelayDeskState => {
    if (active.value !== null) return active.value.state.value;
    const isWaiting = attached.value.some(({ line }) => line.state.value.status === 'waiting');
    return { status: attached.value.length === 0 ? 'none' : isWaiting ? 'waiting' : 'refused', turn: false, sfu: false };
  });
  const stopUse = effect(() => held.use(active.value));

  const announceConfig = (): void => {
    for (const listener of listeners) listener();
  };

  const heard = (line: DeskLine, tell: DeskTell): void => {
    if (tell.t === 'lease' && line === active.value) held.told(tell.room, tell.lease);
    if (tell.t === 'config') announceConfig();
  };

  return {
    desk: {
      state,
      deskId: () =>
        keys.then(
          ({ deskId }) => deskId,
          () => null,
        ),
      leases: held.leases,
      watch: held.watch,
      takeLease: held.take,
      dropLease: held.drop,
      openSfu: async (room, number, epoch, speakers) => {
        const question = { op: 'open' as const, room: roomId(room), number, epoch, ...(speakers && { speakers: [...speakers] }) };
        return ((await active.value?.ask(question, DoneSchema)) ?? null) !== null;
      },
      sfuToken: async (room, epoch) => {
        const answer = await active.value?.ask({ op: 'token', room: roomId(room), epoch }, TokenAnswerSchema);
        return answer ? { url: resolveSfuUrl(answer.url, options.pageHref), token: answer.token } : null;
      },
      turn: async () => {
        const answer = await active.value?.ask({ op: 'turn' }, TurnAnswerSchema);
        if (!answer) return null;
        const { urls, username, credential, seconds } = answer;
        return { servers: [{ urls, username, credential }], expiresInMs: seconds * 1000 };
      },
      onConfig: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    attach: (order, port) => {
      const line: DeskLine = createDeskLine({
        port,
        keys,
        peer: selfId,
        resume,
        clock,
        onTell: (tell) => heard(line, tell),
      });
      attached.value = [...attached.value, { order, line }].toSorted((a, b) => a.order - b.order);
      let wasReady = false;
      let wasClosed = false;
      const stopWatching = effect(() => {
        const isReady = line.state.value.status === 'ready';
        if (isReady && wasReady && wasClosed) queueMicrotask(announceConfig);
        wasReady ||= isReady;
        if (isReady) wasClosed = false;
      });
      return {
        opened: line.opened,
        closed: () => {
          wasClosed = true;
          line.closed();
        },
        receive: line.receive,
        close: () => {
          stopWatching();
          batch(() => {
            line.close();
            attached.value = attached.value.filter((other) => other.line !== line);
          });
        },
      };
    },
    close: () => {
      stopUse();
      held.close();
      for (const { line } of attached.value) line.close();
      attached.value = [];
    },
  };
};
