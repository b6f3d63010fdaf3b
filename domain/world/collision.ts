/**
 * Where an avatar may stand and how it slides along what is in the way. A grid of cells says for an avatar's *middle*
 * whether it may be there: obstacles are grown by the avatar's radius once, so that walking is moving a point. Shared by
 * the walker, the path search and the spatial worker; knows no people: avatars do not block each other.
 */
import type { DoorId } from '../ids.ts';
import type { Door, DoorStates, PlaceMap, PlacedObject, Wall, WorldPoint, WorldRect } from './map.ts';
import { blocksWalking, footprintOf, shapeOf } from './objects.ts';

export const CELLS_PER_TILE = 4;
export const AVATAR_RADIUS_TILES = 0.22;
const DEFAULT_WALL_TILES = 0.18;
/** One steps over a sill that is lower than this, and walks under a head that is higher. */
const STEP_OVER_PX = 5;
const HEAD_ROOM_PX = 40;
/** Distance kept from the edge of a blocked cell, in cells. */
const SKIN = 1e-6;

export type WalkGrid = {
  readonly columns: number;
  readonly rows: number;
  /** How many obstacles cover a cell's middle; 0 is free. Row by row. Changed only through `setDoors`. */
  readonly cover: Uint16Array;
  /** Grows with every change, so that what was derived from the grid can be derived again. */
  readonly version: () => number;
  /** Opens and closes doors, touching only their own cells. @returns whether anything changed. */
  readonly setDoors: (doors: DoorStates) => boolean;
};

/** A door without an agreed state is as the map made it; a locked one is closed. */
export const isDoorOpen = (door: Door, doors: DoorStates): boolean => {
  const state = doors.get(door.id);
  return state === undefined ? door.openAtStart : state.open && !state.locked;
};

type Span = readonly [from: number, to: number];

const passages = (wall: Wall, doors: readonly Door[]): Span[] => {
  const spans: Span[] = [];
  for (const o of wall.openings ?? []) {
    if (o.kind === 'gap' && (o.sill ?? 0) <= STEP_OVER_PX && (o.head ?? Infinity) >= HEAD_ROOM_PX) spans.push([o.from, o.to]);
  }
  for (const d of doors) if (d.axis === wall.axis && Math.abs(d.at - wall.at) < 0.5) spans.push([d.from, d.to]);
  return spans.toSorted((a, b) => a[0] - b[0]);
};

const band = (axis: 'x' | 'y', at: number, from: number, to: number, thickness: number): WorldRect =>
  axis === 'x'
    ? { x: from, y: at - thickness / 2, w: to - from, d: thickness }
    : { x: at - thickness / 2, y: from, w: thickness, d: to - from };

/** The solid pieces of a wall: all of it but its gaps and the doors in it. */
export const wallPieces = (wall: Wall, doors: readonly Door[]): readonly WorldRect[] => {
  const pieces: WorldRect[] = [];
  const thickness = wall.thickness ?? DEFAULT_WALL_TILES;
  let from = wall.from;
  for (const [a, b] of passages(wall, doors)) {
    if (a > from) pieces.push(band(wall.axis, wall.at, from, Math.min(a, wall.to), thickness));
    from = Math.max(from, b);
  }
  if (from < wall.to) pieces.push(band(wall.axis, wall.at, from, wall.to, thickness));
  return pieces;
};

/** Calls `mark` for every cell whose middle is nearer than the avatar's radius to the obstacle. */
const coverCells = (
  columns: number,
  rows: number,
  area: WorldRect,
  near: (x: number, y: number) => boolean,
  mark: (cell: number) => void,
): void => {
  const clamp = (v: number, top: number) => Math.min(top, Math.max(0, Math.floor(v)));
  const grow = AVATAR_RADIUS_TILES;
  const x1 = clamp((area.x + area.w + grow) * CELLS_PER_TILE, columns - 1);
  const y1 = clamp((area.y + area.d + grow) * CELLS_PER_TILE, rows - 1);
  for (let cy = clamp((area.y - grow) * CELLS_PER_TILE, rows - 1); cy <= y1; cy++) {
    for (let cx = clamp((area.x - grow) * CELLS_PER_TILE, columns - 1); cx <= x1; cx++) {
      if (near((cx + 0.5) / CELLS_PER_TILE, (cy + 0.5) / CELLS_PER_TILE)) mark(cy * columns + cx);
    }
  }
};

