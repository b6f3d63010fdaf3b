/** A place to stand next to somebody: close enough to talk, in the same room, not on anybody's toes. */
import { isLineFree, nearestStandable, type WalkGrid } from './collision.ts';
import type { WorldPoint } from './map.ts';

/** At arm's length first, then a little closer, then farther off. */
const RINGS_TILES = [1.1, 0.85, 1.6, 2.2];
const DIRECTIONS = 16;
const ELBOW_TILES = 0.6;

/**
 * @param from where one comes from: of equally good spots the one on this side is taken.
 * @returns null when everything around the person is blocked or taken.
 */
export const spotBeside = (grid: WalkGrid, person: WorldPoint, from: WorldPoint, others: readonly WorldPoint[]): WorldPoint | null => {
  // Somebody who sits is inside their chair: what can be reached from beside it counts.
  const centre = nearestStandable(grid, person.x, person.y, 1.2);
  if (centre === null) return null;
  const isTaken = (p: WorldPoint) => others.some((o) => Math.hypot(o.x - p.x, o.y - p.y) < ELBOW_TILES);
  for (const ring of RINGS_TILES) {
    let best: WorldPoint | null = null;
    let bestDistance = Infinity;
    for (let i = 0; i < DIRECTIONS; i++) {
      const angle = (i * 2 * Math.PI) / DIRECTIONS;
      const spot = { x: person.x + Math.cos(angle) * ring, y: person.y + Math.sin(angle) * ring };
      const away = Math.hypot(spot.x - from.x, spot.y - from.y);
      if (away >= bestDistance - 1e-9 || !isLineFree(grid, spot, centre) || isTaken(spot)) continue;
      best = spot;
      bestDistance = away;
    }
    if (best !== null) return best;
  }
  return null;
};
