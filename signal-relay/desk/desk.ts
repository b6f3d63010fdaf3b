/**
 * The relay's desk (`domain/wire/relay-desk.ts`): who stands at it, for which place, and what they are given. Everything
 * that it remembers hangs on a connected socket and goes with it. It reads no map, no name and no position: rooms are
 * opaque ids, and of a place it knows the hash of a public key.
 */
import type { Access } from '../../domain/config/hosting.ts';
import { type DeskAnswer, type DeskQuestion, type DeskRefusal, type DeskTell, MAX_LEASES, REFUSALS } from '../../domain/wire/relay-desk.ts';
import { encodeSay } from '../../domain/wire/relay.ts';
import { fullBudget, type Rate, spend } from '../net/budget.ts';
import type { Client, Send, Verdict } from '../net/client.ts';
import { frameOf } from '../net/frame.ts';
import { deskIdOf, judgeProof, makeChallenge, type Proof } from './admission.ts';
import { createContests, depose, isDeposed } from './contests.ts';
import { mintToken, mintTurn, type SfuService, sfuRoomName, type TurnService } from './credentials.ts';
import { createEpochs } from './epochs.ts';
import { createLeases, type Lease } from './leases.ts';
import { createPlaces, type Place, type Session } from './places.ts';
import { parseQuestion } from './question.ts';
import { createWatchers } from './watchers.ts';

export type DeskSettings = {
  readonly access: Access;
  /** Served places, if `access` is `listed`. */
  readonly places: readonly string[];
  readonly turn: TurnService | null;
  readonly sfu: SfuService | null;
};

export type DeskStats = {
  readonly places: number;
  readonly members: number;
  readonly leases: number;
  readonly watches: number;
  readonly epochs: number;
  /** Leases that ended because most who watched them wanted it. */
  readonly deposed: number;
  readonly minted: { readonly turn: number; readonly sfu: number };
  readonly refused: Readonly<Record<DeskRefusal, number>>;
};

export type Desk = {
  /** @param text JSON, as it came */
  readonly receive: (client: Client, number: number, text: Uint8Array) => Verdict;
  readonly forget: (client: Client) => void;
  /** New settings; whoever stands here stays and is told. */
  readonly reconfigure: (settings: DeskSettings) => void;
  readonly stats: () => DeskStats;
  readonly close: () => void;
};

export type DeskOptions = {
  readonly settings: DeskSettings;
  readonly send: Send;
  readonly nowMs: () => number;
  /** Unix ms. */
  readonly wallMs: () => number;
};

const SWEEP_MS = 250;
/** A proof costs the relay 0.1 ms; four at once, then one a second. */
const PROOFS: Rate = { messagesPerSecond: 1, bytesPerSecond: 1 };
/** Credentials and tokens, per tab and per place: a room of 100 people goes to the SFU at once. */
const MINTS: Rate = { messagesPerSecond: 1, bytesPerSecond: 1 };
const MINTS_OF_PLACE: Rate = { messagesPerSecond: 50, bytesPerSecond: 1 };
const MAX_EPOCHS_OF_PLACE = 64;
/** A voice costs a look at everybody who watches. */
const VOICES: Rate = { messagesPerSecond: 0.5, bytesPerSecond: 1 };

const encoder = new TextEncoder();
const refusal = (why: DeskRefusal): DeskAnswer => ({ ok: false, why });
const DONE: DeskAnswer = { ok: true };

