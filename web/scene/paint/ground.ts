/** Everything that lies: sky colour, surroundings, floors, zone borders and names, rugs. One call paints any part of it. */
import { ZoneType, type Zone } from '../../../domain/world/map.ts';
import { project } from '../../../domain/world/projection.ts';
import type { SceneModel } from '../model.ts';
import { type Brush, at, onFace, polygon, quadOn } from './brush.ts';
import { paintFloor } from './floors.ts';
import type { Extent } from './piece.ts';
import { paintSurroundings } from './surroundings.ts';

const SKY = { day: ['#f7efe2', '#ead9c4'], dark: ['#1b2030', '#12141b'] } as const;
export const skyColour = (brush: Pick<Brush, 'palette'>): string => SKY[brush.palette.name][1];

const ZONE_TINT: { readonly [type in ZoneType]: string | null } = {
  [ZoneType.Open]: null,
  [ZoneType.Meeting]: null,
  [ZoneType.Silent]: '#4a6185',
  [ZoneType.Stage]: '#7d5a86',
  [ZoneType.Desk]: '#3f8577',
  [ZoneType.Listening]: '#cc7556',
  [ZoneType.Portal]: '#2f6f62',
};
const HAIRLINE_INSET = 0.12;

const zoneBorder = ({ ctx, colour, palette }: Brush, zone: Zone): void => {
  const hue = ZONE_TINT[zone.type];
  if (hue === null) return;
  const { x, y, w, d } = zone.area;
  const quad = quadOn(x + HAIRLINE_INSET, y + HAIRLINE_INSET, x + w - HAIRLINE_INSET, y + d - HAIRLINE_INSET);
  const alpha = palette.night ? 0.5 : 0.32;
  polygon(ctx, quad, colour.of(hue, { alpha: 0.05 }), { colour: colour.of(hue, { alpha, lighter: palette.night ? 0.2 : 0 }), width: 1 });
};

export const ZONE_FONT = '600 10.5px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const zoneName = ({ ctx, palette }: Brush, zone: Zone): void => {
  const { at: corner, along } = zone.label;
  onFace(ctx, 'z', { x0: corner.x, y0: corner.y, x1: corner.x, y1: corner.y, z0: 0, z1: 0 }, () => {
    if (along === 'y') ctx.rotate(-Math.PI / 2);
    ctx.font = ZONE_FONT;
    ctx.textBaseline = 'top';
    ctx.letterSpacing = '1.6px';
    ctx.fillStyle = palette.night ? 'rgba(255,246,230,.42)' : 'rgba(84,62,44,.48)';
    ctx.fillText(zone.name.toUpperCase(), 0, 0);
  });
};

const meets = (a: Extent, b: Extent): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const areaExtent = (x: number, y: number, w: number, d: number): Extent => ({
  left: project(x, y + d).x - 2,
  right: project(x + w, y).x + 2,
  top: project(x, y).y - 2,
  bottom: project(x + w, y + d).y + 2,
});

/** Floors, zone borders, and rugs. `part` is in pixels at zoom 1: what lies outside it is skipped. */
export const paintFloors = (brush: Brush, model: SceneModel, part: Extent): void => {
  const { ctx } = brush;
  for (const floor of model.map.floors) {
    const { x, y, w, d } = floor.area;
    if (meets(areaExtent(x, y, w, d), part)) paintFloor(brush, floor);
  }
  for (const zone of model.map.zones) zoneBorder(brush, zone);
  for (const flat of model.flats) {
    const extent = {
      left: flat.originX + flat.extent.left,
      right: flat.originX + flat.extent.right,
      top: flat.originY + flat.extent.top,
      bottom: flat.originY + flat.extent.bottom,
    };
    if (!meets(extent, part)) continue;
    ctx.save();
    ctx.translate(flat.originX, flat.originY);
    flat.paint(brush);
    ctx.restore();
  }
};

/** Everything that lies, on the sky; the brush is already moved and scaled, and its canvas ends where `part` does. */
export const paintGround = (brush: Brush, model: SceneModel, part: Extent, scale: number): void => {
  const { ctx, palette } = brush;
  const { map } = model;
  const [a, b] = [at(-10, map.depth / 2), at(map.width + 10, map.depth / 2)];
  const sky = ctx.createLinearGradient(a[0], a[1], b[0], b[1]);
  sky.addColorStop(0, SKY[palette.name][0]);
  sky.addColorStop(1, SKY[palette.name][1]);
  ctx.fillStyle = sky;
  ctx.fillRect(part.left - 1, part.top - 1, part.right - part.left + 2, part.bottom - part.top + 2);
  paintSurroundings(brush, model.surroundings, scale);
  paintFloors(brush, model, part);
  for (const zone of map.zones) zoneName(brush, zone);
};
