/**
 * Who hears me, how loud, and with whom I should be linked: one tab's view of the crowd, tick by tick. Typed arrays in and
 * out, indexed by slot; slot 0 is this tab. Every rule is symmetric, so both tabs of a pair decide alike from the same
 * positions; what is left to timing is settled by the `call` message. Knows no transport, audio or timers.
 */
import { gainAt } from '../../domain/audio/gain.ts';
import {
  CONNECT_TILES,
  Hearing,
  hearingBetween,
  isSpotlit,
  reachOf,
  RELEASE_TILES,
  roomOfSpot,
  type Zones,
} from '../../domain/world/zones.ts';
import { createInterest, type InterestOptions } from './interest.ts';

export const MAX_SLOTS = 16_384;
/** What config.yaml says of proximity; these are its defaults. */
export type ProximityRules = { readonly connectTiles: number; readonly releaseTiles: number; readonly dwellMs: number };
export const DEFAULT_RULES: ProximityRules = { connectTiles: CONNECT_TILES, releaseTiles: RELEASE_TILES, dwellMs: 400 };
/**
 * The dwell begins when the two are slower than this relative to each other, in tiles/s: somebody who walks up (3.2) counts,
 * somebody who runs past (5.5) or crosses in the other direction does not, two who run side by side do.
 */
export const PASSING_TILES_PER_S = 4.2;
const SPEED_MEMORY_MS = 150;
/** A longer step than this in one tick is an appearance, not a speed. */
const APPEARANCE_TILES = 2;
const NOT_NEAR = -1;

export type ProximityOptions = Pick<InterestOptions, 'maxLinks' | 'ringLinks'> & {
  readonly capacity: number;
  readonly zones: Zones;
  readonly rules?: ProximityRules;
};

export type Proximity = {
  readonly setZones: (zones: Zones) => void;
  /** From the next tick on: a call goes on where the new rules would let it go on. */
  readonly setRules: (rules: ProximityRules, maxLinks: number) => void;
  /** Slot 0 is this tab itself. */
  readonly join: (slot: number, peer: string) => void;
  readonly leave: (slot: number) => void;
  /** Positions in tiles, at least `count()` of them; NaN for somebody whose position is not known. @returns whether any output changed. */
  readonly tick: (nowMs: number, x: Float32Array, y: Float32Array) => boolean;
  /** How many slots are in use, counting free ones between them: the outputs are valid up to here. */
  readonly count: () => number;
  /** 0–1 for those in a call, 0 for everyone else. */
  readonly gains: Float32Array;
  /** 1: I want a call with them. */
  readonly calls: Uint8Array;
  /** 1: I want a link with them. */
  readonly links: Uint8Array;
  /** Why we (may) hear each other: a `Hearing` of domain/world/zones.ts. */
  readonly hearing: Uint8Array;
};

const reachTable = ({ connectTiles, releaseTiles }: ProximityRules) =>
  Object.values(Hearing).map((rule) => {
    const { connect, release } = rule === Hearing.Near ? { connect: connectTiles, release: releaseTiles } : reachOf(rule);
    return { connectSquared: connect < 0 ? -1 : connect * connect, releaseSquared: release < 0 ? -1 : release * release };
  });
const NEVER = { connectSquared: -1, releaseSquared: -1 };

