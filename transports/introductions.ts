/**
 * Which network said the first word of each pair that is not linked yet, and whether the pair gets on. The network that was
 * first is left to finish: the others' words about the same peer wait, so that one pair is not made twice, and longer in a
 * crowd, where everything takes longer. A pair that gets nowhere holds nobody up. Pure but for the clock.
 */
import type { PeerId } from '../domain/ids.ts';
import type { Clock } from './clock.ts';
import { MAX_KNOWN } from './known-peers.ts';

/** A word older than this did not introduce the link that comes now. */
const LASTS_MS = 30_000;
/** So long after its last step towards a link a pair is counted as being linked. */
const STEP_LASTS_MS = 1_000;
/** Steps later than this after the first word prolong nothing. */
const STEPS_COUNT_FOR_MS = 3_000;
/** So long the others wait for the first network. */
const SECOND_NETWORK_MS = 200;
const SECOND_NETWORK_IN_CROWD_MS = 800;
/** So many at once are a crowd. */
export const CROWD = 3;

export type Introductions = {
  readonly isNew: (peer: PeerId) => boolean;
  readonly add: (peer: PeerId, route: string) => void;
  /** A description came or went: the pair gets there, however slowly on a busy machine. */
  readonly step: (peer: PeerId) => void;
  readonly routeOf: (peer: PeerId) => string | undefined;
  readonly isUnderWay: (peer: PeerId) => boolean;
  /** How many are being linked now. */
  readonly count: () => number;
  /** Is somebody being linked by other networks than this one and those in `except`? */
  readonly isElsewhere: (route: string, except: string) => boolean;
  /** How long a greeting that came by this route waits for the network that was first; 0 is not at all. */
  readonly holdBackMs: (peer: PeerId, route: string) => number;
  readonly forget: (peer: PeerId) => void;
};

export const createIntroductions = (clock: Clock, isLinked: (peer: PeerId) => boolean): Introductions => {
  const entries = new Map<PeerId, { readonly route: string; readonly atMs: number; steppedAtMs: number }>();
  const isUnderWay = (peer: PeerId): boolean => clock.now() - (entries.get(peer)?.steppedAtMs ?? -Infinity) < STEP_LASTS_MS;
  const count = (): number => [...entries.keys()].filter((peer) => !isLinked(peer) && isUnderWay(peer)).length;
  return {
    isNew: (peer) => clock.now() - (entries.get(peer)?.atMs ?? -Infinity) > LASTS_MS,
    add: (peer, route) => {
      entries.delete(peer);
      entries.set(peer, { route, atMs: clock.now(), steppedAtMs: clock.now() });
      if (entries.size > MAX_KNOWN) entries.delete(entries.keys().next().value!);
    },
    step: (peer) => {
      const entry = entries.get(peer);
      if (entry !== undefined && clock.now() - entry.atMs < STEPS_COUNT_FOR_MS) entry.steppedAtMs = clock.now();
    },
    routeOf: (peer) => entries.get(peer)?.route,
    isUnderWay,
    count,
    isElsewhere: (route, except) =>
      [...entries].some(
        ([peer, by]) => by.route !== route && by.route !== except && !isLinked(peer) && clock.now() - by.atMs < STEPS_COUNT_FOR_MS,
      ),
    holdBackMs: (peer, route) => {
      const entry = entries.get(peer);
      if (entry === undefined || entry.route === route) return 0;
      const holdMs = count() < CROWD ? SECOND_NETWORK_MS : SECOND_NETWORK_IN_CROWD_MS;
      return Math.max(0, holdMs - (clock.now() - entry.steppedAtMs));
    },
    forget: (peer) => entries.delete(peer),
  };
};
