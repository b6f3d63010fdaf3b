/**
 * Chat of one place: what was said, to whom it still has to go, and what has been acknowledged. Lines and unsent ones are
 * kept on this device, so a reload loses nothing. Sends through a callback; knows no links, only peer ids.
 *
 * A line goes to everybody of its scope who is linked when it is written; if there is nobody, it waits for the first who
 * comes. It is repeated to a peer that links again until that peer acknowledges it.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import * as v from 'valibot';
import { type PeerId, peerId } from '../../../domain/ids.ts';
import { type AvatarLook, AvatarLookSchema } from '../../../domain/presence/avatar.ts';
import type { ChatScope, ControlMessageOf } from '../../../domain/wire/control.ts';
import type { ChatLine } from '../../state/chat.ts';
import type { Storage } from '../storage.ts';

/** Older lines are forgotten on this device. */
export const MAX_LINES = 500;
/** A peer may say this much in a while; more is dropped. */
const BURST = 20;
const BURST_WINDOW_MS = 10_000;

export type ChatLog = {
  readonly lines: ReadonlySignal<readonly ChatLine[]>;
  /** Says something now to `audience`. */
  readonly say: (text: string, scope: ChatScope, room: string, audience: readonly PeerId[]) => void;
  /** @returns the line if it is new (already acknowledged by the caller's duty: see `ack`). */
  readonly hear: (
    from: PeerId,
    message: ControlMessageOf<'chat'>,
    speaker: { readonly name: string; readonly look: AvatarLook },
  ) => ChatLine | null;
  readonly acknowledge: (from: PeerId, id: string) => void;
  /** Somebody is reachable now: waiting lines that are for them go out. */
  readonly reachable: (peer: PeerId, isInScope: (scope: ChatScope, room: string) => boolean) => void;
  readonly gone: (peer: PeerId) => void;
};

export type ChatLogOptions = {
  readonly placeId: string;
  readonly self: () => { readonly name: string; readonly look: AvatarLook };
  readonly send: (peer: PeerId, message: ControlMessageOf<'chat'>) => boolean;
  readonly storage: Storage | null;
  readonly now: () => number;
  readonly newId: () => string;
};

type Outgoing = { readonly message: ControlMessageOf<'chat'>; readonly pending: Set<PeerId>; readonly acknowledged: Set<PeerId> };

const StoredLineSchema = v.object({
  id: v.string(),
  from: v.string(),
  name: v.string(),
  look: AvatarLookSchema,
  scope: v.picklist(['nearby', 'room', 'place']),
  text: v.string(),
  atMs: v.number(),
  delivery: v.picklist(['waiting', 'sent', 'delivered']),
  room: v.string(),
});

export const createChatLog = async (options: ChatLogOptions): Promise<ChatLog> => {
  const { placeId, storage, now } = options;
  const lines = signal<readonly ChatLine[]>([]);
  const outgoing = new Map<string, Outgoing>();
  const known = new Set<string>();
  const bursts = new Map<PeerId, number[]>();

  const keep = (line: ChatLine, room: string): void => {
    void storage?.put('chat', { placeId, id: line.id, atMs: line.atMs, line: { ...line, room } }).catch(() => undefined);
  };
  const add = (line: ChatLine, room: string): void => {
    known.add(line.id);
    const next = [...lines.value, line].toSorted((a, b) => a.atMs - b.atMs);
    for (const old of next.slice(0, -MAX_LINES)) {
      known.delete(old.id);
      void storage?.delete('chat', [placeId, old.id]).catch(() => undefined);
    }
    lines.value = next.slice(-MAX_LINES);
    keep(line, room);
  };
  const setDelivery = (id: string, delivery: ChatLine['delivery']): void => {
    const line = lines.value.find((l) => l.id === id);
    const out = outgoing.get(id);
    if (line === undefined || line.delivery === delivery) return;
    const changed = { ...line, delivery };
    lines.value = lines.value.map((l) => (l.id === id ? changed : l));
    keep(changed, out?.message.room ?? '');
  };
  const settle = (id: string, out: Outgoing): void => {
    if (out.pending.size > 0) setDelivery(id, 'sent');
    else if (out.acknowledged.size > 0) {
      setDelivery(id, 'delivered');
      outgoing.delete(id);
    } else setDelivery(id, 'waiting');
  };

  for (const stored of (await storage
    ?.getAllFromIndex('chat', 'byTime', IDBKeyRange.bound([placeId, 0], [placeId, Infinity]))
    .catch(() => [])) ?? []) {
    const parsed = v.safeParse(StoredLineSchema, stored.line);
    if (!parsed.success) continue;
    const { room, from, ...rest } = parsed.output;
    const line: ChatLine = { ...rest, from: from === 'self' ? 'self' : peerId(from) };
    known.add(line.id);
    lines.value = [...lines.value, line];
    if (line.from === 'self' && line.delivery !== 'delivered')
      outgoing.set(line.id, {
        message: { t: 'chat', id: line.id, scope: line.scope, room, at: line.atMs, text: line.text },
        pending: new Set(),
        acknowledged: new Set(),
      });
  }

  return {
    lines,
    say: (text, scope, room, audience) => {
      const message: ControlMessageOf<'chat'> = { t: 'chat', id: options.newId(), scope, room, at: now(), text };
      const out: Outgoing = { message, pending: new Set(), acknowledged: new Set() };
      outgoing.set(message.id, out);
      for (const peer of audience) if (options.send(peer, message)) out.pending.add(peer);
      add(
        {
          id: message.id,
          from: 'self',
          ...options.self(),
          scope,
          text,
          atMs: message.at,
          delivery: out.pending.size > 0 ? 'sent' : 'waiting',
        },
        room,
      );
    },
    hear: (from, message, speaker) => {
      const recent = (bursts.get(from) ?? []).filter((at) => now() - at < BURST_WINDOW_MS);
      // ids are the sender's own: prefix them, so that nobody can overwrite somebody else's line
      const id = `${from}:${message.id}`;
      if (known.has(id) || recent.length >= BURST) return null;
      bursts.set(from, [...recent, now()]);
      const line: ChatLine = {
        id,
        from,
        ...speaker,
        scope: message.scope,
        text: message.text,
        atMs: Math.min(message.at, now()),
        delivery: 'delivered',
      };
      add(line, message.room);
      return line;
    },
    acknowledge: (from, id) => {
      const out = outgoing.get(id);
      if (out === undefined || !out.pending.delete(from)) return;
      out.acknowledged.add(from);
      settle(id, out);
    },
    reachable: (peer, isInScope) => {
      for (const [id, out] of outgoing) {
        const isWaiting = out.pending.size === 0 && out.acknowledged.size === 0;
        if (!(isWaiting && isInScope(out.message.scope, out.message.room)) && !out.pending.has(peer)) continue;
        if (options.send(peer, out.message)) out.pending.add(peer);
        settle(id, out);
      }
    },
    gone: (peer) => {
      bursts.delete(peer);
      for (const [id, out] of outgoing) if (out.pending.delete(peer)) settle(id, out);
    },
  };
};
