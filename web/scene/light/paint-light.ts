/** The three pictures that light makes: patches of sun, shade on the floor, and the light map that multiplies the world. */
import type { Lamp } from '../../../domain/world/map.ts';
import type { SceneModel } from '../model.ts';
import { type Canvas2d, at, polygon, quadOn, tracePath } from '../paint/brush.ts';
import type { Bounds } from '../camera/camera.ts';
import { castShape, contactShape, paintCorner } from '../paint/shadows.ts';
import { fillSoft, pathOf } from '../paint/soft.ts';
import type { Look } from '../layers/look.ts';
import type { Daylight, Rgb } from './sun.ts';
import { type SunWindow, sunPatch } from './windows.ts';

const css = ([r, g, b]: Rgb, alpha: number): string => `rgba(${Math.round(r)},${Math.round(g)},${Math.round(b)},${alpha})`;

/** On the floor only: a bounce of light, and the patch itself with edges that are a little soft. */
export const paintSun = (ctx: Canvas2d, windows: readonly SunWindow[], light: Daylight, scale: number): void => {
  if (light.sunStrength < 0.02) return;
  const path = pathOf(windows.map((window) => sunPatch(window, light.patch)));
  fillSoft(ctx, path, css(light.sunColour, 0.2 * light.sunStrength), 14 * scale);
  fillSoft(ctx, path, css(light.sunColour, 0.42 * light.sunStrength), 1.4 * scale);
};

/** Shadows as one path and contacts as another, so that overlapping things never darken the floor twice. */
export const paintShade = (ctx: Canvas2d, model: SceneModel, look: Look, light: Daylight, scale: number): void => {
  const { map } = model;
  const brush = { ctx, palette: look.palette, colour: look.colour };
  for (const corner of model.corners) paintCorner(brush, corner);
  ctx.save();
  tracePath(ctx, quadOn(0, 0, map.width, map.depth));
  ctx.clip();
  const casts = pathOf(model.casts.map((box) => castShape(box, light.slope)));
  fillSoft(ctx, casts, look.colour.shadow(look.palette.castAlpha * (0.55 + 0.45 * light.sunStrength)), 2.6 * scale);
  ctx.restore();
  fillSoft(ctx, pathOf(model.contacts.map(contactShape)), look.colour.shadow(look.palette.contactAlpha), 2.2 * scale);
};

const WARM: Rgb = [255, 186, 104];
const COOL: Rgb = [120, 178, 230];

const glow = (ctx: Canvas2d, x: number, y: number, radius: number, squash: number, colour: Rgb, alpha: number): void => {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(1, squash);
  const fade = ctx.createRadialGradient(0, 0, 0, 0, 0, radius);
  for (const [stop, share] of [
    [0, 1],
    [0.25, 0.74],
    [0.5, 0.38],
    [0.75, 0.12],
    [1, 0],
  ] as const)
    fade.addColorStop(stop, css(colour, alpha * share));
  ctx.fillStyle = fade;
  ctx.fillRect(-radius, -radius, radius * 2, radius * 2);
  ctx.restore();
};

const CEILING_PX = 60;
/** How far up a lamp's light is centred: between the floor and the bulb. */
const lift = (lamp: Lamp): number => Math.min(lamp.z, 46) * 0.35;

const toByte = (rgb: Rgb, offset: Rgb, sign: number): Rgb => [
  Math.max(0, (rgb[0] + offset[0] * sign) * 255),
  Math.max(0, (rgb[1] + offset[1] * sign) * 255),
  Math.max(0, (rgb[2] + offset[2] * sign) * 255),
];

/**
 * The colour that the world is multiplied by, at half strength: 0.5 leaves it, 1 doubles it. A product keeps dark things
 * dark, so that black hair under a lamp stays black.
 */
