/**
 * A map as the scene sees it: what lies on the floor, what stands and can hide something, and what throws shadows.
 * Built once per map; pure, so that tests can check the depth order of a whole place in Node.
 */
import type { Door, ObjectOptions, PlaceMap } from '../../domain/world/map.ts';
import { project } from '../../domain/world/projection.ts';
import { type Box, type Solid, shiftBox } from './depth/box.ts';
import type { Brush } from './paint/brush.ts';
import { paintPost, postBoxes } from './paint/doors.ts';
import { buildPiece, pieceKey } from './paint/painters.ts';
import type { Extent, Piece } from './paint/piece.ts';
import type { Corner } from './paint/shadows.ts';
import { DROP_PX, type Surroundings, paintNearTree, surroundingsOf } from './paint/surroundings.ts';
import { KNEE_PX, type WallSegment, wallSegments } from './paint/walls.ts';

/** A sprite that never moves. Its paint is drawn around an origin in pixels at zoom 1. */
export type Standing = Solid & {
  readonly name: string;
  /** Sprites with one key look alike. */
  readonly key: string;
  readonly originX: number;
  readonly originY: number;
  readonly extent: Extent;
  readonly paint: (brush: Brush) => void;
  /** Index in `walls` of the segment that it is, or hangs on. */
  readonly wall: number | null;
  /** What stays of it when its wall is cut down; null: nothing. */
  readonly knee: { readonly key: string; readonly extent: Extent; readonly paint: (brush: Brush) => void } | null;
};

/** Painted with the floor; its origin in pixels at zoom 1. */
export type Flat = { readonly originX: number; readonly originY: number; readonly extent: Extent; readonly paint: (brush: Brush) => void };

export type SceneModel = {
  readonly map: PlaceMap;
  readonly surroundings: Surroundings;
  readonly standing: readonly Standing[];
  readonly walls: readonly WallSegment[];
  readonly flats: readonly Flat[];
  readonly casts: readonly Box[];
  readonly contacts: readonly Box[];
  readonly corners: readonly Corner[];
};

const PAD = 1.6;
export const screenExtent = (box: Box): Extent => ({
  left: project(box.x0, box.y1).x - PAD,
  right: project(box.x1, box.y0).x + PAD,
  top: project(box.x0, box.y0, box.z1).y - PAD,
  bottom: project(box.x1, box.y1, box.z0).y + PAD,
});

const NO_OPTIONS: ObjectOptions = {};
/** How near a thing must hang to a wall to go with it, in tiles. */
const HANGS_WITHIN = 0.12;

const hangsOn = (box: Box, walls: readonly WallSegment[]): number | null => {
  if (box.z0 < KNEE_PX) return null;
  const index = walls.findIndex(
    (wall) =>
      wall.height > box.z0 &&
      box.x0 < wall.box.x1 + HANGS_WITHIN &&
      box.x1 > wall.box.x0 - HANGS_WITHIN &&
      box.y0 < wall.box.y1 + HANGS_WITHIN &&
      box.y1 > wall.box.y0 - HANGS_WITHIN,
  );
  return index === -1 ? null : index;
};

const wallStanding = (segment: WallSegment, index: number): Standing => {
  const isCut = segment.height > KNEE_PX + 2;
  const low = { ...segment.box, z1: KNEE_PX };
  return {
    name: `wall-${index}`,
    key: `wall-${index}`,
    box: segment.box,
    originX: 0,
    originY: 0,
    extent: screenExtent(segment.box),
    paint: (brush) => segment.paint(brush, segment.height, 0),
    wall: isCut ? index : null,
    knee:
      isCut && segment.z0 < KNEE_PX
        ? { key: `wall-${index}/knee`, extent: screenExtent(low), paint: (brush) => segment.paint(brush, KNEE_PX, 0) }
        : null,
  };
};

const postStandings = (door: Door): readonly Standing[] =>
  postBoxes(door).map((box, side) => ({
    name: `${door.id}/post-${side}`,
    key: `${door.id}/post-${side}`,
    box,
    originX: 0,
    originY: 0,
    extent: screenExtent(box),
    paint: (brush) => paintPost(brush, door, box, box.z1),
    wall: null,
    knee: null,
  }));

