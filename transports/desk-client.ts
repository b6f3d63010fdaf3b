/**
 * The tab's side of the desks of all its relays: which of them is used, and what is asked there. Loaded once there is a
 * relay to speak with: `relay-desk.ts` is the contract and stands in for it until then.
 */
import { batch, computed, effect, signal } from '@preact/signals-core';
import { encodeBase64Url } from '../domain/place/base64url.ts';
import { type DeskTell, DoneSchema, TokenAnswerSchema, TurnAnswerSchema } from '../domain/wire/relay-desk.ts';
import { createRoomIds, makeDeskKeys } from './desk-keys.ts';
import { createDeskLeases } from './desk-leases.ts';
import { createDeskLine, type DeskEnd, type DeskLine, type DeskPort } from './desk-line.ts';
import type { RelayDesk, RelayDesksOptions, RelayDeskState } from './relay-desk.ts';

export type DeskClient = {
  readonly desk: Omit<RelayDesk, 'onConfig'>;
  readonly attach: (order: number, port: DeskPort) => DeskEnd;
  readonly close: () => void;
};

const RESUME_BYTES = 16;

/** @param url `self:7880/path` is the host of the page */
export const resolveSfuUrl = (url: string, pageHref: string): string => {
  if (!url.startsWith('self')) return url;
  const page = new URL(pageHref);
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.hostname}${url.slice('self'.length)}`;
};

type Attached = { readonly order: number; readonly line: DeskLine };

/** @param announceConfig the settings may be others now */
export const createDeskClient = (options: RelayDesksOptions, announceConfig: () => void): DeskClient => {
  const { selfId, clock } = options;
  const roomId = createRoomIds(options.secret, options.placeId);
  const resume = encodeBase64Url(options.randomBytes(RESUME_BYTES));
  const keys = makeDeskKeys(options.secret, options.placeId);
  // a page without WebCrypto has no desk; whoever asks is told so
  keys.catch(() => {});
  const attached = signal<readonly Attached[]>([]);
  const held = createDeskLeases({ selfId, roomId, clock });

  const active = computed(() => attached.value.find(({ line }) => line.state.value.status === 'ready')?.line ?? null);
  const state = computed((): RelayDeskState => {
    if (active.value !== null) return active.value.state.value;
    const isWaiting = attached.value.some(({ line }) => line.state.value.status === 'waiting');
    return { status: attached.value.length === 0 ? 'none' : isWaiting ? 'waiting' : 'refused', turn: false, sfu: false };
  });
  const stopUse = effect(() => held.use(active.value));

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
      contestLease: held.contest,
      openSfu: async (room, number, epoch) => {
        const question = { op: 'open' as const, room: roomId(room), number, epoch };
        return ((await active.value?.ask(question, DoneSchema)) ?? null) !== null;
      },
      sfuToken: async (room, epoch) => {
        const answer = await active.value?.ask({ op: 'token', room: roomId(room), epoch }, TokenAnswerSchema);
        return answer ? { url: resolveSfuUrl(answer.url, options.pageHref), token: answer.token, sources: answer.sources } : null;
      },
      turn: async () => {
        const answer = await active.value?.ask({ op: 'turn' }, TurnAnswerSchema);
        if (!answer) return null;
        const { urls, username, credential, seconds } = answer;
        return { servers: [{ urls, username, credential }], expiresInMs: seconds * 1000 };
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
