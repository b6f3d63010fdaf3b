/**
 * Meeting over a WebTorrent tracker, which introduces strangers of one swarm and can do nothing else: it hands each
 * offer to one member of its own choice and passes one answer back. So offers and answers carry their candidates, and
 * each offer is sent once.
 *
 * Whoever comes asks first how many are there, and offers only if somebody is: the earlier member never offers to the
 * later one, so their offers seldom cross (`crossings.ts` has the rest).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { OfferRecord } from '@trystero-p2p/core';
import * as v from 'valibot';
import type { Crossings } from './crossings.ts';
import { createSeen, type MakeNet, type Role } from './net.ts';
import { createEndlessSocket } from './socket.ts';

const MAX_OFFERS: Readonly<Record<Role, number>> = { alone: 3, lead: 2, quiet: 0 };
const PROBE_EVERY_MS = 60_000;
/** An offer nobody took up by then went to nobody. */
const OFFER_LIFETIME_MS = 40_000;
/** Somebody was just introduced: offers would probably be made for nothing. */
const HOLD_BACK_MS = 300;
/** While other networks go on linking people, offers wait longer, but no longer than this. */
const HOLD_BACK_LIMIT_MS = 2_400;
/** So long the last offers may take to be answered, on a busy machine, before others are made. */
const OFFERS_APART_MS = 1_400;
const DROP_OLD_EVERY_MS = 10_000;
const MAX_SDP_LENGTH = 30_000;

const letters = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9A-Za-z]{${length}}$`)));
const count = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0);
const sdp = v.object({ sdp: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SDP_LENGTH)) });
const MessageSchema = v.object({
  info_hash: letters(20),
  complete: count,
  incomplete: count,
  peer_id: v.optional(letters(20)),
  offer_id: v.optional(letters(20)),
  offer: v.nullish(sdp),
  answer: v.nullish(sdp),
});
const AnswerSchema = v.object({ answer: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SDP_LENGTH)) });

const parse = <T extends v.GenericSchema>(schema: T, data: string): v.InferOutput<T> | null => {
  try {
    const result = v.safeParse(schema, JSON.parse(data));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
};

/** @param io.newOfferId 20 letters or digits, never used before */
export const createTrackerNet =
  (crossings: Crossings, newOfferId: () => string): MakeNet =>
  ({ url }, io, world) => {
    let sent = 0;
    let received = 0;
    /** Asked how many are there, in this role; the answer decides about offers. */
    let asked: Role = 'quiet';
    let offeredAtMs = -Infinity;
    const infoHash = bytesToHex(sha256(utf8ToBytes(io.rootTopic))).slice(0, 20);
    const outstanding = new Map<string, { readonly record: OfferRecord; readonly atMs: number }>();
    const isNew = createSeen(512);

    const announcement = (more: object): string =>
      JSON.stringify({ action: 'announce', info_hash: infoHash, peer_id: io.selfId, numwant: 0, offers: [], ...more });
    const send = (more: object): boolean => {
      const isSent = socket.send(announcement(more));
      if (isSent) sent += 1;
      return isSent;
    };

    const drop = (record: OfferRecord): void => {
      record.claim?.();
      record.peer.destroy();
    };
    const dropOld = (): void => {
      for (const [id, { record, atMs }] of outstanding)
        if (world.clock.now() - atMs > OFFER_LIFETIME_MS || record.peer.isDead) {
          outstanding.delete(id);
          drop(record);
        }
    };

    const offerTo = async (others: number, role: Role): Promise<void> => {
      const wanted = Math.min(MAX_OFFERS[role], others);
      if (wanted === 0 || io.role() === 'quiet') return;
      offeredAtMs = world.clock.now();
      const records = await io.gatheredOffers(wanted);
      const offers = records.map((record) => ({ offer_id: newOfferId(), offer: { type: 'offer', sdp: record.offer } }));
      if (io.role() === 'quiet' || !send({ numwant: offers.length, offers })) return records.forEach(drop);
      for (const [index, { offer_id }] of offers.entries()) outstanding.set(offer_id, { record: records[index]!, atMs: world.clock.now() });
    };
    const considerOffers = (others: number, role: Role): void => {
      if (others <= (role === 'lead' ? io.linkCount() : 0) || world.clock.now() - offeredAtMs < OFFERS_APART_MS) return;
      const latestMs = world.clock.now() + HOLD_BACK_LIMIT_MS;
      const offer = (): void => {
        if (io.isMeetingElsewhere() && world.clock.now() < latestMs) world.clock.after(HOLD_BACK_MS, offer);
        else void offerTo(others, role).catch(() => {});
      };
      if (io.isMeeting()) world.clock.after(HOLD_BACK_MS, offer);
      else offer();
    };

    const onOffer = (peerId: string, offerId: string, offer: string): void => {
      if (io.isLinked(peerId) || !isNew(offerId) || !crossings.answerTheirs(peerId)) return;
      io.receiveTracked({ peerId, offer }, (_topic, signal) => {
        const answer = parse(AnswerSchema, signal)?.answer; // candidates are inside it: the rest may be lost
        if (answer !== undefined) send({ to_peer_id: peerId, offer_id: offerId, answer: { type: 'answer', sdp: answer } });
      });
    };

    const onAnswer = (peerId: string, offerId: string, answer: string): void => {
      const record = outstanding.get(offerId)?.record;
      if (record === undefined) return;
      outstanding.delete(offerId);
      record.claim?.();
      const isTaken =
        !io.isLinked(peerId) && crossings.takeTheirAnswer(peerId) && io.receiveTracked({ peerId, answer, peer: record.peer }, () => {});
      if (!isTaken) record.peer.destroy();
    };

    const socket = createEndlessSocket({
      url,
      world,
      probe: () => announcement({}),
      probeEveryMs: PROBE_EVERY_MS,
      onOpen: io.opened,
      onMessage: (data) => {
        const message = typeof data === 'string' ? parse(MessageSchema, data) : null;
        if (message === null || message.info_hash !== infoHash) return;
        received += 1;
        const { peer_id: peerId, offer_id: offerId } = message;
        if (peerId !== undefined && offerId !== undefined) {
          if (peerId === io.selfId) return;
          if (message.offer) onOffer(peerId, offerId, message.offer.sdp);
          else if (message.answer) onAnswer(peerId, offerId, message.answer.sdp);
          return;
        }
        const role = asked;
        asked = 'quiet';
        considerOffers(message.complete + message.incomplete - 1, role);
      },
      onChange: io.changed,
    });
    const stopDropping = world.clock.every(DROP_OLD_EVERY_MS, dropOld);

    return {
      kind: 'tracker',
      announce: (role) => {
        if (send({})) asked = role;
      },
      publish: () => {},
      traffic: () => ({ ...socket.state(), sent, received }),
      retryNow: socket.retryNow,
      close: () => {
        send({ event: 'stopped' });
        socket.close();
        stopDropping();
        for (const { record } of outstanding.values()) drop(record);
        outstanding.clear();
      },
    };
  };
