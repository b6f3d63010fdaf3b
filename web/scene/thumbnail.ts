/**
 * A place in miniature, on a plain canvas without Pixi: for cards of places, the lobby and the minimap. The same painters
 * as the scene, so that a thumbnail is the place. Painting takes some 50 ms: a minimap paints once and draws dots on it.
 */
import type { PlaceMap, WorldPoint } from '../../domain/world/map.ts';
import { WALL_HEIGHT_PX, project, unproject } from '../../domain/world/projection.ts';
import { createDepthOrder } from './depth/depth-order.ts';
import { type SceneModel, buildModel } from './model.ts';
import type { Brush } from './paint/brush.ts';
import { paintFloors } from './paint/ground.ts';
import { PALETTES, createColours } from './paint/palette.ts';
import { castShape, contactShape } from './paint/shadows.ts';
import { fillSoft, pathOf } from './paint/soft.ts';
import { DROP_PX, paintSlab } from './paint/surroundings.ts';

export type ThumbnailTheme = 'light' | 'dark';
export type ThumbnailDot = WorldPoint & { readonly isSelf: boolean };

/** How a map fits into a canvas: canvas pixels = world pixels · scale + offset. */
type Fit = { readonly scale: number; readonly x: number; readonly y: number };

const PAD_PX = 10;
const fit = (map: PlaceMap, width: number, height: number): Fit => {
  const left = project(0, map.depth).x - PAD_PX;
  const right = project(map.width, 0).x + PAD_PX;
  const top = -WALL_HEIGHT_PX - PAD_PX;
  const bottom = project(map.width, map.depth).y + DROP_PX + PAD_PX;
  const scale = Math.min(width / (right - left), height / (bottom - top));
  return { scale, x: (width - (right + left) * scale) / 2, y: (height - (bottom + top) * scale) / 2 };
};

const NOON_SLOPE = { dx: 0.0155, dy: -0.004 };
const EVERYWHERE = { left: -1e6, top: -1e6, right: 1e6, bottom: 1e6 };

const paintStanding = (brush: Brush, model: SceneModel): void => {
  const inside = model.standing.filter(({ name }) => !name.startsWith('near-tree'));
  for (const entry of createDepthOrder(inside).order()) {
    const thing = inside[entry];
    if (thing === undefined) continue;
    brush.ctx.save();
    brush.ctx.translate(thing.originX, thing.originY);
    thing.paint(brush);
    brush.ctx.restore();
  }
};

const paintMiniature = (ctx: CanvasRenderingContext2D, map: PlaceMap, theme: ThumbnailTheme, at: Fit): void => {
  const model = buildModel(map);
  const palette = PALETTES[theme === 'dark' ? 'dark' : 'day'];
  const brush = { ctx, palette, colour: createColours(palette) };
  ctx.setTransform(at.scale, 0, 0, at.scale, at.x, at.y);
  ctx.imageSmoothingQuality = 'high';
  paintSlab(brush, model.surroundings);
  paintFloors(brush, model, EVERYWHERE);
  fillSoft(ctx, pathOf(model.casts.map((box) => castShape(box, NOON_SLOPE))), brush.colour.shadow(palette.castAlpha), 2.6 * at.scale);
  fillSoft(ctx, pathOf(model.contacts.map(contactShape)), brush.colour.shadow(palette.contactAlpha), 2.2 * at.scale);
  paintStanding(brush, model);
};

const DOTS = {
  light: { self: '#2f6f62', other: '#e0962b', edge: '#ffffff' },
  dark: { self: '#6fc3b0', other: '#f2b45a', edge: '#12141b' },
} as const;
const DOT_PX = 4;

/** The viewer's own dot is a ring around a dot: shape, not only colour. */
const paintDots = (ctx: CanvasRenderingContext2D, theme: ThumbnailTheme, at: Fit, dots: readonly ThumbnailDot[], ratio: number): void => {
  const look = DOTS[theme];
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (const dot of dots.toSorted((a, b) => Number(a.isSelf) - Number(b.isSelf))) {
    const p = project(dot.x, dot.y);
    const [x, y, r] = [p.x * at.scale + at.x, p.y * at.scale + at.y, DOT_PX * ratio];
    const circle = (radius: number): void => {
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, Math.PI * 2);
    };
    circle(r + 1.4 * ratio);
    ctx.fillStyle = look.edge;
    ctx.fill();
    circle(r);
    ctx.fillStyle = dot.isSelf ? look.self : look.other;
    ctx.fill();
    if (!dot.isSelf) continue;
    circle(r + 4 * ratio);
    ctx.strokeStyle = look.self;
    ctx.lineWidth = 1.6 * ratio;
    ctx.stroke();
  }
};

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null => {
  const ctx = canvas.getContext('2d');
  ctx?.setTransform(1, 0, 0, 1, 0, 0);
  ctx?.clearRect(0, 0, canvas.width, canvas.height);
  return ctx;
};

/** Fills the canvas (in its own pixels: set its width and height before) on a transparent ground. */
export const paintPlaceThumbnail = (
  canvas: HTMLCanvasElement,
  map: PlaceMap,
  theme: ThumbnailTheme,
  people: readonly ThumbnailDot[] = [],
  ratio = 1,
): void => {
  const ctx = contextOf(canvas);
  if (ctx === null) return;
  const at = fit(map, canvas.width, canvas.height);
  paintMiniature(ctx, map, theme, at);
  paintDots(ctx, theme, at, people, ratio);
};

export type Minimap = {
  readonly draw: (people: readonly ThumbnailDot[]) => void;
  /** The floor under a point of the canvas in CSS pixels, or null outside the place. */
  readonly floorAt: (x: number, y: number) => WorldPoint | null;
};

/** `ratio` is canvas pixels for each CSS pixel. A new theme or size is a new minimap. */
export const createMinimap = (canvas: HTMLCanvasElement, map: PlaceMap, theme: ThumbnailTheme, ratio: number): Minimap => {
  const background = document.createElement('canvas');
  [background.width, background.height] = [canvas.width, canvas.height];
  const at = fit(map, canvas.width, canvas.height);
  const back = background.getContext('2d');
  if (back !== null) paintMiniature(back, map, theme, at);
  return {
    draw: (people) => {
      const ctx = contextOf(canvas);
      if (ctx === null) return;
      ctx.drawImage(background, 0, 0);
      paintDots(ctx, theme, at, people, ratio);
    },
    floorAt: (x, y) => {
      const p = unproject((x * ratio - at.x) / at.scale, (y * ratio - at.y) / at.scale);
      return p.x >= 0 && p.y >= 0 && p.x < map.width && p.y < map.depth ? p : null;
    },
  };
};