export const createProximity = (options: ProximityOptions): Proximity => {
  const capacity = Math.min(options.capacity, MAX_SLOTS);
  let rules = options.rules ?? DEFAULT_RULES;
  let reach = reachTable(rules);
  let zones = options.zones;
  let zonesChanged = false;
  let tickedAtMs = Number.NaN;

  const gains = new Float32Array(capacity);
  const calls = new Uint8Array(capacity);
  const hearing = new Uint8Array(capacity);
  const spot = new Int32Array(capacity);
  const room = new Int32Array(capacity);
  const lastX = new Float32Array(capacity).fill(Number.NaN);
  const lastY = new Float32Array(capacity).fill(Number.NaN);
  const velocityX = new Float32Array(capacity);
  const velocityY = new Float32Array(capacity);
  const nearSinceMs = new Float64Array(capacity).fill(NOT_NEAR);
  const interest = createInterest({ capacity, maxLinks: options.maxLinks, ringLinks: options.ringLinks });
  const { links } = interest;

  const isSlot = (slot: number): boolean => Number.isInteger(slot) && slot >= 0 && slot < capacity;

  const forget = (slot: number): void => {
    gains[slot] = calls[slot] = hearing[slot] = velocityX[slot] = velocityY[slot] = 0;
    lastX[slot] = lastY[slot] = Number.NaN;
    nearSinceMs[slot] = NOT_NEAR;
  };

  /** Speeds from how positions change, smoothed, because frames arrive unevenly. Spots only where something moved. */
  const follow = (count: number, dtMs: number, x: Float32Array, y: Float32Array): void => {
    const fresh = dtMs > 0 ? 1 - Math.exp(-dtMs / SPEED_MEMORY_MS) : 0;
    for (let i = 0; i < count; i++) {
      const dx = (x[i] as number) - (lastX[i] as number);
      const dy = (y[i] as number) - (lastY[i] as number);
      const isStep = dtMs > 0 && Math.abs(dx) < APPEARANCE_TILES && Math.abs(dy) < APPEARANCE_TILES;
      const vx = velocityX[i] as number;
      const vy = velocityY[i] as number;
      velocityX[i] = isStep ? vx + ((dx * 1000) / dtMs - vx) * fresh : 0;
      velocityY[i] = isStep ? vy + ((dy * 1000) / dtMs - vy) * fresh : 0;
      if (dx === 0 && dy === 0 && !zonesChanged) continue;
      lastX[i] = x[i] as number;
      lastY[i] = y[i] as number;
      spot[i] = Number.isNaN(x[i]) || Number.isNaN(y[i]) ? 0 : zones.spotAt(x[i] as number, y[i] as number);
      room[i] = roomOfSpot(spot[i] as number);
    }
    zonesChanged = false;
  };

  const isPassing = (i: number): boolean => {
    const vx = (velocityX[i] as number) - (velocityX[0] as number);
    const vy = (velocityY[i] as number) - (velocityY[0] as number);
    return vx * vx + vy * vy > PASSING_TILES_PER_S * PASSING_TILES_PER_S;
  };

  /** The call with one person: begins after the dwell, ends at once. */
  const wantsCall = (i: number, rule: Hearing, squared: number, nowMs: number): boolean => {
    const { connectSquared, releaseSquared } = reach[rule] ?? NEVER;
    // Written so that an unknown distance (NaN) ends the call.
    if (links[i] === 0 || !(squared <= releaseSquared)) {
      nearSinceMs[i] = NOT_NEAR;
      return false;
    }
    if (calls[i] === 1) return true;
    if (squared > connectSquared || (rule !== Hearing.Room && isPassing(i))) {
      nearSinceMs[i] = NOT_NEAR;
      return false;
    }
    if (nearSinceMs[i] === NOT_NEAR) nearSinceMs[i] = nowMs;
    return nowMs - (nearSinceMs[i] as number) >= rules.dwellMs;
  };

  const tick = (nowMs: number, x: Float32Array, y: Float32Array): boolean => {
    const count = Math.min(interest.count(), x.length, y.length);
    const dtMs = nowMs - tickedAtMs;
    tickedAtMs = nowMs;
    follow(count, dtMs, x, y);
    let changed = interest.update(count, x, y, room);

    const selfX = x[0] as number;
    const selfY = y[0] as number;
    const selfSpot = spot[0] as number;
    for (let i = 1; i < count; i++) {
      const rule = hearingBetween(selfSpot, spot[i] as number);
      const dx = (x[i] as number) - selfX;
      const dy = (y[i] as number) - selfY;
      const squared = dx * dx + dy * dy;
      const call = wantsCall(i, rule, squared, nowMs) ? 1 : 0;
      const gain = call === 1 ? Math.fround(gainAt(rule, Math.sqrt(squared), isSpotlit(spot[i] as number), rules.releaseTiles)) : 0;
      if (call !== calls[i] || gain !== gains[i] || rule !== hearing[i]) changed = true;
      calls[i] = call;
      gains[i] = gain;
      hearing[i] = rule;
    }
    return changed;
  };

  return {
    setZones: (next) => {
      zones = next;
      zonesChanged = true;
    },
    setRules: (next, maxLinks) => {
      rules = next;
      reach = reachTable(next);
      interest.setMaxLinks(maxLinks);
    },
    join: (slot, peer) => {
      if (!isSlot(slot)) return;
      forget(slot);
      interest.join(slot, peer);
    },
    leave: (slot) => {
      if (!isSlot(slot)) return;
      forget(slot);
      interest.leave(slot);
    },
    tick,
    count: interest.count,
    gains,
    calls,
    links,
    hearing,
  };
};
