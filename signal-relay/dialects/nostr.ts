/**
 * A Nostr relay (NIP-01, NIP-11) for ephemeral events only: kinds 20000–29999 go to whoever asked for one of their tags,
 * nothing is stored, so EOSE follows REQ at once. Signatures are checked elsewhere (`nostr-verifier.ts`), after the rate
 * limit and off this thread. A filter must name a tag: nobody listens to everybody.
 */
import * as v from 'valibot';
import type { Client, Dialect, Send, Verdict } from '../net/client.ts';
import { frameOf } from '../net/frame.ts';
import {
  EventSchema,
  type Filter,
  FIRST_EPHEMERAL_KIND,
  LAST_EPHEMERAL_KIND,
  matches,
  type NostrEvent,
  parseFilter,
} from './nostr-filter.ts';

const MAX_FILTERS = 16;
const MAX_SUBSCRIPTION_ID = 64;

export type Verify = (event: NostrEvent) => Promise<'valid' | 'invalid' | 'busy'>;

type Subscription = { readonly client: Client; readonly id: string; readonly filters: readonly Filter[]; readonly keys: readonly string[] };

const keysOf = (filters: readonly Filter[]): string[] => {
  const keys = new Set<string>();
  for (const filter of filters) for (const [letter, values] of filter.tags) for (const value of values) keys.add(letter + value);
  return [...keys];
};

export const createNostrDialect = (send: Send, maxTagsPerSocket: () => number, verify: Verify): Dialect => {
  /** Tag letter and value → who asked for it. */
  const byTag = new Map<string, Set<Subscription>>();
  const byClient = new Map<Client, Map<string, Subscription>>();
  let size = 0;
  const say = (client: Client, ...message: unknown[]): void => send(client, frameOf(JSON.stringify(message)));

  const close = (client: Client, id: string): void => {
    const mine = byClient.get(client);
    const subscription = mine?.get(id);
    if (mine === undefined || subscription === undefined) return;
    for (const key of subscription.keys) {
      const set = byTag.get(key);
      if (set?.delete(subscription) && set.size === 0) byTag.delete(key);
    }
    size -= subscription.keys.length;
    mine.delete(id);
    if (mine.size === 0) byClient.delete(client);
  };

  const request = (client: Client, id: unknown, rawFilters: readonly unknown[]): Verdict => {
    if (typeof id !== 'string' || id.length === 0 || id.length > MAX_SUBSCRIPTION_ID) return 'malformed';
    close(client, id);
    if (rawFilters.length === 0 || rawFilters.length > MAX_FILTERS) return 'malformed';
    const filters = rawFilters.flatMap((raw) => parseFilter(raw) ?? []);
    if (filters.length < rawFilters.length) return 'malformed';
    if (filters.some((filter) => filter.tags.size === 0)) {
      say(client, 'CLOSED', id, 'restricted: a filter must name at least one tag');
      return 'ok';
    }
    const keys = keysOf(filters);
    const mine = byClient.get(client) ?? new Map<string, Subscription>();
    const inUse = [...mine.values()].reduce((sum, subscription) => sum + subscription.keys.length, 0);
    if (inUse + keys.length > maxTagsPerSocket()) {
      say(client, 'CLOSED', id, 'restricted: too many tags in subscriptions');
      return 'limited';
    }
    const subscription = { client, id, filters, keys };
    byClient.set(client, mine.set(id, subscription));
    for (const key of keys) byTag.set(key, (byTag.get(key) ?? new Set()).add(subscription));
    size += keys.length;
    say(client, 'EOSE', id);
    return 'ok';
  };

  const deliver = (event: NostrEvent): void => {
    const done = new Set<Subscription>();
    const text = JSON.stringify(event);
    for (const [letter, value] of event.tags) {
      if (letter === undefined || value === undefined) continue;
      for (const subscription of byTag.get(letter + value) ?? []) {
        if (done.has(subscription) || !subscription.filters.some((filter) => matches(filter, event))) continue;
        done.add(subscription);
        send(subscription.client, frameOf(`["EVENT",${JSON.stringify(subscription.id)},${text}]`));
      }
    }
  };

  const settle = async (client: Client, event: NostrEvent): Promise<void> => {
    const result = await verify(event);
    if (result === 'valid') {
      say(client, 'OK', event.id, true, '');
      deliver(event);
      return;
    }
    say(client, 'OK', event.id, false, result === 'busy' ? 'rate-limited: try again' : 'invalid: bad id or signature');
  };

  const publish = (client: Client, input: unknown): Verdict => {
    const parsed = v.safeParse(EventSchema, input);
    if (!parsed.success) return 'malformed';
    const event = parsed.output;
    if (event.kind < FIRST_EPHEMERAL_KIND || event.kind > LAST_EPHEMERAL_KIND) {
      say(client, 'OK', event.id, false, 'blocked: only ephemeral kinds, 20000 to 29999');
      return 'ok';
    }
    void settle(client, event);
    return 'ok';
  };

  const receive = (client: Client, message: unknown): Verdict => {
    if (!Array.isArray(message)) return 'malformed';
    const [verb, first, ...rest] = message as readonly unknown[];
    switch (verb) {
      case 'EVENT':
        return publish(client, first);
      case 'REQ':
        return request(client, first, rest);
      case 'CLOSE':
        if (typeof first !== 'string') return 'malformed';
        close(client, first);
        return 'ok';
      default:
        return 'malformed';
    }
  };

  return {
    name: 'nostr',
    receive,
    refuse: (client, reason) => say(client, 'NOTICE', reason === 'malformed' ? 'invalid: malformed message' : 'rate-limited: slow down'),
    forget: (client) => {
      for (const id of byClient.get(client)?.keys() ?? []) close(client, id);
    },
    size: () => size,
  };
};
