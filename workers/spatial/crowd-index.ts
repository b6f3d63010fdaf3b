/**
 * Finds who is near whom in a crowd. Points are sorted by grid cell once per tick, row by row, so that the cells around
 * somebody are a few runs of consecutive memory. Owns only the index; knows no people, rooms' meaning or time.
 *
 * Distance here is a measure for "who matters to me": tiles on the floor, and a closed door between two people counts as
 * ROOM_GAP_TILES at a right angle, so that everyone in my own room comes before those behind its wall.
 */
export const ROOM_GAP_TILES = 12;
const ROOM_GAP_SQUARED = ROOM_GAP_TILES * ROOM_GAP_TILES;
const MOST_CELLS_PER_AXIS = 512;
/** Cells are narrow and tall: a row is one run of memory however many cells it has, so width is free precision. */
const CELLS_ACROSS = 3;
/** Up to so many too many are dropped one by one, which is faster than selecting; a good hint finds few more than wanted. */
const FEW = 8;

export type CrowdIndex = {
  /**
   * Indexes `count` points; those without a position (NaN) are left out. The arrays are read again by each query.
   * @param order decides between equal distances; the same for everybody, unlike the numbers of the points.
   */
  readonly build: (count: number, x: Float32Array, y: Float32Array, room: Int32Array, order: Int32Array) => void;
  /**
   * The up to `k` nearest of a point within `reach` tiles, into `out` in no order.
   * @param hint a distance within which k are expected, such as the last answer's; 0 when unknown.
   * @returns how many; `farthest()` is then the distance of the farthest of them.
   */
  readonly nearest: (self: number, k: number, reach: number, hint: number, out: Int32Array) => number;
  readonly farthest: () => number;
  /** How many others are nearer to `self` than `other` is (ties by `order`), but no more than `most`. */
  readonly rankOf: (self: number, other: number, most: number) => number;
};

