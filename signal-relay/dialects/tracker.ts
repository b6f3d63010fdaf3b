/**
 * A WebTorrent tracker in JSON text: announce (with offers, answers, stopped) and scrape, as bittorrent-tracker and
 * trystero's torrent strategy speak it. Offers go to peers of the swarm drawn by lot, each answer to whom it names.
 * A swarm is nothing but who listens: no file is known here.
 */
import * as v from 'valibot';
import type { Client, Dialect, Send, Verdict } from '../net/client.ts';
import { frameOf } from '../net/frame.ts';

const ANNOUNCE_SECONDS = 120;
const MAX_OFFERS = 10;
const MAX_SCRAPED = 64;

/** 20 bytes, written as 20 letters. */
const id20 = v.pipe(v.string(), v.length(20));
const description = v.object({ type: v.picklist(['offer', 'answer']), sdp: v.string() });
const offerId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

const MessageSchema = v.variant('action', [
  v.object({
    action: v.literal('announce'),
    info_hash: id20,
    peer_id: id20,
    event: v.optional(v.nullable(v.picklist(['started', 'stopped', 'completed', 'update', 'paused', '']))),
    left: v.optional(v.nullable(v.union([v.number(), v.string()]))),
    offers: v.optional(v.nullable(v.pipe(v.array(v.object({ offer: description, offer_id: offerId })), v.maxLength(64)))),
    answer: v.optional(v.nullable(description)),
    offer_id: v.optional(offerId),
    to_peer_id: v.optional(id20),
  }),
  v.object({
    action: v.literal('scrape'),
    info_hash: v.optional(v.union([id20, v.pipe(v.array(id20), v.maxLength(MAX_SCRAPED))])),
  }),
]);
type Announce = Extract<v.InferOutput<typeof MessageSchema>, { action: 'announce' }>;

type Member = { readonly client: Client; isComplete: boolean };
type Swarm = Map<string, Member>;

/** @returns up to `count` of the others, drawn by lot (the start of a Fisher–Yates shuffle) */
const draw = (swarm: Swarm, except: string, count: number, random: () => number): Member[] => {
  const others = [...swarm].filter(([peer]) => peer !== except).map(([, member]) => member);
  const drawn = Math.min(count, others.length);
  for (let i = 0; i < drawn; i++) {
    const j = i + Math.floor(random() * (others.length - i));
    [others[i], others[j]] = [others[j]!, others[i]!];
  }
  return others.slice(0, drawn);
};

const counts = (swarm: Swarm | undefined): { complete: number; incomplete: number } => {
  let complete = 0;
  for (const member of swarm?.values() ?? []) if (member.isComplete) complete += 1;
  return { complete, incomplete: (swarm?.size ?? 0) - complete };
};

export const createTrackerDialect = (send: Send, maxMembershipsPerSocket: () => number, random: () => number = Math.random): Dialect => {
  const swarms = new Map<string, Swarm>();
  /** Which places in which swarms a socket holds: `info_hash` and `peer_id`, 40 letters. One socket may carry several peers. */
  const held = new Map<Client, Set<string>>();
  let members = 0;
  const say = (client: Client, message: object): void => send(client, frameOf(JSON.stringify(message)));

  const leave = (client: Client, place: string): void => {
    const infoHash = place.slice(0, 20);
    const swarm = swarms.get(infoHash);
    // another socket may have taken this peer's place since: a reconnection, whose old socket dies late
    if (swarm?.get(place.slice(20))?.client !== client) return;
    swarm.delete(place.slice(20));
    members -= 1;
    if (swarm.size === 0) swarms.delete(infoHash);
  };

  const enter = (client: Client, message: Announce): Swarm | null => {
    const place = message.info_hash + message.peer_id;
    const mine = held.get(client) ?? new Set<string>();
    if (!mine.has(place) && mine.size >= maxMembershipsPerSocket()) return null;
    held.set(client, mine.add(place));
    const swarm: Swarm = swarms.get(message.info_hash) ?? new Map();
    swarms.set(message.info_hash, swarm);
    if (!swarm.has(message.peer_id)) members += 1;
    swarm.set(message.peer_id, { client, isComplete: message.event === 'completed' || Number(message.left ?? Infinity) === 0 });
    return swarm;
  };

  const announce = (client: Client, message: Announce): Verdict => {
    const { info_hash, peer_id } = message;
    if (message.event === 'stopped') {
      const place = info_hash + peer_id;
      if (held.get(client)?.delete(place)) leave(client, place);
      say(client, { action: 'announce', interval: ANNOUNCE_SECONDS, info_hash, ...counts(swarms.get(info_hash)) });
      return 'ok';
    }
    const swarm = enter(client, message);
    if (swarm === null) return 'limited';
    if (message.answer) {
      const to = message.to_peer_id === undefined ? undefined : swarm.get(message.to_peer_id);
      if (message.to_peer_id === undefined || message.offer_id === undefined) return 'malformed';
      if (to) say(to.client, { action: 'announce', answer: message.answer, offer_id: message.offer_id, peer_id, info_hash });
      return 'ok';
    }
    say(client, { action: 'announce', interval: ANNOUNCE_SECONDS, info_hash, ...counts(swarm) });
    const offers = (message.offers ?? []).slice(0, MAX_OFFERS);
    for (const [i, member] of draw(swarm, peer_id, offers.length, random).entries()) {
      const { offer, offer_id } = offers[i]!;
      say(member.client, { action: 'announce', offer, offer_id, peer_id, info_hash });
    }
    return 'ok';
  };

  const receive = (client: Client, input: unknown): Verdict => {
    const parsed = v.safeParse(MessageSchema, input);
    if (!parsed.success) return 'malformed';
    const message = parsed.output;
    if (message.action === 'announce') return announce(client, message);
    const wanted = typeof message.info_hash === 'string' ? [message.info_hash] : (message.info_hash ?? []);
    const files = Object.fromEntries(wanted.map((hash) => [hash, { ...counts(swarms.get(hash)), downloaded: 0 }]));
    say(client, { action: 'scrape', files });
    return 'ok';
  };

  return {
    name: 'tracker',
    receive,
    refuse: (client, reason) => say(client, { action: 'announce', 'failure reason': reason }),
    forget: (client) => {
      for (const place of held.get(client) ?? []) leave(client, place);
      held.delete(client);
    },
    size: () => members,
  };
};
