/** Where a newcomer appears: the least crowded of the map's spawn points, not on top of anybody. */
import { canStand, nearestStandable, type WalkGrid } from './collision.ts';
import type { PlaceMap, WorldPoint } from './map.ts';
import { spotBeside } from './nearest-free.ts';

const CROWD_RADIUS_TILES = 2.5;
const ELBOW_TILES = 0.7;

const nearestOther = (p: WorldPoint, others: readonly WorldPoint[]): number =>
  others.reduce((least, o) => Math.min(least, Math.hypot(o.x - p.x, o.y - p.y)), Infinity);

const crowdAt = (p: WorldPoint, others: readonly WorldPoint[]): number =>
  others.filter((o) => Math.hypot(o.x - p.x, o.y - p.y) < CROWD_RADIUS_TILES).length;

/**
 * Free spawn points first, then the fewest people around, then the farthest from anyone, then the map's order. A point that
 * is taken gives a spot beside it. A map without a usable spawn gives the free point nearest to its middle.
 */
export const chooseSpawn = (map: PlaceMap, grid: WalkGrid, others: readonly WorldPoint[]): WorldPoint => {
  const [best] = map.spawns
    .filter((p) => canStand(grid, p.x, p.y))
    .map((at) => ({ at, gap: nearestOther(at, others), crowd: crowdAt(at, others) }))
    .toSorted((a, b) => {
      const taken = Number(a.gap < ELBOW_TILES) - Number(b.gap < ELBOW_TILES);
      if (taken !== 0) return taken;
      if (a.crowd !== b.crowd) return a.crowd - b.crowd;
      return a.gap === b.gap ? 0 : b.gap - a.gap;
    });
  const middle = { x: map.width / 2, y: map.depth / 2 };
  if (best === undefined) return nearestStandable(grid, middle.x, middle.y, Math.hypot(map.width, map.depth)) ?? middle;
  return best.gap >= ELBOW_TILES ? best.at : (spotBeside(grid, best.at, best.at, others) ?? best.at);
};
