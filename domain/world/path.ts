/**
 * The way from here to there on foot: A* over the walking grid in eight directions without cutting corners, then pulled
 * tight to few waypoints. Every straight piece is walkable by the slide rule. Knows no people and no time.
 */
import { CELLS_PER_TILE, isLineFree, nearestStandable, type WalkGrid } from './collision.ts';
import type { WorldPoint } from './map.ts';
import { createOpenSet } from './open-set.ts';

/** A click on furniture leads beside it, at most this far away. */
const BESIDE_TILES = 3;
/** Somebody who sits or stands in a closing door starts from the nearest free point. */
const START_REACH_TILES = 2;
const DIAGONAL = Math.SQRT2;

export type Pathfinder = {
  /**
   * Waypoints in order, without the start; the last one is the target itself, or the reachable point nearest to it when
   * one cannot stand there. Empty when already there. null when there is no way.
   */
  readonly find: (from: WorldPoint, to: WorldPoint) => readonly WorldPoint[] | null;
  /** Is there a way? Costs next to nothing. */
  readonly isReachable: (from: WorldPoint, to: WorldPoint) => boolean;
};

export const createPathfinder = (grid: WalkGrid): Pathfinder => {
  const { columns, rows, cover } = grid;
  const size = columns * rows;
  const region = new Int32Array(size);
  const cost = new Float32Array(size);
  const cameFrom = new Int32Array(size);
  const stamp = new Uint32Array(size);
  const queue = new Int32Array(size);
  const open = createOpenSet();
  let knownVersion = -1;
  let search = 0;

  /** Cells with the same region number can reach each other. Diagonal steps need both neighbours, so four directions do. */
  const labelRegions = (): void => {
    if (knownVersion === grid.version()) return;
    knownVersion = grid.version();
    region.fill(0);
    let label = 0;
    for (let seed = 0; seed < size; seed++) {
      if (cover[seed] !== 0 || region[seed] !== 0) continue;
      label++;
      let tail = 0;
      queue[tail++] = seed;
      region[seed] = label;
      for (let head = 0; head < tail; head++) {
        const cell = queue[head] as number;
        const cx = cell % columns;
        const visit = (next: number, inside: boolean) => {
          if (!inside || cover[next] !== 0 || region[next] !== 0) return;
          region[next] = label;
          queue[tail++] = next;
        };
        visit(cell - 1, cx > 0);
        visit(cell + 1, cx < columns - 1);
        visit(cell - columns, cell >= columns);
        visit(cell + columns, cell < size - columns);
      }
    }
  };

  const cellAt = (p: WorldPoint): number => {
    const cx = Math.floor(p.x * CELLS_PER_TILE);
    const cy = Math.floor(p.y * CELLS_PER_TILE);
    return cx >= 0 && cy >= 0 && cx < columns && cy < rows ? cy * columns + cx : -1;
  };
  const middleOf = (cell: number): WorldPoint => ({
    x: ((cell % columns) + 0.5) / CELLS_PER_TILE,
    y: (Math.floor(cell / columns) + 0.5) / CELLS_PER_TILE,
  });

  /** Where the walk really begins and ends, or null when no way joins them. */
  const endpoints = (from: WorldPoint, to: WorldPoint): readonly [WorldPoint, WorldPoint] | null => {
    labelRegions();
    const start = cover[cellAt(from)] === 0 ? from : nearestStandable(grid, from.x, from.y, START_REACH_TILES);
    if (start === null) return null;
    const mine = region[cellAt(start)];
    const target = cellAt(to);
    if (cover[target] === 0) return region[target] === mine ? [start, to] : null;
    const beside = nearestStandable(grid, to.x, to.y, BESIDE_TILES, (cell) => region[cell] === mine);
    return beside === null ? null : [start, beside];
  };

  /** @returns the cells from goal back to start; both are in one region, so there is a way. */
  const searchCells = (start: number, goal: number): number[] => {
    const goalX = goal % columns;
    const goalY = Math.floor(goal / columns);
    const estimate = (cell: number): number => {
      const dx = Math.abs((cell % columns) - goalX);
      const dy = Math.abs(Math.floor(cell / columns) - goalY);
      return Math.max(dx, dy) + (DIAGONAL - 1) * Math.min(dx, dy);
    };
    search++;
    open.clear();
    stamp[start] = search;
    cost[start] = 0;
    cameFrom[start] = -1;
    open.push(start, estimate(start));
    for (let cell = open.pop(); cell !== -1 && cell !== goal; cell = open.pop()) {
      const cx = cell % columns;
      const west = cx > 0 && cover[cell - 1] === 0;
      const east = cx < columns - 1 && cover[cell + 1] === 0;
      const north = cell >= columns && cover[cell - columns] === 0;
      const south = cell < size - columns && cover[cell + columns] === 0;
      const base = cost[cell] as number;
      const relax = (next: number, length: number): void => {
        if (cover[next] !== 0) return;
        const through = base + length;
        if (stamp[next] === search && (cost[next] as number) <= through + 1e-4) return;
        stamp[next] = search;
        cost[next] = through;
        cameFrom[next] = cell;
        open.push(next, through + estimate(next));
      };
      if (west) relax(cell - 1, 1);
      if (east) relax(cell + 1, 1);
      if (north) relax(cell - columns, 1);
      if (south) relax(cell + columns, 1);
      if (north && west) relax(cell - columns - 1, DIAGONAL);
      if (north && east) relax(cell - columns + 1, DIAGONAL);
      if (south && west) relax(cell + columns - 1, DIAGONAL);
      if (south && east) relax(cell + columns + 1, DIAGONAL);
    }
    const cells: number[] = [];
    for (let cell = goal; cell !== -1; cell = cameFrom[cell] as number) cells.push(cell);
    return cells;
  };

  const pullTight = (start: WorldPoint, points: readonly WorldPoint[]): WorldPoint[] => {
    const kept: WorldPoint[] = [];
    let anchor = start;
    for (let i = 0; i < points.length; i++) {
      const point = points[i] as WorldPoint;
      const next = points[i + 1];
      if (next !== undefined && isLineFree(grid, anchor, next)) continue;
      kept.push(point);
      anchor = point;
    }
    return kept;
  };

  const find = (from: WorldPoint, to: WorldPoint): readonly WorldPoint[] | null => {
    const ends = endpoints(from, to);
    if (ends === null) return null;
    const [start, end] = ends;
    const lead = start === from ? [] : [start];
    if (Math.hypot(end.x - start.x, end.y - start.y) < 1e-3) return lead;
    if (isLineFree(grid, start, end)) return [...lead, end];
    const points = searchCells(cellAt(start), cellAt(end))
      .toReversed()
      .map((cell) => middleOf(cell));
    return [...lead, ...pullTight(start, [...points, end])];
  };

  return { find, isReachable: (from, to) => endpoints(from, to) !== null };
};
