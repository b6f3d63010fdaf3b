/** Signs that float over the door of a room: a lock or two heads, and a text that is given. Constant size on screen. */
import { Container } from 'pixi.js';
import { createCanvas } from '../bake/atlas.ts';
import type { PlaceMap } from '../../../domain/world/map.ts';
import { project } from '../../../domain/world/projection.ts';
import type { Canvas2d } from '../paint/brush.ts';
import { DOOR_HEIGHT_PX } from '../paint/doors.ts';
import type { RoomSign, SceneTheme } from '../scene.ts';
import { type Stamp, createStamp } from './stamp.ts';

const FONT = '560 12px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const HEIGHT = 22;
const ICON = 22;
const PAD = 10;
const FLOAT_PX = 10;

const LOOKS = {
  light: { pill: 'rgba(255,253,249,.95)', line: 'rgba(94,74,56,.2)', strong: '#6b6052', ink: '#22252b', shade: 'rgba(96,66,52,.3)' },
  dark: { pill: 'rgba(29,32,39,.95)', line: 'rgba(255,255,255,.16)', strong: '#b9bdc6', ink: '#f0eee9', shade: 'rgba(4,6,14,.5)' },
} as const;

const lock = (ctx: Canvas2d, x: number, y: number, ink: string): void => {
  ctx.strokeStyle = ink;
  ctx.fillStyle = ink;
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  ctx.arc(x, y - 2, 2.7, Math.PI, 0);
  ctx.lineTo(x + 2.7, y);
  ctx.moveTo(x - 2.7, y - 2);
  ctx.lineTo(x - 2.7, y);
  ctx.stroke();
  ctx.beginPath();
  ctx.roundRect(x - 4.2, y - 0.6, 8.4, 6, 1.3);
  ctx.fill();
};
const heads = (ctx: Canvas2d, x: number, y: number, ink: string): void => {
  ctx.fillStyle = ink;
  for (const [dx, r] of [
    [-2.6, 2.1],
    [2.8, 1.8],
  ] as const) {
    ctx.beginPath();
    ctx.arc(x + dx, y - 2.4, r, 0, Math.PI * 2);
    ctx.fill();
    ctx.beginPath();
    ctx.ellipse(x + dx, y + 3.6, r + 1.6, 3, 0, Math.PI, 0);
    ctx.fill();
  }
};

export type SignLayer = {
  readonly root: Container;
  readonly setSigns: (signs: readonly RoomSign[]) => void;
  readonly setTheme: (theme: SceneTheme, resolution: number) => void;
  readonly setZoom: (zoom: number) => void;
  readonly close: () => void;
};

export const createSignLayer = (map: PlaceMap, firstTheme: SceneTheme, firstResolution: number): SignLayer => {
  const root = new Container();
  const ruler = createCanvas(1, 1).ctx;
  ruler.font = FONT;
  let stamps: Stamp[] = [];
  let signs: readonly RoomSign[] = [];
  let theme = firstTheme;
  let resolution = firstResolution;
  let zoom = 1;

  const doorOf = (sign: RoomSign) => {
    const zone = map.zones.find(({ id }) => id === sign.zone);
    const door = map.doors.find(({ id }) => zone?.doors.includes(id));
    if (door === undefined) return null;
    const along = (door.from + door.to) / 2;
    return door.axis === 'x' ? project(along, door.at, DOOR_HEIGHT_PX) : project(door.at, along, DOOR_HEIGHT_PX);
  };
  const place = (): void => {
    for (const { sprite } of stamps) sprite.scale.set(1 / resolution / zoom);
  };
  const build = (): void => {
    for (const stamp of stamps) stamp.close();
    const look = LOOKS[theme.scheme];
    stamps = signs.flatMap((sign) => {
      const at = doorOf(sign);
      if (at === null) return [];
      const width = ruler.measureText(sign.text).width + ICON + PAD;
      const half = width / 2;
      const extent = { left: -half - 8, right: half + 8, top: -HEIGHT - FLOAT_PX - 6, bottom: 4 };
      const stamp = createStamp(extent, resolution, (ctx) => {
        ctx.translate(0, -FLOAT_PX);
        ctx.shadowColor = look.shade;
        ctx.shadowBlur = 6 * resolution;
        ctx.shadowOffsetY = resolution;
        ctx.fillStyle = look.pill;
        ctx.beginPath();
        ctx.roundRect(-half, -HEIGHT, width, HEIGHT, 7);
        ctx.fill();
        ctx.shadowColor = 'transparent';
        ctx.strokeStyle = theme.highContrast ? look.strong : look.line;
        ctx.lineWidth = theme.highContrast ? 2 : 0.9;
        ctx.stroke();
        (sign.locked ? lock : heads)(ctx, -half + 13, -HEIGHT / 2, look.ink);
        ctx.font = FONT;
        ctx.textBaseline = 'middle';
        ctx.fillStyle = look.ink;
        ctx.fillText(sign.text, -half + ICON + 1, -HEIGHT / 2 + 0.8);
      });
      stamp.sprite.position.set(at.x, at.y);
      root.addChild(stamp.sprite);
      return [stamp];
    });
    place();
  };
  return {
    root,
    setSigns: (next) => {
      signs = next;
      build();
    },
    setTheme: (next, nextResolution) => {
      theme = next;
      resolution = nextResolution;
      build();
    },
    setZoom: (next) => {
      if (next === zoom) return;
      zoom = next;
      place();
    },
    close: () => {
      for (const stamp of stamps) stamp.close();
      root.destroy();
    },
  };
};
