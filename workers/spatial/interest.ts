/**
 * With whom this tab wants to be linked. Everyone, while they are few. In a crowd: those of whom I am among the nearest and
 * who are among mine (so both sides agree, and nobody has more than `maxLinks`), and besides them my neighbours in the
 * order of peer ids, which keeps the whole mesh in one piece for introductions and the roster.
 */
import { createCrowdIndex } from './crowd-index.ts';

export type InterestOptions = {
  readonly capacity: number;
  /** Upper bound on links, ring included. */
  readonly maxLinks: number;
  /** How many of them go to neighbours in the ring; even. */
  readonly ringLinks: number;
};

/** A link begins within this part of the nearest and ends outside of all of them. */
const ENTER_SHARE = 0.75;
/** A crowd is no longer one when it is this much smaller than `maxLinks`. */
const CROWD_SLACK = 2;
const CELL_TILES = 4;
/** Nobody farther away than this matters. */
const REACH_TILES = 64;

export type Interest = {
  readonly join: (slot: number, peer: string) => void;
  readonly leave: (slot: number) => void;
  /** One more than the highest slot in use. */
  readonly count: () => number;
  /** @returns whether `links` changed. `room` tells people apart who are in different closed rooms. */
  readonly update: (count: number, x: Float32Array, y: Float32Array, room: Int32Array) => boolean;
  /** 1 for wanted slots. Slot 0 is this tab: always 0. */
  readonly links: Uint8Array;
  /** From the next update on. */
  readonly setMaxLinks: (maxLinks: number) => void;
};

export const createInterest = (options: InterestOptions): Interest => {
  const { capacity } = options;
  const ringSide = Math.floor(options.ringLinks / 2);
  const nearOf = (links: number): number => Math.max(1, links - 2 * ringSide);
  let { maxLinks } = options;
  let nearLinks = nearOf(maxLinks);
  const index = createCrowdIndex(capacity, CELL_TILES);
  const links = new Uint8Array(capacity);
  const wanted = new Uint8Array(capacity);
  const order = new Int32Array(capacity);
  let candidates = new Int32Array(nearLinks);
  const peers = new Map<number, string>();
  let ring: number[] = [];
  let ringIsOld = false;
  let top = 0;
  let isCrowd = false;
  let reached = 0;

  const sortRing = (): void => {
    if (!ringIsOld) return;
    ringIsOld = false;
    ring = [...peers].toSorted(([, a], [, b]) => (a < b ? -1 : Number(a > b))).map(([slot]) => slot);
    for (const [at, slot] of ring.entries()) order[slot] = at;
  };

  const wantRing = (): void => {
    const mine = order[0] as number;
    for (let step = 1; step <= ringSide; step++) {
      for (const at of [mine + step, mine - step + ring.length]) {
        const slot = ring[at % ring.length] ?? 0;
        if (slot !== 0) wanted[slot] = 1;
      }
    }
  };

  const wantNearest = (count: number, x: Float32Array, y: Float32Array, room: Int32Array): void => {
    index.build(count, x, y, room, order);
    const found = index.nearest(0, nearLinks, REACH_TILES, reached, candidates);
    reached = index.farthest() + 0.5;
    const enterRank = Math.max(1, Math.floor(nearLinks * ENTER_SHARE));
    for (let i = 0; i < found; i++) {
      const slot = candidates[i] as number;
      const limit = links[slot] === 1 ? nearLinks : enterRank;
      if (index.rankOf(0, slot, limit) < limit && index.rankOf(slot, 0, limit) < limit) wanted[slot] = 1;
    }
  };

  const update = (count: number, x: Float32Array, y: Float32Array, room: Int32Array): boolean => {
    sortRing();
    const others = ring.length - (peers.has(0) ? 1 : 0);
    isCrowd = others > (isCrowd ? maxLinks - CROWD_SLACK : maxLinks);
    wanted.fill(0, 0, top);
    if (isCrowd) {
      wantNearest(count, x, y, room);
      wantRing();
    } else {
      for (const slot of ring) if (slot !== 0) wanted[slot] = 1;
    }
    let changed = false;
    for (let slot = 1; slot < top; slot++) {
      if (links[slot] === wanted[slot]) continue;
      links[slot] = wanted[slot] as number;
      changed = true;
    }
    return changed;
  };

  const join = (slot: number, peer: string): void => {
    peers.set(slot, peer);
    links[slot] = 0;
    top = Math.max(top, slot + 1);
    ringIsOld = true;
  };

  const leave = (slot: number): void => {
    peers.delete(slot);
    links[slot] = 0;
    while (top > 0 && !peers.has(top - 1)) top--;
    ringIsOld = true;
  };

  const setMaxLinks = (next: number): void => {
    maxLinks = next;
    nearLinks = nearOf(next);
    candidates = new Int32Array(nearLinks);
  };

  return { join, leave, count: () => top, update, links, setMaxLinks };
};