const innerCorners = (segments: readonly WallSegment[], map: PlaceMap): readonly Corner[] =>
  segments.flatMap((wall): readonly Corner[] => {
    if (wall.z0 > 0) return [];
    const half = wall.axis === 'x' ? wall.box.y1 - wall.at : wall.box.x1 - wall.at;
    const sides = [1, -1].filter((side) => {
      const across = wall.at + side * half;
      return across > 0.2 && across < (wall.axis === 'x' ? map.depth : map.width) - 0.2;
    });
    return sides.map((side) =>
      wall.axis === 'x'
        ? { x0: wall.from, x1: wall.to, y0: wall.at + side * half, y1: wall.at + side * half, nx: 0, ny: side }
        : { y0: wall.from, y1: wall.to, x0: wall.at + side * half, x1: wall.at + side * half, nx: side, ny: 0 },
    );
  });

export const buildModel = (map: PlaceMap): SceneModel => {
  const walls = map.walls.flatMap((wall) => wallSegments(wall));
  const surroundings = surroundingsOf(map);
  const pieces = new Map<string, Piece>();
  const standing: Standing[] = walls.map((segment, index) => wallStanding(segment, index));
  const flats: Flat[] = [];
  const casts: Box[] = walls.map((wall) => wall.box);
  const contacts: Box[] = [];
  for (const door of map.doors) standing.push(...postStandings(door));

  for (const object of map.objects) {
    const options = object.options ?? NO_OPTIONS;
    const key = pieceKey(object.kind, object.rotation, options);
    let piece = pieces.get(key);
    if (piece === undefined) pieces.set(key, (piece = buildPiece(object.kind, object.rotation, options)));
    const z = object.z ?? 0;
    const origin = project(object.x, object.y, z);
    const moved = (box: Box): Box => shiftBox(box, object.x, object.y, z);
    for (const group of piece.groups) {
      const box = moved(group.box);
      standing.push({
        name: `${object.id}/${group.name}`,
        key: `${key}/${group.name}`,
        box,
        ...(group.reach === undefined ? {} : { reach: moved(group.reach) }),
        originX: origin.x,
        originY: origin.y,
        extent: group.extent,
        paint: (brush) => {
          for (const part of group.parts) part.paint(brush);
        },
        wall: z > 0 ? hangsOn(box, walls) : null,
        knee: null,
      });
    }
    for (const part of piece.flats) flats.push({ originX: origin.x, originY: origin.y, extent: part.extent, paint: part.paint });
    if (z < 30) {
      casts.push(...piece.casts.map(moved));
      contacts.push(...piece.contacts.map(moved).filter((box) => box.z0 < 8));
    }
  }

  if (surroundings.gate !== null) {
    const { from, to } = surroundings.gate;
    const bollard = buildPiece('bollard', 0, NO_OPTIONS).groups;
    for (const [index, x] of [from - 0.5, to + 0.5].entries()) {
      const origin = project(x, map.depth + 0.7, -DROP_PX);
      for (const group of bollard)
        standing.push({
          name: `gate-lamp-${index}`,
          key: `bollard/${group.name}`,
          box: shiftBox(group.box, x, map.depth + 0.7, -DROP_PX),
          originX: origin.x,
          originY: origin.y,
          extent: group.extent,
          paint: (brush) => {
            for (const part of group.parts) part.paint(brush);
          },
          wall: null,
          knee: null,
        });
    }
  }
  for (const [index, tree] of surroundings.nearTrees.entries()) {
    const r = 0.3;
    const foot = project(tree.x, tree.y, -DROP_PX);
    standing.push({
      name: `near-tree-${index}`,
      key: `near-tree-${tree.size}-${tree.colour}-${tree.mist}`,
      box: { x0: tree.x - r, y0: tree.y - r, x1: tree.x + r, y1: tree.y + r, z0: -DROP_PX, z1: 75 * tree.size - DROP_PX },
      originX: foot.x,
      originY: foot.y,
      extent: { left: -30 * tree.size, top: -74 * tree.size, right: 30 * tree.size, bottom: 3 },
      paint: (brush) => paintNearTree(brush, tree),
      wall: null,
      knee: null,
    });
  }
  return { map, surroundings, standing, walls, flats, casts, contacts, corners: innerCorners(walls, map) };
};
