/**
 * How many columns fill a box best: the split whose tiles are largest. Pure.
 */
export const MAX_GRID_TILES = 16;
export const GRID_GAP = 12;

export type GridLayout = { readonly columns: number; readonly rows: number; readonly width: number; readonly height: number };

/**
 * @param ratio width by height of one tile
 * @returns tiles as large as they can be; sizes in whole CSS pixels, never below 1
 */
export const gridLayout = (count: number, widthPx: number, heightPx: number, ratio = 16 / 10): GridLayout => {
  let best: GridLayout = { columns: 1, rows: Math.max(1, count), width: 1, height: 1 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(Math.max(1, count) / columns);
    const width = (widthPx - (columns - 1) * GRID_GAP) / columns;
    const height = (heightPx - (rows - 1) * GRID_GAP) / rows;
    const fitting = Math.floor(Math.min(width, height * ratio));
    if (fitting > best.width) best = { columns, rows, width: fitting, height: Math.max(1, Math.floor(fitting / ratio)) };
  }
  return best;
};
