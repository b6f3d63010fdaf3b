/** Who wants to know of which room's lease, and since when. A socket that left watches nothing: its session forgets here. */
import { MAX_WATCHED_ROOMS } from '../../domain/wire/relay-desk.ts';
import type { Client } from '../net/client.ts';
import type { Session } from './places.ts';

export type Watchers = {
  /** @returns false if the session watches too many rooms already */
  readonly add: (session: Session, key: string) => boolean;
  readonly remove: (session: Session, key: string) => void;
  /** Since when each of them has watched, in ms. */
  readonly of: (key: string) => ReadonlyMap<Client, number>;
};

const NOBODY: ReadonlyMap<Client, number> = new Map();

export const createWatchers = (nowMs: () => number): Watchers => {
  const all = new Map<string, Map<Client, number>>();
  return {
    add: ({ client, watched }, key) => {
      if (!watched.has(key) && watched.size >= MAX_WATCHED_ROOMS) return false;
      watched.add(key);
      const listeners = all.get(key) ?? new Map<Client, number>();
      if (!listeners.has(client)) listeners.set(client, nowMs());
      all.set(key, listeners);
      return true;
    },
    remove: ({ client, watched }, key) => {
      if (!watched.delete(key)) return;
      const listeners = all.get(key);
      listeners?.delete(client);
      if (listeners?.size === 0) all.delete(key);
    },
    of: (key) => all.get(key) ?? NOBODY,
  };
};
