/**
 * Which walls stand between the viewer and the room of the person they follow. Rooms are what walls enclose, found by
 * flooding the floor; a wall is cut down when the person's room lies right behind it, and so do they, near. Pure.
 */
import type { PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import { KNEE_PX, type WallSegment } from '../paint/walls.ts';

/** Cells to the tile: walls stand on whole and half tiles. */
const FINE = 2;
const NEAR_TILES = 6;

export type Rooms = { readonly roomAt: (x: number, y: number) => number | null };

export const findRooms = (map: PlaceMap): Rooms => {
  const columns = Math.max(1, Math.round(map.width * FINE));
  const rows = Math.max(1, Math.round(map.depth * FINE));
  /** Is there a wall on the lower x (or y) side of this cell? */
  const wallBeforeX = new Uint8Array(columns * rows);
  const wallBeforeY = new Uint8Array(columns * rows);
  for (const wall of [...map.walls, ...map.doors]) {
    const line = Math.round(wall.at * FINE);
    const limit = wall.axis === 'x' ? columns : rows;
    const [from, to] = [Math.max(0, Math.floor(wall.from * FINE + 0.3)), Math.min(limit, Math.ceil(wall.to * FINE - 0.3))];
    for (let i = from; i < to; i++) {
      if (wall.axis === 'x' && line > 0 && line < rows) wallBeforeY[line * columns + i] = 1;
      if (wall.axis === 'y' && line > 0 && line < columns) wallBeforeX[i * columns + line] = 1;
    }
  }
  const room = new Int32Array(columns * rows).fill(-1);
  let count = 0;
  for (let first = 0; first < room.length; first++) {
    if (room[first] !== -1) continue;
    const open = [first];
    room[first] = count;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const x = cell % columns;
      const y = (cell - x) / columns;
      const visit = (next: number, blocked: boolean): void => {
        if (blocked || room[next] !== -1) return;
        room[next] = count;
        open.push(next);
      };
      if (x > 0) visit(cell - 1, wallBeforeX[cell] === 1);
      if (x + 1 < columns) visit(cell + 1, wallBeforeX[cell + 1] === 1);
      if (y > 0) visit(cell - columns, wallBeforeY[cell] === 1);
      if (y + 1 < rows) visit(cell + columns, wallBeforeY[cell + columns] === 1);
    }
    count += 1;
  }
  return {
    roomAt: (x, y) => {
      const [column, row] = [Math.floor(x * FINE), Math.floor(y * FINE)];
      if (column < 0 || row < 0 || column >= columns || row >= rows) return null;
      return room[row * columns + column] ?? null;
    },
  };
};

/** Indices of the segments to cut down for somebody who stands at `person`. */
export const wallsToCut = (rooms: Rooms, walls: readonly WallSegment[], person: WorldPoint): ReadonlySet<number> => {
  const own = rooms.roomAt(person.x, person.y);
  const cut = new Set<number>();
  if (own === null) return cut;
  for (const [index, wall] of walls.entries()) {
    if (wall.height <= KNEE_PX + 2) continue;
    const middle = (wall.from + wall.to) / 2;
    const behind = wall.axis === 'x' ? rooms.roomAt(middle, wall.at - 0.3) : rooms.roomAt(wall.at - 0.3, middle);
    const isBehind = wall.axis === 'x' ? person.y < wall.at : person.x < wall.at;
    if (behind !== own || !isBehind) continue;
    const dx = Math.max(wall.box.x0 - person.x, 0, person.x - wall.box.x1);
    const dy = Math.max(wall.box.y0 - person.y, 0, person.y - wall.box.y1);
    if (Math.hypot(dx, dy) <= NEAR_TILES) cut.add(index);
  }
  return cut;
};
