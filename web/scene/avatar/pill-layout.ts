/**
 * Keeps name pills from lying on each other: pure, once per frame in which somebody moved. Knows rectangles only.
 */
export type PillRect = {
  /** Upper left where the pill would like to be, and its size: all in one unit, such as CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Stays where it is: one's own name, or one that is pointed at. */
  readonly pinned?: boolean;
};

const GAP = 2;

/**
 * How far each pill moves down (or up, if negative) so that no two overlap, in the order given. Lower pills give way
 * downwards and so keep their order; a pill never moves farther than `most`, rather overlaps: in a crowd a name must
 * still be near its person.
 *
 * Cost: O(n log n) for pills that are spread, O(n²) for n pills on one spot.
 */
export const layoutPills = (rects: readonly PillRect[], most = 48): Float32Array => {
  const offsets = new Float32Array(rects.length);
  // Pinned ones first, then from the top: each is placed below those it meets.
  const order = rects
    .map((_, i) => i)
    .toSorted((a, b) => {
      const one = rects[a];
      const other = rects[b];
      if (!one || !other) return 0;
      if (one.pinned !== other.pinned) return one.pinned ? -1 : 1;
      return one.y - other.y || one.x - other.x || a - b;
    });
  const placed: number[] = [];
  for (const index of order) {
    const rect = rects[index];
    if (!rect) continue;
    if (!rect.pinned) offsets[index] = clear(rect, placed, rects, offsets, most);
    placed.push(index);
  }
  return offsets;
};

const clear = (rect: PillRect, placed: readonly number[], rects: readonly PillRect[], offsets: Float32Array, most: number): number => {
  let best = most;
  for (const direction of [1, -1]) {
    const offset = push(rect, direction, placed, rects, offsets, most);
    // Downwards is where names live; up only if it is clearly nearer.
    if (offset !== null && Math.abs(offset) + (direction < 0 ? 6 : 0) < best) best = offset;
  }
  return best === most ? 0 : best;
};

/** @returns the smallest shift in one direction that is free of all placed pills, or null if it is farther than `most`. */
const push = (
  rect: PillRect,
  direction: number,
  placed: readonly number[],
  rects: readonly PillRect[],
  offsets: Float32Array,
  most: number,
): number | null => {
  let shift = 0;
  for (let again = true; again;) {
    again = false;
    for (const index of placed) {
      const other = rects[index];
      if (!other || other.x >= rect.x + rect.width || other.x + other.width <= rect.x) continue;
      const top = other.y + (offsets[index] ?? 0);
      if (rect.y + shift >= top + other.height || rect.y + shift + rect.height <= top) continue;
      shift = direction > 0 ? top + other.height + GAP - rect.y : top - rect.height - GAP - rect.y;
      if (Math.abs(shift) > most) return null;
      again = true;
    }
  }
  return shift;
};
