/**
 * The quiet world outside: pale paving, lawns, a path to the entrance, trees, and the slab that the place rests on.
 * All of it follows from the map's size and the gap in its front wall; nothing outside can be walked on.
 */
import type { PlaceMap, WallOpening } from '../../../domain/world/map.ts';
import { type Brush, type Point, at, polygon, quadOn, seeded } from './brush.ts';
import { PAINT } from './paints.ts';
import { paintTree } from './plants.ts';
import { fillSoft, pathOf } from './soft.ts';

/** The ground lies below the slab. */
export const DROP_PX = 26;
const GRID = 4;
const REACH = 24;

export type Surroundings = {
  readonly width: number;
  readonly depth: number;
  /** The way in, along the front edge. */
  readonly gate: { readonly from: number; readonly to: number } | null;
  readonly lawns: readonly (readonly [x0: number, y0: number, x1: number, y1: number])[];
  readonly farTrees: readonly FarTree[];
  /** These stand before the slab and are sorted with everything else. */
  readonly nearTrees: readonly FarTree[];
};
export type FarTree = { readonly x: number; readonly y: number; readonly size: number; readonly colour: string; readonly mist: number };

const gateOf = (map: PlaceMap): Surroundings['gate'] => {
  const isFront = (opening: WallOpening): boolean => opening.kind === 'gap' && opening.head === undefined;
  const wall = map.walls.find((w) => w.axis === 'x' && Math.abs(w.at - map.depth) < 0.5 && w.openings?.some(isFront));
  const gap = wall?.openings?.find(isFront);
  return gap === undefined ? null : { from: gap.from, to: gap.to };
};

const GREENS = ['#a9bf8e', '#9db98a', '#8fb083', '#b5c596'] as const;

export const surroundingsOf = (map: PlaceMap): Surroundings => {
  const { width: w, depth: d } = map;
  const gate = gateOf(map);
  const middle = gate === null ? w / 2 : (gate.from + gate.to) / 2;
  const random = seeded(41);
  const tree = (x: number, y: number, mist: number): FarTree => ({
    x: x + (random() - 0.5) * 1.6,
    y: y + (random() - 0.5) * 1.6,
    size: 1 + random() * 0.5,
    colour: GREENS[Math.floor(random() * GREENS.length)] ?? GREENS[0],
    mist,
  });
  const along = (from: number, to: number, step: number): number[] =>
    Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, i) => from + i * step);
  return {
    width: w,
    depth: d,
    gate,
    lawns: [
      [-14, -2, -2, d * 0.45],
      [-14, d * 0.45 + 2, -2, d + 10],
      [6, -14, w * 0.58, -2],
      [w * 0.58 + 2, -14, w + 8, -2],
      [w + 2, 0, w + 18, d * 0.55],
      [w + 2, d * 0.55 + 2, w + 18, d + 10],
      [middle + 3, d + 2, w + 1, d + 20],
      [-2, d + 2, middle - 2.5, d + 20],
    ],
    farTrees: [...along(2, d + 4, 4.6).map((y) => tree(-4.6, y, 0.3)), ...along(3, w + 3, 4.8).map((x) => tree(x, -4.4, 0.34))],
    nearTrees: [
      ...along(d * 0.4, d + 2, 5).map((y) => tree(w + 3.4, y, 0.12)),
      tree(middle + 9, d + 3.6, 0.1),
      tree(middle - 7, d + 3.4, 0.1),
      tree(middle - 11.4, d + 2.6, 0.12),
      tree(middle - 7.6, d + 7, 0.08),
      tree(middle + 6.4, d + 8, 0.08),
    ],
  };
};

const below = (x: number, y: number): Point => at(x, y, -DROP_PX);

const paving = ({ ctx, palette }: Brush, place: Surroundings): void => {
  const random = seeded(12);
  const [x1, y1] = [place.width + REACH + 2, place.depth + REACH + 8];
  for (let x = -REACH; x < x1; x += GRID)
    for (let y = -REACH; y < y1; y += GRID) {
      const v = random();
      if (v > 0.45) continue;
      const fill = palette.night
        ? `rgba(160,180,230,${v * 0.05})`
        : v > 0.22
          ? `rgba(255,252,244,${v * 0.6})`
          : `rgba(170,130,95,${v * 0.28})`;
      polygon(ctx, quadOn(x, y, x + GRID, y + GRID, -DROP_PX), fill);
    }
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.night ? 'rgba(150,170,215,.055)' : 'rgba(140,110,80,.085)';
  ctx.beginPath();
  for (let x = -REACH; x <= x1; x += GRID) {
    ctx.moveTo(...below(x, -REACH));
    ctx.lineTo(...below(x, y1));
  }
  for (let y = -REACH; y <= y1; y += GRID) {
    ctx.moveTo(...below(-REACH, y));
    ctx.lineTo(...below(x1, y));
  }
  ctx.stroke();
};

