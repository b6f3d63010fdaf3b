/**
 * What ours is compared with: the usual interest management. A grid of cells as wide as the reach, linked lists in the
 * cells, and for everybody a scan of nine cells that keeps the k nearest by replacing the farthest.
 */
export type PlainGrid = (
  x: Float32Array,
  y: Float32Array,
  count: number,
  visit: (self: number, found: Int32Array, kept: number) => void,
) => void;

export const createPlainGrid = (sizeTiles: number, reachTiles: number, k: number, capacity: number): PlainGrid => {
  const side = Math.ceil(sizeTiles / reachTiles);
  const head = new Int32Array(side * side);
  const next = new Int32Array(capacity);
  const squared = new Float32Array(k);
  const found = new Int32Array(k);
  return (x, y, count, visit) => {
    head.fill(-1);
    for (let i = 0; i < count; i++) {
      const cell = Math.floor((y[i] as number) / reachTiles) * side + Math.floor((x[i] as number) / reachTiles);
      next[i] = head[cell] as number;
      head[cell] = i;
    }
    for (let i = 0; i < count; i++) {
      const px = x[i] as number;
      const py = y[i] as number;
      const cx = Math.floor(px / reachTiles);
      const cy = Math.floor(py / reachTiles);
      let kept = 0;
      let worst = reachTiles * reachTiles;
      let worstAt = 0;
      const findWorst = () => {
        worst = 0;
        for (let n = 0; n < k; n++) {
          if ((squared[n] as number) <= worst) continue;
          worst = squared[n] as number;
          worstAt = n;
        }
      };
      for (let gy = Math.max(0, cy - 1); gy <= Math.min(side - 1, cy + 1); gy++) {
        for (let gx = Math.max(0, cx - 1); gx <= Math.min(side - 1, cx + 1); gx++) {
          for (let j = head[gy * side + gx] as number; j >= 0; j = next[j] as number) {
            if (j === i) continue;
            const dx = (x[j] as number) - px;
            const dy = (y[j] as number) - py;
            const d = dx * dx + dy * dy;
            if (d >= worst) continue;
            if (kept < k) {
              squared[kept] = d;
              found[kept++] = j;
              if (kept === k) findWorst();
            } else {
              squared[worstAt] = d;
              found[worstAt] = j;
              findWorst();
            }
          }
        }
      }
      visit(i, found, kept);
    }
  };
};
