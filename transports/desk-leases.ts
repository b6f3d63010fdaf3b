/**
 * The leases that this tab watches and holds, at whichever desk is in use: asks for them again at each new one, keeps its
 * own ones alive, and lets go of what the desk has not confirmed in time. Decides nothing about rooms.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { type DeskLease, DoneSchema, LEASE_KEEP_EVERY_MS, LEASE_TTL_MS, LeaseAnswerSchema } from '../domain/wire/relay-desk.ts';
import { type PeerId, peerId } from '../domain/ids.ts';
import type { Clock } from './clock.ts';
import type { DeskLine } from './desk-line.ts';

/** How often a desk that is only listened to is asked whether it still speaks. */
const ALIVE_EVERY_MS = 3_000;

export type Lease = { readonly number: number; readonly holder: PeerId };

export type DeskLeases = {
  readonly leases: ReadonlySignal<ReadonlyMap<string, Lease>>;
  readonly watch: (room: string) => () => void;
  readonly take: (room: string) => Promise<Lease | null>;
  readonly drop: (room: string) => void;
  /** I do not obey the holder of this lease. */
  readonly contest: (room: string, number: number) => void;
  /** The desk said something about a room. */
  readonly told: (roomId: string, lease: DeskLease | null) => void;
  /** Another desk is in use, or none: what the old one said counts no more. */
  readonly use: (line: DeskLine | null) => void;
  readonly close: () => void;
};

export type DeskLeasesOptions = { readonly selfId: PeerId; readonly roomId: (room: string) => string; readonly clock: Clock };

export const createDeskLeases = ({ selfId, roomId, clock }: DeskLeasesOptions): DeskLeases => {
  const leases = signal<ReadonlyMap<string, Lease>>(new Map());
  /** Room → how many want to know. Whoever wants a lease wants to know as well. */
  const watched = new Map<string, number>();
  const names = new Map<string, string>();
  const wanted = new Set<string>();
  const asking = new Set<string>();
  /** Own leases → when the question was sent whose answer confirmed them. */
  const own = new Map<string, { readonly number: number; confirmedAtMs: number }>();
  let line: DeskLine | null = null;
  let heardAtMs = 0;
  let isAsked = false;

  const note = (room: string, lease: DeskLease | null): void => {
    const before = leases.value.get(room);
    if (before?.number === lease?.number && before?.holder === lease?.holder) return;
    const next = new Map(leases.value);
    if (lease === null) next.delete(room);
    else next.set(room, { number: lease.number, holder: peerId(lease.holder) });
    leases.value = next;
  };

  const askToWatch = async (room: string): Promise<void> => {
    const from = line;
    // the present lease is told, as later ones are
    const answer = await from?.ask({ op: 'watch', room: roomId(room) }, DoneSchema);
    if (from === line && !answer) from?.doubt();
  };

  const forget = (room: string): void => {
    watched.delete(room);
    names.delete(roomId(room));
    line?.tell({ op: 'unwatch', room: roomId(room) });
    note(room, null);
  };

  const watch = (room: string): (() => void) => {
    const count = watched.get(room) ?? 0;
    watched.set(room, count + 1);
    names.set(roomId(room), room);
    if (count === 0) void askToWatch(room);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      const left = (watched.get(room) ?? 1) - 1;
      if (left > 0) watched.set(room, left);
      else forget(room);
    };
  };

  const stopWatching = new Map<string, () => void>();
  const unwant = (room: string): void => {
    wanted.delete(room);
    own.delete(room);
    stopWatching.get(room)?.();
    stopWatching.delete(room);
  };

  const ask = async (room: string): Promise<Lease | null> => {
    const from = line;
    const sentAtMs = clock.now();
    asking.add(room);
    const answer = await from?.ask({ op: 'take', room: roomId(room) }, LeaseAnswerSchema);
    asking.delete(room);
    if (from !== line || !answer) return null;
    const { number, holder } = answer.lease;
    if (holder !== selfId) unwant(room);
    else if (wanted.has(room)) own.set(room, { number, confirmedAtMs: sentAtMs });
    // given back while it was asked for
    else from?.tell({ op: 'drop', room: roomId(room) });
    return { number, holder: peerId(holder) };
  };

  const lose = (room: string, number: number): void => {
    own.delete(room);
    if (leases.value.get(room)?.number === number) note(room, null);
  };

  const keep = async (room: string, number: number): Promise<void> => {
    const from = line;
    const sentAtMs = clock.now();
    const answer = await from?.ask({ op: 'keep', room: roomId(room), number }, DoneSchema);
    const held = own.get(room);
    if (from !== line || held?.number !== number || !answer) return;
    heardAtMs = clock.now();
    held.confirmedAtMs = Math.max(held.confirmedAtMs, sentAtMs);
  };

  const isAlive = async (): Promise<void> => {
    if (isAsked || line === null) return;
    const from = line;
    isAsked = true;
    const answer = await from.ask({ op: 'alive' }, DoneSchema);
    isAsked = false;
    if (from !== line) return;
    if (answer === null) from.doubt();
    else heardAtMs = clock.now();
  };

  const stop = clock.every(LEASE_KEEP_EVERY_MS, () => {
    if (line === null) return;
    const nowMs = clock.now();
    for (const [room, { number, confirmedAtMs }] of own) {
      if (leases.value.get(room)?.number !== number) own.delete(room);
      // the desk may have given it to somebody else by now; and whoever left six questions without an answer is in doubt
      else if (nowMs - confirmedAtMs > LEASE_TTL_MS) {
        lose(room, number);
        line.doubt();
        return;
      } else void keep(room, number);
    }
    for (const room of wanted) if (!own.has(room) && !asking.has(room)) void ask(room);
    if (watched.size > 0 && nowMs - heardAtMs > ALIVE_EVERY_MS) void isAlive();
  });

  return {
    leases,
    watch,
    take: async (room) => {
      if (line === null) return null;
      if (!wanted.has(room)) {
        wanted.add(room);
        stopWatching.set(room, watch(room));
      }
      const lease = await ask(room);
      // whoever hears "no" must not hold it without knowing
      if (lease === null && !own.has(room)) unwant(room);
      return lease;
    },
    drop: (room) => {
      if (!wanted.has(room)) return;
      const held = own.get(room);
      line?.tell({ op: 'drop', room: roomId(room) });
      if (held !== undefined) lose(room, held.number);
      unwant(room);
    },
    contest: (room, number) => line?.tell({ op: 'contest', room: roomId(room), number }),
    told: (id, lease) => {
      heardAtMs = clock.now();
      const room = names.get(id);
      if (room === undefined) return;
      note(room, lease);
    },
    use: (next) => {
      if (next === line) return;
      line = next;
      isAsked = false;
      asking.clear();
      own.clear();
      if (leases.value.size > 0) leases.value = new Map();
      if (next === null) return;
      heardAtMs = clock.now();
      for (const room of watched.keys()) void askToWatch(room);
      for (const room of wanted) void ask(room);
    },
    close: stop,
  };
};