const nearRect =
  (area: WorldRect) =>
  (x: number, y: number): boolean => {
    const dx = Math.max(area.x - x, 0, x - area.x - area.w);
    const dy = Math.max(area.y - y, 0, y - area.y - area.d);
    return dx * dx + dy * dy < AVATAR_RADIUS_TILES * AVATAR_RADIUS_TILES;
  };

const nearObject = (object: PlacedObject): ((x: number, y: number) => boolean) => {
  const shape = shapeOf(object);
  if (shape.kind === 'rect') return nearRect(footprintOf(object));
  const reach = shape.r + AVATAR_RADIUS_TILES;
  return (x, y) => Math.hypot(x - object.x, y - object.y) < reach;
};

export const createWalkGrid = (map: PlaceMap, doors: DoorStates): WalkGrid => {
  const columns = Math.max(1, Math.ceil(map.width * CELLS_PER_TILE));
  const rows = Math.max(1, Math.ceil(map.depth * CELLS_PER_TILE));
  const cover = new Uint16Array(columns * rows);
  const add = (cell: number) => {
    cover[cell] = (cover[cell] ?? 0) + 1;
  };
  for (const wall of map.walls) {
    for (const piece of wallPieces(wall, map.doors)) coverCells(columns, rows, piece, nearRect(piece), add);
  }
  for (const object of map.objects) {
    if (blocksWalking(object)) coverCells(columns, rows, footprintOf(object), nearObject(object), add);
  }

  const leaves = map.doors.map((door) => {
    const cells: number[] = [];
    const leaf = band(door.axis, door.at, door.from, door.to, 0.1);
    coverCells(columns, rows, leaf, nearRect(leaf), (cell) => cells.push(cell));
    return { door, cells };
  });
  const shut = new Set<DoorId>();
  let version = 0;
  const setDoors = (states: DoorStates): boolean => {
    let changed = false;
    for (const { door, cells } of leaves) {
      const closed = !isDoorOpen(door, states);
      if (closed === shut.has(door.id)) continue;
      for (const cell of cells) cover[cell] = (cover[cell] ?? 0) + (closed ? 1 : -1);
      if (closed) shut.add(door.id);
      else shut.delete(door.id);
      changed = true;
    }
    if (changed) version++;
    return changed;
  };
  setDoors(doors);
  return { columns, rows, cover, version: () => version, setDoors };
};

/** Outside of the map nothing is free. */
export const isCellFree = (grid: WalkGrid, cx: number, cy: number): boolean =>
  cx >= 0 && cy >= 0 && cx < grid.columns && cy < grid.rows && grid.cover[cy * grid.columns + cx] === 0;

export const canStand = (grid: WalkGrid, x: number, y: number): boolean =>
  isCellFree(grid, Math.floor(x * CELLS_PER_TILE), Math.floor(y * CELLS_PER_TILE));

/**
 * The free point nearest to (x, y) within `reachTiles`, a little inside its cell; null when there is none.
 * `accept` may refuse cells (by index), for instance those that cannot be reached.
 */
export const nearestStandable = (
  grid: WalkGrid,
  x: number,
  y: number,
  reachTiles: number,
  accept: (cell: number) => boolean = () => true,
): WorldPoint | null => {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  const px = x * CELLS_PER_TILE;
  const py = y * CELLS_PER_TILE;
  const reach = reachTiles * CELLS_PER_TILE;
  let best: WorldPoint | null = null;
  let bestSquared = reach * reach;
  const y1 = Math.min(grid.rows - 1, Math.floor(py + reach));
  const x1 = Math.min(grid.columns - 1, Math.floor(px + reach));
  for (let cy = Math.max(0, Math.floor(py - reach)); cy <= y1; cy++) {
    for (let cx = Math.max(0, Math.floor(px - reach)); cx <= x1; cx++) {
      const cell = cy * grid.columns + cx;
      if (grid.cover[cell] !== 0) continue;
      const nx = Math.min(cx + 0.9, Math.max(cx + 0.1, px));
      const ny = Math.min(cy + 0.9, Math.max(cy + 0.1, py));
      const squared = (nx - px) ** 2 + (ny - py) ** 2;
      if (squared > bestSquared || (squared === bestSquared && best !== null) || !accept(cell)) continue;
      best = { x: nx / CELLS_PER_TILE, y: ny / CELLS_PER_TILE };
      bestSquared = squared;
    }
  }
  return best;
};

