/**
 * Everybody who was heard of and is not linked: when to dial them again, and who is being avoided after a refused
 * handshake. Peer ids in greetings are unauthenticated, so the table is bounded and the eldest entry goes first.
 * Pure but for the time that it is told; dials nobody.
 */
import type { PeerId } from '../domain/ids.ts';
import type { KnownPeer } from './place-link.ts';

export const MAX_KNOWN = 512;
export const FORGET_AFTER_MS = 90_000;
export const MIN_REDIAL_MS = 2_000;
export const MAX_REDIAL_MS = 30_000;
/** From this many tries on a peer is called failing. */
const FAILING_ATTEMPTS = 2;
const SIGNALS_PER_WINDOW = 200;
const SIGNAL_WINDOW_MS = 10_000;
const MIN_AVOID_MS = 5_000;
const MAX_AVOID_MS = 600_000;

type Entry = {
  heardAtMs: number;
  attempts: number;
  dialAtMs: number;
  windowStartMs: number;
  signals: number;
};

export type KnownPeers = {
  /** @returns false if this peer has signalled so much that the rest is dropped. */
  readonly heard: (peer: PeerId, nowMs: number) => boolean;
  readonly forget: (peer: PeerId) => void;
  /** Wanted, heard lately and due; each is counted as one try. */
  readonly takeDue: (isWanted: (peer: PeerId) => boolean, nowMs: number) => PeerId[];
  readonly dialSoon: (peer: PeerId, nowMs: number) => void;
  readonly dialAllSoon: (nowMs: number) => void;
  /** A handshake was refused that came by way of `route`. Being late once is no crime. */
  readonly avoid: (peer: PeerId, route: string, nowMs: number, isLate?: boolean) => void;
  readonly isAvoided: (peer: PeerId, route: string, nowMs: number) => boolean;
  readonly snapshot: (isWanted: (peer: PeerId) => boolean, isLinked: (peer: PeerId) => boolean) => ReadonlyMap<PeerId, KnownPeer>;
};

/** A first link takes well under this; dialling before would only repeat what is under way. */
const FIRST_DIAL_MS = 1_500;

export const createKnownPeers = (random: () => number): KnownPeers => {
  const entries = new Map<PeerId, Entry>();
  const refused = new Map<PeerId, { times: number; untilMsByRoute: Map<string, number> }>();

  const redialDelayMs = (attempts: number): number => Math.min(MIN_REDIAL_MS * 2 ** attempts, MAX_REDIAL_MS) * (0.75 + random() / 2);

  const touch = (peer: PeerId, nowMs: number): Entry => {
    let entry = entries.get(peer);
    if (entry === undefined) {
      entry = { heardAtMs: nowMs, attempts: 0, dialAtMs: nowMs + FIRST_DIAL_MS * (1 + random() / 2), windowStartMs: nowMs, signals: 0 };
      entries.set(peer, entry);
      if (entries.size > MAX_KNOWN) {
        let eldest: PeerId | null = null;
        let eldestMs = Infinity;
        for (const [id, other] of entries) if (other.heardAtMs < eldestMs && id !== peer) [eldest, eldestMs] = [id, other.heardAtMs];
        if (eldest !== null) entries.delete(eldest);
      }
    }
    return entry;
  };

  return {
    heard: (peer, nowMs) => {
      const entry = touch(peer, nowMs);
      entry.heardAtMs = nowMs;
      if (nowMs - entry.windowStartMs > SIGNAL_WINDOW_MS) [entry.windowStartMs, entry.signals] = [nowMs, 0];
      entry.signals += 1;
      return entry.signals <= SIGNALS_PER_WINDOW;
    },
    forget: (peer) => entries.delete(peer),
    takeDue: (isWanted, nowMs) => {
      const due: PeerId[] = [];
      for (const [peer, entry] of entries) {
        if (nowMs - entry.heardAtMs > FORGET_AFTER_MS) entries.delete(peer);
        else if (isWanted(peer) && entry.dialAtMs <= nowMs) {
          entry.dialAtMs = nowMs + redialDelayMs(entry.attempts);
          entry.attempts += 1;
          due.push(peer);
        }
      }
      return due;
    },
    dialSoon: (peer, nowMs) => {
      touch(peer, nowMs).dialAtMs = nowMs;
    },
    dialAllSoon: (nowMs) => {
      for (const entry of entries.values()) [entry.attempts, entry.dialAtMs] = [0, nowMs];
    },
    avoid: (peer, route, nowMs, isLate = false) => {
      const past = refused.get(peer) ?? { times: 0, untilMsByRoute: new Map<string, number>() };
      if (!isLate || past.times > 0) past.untilMsByRoute.set(route, nowMs + Math.min(MIN_AVOID_MS * 2 ** past.times, MAX_AVOID_MS));
      past.times += 1;
      refused.delete(peer);
      refused.set(peer, past);
      if (refused.size > MAX_KNOWN) refused.delete(refused.keys().next().value!);
    },
    isAvoided: (peer, route, nowMs) => (refused.get(peer)?.untilMsByRoute.get(route) ?? 0) > nowMs,
    snapshot: (isWanted, isLinked) => {
      const known = new Map<PeerId, KnownPeer>();
      for (const [peerId, entry] of entries) {
        if (isLinked(peerId)) continue;
        if (!isWanted(peerId)) known.set(peerId, { peerId, status: 'heard', retryAtMs: null, attempts: entry.attempts });
        else if (entry.attempts < FAILING_ATTEMPTS)
          known.set(peerId, { peerId, status: 'dialling', retryAtMs: null, attempts: entry.attempts });
        else known.set(peerId, { peerId, status: 'failing', retryAtMs: entry.dialAtMs, attempts: entry.attempts });
      }
      return known;
    },
  };
};