/** @param cellTiles about a third of the distances that are asked for. */
export const createCrowdIndex = (capacity: number, cellTiles: number): CrowdIndex => {
  const cellOf = new Int32Array(capacity);
  const who = new Int32Array(capacity);
  const sortedX = new Float64Array(capacity);
  const sortedY = new Float64Array(capacity);
  const sortedRoom = new Int32Array(capacity);
  // One more than can be found, because `collect` writes before it decides.
  const foundSquared = new Float64Array(capacity + 1);
  const found = new Int32Array(capacity + 1);
  let starts = new Int32Array(2);
  let xs: Float32Array = new Float32Array(0);
  let ys: Float32Array = new Float32Array(0);
  let rooms: Int32Array = new Int32Array(0);
  let orders: Int32Array = new Int32Array(0);
  let columns = 1;
  let rows = 1;
  let left = 0;
  let top = 0;
  let cell = cellTiles;
  let perX = 1;
  let perY = 1;
  let farthestSquared = 0;

  const placeGrid = (count: number): void => {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < count; i++) {
      const x = xs[i] as number;
      const y = ys[i] as number;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
    if (x1 < x0) [x0, y0, x1, y1] = [0, 0, 0, 0];
    left = x0;
    top = y0;
    cell = Math.max(cellTiles, (x1 - x0) / MOST_CELLS_PER_AXIS, (y1 - y0) / MOST_CELLS_PER_AXIS);
    perX = CELLS_ACROSS / cell;
    perY = 1 / cell;
    columns = Math.floor((x1 - x0) * perX) + 1;
    rows = Math.floor((y1 - y0) * perY) + 1;
    if (starts.length < columns * rows + 1) starts = new Int32Array(columns * rows + 1);
    else starts.fill(0);
  };

  const build = (count: number, x: Float32Array, y: Float32Array, room: Int32Array, order: Int32Array): void => {
    [xs, ys, rooms, orders] = [x, y, room, order];
    placeGrid(count);
    const cells = columns * rows;
    for (let i = 0; i < count; i++) {
      const px = x[i] as number;
      const py = y[i] as number;
      const at = px === px && py === py ? Math.trunc((py - top) * perY) * columns + Math.trunc((px - left) * perX) : -1;
      cellOf[i] = at;
      if (at >= 0) starts[at] = (starts[at] as number) + 1;
    }
    // Counts become ends; filling backwards turns them into starts.
    let sum = 0;
    for (let c = 0; c < cells; c++) {
      sum += starts[c] as number;
      starts[c] = sum;
    }
    starts[cells] = sum;
    for (let i = count - 1; i >= 0; i--) {
      const at = cellOf[i] as number;
      if (at < 0) continue;
      const slot = (starts[at] as number) - 1;
      starts[at] = slot;
      who[slot] = i;
      sortedX[slot] = x[i] as number;
      sortedY[slot] = y[i] as number;
      sortedRoom[slot] = room[i] as number;
    }
  };

  const column = (x: number): number => Math.trunc(Math.min(columns - 1, Math.max(0, (x - left) * perX)));
  const row = (y: number): number => Math.trunc(Math.min(rows - 1, Math.max(0, (y - top) * perY)));

  /** Everyone within a radius, `self` too: into `found`. The hot loop: no branch in it depends on who is where. */
  const collect = (self: number, radius: number): number => {
    const x = xs[self] as number;
    const y = ys[self] as number;
    const room = rooms[self] as number;
    const limit = radius * radius;
    const r1 = row(y + radius);
    let count = 0;
    for (let r = row(y - radius); r <= r1; r++) {
      // How wide the circle is in this row of cells.
      const rowTop = top + r * cell;
      const away = Math.max(0, rowTop - y, y - rowTop - cell);
      const half = Math.sqrt(Math.max(0, limit - away * away));
      const end = starts[r * columns + column(x + half) + 1] as number;
      for (let s = starts[r * columns + column(x - half)] as number; s < end; s++) {
        const dx = (sortedX[s] as number) - x;
        const dy = (sortedY[s] as number) - y;
        const squared = dx * dx + dy * dy + (sortedRoom[s] === room ? 0 : ROOM_GAP_SQUARED);
        foundSquared[count] = squared;
        found[count] = s;
        count += squared <= limit ? 1 : 0;
      }
    }
    return count;
  };

  const dropFarthest = (count: number): void => {
    let at = 0;
    for (let i = 1; i < count; i++) if ((foundSquared[i] as number) > (foundSquared[at] as number)) at = i;
    foundSquared[at] = foundSquared[count - 1] as number;
    found[at] = found[count - 1] as number;
  };

  /** Moves the k smallest to the front (Hoare's selection). */
  const keepNearest = (count: number, k: number): void => {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const pivot = foundSquared[(low + high) >> 1] as number;
      let i = low;
      let j = high;
      while (i <= j) {
        while ((foundSquared[i] as number) < pivot) i++;
        while ((foundSquared[j] as number) > pivot) j--;
        if (i > j) break;
        const squared = foundSquared[i] as number;
        const slot = found[i] as number;
        foundSquared[i] = foundSquared[j] as number;
        found[i] = found[j] as number;
        foundSquared[j] = squared;
        found[j] = slot;
        i++;
        j--;
      }
      if (k - 1 <= j) high = j;
      else if (k - 1 >= i) low = i;
      else return;
    }
  };

  const nearest = (self: number, k: number, reach: number, hint: number, out: Int32Array): number => {
    farthestSquared = 0;
    if ((cellOf[self] as number) < 0) return 0;
    // One more than k, because a point is among its own neighbours.
    let radius = hint > 0 ? Math.min(reach, hint) : reach;
    let count = collect(self, radius);
    while (count < k + 1 && radius < reach) {
      radius = Math.min(reach, radius * 1.5);
      count = collect(self, radius);
    }
    if (count > k + 1 + FEW) {
      keepNearest(count, k + 1);
      count = k + 1;
    }
    for (; count > k + 1; count--) dropFarthest(count);
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const other = who[found[i] as number] as number;
      if (other === self || kept === k) continue;
      out[kept++] = other;
      const squared = foundSquared[i] as number;
      if (squared > farthestSquared) farthestSquared = squared;
    }
    return kept;
  };

  const squaredBetween = (a: number, b: number): number => {
    const dx = (xs[a] as number) - (xs[b] as number);
    const dy = (ys[a] as number) - (ys[b] as number);
    return dx * dx + dy * dy + (rooms[a] === rooms[b] ? 0 : ROOM_GAP_SQUARED);
  };

  const rankOf = (self: number, other: number, most: number): number => {
    const limit = squaredBetween(self, other);
    const radius = Math.sqrt(limit);
    const x = xs[self] as number;
    const y = ys[self] as number;
    const room = rooms[self] as number;
    const c0 = column(x - radius);
    const c1 = column(x + radius) + 1;
    const r1 = row(y + radius);
    const otherOrder = orders[other] as number;
    let rank = 0;
    for (let r = row(y - radius); r <= r1; r++) {
      const end = starts[r * columns + c1] as number;
      for (let s = starts[r * columns + c0] as number; s < end; s++) {
        const dx = (sortedX[s] as number) - x;
        const dy = (sortedY[s] as number) - y;
        const squared = dx * dx + dy * dy + (sortedRoom[s] === room ? 0 : ROOM_GAP_SQUARED);
        if (squared > limit) continue;
        const third = who[s] as number;
        if (third === self || third === other || (squared === limit && (orders[third] as number) > otherOrder)) continue;
        rank++;
        if (rank >= most) return rank;
      }
    }
    return rank;
  };

  return { build, nearest, farthest: () => Math.sqrt(farthestSquared), rankOf };
};