/** Somebody who stands where they may not (a door closed on them) is led out, and nowhere else. */
const stepOut = (grid: WalkGrid, from: WorldPoint, length: number): WorldPoint => {
  const out = nearestStandable(grid, from.x, from.y, 4);
  if (out === null) return from;
  const distance = Math.hypot(out.x - from.x, out.y - from.y);
  if (distance <= length) return out;
  return { x: from.x + ((out.x - from.x) * length) / distance, y: from.y + ((out.y - from.y) * length) / distance };
};

/**
 * Moves from a point by a vector (tiles) and slides along what is in the way. Cell by cell, so no step is too long:
 * a wall stops only the part of the motion that goes into it, and only as long as it is there. Moving by a vector in
 * one step or in many parts of it ends at the same place.
 */
export const slide = (grid: WalkGrid, from: WorldPoint, delta: WorldPoint): WorldPoint => {
  const dx = delta.x * CELLS_PER_TILE;
  const dy = delta.y * CELLS_PER_TILE;
  if (!Number.isFinite(dx + dy) || (dx === 0 && dy === 0)) return from;
  let px = from.x * CELLS_PER_TILE;
  let py = from.y * CELLS_PER_TILE;
  let cx = Math.floor(px);
  let cy = Math.floor(py);
  if (!isCellFree(grid, cx, cy)) return stepOut(grid, from, Math.hypot(delta.x, delta.y));

  const stepX = dx > 0 ? 1 : -1;
  const stepY = dy > 0 ? 1 : -1;
  let rest = 1;
  const mostCells = Math.ceil(Math.abs(dx) + Math.abs(dy)) * 2 + 8;
  for (let i = 0; i < mostCells && rest > 0; i++) {
    const wallX = !isCellFree(grid, cx + stepX, cy);
    const wallY = !isCellFree(grid, cx, cy + stepY);
    // Where this cell ends in the direction of travel, a hair before it if a wall stands there.
    const edgeX = dx > 0 ? cx + 1 - (wallX ? SKIN : 0) : cx + (wallX ? SKIN : 0);
    const edgeY = dy > 0 ? cy + 1 - (wallY ? SKIN : 0) : cy + (wallY ? SKIN : 0);
    let timeX = dx === 0 ? Infinity : Math.max(0, (edgeX - px) / dx);
    let timeY = dy === 0 ? Infinity : Math.max(0, (edgeY - py) / dy);
    const heldX = wallX && timeX * Math.abs(dx) <= SKIN;
    const heldY = wallY && timeY * Math.abs(dy) <= SKIN;
    if (heldX) timeX = Infinity;
    if (heldY) timeY = Infinity;
    const time = Math.min(timeX, timeY, rest);
    if (time === Infinity) break;
    if (!heldX) px += dx * time;
    if (!heldY) py += dy * time;
    rest -= time;
    if (heldX && heldY) break;
    if (timeX === time && timeX <= timeY) {
      if (wallX) px = edgeX;
      else {
        cx += stepX;
        px = dx > 0 ? cx : cx + 1 - SKIN;
      }
    } else if (timeY === time) {
      if (wallY) py = edgeY;
      else {
        cy += stepY;
        py = dy > 0 ? cy : cy + 1 - SKIN;
      }
    }
  }
  return { x: px / CELLS_PER_TILE, y: py / CELLS_PER_TILE };
};

/** Can one walk straight from a to b? */
export const isLineFree = (grid: WalkGrid, a: WorldPoint, b: WorldPoint): boolean => {
  if (!canStand(grid, a.x, a.y)) return false;
  const end = slide(grid, a, { x: b.x - a.x, y: b.y - a.y });
  return Math.abs(end.x - b.x) + Math.abs(end.y - b.y) < 1e-4;
};
