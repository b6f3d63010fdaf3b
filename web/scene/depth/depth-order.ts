/**
 * The painter's order of everything that stands. Solids that never move are compared once; movers are compared again
 * only when they moved, with what stands near them. The order is a topological sort of "is behind", walked in the order
 * of last time so that nothing jumps for no reason. Knows no sprites: an entry is a number.
 */
import { type Solid, bottomOf, compareSolids, leftOf, rightOf, topOf } from './box.ts';

/** Solids are looked up by the squares of the screen that they touch, this many tiles wide and high. */
const BUCKET_TILES = 2;
const ROW_STRIDE = 4096;
type Span = readonly [left: number, right: number, top: number, bottom: number];

export type DepthOrder = {
  /** Fixed for the life of this order. @returns the entry. */
  readonly addMover: (solid: Solid) => number;
  /** A mover moved, or a fixed solid changed its box. */
  readonly move: (entry: number, solid: Solid) => void;
  readonly remove: (entry: number) => void;
  /** Entries from far to near; the same array until something moved. */
  readonly order: () => readonly number[];
};

/** Entries 0 … fixed.length − 1 are the fixed solids. */
export const createDepthOrder = (fixed: readonly Solid[]): DepthOrder => {
  const solids: (Solid | null)[] = [...fixed];
  const behind: Set<number>[] = solids.map(() => new Set());
  const inFront: Set<number>[] = solids.map(() => new Set());
  const buckets = new Map<number, Set<number>>();
  const spans: Span[] = [];
  const free: number[] = [];
  let last: number[] = [];
  let dirty = true;

  const spanOf = (solid: Solid): Span => [
    Math.floor(leftOf(solid) / BUCKET_TILES),
    Math.floor(rightOf(solid) / BUCKET_TILES),
    Math.floor(topOf(solid) / BUCKET_TILES),
    Math.floor(bottomOf(solid) / BUCKET_TILES),
  ];
  const eachBucket = (entry: number, visit: (bucket: Set<number>) => void): void => {
    const [left, right, top, bottom] = spans[entry] ?? [0, -1, 0, -1];
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const key = row * ROW_STRIDE + column;
        let bucket = buckets.get(key);
        if (bucket === undefined) buckets.set(key, (bucket = new Set()));
        visit(bucket);
      }
  };
  const link = (far: number, near: number): void => {
    behind[near]?.add(far);
    inFront[far]?.add(near);
  };
  const unlink = (entry: number): void => {
    for (const other of behind[entry] ?? []) inFront[other]?.delete(entry);
    for (const other of inFront[entry] ?? []) behind[other]?.delete(entry);
    behind[entry]?.clear();
    inFront[entry]?.clear();
  };
  const connect = (entry: number): void => {
    const mine = solids[entry];
    if (mine === null || mine === undefined) return;
    eachBucket(entry, (bucket) => {
      for (const other of bucket) {
        if (other === entry || behind[entry]?.has(other) || inFront[entry]?.has(other)) continue;
        const theirs = solids[other];
        if (theirs === null || theirs === undefined) continue;
        const side = compareSolids(mine, theirs);
        if (side < 0) link(entry, other);
        else if (side > 0) link(other, entry);
      }
      bucket.add(entry);
    });
  };
  const place = (entry: number, solid: Solid): void => {
    solids[entry] = solid;
    spans[entry] = spanOf(solid);
    connect(entry);
    dirty = true;
  };
  const take = (entry: number): void => {
    unlink(entry);
    eachBucket(entry, (bucket) => bucket.delete(entry));
    dirty = true;
  };
  for (const [entry, solid] of fixed.entries()) place(entry, solid);

  const sort = (): number[] => {
    const result: number[] = [];
    const seen = new Uint8Array(solids.length);
    const visit = (entry: number): void => {
      if (seen[entry] === 1) return;
      seen[entry] = 1;
      for (const other of behind[entry] ?? []) visit(other);
      result.push(entry);
    };
    for (const entry of last) if (solids[entry] !== null && solids[entry] !== undefined) visit(entry);
    for (let entry = 0; entry < solids.length; entry++) if (solids[entry] !== null) visit(entry);
    return result;
  };

  return {
    addMover: (solid) => {
      const entry = free.pop() ?? solids.length;
      behind[entry] = new Set();
      inFront[entry] = new Set();
      place(entry, solid);
      return entry;
    },
    move: (entry, solid) => {
      take(entry);
      place(entry, solid);
    },
    remove: (entry) => {
      take(entry);
      solids[entry] = null;
      free.push(entry);
    },
    order: () => {
      if (dirty) {
        last = sort();
        dirty = false;
      }
      return last;
    },
  };
};
