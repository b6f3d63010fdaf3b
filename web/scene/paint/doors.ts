/**
 * A glass door in its gap: two posts that never move, and a leaf painted at any angle. Closed shows a brass handle;
 * locked is frosted, barred and carries a plate with a keyhole, so that the three states differ in shape.
 */
import type { Door } from '../../../domain/world/map.ts';
import type { Box } from '../depth/box.ts';
import { type Brush, type Point, at, ellipse, polygon } from './brush.ts';
import { paintPane, uprightQuad } from './glass.ts';
import { PAINT } from './paints.ts';
import { paintBox } from './solids.ts';

export const DOOR_HEIGHT_PX = 51;
const POST = 0.05;
const HINGE_GAP = 0.12;
const LEAF_Z0 = 1;
const LEAF_Z1 = DOOR_HEIGHT_PX - 2;
const FRAME_PX = 1.8;

const onAxis = (door: Door, along: number, across: number): Point =>
  door.axis === 'x' ? [along, door.at + across] : [door.at + across, along];

export const postBoxes = (door: Door): readonly Box[] =>
  [door.from + POST, door.to - POST].map((p) => {
    const [ax, ay] = onAxis(door, p - POST, -0.06);
    const [bx, by] = onAxis(door, p + POST, 0.06);
    return { x0: ax, y0: ay, x1: bx, y1: by, z0: 0, z1: DOOR_HEIGHT_PX };
  });
export const paintPost = (brush: Brush, door: Door, box: Box, top: number): void =>
  paintBox(brush, { ...box, z1: Math.min(box.z1, top) }, { colour: door.frame ?? PAINT.bronze, gleam: false });

/** The hinge is where an open leaf hides least: at the low end along x, at the high end along y. */
const leafEnds = (door: Door, angle: number): readonly [Point, Point] => {
  const isX = door.axis === 'x';
  const hinge = isX ? door.from + HINGE_GAP : door.to - HINGE_GAP;
  const length = door.to - door.from - 2 * HINGE_GAP;
  const along = hinge + (isX ? 1 : -1) * Math.cos(angle) * length;
  return [onAxis(door, hinge, 0), onAxis(door, along, door.swing * Math.sin(angle) * length)];
};

const LEAF_HALF = 0.02;
/** `openness` 0 is closed, 1 stands at a right angle. */
export const leafBox = (door: Door, openness: number): Box => {
  const [[ax, ay], [bx, by]] = leafEnds(door, (openness * Math.PI) / 2);
  return {
    x0: Math.min(ax, bx) - LEAF_HALF,
    y0: Math.min(ay, by) - LEAF_HALF,
    x1: Math.max(ax, bx) + LEAF_HALF,
    y1: Math.max(ay, by) + LEAF_HALF,
    z0: LEAF_Z0,
    z1: LEAF_Z1,
  };
};

/** The opening on the floor, for picking and for outlines. */
export const doorQuad = (door: Door): readonly [Point, Point, Point, Point] => {
  const [ax, ay] = onAxis(door, door.from, 0);
  const [bx, by] = onAxis(door, door.to, 0);
  return uprightQuad(ax, ay, bx, by, 0, DOOR_HEIGHT_PX);
};

export type LeafLook = { readonly openness: number; readonly locked: boolean };

export const paintLeaf = (brush: Brush, door: Door, look: LeafLook, top: number): void => {
  const { ctx, colour } = brush;
  const [start, end] = leafEnds(door, (look.openness * Math.PI) / 2);
  // Left to right on screen, so that quads wind the same way at every angle.
  const [a, b] = at(...start)[0] <= at(...end)[0] ? [start, end] : [end, start];
  const point = (t: number, z: number): Point => at(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, z);
  const z1 = Math.min(LEAF_Z1, top);
  const edge = 0.055;
  const rising = at(...b)[1] < at(...a)[1];
  const faces = colour.faces(door.frame ?? PAINT.bronze);
  const frame = rising ? faces.right : faces.left;
  const band = (t0: number, t1: number, low: number, high: number, fill = frame): void =>
    polygon(ctx, [point(t0, high), point(t1, high), point(t1, low), point(t0, low)], fill, { colour: fill, width: 0.4 });
  const inner: [Point, Point, Point, Point] = [
    point(edge, z1 - FRAME_PX),
    point(1 - edge, z1 - FRAME_PX),
    point(1 - edge, LEAF_Z0 + FRAME_PX),
    point(edge, LEAF_Z0 + FRAME_PX),
  ];
  const frost = look.locked ? 0.8 : look.openness > 0.5 ? 0.1 : 0.4;
  if (z1 - LEAF_Z0 > FRAME_PX * 2) paintPane(brush, inner, frost);
  band(0, edge, LEAF_Z0, z1);
  band(1 - edge, 1, LEAF_Z0, z1);
  band(0, 1, LEAF_Z0, LEAF_Z0 + FRAME_PX);
  band(0, 1, z1 - FRAME_PX, z1, faces.top);
  if (z1 < LEAF_Z1) return;
  const handle = point(door.axis === 'x' ? 0.84 : 0.16, 24);
  if (look.locked) {
    band(edge, 1 - edge, 20.5, 27.5, colour.of(PAINT.lockRed));
    ellipse(ctx, handle[0], handle[1], 4.4, 4.8, colour.of(PAINT.lockPlate));
    ellipse(ctx, handle[0], handle[1] - 1, 1.3, 1.3, colour.of(PAINT.ink));
    polygon(
      ctx,
      [
        [handle[0] - 0.6, handle[1] - 0.6],
        [handle[0] + 0.6, handle[1] - 0.6],
        [handle[0] + 1.1, handle[1] + 2.6],
        [handle[0] - 1.1, handle[1] + 2.6],
      ],
      colour.of(PAINT.ink),
    );
  } else {
    const [x, y] = handle;
    ctx.lineCap = 'round';
    ctx.lineWidth = 1.9;
    ctx.strokeStyle = colour.of(PAINT.brass);
    ctx.beginPath();
    ctx.moveTo(x, y - 5);
    ctx.lineTo(x, y + 5);
    ctx.stroke();
  }
};
