/**
 * A piece of furniture in its own coordinates: u from its left to its right, v towards its front, its centre at 0, 0.
 * Building a piece records parts; the baker later paints each group of parts into one sprite. A piece is split into
 * groups only where a person may get between (seat and back, desk and what is under it).
 */
import { project, rotateOffset } from '../../../domain/world/projection.ts';
import type { Rotation } from '../../../domain/world/map.ts';
import { type Box, type Solid, uniteBoxes } from '../depth/box.ts';
import { createDepthOrder } from '../depth/depth-order.ts';
import type { Brush, Canvas2d, FacePainter } from './brush.ts';
import { type BodyStyle, type Profile, paintBox, paintLathe, paintPrism, paintUpright, ringOutline, roundedOutline } from './solids.ts';

/** Pixels at zoom 1 around the piece's foot that its paint may touch. */
export type Extent = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export type Part = Solid & { readonly group: string; readonly extent: Extent; readonly paint: (brush: Brush) => void };
/** What one sprite of a piece shows: its parts from far to near. */
export type PieceGroup = Solid & { readonly name: string; readonly extent: Extent; readonly parts: readonly Part[] };
export type Piece = {
  readonly groups: readonly PieceGroup[];
  /** Lies on the floor: painted with it, under light and shadow. */
  readonly flats: readonly Part[];
  /** Solids that throw a shadow from the sun. */
  readonly casts: readonly Box[];
  /** Solids that darken the floor where they stand. */
  readonly contacts: readonly Box[];
};

export type PartStyle = BodyStyle & {
  readonly front?: FacePainter;
  readonly rear?: FacePainter;
  readonly side?: FacePainter;
  readonly top?: FacePainter;
  /** Neither casts nor touches: small, or standing on another part. */
  readonly quiet?: boolean;
};

export type Kit = {
  readonly rotation: Rotation;
  /** Parts added from here on belong to this sprite. */
  readonly group: (name: string) => Kit;
  /** What the present group is sorted by, when its paint reaches under or over a neighbour (feet under a backrest). */
  readonly bounds: (u0: number, v0: number, u1: number, v1: number, z0: number, z1: number) => Kit;
  /** Parts added from here on lie on the floor. */
  readonly flat: () => Kit;
  readonly box: (u0: number, v0: number, u1: number, v1: number, z0: number, z1: number, style: PartStyle) => Kit;
  readonly slab: (u0: number, v0: number, u1: number, v1: number, z0: number, z1: number, radius: number, style: PartStyle) => Kit;
  readonly cylinder: (u: number, v: number, r: number, z0: number, z1: number, style: PartStyle & { readonly topRadius?: number }) => Kit;
  readonly lathe: (u: number, v: number, profile: Profile, style: PartStyle) => Kit;
  /** Flat to the screen: leaves, cords. `extent` is measured from its foot. */
  readonly upright: (
    u: number,
    v: number,
    z0: number,
    z1: number,
    r: number,
    extent: Extent,
    paint: (ctx: Canvas2d, brush: Brush) => void,
  ) => Kit;
  /** The shade of something that stands on thin legs. */
  readonly shade: (u0: number, v0: number, u1: number, v1: number, height: number) => Kit;
  readonly build: () => Piece;
};

const FLAT = ' flat';
const PAD = 1.6;

const extentOfBox = (box: Box): Extent => ({
  left: project(box.x0, box.y1).x - PAD,
  right: project(box.x1, box.y0).x + PAD,
  top: project(box.x0, box.y0, box.z1).y - PAD,
  bottom: project(box.x1, box.y1, box.z0).y + PAD,
});
export const uniteExtents = (a: Extent, b: Extent): Extent => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

const groupParts = (name: string, parts: readonly Part[], bounds: Box | undefined): PieceGroup => {
  const order = createDepthOrder(parts).order();
  const sorted = order.flatMap((entry) => parts[entry] ?? []);
  const reach = parts.map((part) => part.box).reduce(uniteBoxes);
  return {
    name,
    ...(bounds === undefined ? { box: reach } : { box: bounds, reach }),
    extent: parts.map((part) => part.extent).reduce(uniteExtents),
    parts: sorted,
  };
};

