/** A crowd for the bench: the same seeded people, evenly spread or clustered around meeting points, wandering. Tiles. */
export type Crowd = {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly sizeTiles: number;
  readonly step: (dtS: number) => void;
};

export type Layout = 'uniform' | 'clustered';

/** Mulberry32. */
export const seeded = (seed: number): (() => number) => {
  let s = seed | 0;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** One person per 3.4 × 3.4 tiles; clustered: 70 % of them in squares of 9.4 tiles around one point per 60 people. */
const SPACING_TILES = 110 / 32;
const CLUSTER_TILES = 300 / 32;
const SPEED_TILES_PER_S = 40 / 32;

export const createCrowd = (count: number, layout: Layout): Crowd => {
  const random = seeded(12345);
  const sizeTiles = Math.ceil(Math.sqrt(count)) * SPACING_TILES;
  const clamp = (v: number) => Math.min(sizeTiles - 0.01, Math.max(0, v));
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const vx = new Float32Array(count);
  const vy = new Float32Array(count);
  const spots = Array.from({ length: Math.max(1, Math.floor(count / 60)) }, () => [random() * sizeTiles, random() * sizeTiles] as const);
  for (let i = 0; i < count; i++) {
    const spot = layout === 'clustered' && random() < 0.7 ? spots[Math.floor(random() * spots.length)] : undefined;
    x[i] = clamp(spot ? spot[0] + (random() - 0.5) * CLUSTER_TILES : random() * sizeTiles);
    y[i] = clamp(spot ? spot[1] + (random() - 0.5) * CLUSTER_TILES : random() * sizeTiles);
    vx[i] = (random() - 0.5) * SPEED_TILES_PER_S;
    vy[i] = (random() - 0.5) * SPEED_TILES_PER_S;
  }
  const bounce = (at: Float32Array, v: Float32Array, i: number, dtS: number) => {
    const next = (at[i] as number) + (v[i] as number) * dtS;
    if (next < 0 || next >= sizeTiles) v[i] = -(v[i] as number);
    at[i] = clamp(next);
  };
  const step = (dtS: number) => {
    for (let i = 0; i < count; i++) {
      bounce(x, vx, i, dtS);
      bounce(y, vy, i, dtS);
    }
  };
  return { count, x, y, sizeTiles, step };
};