export const paintLightMap = (
  ctx: Canvas2d,
  model: SceneModel,
  lamps: readonly Lamp[],
  windows: readonly SunWindow[],
  light: Daylight,
  part: Bounds,
  scale: number,
): void => {
  const { map } = model;
  const [ax, ay] = at(-4, map.depth * 0.6);
  const [bx, by] = at(map.width + 4, map.depth * 0.4);
  const base = ctx.createLinearGradient(ax, ay - 160, bx, by + 160);
  base.addColorStop(0, css(toByte(light.ambient, light.gradient, 1), 1));
  base.addColorStop(0.5, css(toByte(light.ambient, light.gradient, 0.15), 1));
  base.addColorStop(1, css(toByte(light.ambient, light.gradient, -0.75), 1));
  ctx.fillStyle = base;
  ctx.fillRect(part.left, part.top, part.right - part.left, part.bottom - part.top);
  ctx.globalCompositeOperation = 'lighter';
  if (light.sunStrength > 0.02) {
    const patches = pathOf(windows.map((window) => sunPatch(window, light.patch)));
    fillSoft(ctx, patches, css(light.sunColour, 0.055 * light.sunStrength), 9 * scale);
  }
  for (const lamp of lamps) {
    const isScreen = lamp.kind === 'screen';
    const power = lamp.strength * (isScreen ? 0.3 + 0.7 * light.lamps : light.lamps);
    if (power < 0.02) continue;
    const [x, y] = at(lamp.x, lamp.y, lift(lamp));
    glow(ctx, x, y, lamp.radius * 42, 0.56, isScreen ? COOL : WARM, (isScreen ? 0.4 : 0.58) * power);
    if (!isScreen && lamp.z < CEILING_PX) {
      const [bulbX, bulbY] = at(lamp.x, lamp.y, lamp.z);
      glow(ctx, bulbX, bulbY, 40, 1, WARM, 0.24 * power);
    }
  }
};

/** Light in the air, added after everything: a breath at each bulb, shafts from windows, beams of spotlights. */
export const paintAir = (
  ctx: Canvas2d,
  lamps: readonly Lamp[],
  windows: readonly SunWindow[],
  beams: readonly Beam[],
  light: Daylight,
): void => {
  if (light.palette === 'day')
    for (const window of windows) {
      const top = [at(window.x, window.from, window.head), at(window.x, window.to, window.head)] as const;
      const [, , farTo, farFrom] = sunPatch(window, light.patch);
      if (farTo === undefined || farFrom === undefined) continue;
      const fade = ctx.createLinearGradient(top[1][0], top[1][1], farTo[0], farTo[1]);
      fade.addColorStop(0, css(light.sunColour, 0.09 * light.sunStrength));
      fade.addColorStop(1, css(light.sunColour, 0));
      polygon(ctx, [...top, farTo, farFrom], fade);
    }
  for (const beam of beams) {
    const [ax, ay] = at(beam.x, beam.y, beam.z);
    const [bx, by] = at(beam.aimX, beam.aimY, beam.floor);
    const width = beam.radius * 45;
    const strength = 0.13 + 0.15 * light.lamps;
    const fade = ctx.createLinearGradient(ax, ay, bx, by);
    fade.addColorStop(0, css([255, 240, 200], strength));
    fade.addColorStop(1, css([255, 240, 200], strength * 0.15));
    ctx.save();
    ctx.fillStyle = fade;
    ctx.beginPath();
    ctx.moveTo(ax - 3, ay);
    ctx.lineTo(ax + 3, ay);
    ctx.lineTo(bx + width, by);
    ctx.ellipse(bx, by, width, width / 2, 0, 0, Math.PI);
    ctx.fill();
    ctx.restore();
    glow(ctx, bx, by, width * 1.15, 0.5, [255, 240, 200], strength * 0.45);
  }
  if (light.lamps < 0.02) return;
  ctx.globalCompositeOperation = 'lighter';
  for (const lamp of lamps) {
    if (lamp.kind === 'screen' || lamp.z >= CEILING_PX) continue;
    const [x, y] = at(lamp.x, lamp.y, lamp.z);
    glow(ctx, x, y, 24, 1, [255, 210, 146], 0.42 * lamp.strength * light.lamps);
  }
};

export type Beam = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly aimX: number;
  readonly aimY: number;
  readonly floor: number;
  readonly radius: number;
};
