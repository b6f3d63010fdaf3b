/** Lets cut walls sink and rise: a fade from the whole wall to its knee. Reduced motion changes at once. */
import type { SortedLayer } from '../layers/sorted-layer.ts';

const FADE_MS = 180;

export type WallFader = {
  readonly setCut: (walls: ReadonlySet<number>) => void;
  /** @returns true while a wall is on its way. */
  readonly advance: (dtMs: number, reducedMotion: boolean) => boolean;
};

export const createWallFader = (sorted: SortedLayer): WallFader => {
  const alphas = new Map<number, number>();
  let cut: ReadonlySet<number> = new Set();
  return {
    setCut: (walls) => {
      cut = walls;
      for (const wall of walls) if (!alphas.has(wall)) alphas.set(wall, 1);
    },
    advance: (dtMs, reducedMotion) => {
      let isMoving = false;
      for (const [wall, alpha] of alphas) {
        const goal = cut.has(wall) ? 0 : 1;
        if (alpha === goal) {
          if (goal === 1) alphas.delete(wall);
          continue;
        }
        const stride = reducedMotion ? 1 : dtMs / FADE_MS;
        const next = goal > alpha ? Math.min(goal, alpha + stride) : Math.max(goal, alpha - stride);
        alphas.set(wall, next);
        sorted.setWallAlpha(wall, next);
        isMoving = isMoving || next !== goal;
      }
      return isMoving;
    },
  };
};