export const createDesk = ({ settings: first, send, nowMs, wallMs }: DeskOptions): Desk => {
  let settings = first;
  let served = new Set(settings.places);
  const isServed = (deskId: string): boolean => settings.access === 'open' || served.has(deskId);
  const services = () => ({ turn: settings.turn !== null, sfu: settings.sfu !== null });
  const sessions = new Map<Client, Session>();
  const watchers = createWatchers(nowMs);
  const minted = { turn: 0, sfu: 0 };
  let deposed = 0;
  const refused = Object.fromEntries(REFUSALS.map((why) => [why, 0])) as Record<DeskRefusal, number>;

  const say = (client: Client, number: number, what: DeskAnswer | DeskTell): void =>
    send(client, frameOf(encodeSay(number, encoder.encode(JSON.stringify(what)))));

  const onLease = (key: string, lease: Lease | null): void => {
    epochs.leaseEnded(key, lease?.number ?? null);
    contests.forget(key);
    for (const client of watchers.of(key).keys()) tellLease(client, key, lease);
  };
  const contests = createContests<Client>(nowMs);
  const leases = createLeases<Client>({ nowMs, wallMs, maxPerOwner: MAX_LEASES, onChange: onLease });
  const epochs = createEpochs(nowMs);

  const places = createPlaces({
    onLeave: (session) => {
      for (const key of session.watched) watchers.remove(session, key);
      leases.dropAll(session.client);
    },
    onEmpty: (place) => {
      for (const key of place.epochs) epochs.delete(key);
    },
    newBudget: () => fullBudget(MINTS_OF_PLACE, nowMs()),
  });

  const prove = (session: Session, proof: Proof): DeskAnswer => {
    const now = nowMs();
    if (!spend(session.proofs, PROOFS, now, 0)) return refusal('rate-limited');
    const { challenge } = session;
    session.challenge = null;
    const fault = judgeProof(proof, challenge, session.client.host, now);
    if (fault !== null) return refusal(fault);
    const who = { deskId: deskIdOf(proof.key), peer: proof.peer, resume: proof.resume };
    const isSame = session.who?.deskId === who.deskId && session.who.peer === who.peer && session.who.resume === who.resume;
    if (!isSame) places.leave(session);
    session.who = who;
    if (!isServed(who.deskId)) return refusal('not-served');
    return admit(session) ? { ok: true, ...services() } : refusal('taken');
  };

  const admit = (session: Session): boolean => {
    const result = places.join(session);
    if (result.replaced !== null) say(result.replaced.client, 0, { t: 'replaced' });
    return result.isIn;
  };

  const tellLease = (client: Client, key: string, lease: Lease | null): void =>
    say(client, 0, { t: 'lease', room: key.slice(key.indexOf('/') + 1), lease });

  /** News of leases come as tells only, the present one too: one stream, in order. */
  const watch = (session: Session, key: string): DeskAnswer => {
    if (!watchers.add(session, key)) return refusal('too-many');
    tellLease(session.client, key, leases.of(key));
    return DONE;
  };

  const take = (session: Session, place: Place, key: string, peer: string): DeskAnswer => {
    if (isDeposed(place.deposed, `${key}/${peer}`, nowMs())) return refusal('deposed');
    const lease = leases.take(key, session.client, peer);
    return lease === null ? refusal('too-many') : { ok: true, lease };
  };

  /** Somebody does not obey a holder any more. If most do not, it is none any more, and what it opened is shut. */
  const contest = ({ client, voices }: Session, place: Place, key: string, number: number): DeskAnswer => {
    if (!spend(voices, VOICES, nowMs(), 0)) return refusal('rate-limited');
    const [lease, holder] = [leases.of(key), leases.ownerOf(key, number)];
    if (lease === null || holder === null) return refusal('not-holder');
    const result = contests.vote({ key, number, holder, voter: client, watchers: watchers.of(key) });
    if (result === 'no-voice') return refusal('no-voice');
    if (result === 'counted') return DONE;
    deposed += 1;
    depose(place.deposed, `${key}/${lease.holder}`, nowMs());
    epochs.delete(key);
    place.epochs.delete(key);
    leases.free(key);
    return DONE;
  };

  const mayMint = (session: Session, place: Place): boolean =>
    spend(session.mints, MINTS, nowMs(), 0) && spend(place.mints, MINTS_OF_PLACE, nowMs(), 0);

  const giveTurn = (session: Session, place: Place, peer: string): DeskAnswer => {
    const { turn } = settings;
    if (turn === null) return refusal('off');
    if (!mayMint(session, place)) return refusal('rate-limited');
    minted.turn += 1;
    return { ok: true, urls: [...turn.urls], seconds: turn.credentialSeconds, ...mintTurn(turn, peer, wallMs()) };
  };

  const openEpoch = (session: Session, place: Place, key: string, question: Extract<DeskQuestion, { op: 'open' }>): DeskAnswer => {
    if (settings.sfu === null) return refusal('off');
    if (!leases.isHeld(key, session.client, question.number)) return refusal('not-holder');
    if (!place.epochs.has(key) && place.epochs.size >= MAX_EPOCHS_OF_PLACE) return refusal('too-many');
    if (!epochs.open(key, question.epoch, question.number)) return refusal('epoch');
    place.epochs.add(key);
    return DONE;
  };

  type TokenFor = { readonly key: string; readonly room: string; readonly epoch: number };
  const giveToken = (session: Session, place: Place, peer: string, { key, room, epoch }: TokenFor): DeskAnswer => {
    const { sfu } = settings;
    if (sfu === null) return refusal('off');
    if (epochs.of(key) !== epoch) return refusal('epoch');
    if (!mayMint(session, place)) return refusal('rate-limited');
    minted.sfu += 1;
    const token = mintToken(sfu, { room: sfuRoomName(place.deskId, room, epoch), peer }, wallMs());
    return { ok: true, url: sfu.url, token, sources: [...sfu.sources] };
  };

  /** @returns null where there is nothing to say */
  const answer = (session: Session, question: DeskQuestion): DeskAnswer | null => {
    if (question.op === 'hello') {
      session.challenge = makeChallenge(nowMs());
      return { ok: true, nonce: session.challenge.nonce };
    }
    if (question.op === 'prove') return prove(session, question);
    const { client, who, place } = session;
    if (who === null || place === null) return refusal('not-admitted');
    if (question.op === 'alive') return DONE;
    if (question.op === 'turn') return giveTurn(session, place, who.peer);
    const key = `${place.deskId}/${question.room}`;
    switch (question.op) {
      case 'take':
        return take(session, place, key, who.peer);
      case 'contest':
        return contest(session, place, key, question.number);
      case 'keep':
        return leases.keep(key, client, question.number) ? DONE : refusal('not-holder');
      case 'drop':
        leases.drop(key, client);
        return DONE;
      case 'watch':
        return watch(session, key);
      case 'unwatch':
        watchers.remove(session, key);
        return null;
      case 'open':
        return openEpoch(session, place, key, question);
      default:
        return giveToken(session, place, who.peer, { key, room: question.room, epoch: question.epoch });
    }
  };

  const sessionOf = (client: Client): Session => {
    const known = sessions.get(client);
    if (known !== undefined) return known;
    const now = nowMs();
    const session: Session = {
      client,
      challenge: null,
      who: null,
      place: null,
      watched: new Set(),
      proofs: fullBudget(PROOFS, now),
      mints: fullBudget(MINTS, now),
      voices: fullBudget(VOICES, now),
    };
    sessions.set(client, session);
    return session;
  };

  const sweeper = setInterval(() => {
    leases.sweep();
    for (const key of epochs.sweep()) places.forgetEpoch(key);
  }, SWEEP_MS);
  sweeper.unref();

  return {
    receive: (client, number, text) => {
      const question = parseQuestion(text);
      const said = question === null ? refusal('malformed') : answer(sessionOf(client), question);
      if (said !== null && !said.ok) refused[said.why] += 1;
      if (said !== null && number !== 0) say(client, number, said);
      return question === null ? 'malformed' : 'ok';
    },
    forget: (client) => {
      const session = sessions.get(client);
      if (session === undefined) return;
      sessions.delete(client);
      places.leave(session);
    },
    reconfigure: (next) => {
      settings = next;
      served = new Set(next.places);
      for (const session of sessions.values()) {
        if (session.who === null) continue;
        const mayStay = isServed(session.who.deskId);
        if (!mayStay) places.leave(session);
        else if (session.place === null) admit(session);
        say(session.client, 0, { t: 'config', served: session.place !== null, ...services() });
      }
    },
    stats: () => ({
      ...places.counts(),
      leases: leases.size(),
      watches: [...sessions.values()].reduce((sum, session) => sum + session.watched.size, 0),
      epochs: epochs.size(),
      deposed,
      minted: { ...minted },
      refused: { ...refused },
    }),
    close: () => clearInterval(sweeper),
  };
};