export const createKit = (rotation: Rotation): Kit => {
  const parts: Part[] = [];
  const casts: Box[] = [];
  const contacts: Box[] = [];
  const bounds = new Map<string, Box>();
  let group = 'main';
  const isBack = rotation > 1;

  const rect = (u0: number, v0: number, u1: number, v1: number, z0: number, z1: number): Box => {
    const a = rotateOffset(u0, v0, rotation);
    const b = rotateOffset(u1, v1, rotation);
    return { x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y), z0, z1 };
  };
  /** Painters of front, rear and side go to whichever face the viewer sees at this rotation. */
  const faced = (style: PartStyle): BodyStyle => {
    const seen = isBack ? style.rear : style.front;
    return rotation % 2 === 1
      ? { ...style, onX: seen, onY: style.side, onZ: style.top }
      : { ...style, onX: style.side, onY: seen, onZ: style.top };
  };
  const add = (box: Box, style: PartStyle, paint: (brush: Brush) => void, extent = extentOfBox(box)): Kit => {
    parts.push({ box, group, extent, paint });
    if (style.quiet !== true && group !== FLAT) {
      casts.push(box);
      if (box.z0 < 8) contacts.push(box);
    }
    return kit;
  };

  const kit: Kit = {
    rotation,
    group: (name) => {
      group = name;
      return kit;
    },
    bounds: (...edges) => {
      bounds.set(group, rect(...edges));
      return kit;
    },
    flat: () => kit.group(FLAT),
    box: (u0, v0, u1, v1, z0, z1, style) => {
      const box = rect(u0, v0, u1, v1, z0, z1);
      const body = faced(style);
      return add(box, style, (brush) => paintBox(brush, box, body));
    },
    slab: (u0, v0, u1, v1, z0, z1, radius, style) => {
      const box = rect(u0, v0, u1, v1, z0, z1);
      const outline = roundedOutline(box.x0, box.y0, box.x1, box.y1, radius);
      const body = faced(style);
      return add(box, style, (brush) => paintPrism(brush, outline, z0, outline, z1, body));
    },
    cylinder: (u, v, r, z0, z1, style) => {
      const p = rotateOffset(u, v, rotation);
      const topRadius = style.topRadius ?? r;
      const widest = Math.max(r, topRadius);
      const box = { x0: p.x - widest, y0: p.y - widest, x1: p.x + widest, y1: p.y + widest, z0, z1 };
      const lower = ringOutline(p.x, p.y, r);
      const upper = ringOutline(p.x, p.y, topRadius);
      const body = faced(style);
      return add(box, style, (brush) => paintPrism(brush, lower, z0, upper, z1, body));
    },
    lathe: (u, v, profile, style) => {
      const p = rotateOffset(u, v, rotation);
      const widest = Math.max(...profile.map(([r]) => r));
      const z0 = profile[0]?.[1] ?? 0;
      const z1 = profile.at(-1)?.[1] ?? 0;
      const box = { x0: p.x - widest, y0: p.y - widest, x1: p.x + widest, y1: p.y + widest, z0, z1 };
      return add(box, style, (brush) => paintLathe(brush, p.x, p.y, profile, faced(style)));
    },
    upright: (u, v, z0, z1, r, extent, paint) => {
      const p = rotateOffset(u, v, rotation);
      const foot = project(p.x, p.y, z0);
      const box = { x0: p.x - r, y0: p.y - r, x1: p.x + r, y1: p.y + r, z0, z1 };
      return add(box, { colour: '', quiet: true }, (brush) => paintUpright(brush, p.x, p.y, z0, paint), {
        left: foot.x + extent.left,
        top: foot.y + extent.top,
        right: foot.x + extent.right,
        bottom: foot.y + extent.bottom,
      });
    },
    shade: (u0, v0, u1, v1, height) => {
      casts.push(rect(u0, v0, u1, v1, height - 3, height));
      contacts.push(rect(u0, v0, u1, v1, 0, 0.1));
      return kit;
    },
    build: () => {
      const names = [...new Set(parts.map((part) => part.group))].filter((name) => name !== FLAT);
      return {
        groups: names.map((name) =>
          groupParts(
            name,
            parts.filter((part) => part.group === name),
            bounds.get(name),
          ),
        ),
        flats: parts.filter((part) => part.group === FLAT),
        casts,
        contacts,
      };
    },
  };
  return kit;
};