const LAWN_ROUND = 1.2;
const lawn = ({ ctx, colour, palette }: Brush, [x0, y0, x1, y1]: readonly [number, number, number, number]): void => {
  const r = LAWN_ROUND;
  const corner = (control: Point, end: Point): void => ctx.quadraticCurveTo(control[0], control[1], end[0], end[1]);
  ctx.beginPath();
  ctx.moveTo(...below(x0 + r, y0));
  ctx.lineTo(...below(x1 - r, y0));
  corner(below(x1, y0), below(x1, y0 + r));
  ctx.lineTo(...below(x1, y1 - r));
  corner(below(x1, y1), below(x1 - r, y1));
  ctx.lineTo(...below(x0 + r, y1));
  corner(below(x0, y1), below(x0, y1 - r));
  ctx.lineTo(...below(x0, y0 + r));
  corner(below(x0, y0), below(x0 + r, y0));
  ctx.closePath();
  ctx.fillStyle = palette.night ? colour.of(PAINT.lawn, { alpha: 0.22, lighter: -0.1 }) : colour.mix(PAINT.lawn, PAINT.lawnMist, 0.42, 0.9);
  ctx.fill();
  ctx.strokeStyle = colour.of(PAINT.snow, { alpha: palette.night ? 0.08 : 0.5 });
  ctx.lineWidth = 1.5;
  ctx.stroke();
};

const treeShade = ({ ctx, colour }: Brush): void => {
  ctx.save();
  ctx.translate(16, 3);
  ctx.scale(1, 0.42);
  const shade = ctx.createRadialGradient(0, 0, 2, 0, 0, 34);
  shade.addColorStop(0, colour.shadow(0.24));
  shade.addColorStop(1, colour.shadow(0));
  ctx.fillStyle = shade;
  ctx.fillRect(-36, -36, 72, 72);
  ctx.restore();
};
const onGround = ({ ctx }: Brush, tree: FarTree, paint: () => void): void => {
  ctx.save();
  ctx.translate(...below(tree.x, tree.y));
  ctx.scale(tree.size, tree.size);
  paint();
  ctx.restore();
};
export const paintNearTree = (brush: Brush, tree: FarTree): void => {
  brush.ctx.save();
  brush.ctx.scale(tree.size, tree.size);
  paintTree(brush.ctx, brush, tree.colour, tree.mist);
  brush.ctx.restore();
};

const path = ({ ctx, colour, palette }: Brush, place: Surroundings): void => {
  if (place.gate === null) return;
  const random = seeded(4);
  const middle = (place.gate.from + place.gate.to) / 2;
  for (let i = 0; i < 16; i++) {
    const y = place.depth + 0.9 + i * 1.1;
    const shift = (random() - 0.5) * 0.3;
    const fill = colour.mix(PAINT.path, PAINT.pathShade, 0.25 + (i % 3) * 0.1, palette.night ? 0.4 : 0.95);
    polygon(ctx, quadOn(middle - 0.7 + shift, y, middle + 0.7 + shift, y + 0.92, -DROP_PX), fill);
  }
};

export const paintSlab = (brush: Brush, place: Surroundings): void => {
  const { ctx, colour } = brush;
  const { width: w, depth: d } = place;
  for (const [z0, z1, hue] of [
    [-DROP_PX, -7, PAINT.soil],
    [-7, 0, PAINT.slab],
  ] as const) {
    const faces = colour.faces(hue);
    polygon(ctx, [at(0, d, z1), at(w, d, z1), at(w, d, z0), at(0, d, z0)], faces.left, { colour: faces.left, width: 0.5 });
    polygon(ctx, [at(w, 0, z1), at(w, d, z1), at(w, d, z0), at(w, 0, z0)], faces.right, { colour: faces.right, width: 0.5 });
  }
  polygon(ctx, quadOn(0, 0, w, d), colour.faces(PAINT.slab).top);
};

const STEPS = 3;
const steps = ({ ctx, colour }: Brush, place: Surroundings): void => {
  if (place.gate === null) return;
  const { from: x0, to: x1 } = place.gate;
  const y = place.depth;
  const faces = colour.faces(PAINT.step);
  for (let i = 0; i < STEPS; i++) {
    const near = y + (i + 1) * 0.34;
    const z = -4 - i * 8;
    polygon(ctx, [at(x0, near, z), at(x1, near, z), below(x1, near), below(x0, near)], faces.left, { colour: faces.left, width: 0.5 });
    polygon(ctx, [at(x1, y, z), at(x1, near, z), below(x1, near), below(x1, y)], faces.right, { colour: faces.right, width: 0.5 });
    polygon(ctx, quadOn(x0, near - 0.34, x1, near, z), faces.top, { colour: faces.top, width: 0.5 });
  }
};

/** Everything outside and the bare slab; `scale` is pixels of the canvas for each pixel at zoom 1. */
export const paintSurroundings = (brush: Brush, place: Surroundings, scale: number): void => {
  paving(brush, place);
  for (const area of place.lawns) lawn(brush, area);
  path(brush, place);
  const shade = pathOf([quadOn(1, -0.3, place.width + 1.5, place.depth + 0.5, -DROP_PX)]);
  fillSoft(brush.ctx, shade, brush.colour.shadow(brush.palette.night ? 0.6 : 0.3), 16 * scale);
  for (const tree of [...place.farTrees, ...place.nearTrees]) onGround(brush, tree, () => treeShade(brush));
  for (const tree of place.farTrees) onGround(brush, tree, () => paintTree(brush.ctx, brush, tree.colour, tree.mist));
  paintSlab(brush, place);
  steps(brush, place);
};
