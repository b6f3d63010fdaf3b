/** What answers the pointer: the target of a walk on the floor, a ring on a seat, an outline around a door. */
import { Container } from 'pixi.js';
import type { Door, PlaceMap, WorldPoint } from '../../../domain/world/map.ts';
import { type PlacedSeat, groundHeight } from '../../../domain/world/objects.ts';
import { project } from '../../../domain/world/projection.ts';
import { type Canvas2d, tracePath } from '../paint/brush.ts';
import { doorQuad } from '../paint/doors.ts';
import type { SceneTheme } from '../scene.ts';
import { type Stamp, createStamp } from './stamp.ts';

const ACCENT = { light: '#2f6f62', dark: '#6fc3b0' } as const;
const HALO = { light: 'rgba(255,253,249,.9)', dark: 'rgba(12,16,24,.75)' } as const;
/** Marks are few and small: painted sharp enough for the closest zoom. */
const SCALE = 3;

export type PointerMarks = {
  /** Lies on the floor. */
  readonly ground: Container;
  /** Above everything that stands. */
  readonly top: Container;
  readonly setTarget: (at: WorldPoint | null) => void;
  readonly showSeat: (seat: PlacedSeat | null) => void;
  readonly showDoor: (door: Door | null) => void;
  readonly setTheme: (theme: SceneTheme) => void;
  readonly close: () => void;
};

const twice = (ctx: Canvas2d, theme: SceneTheme, width: number, trace: () => void): void => {
  const extra = theme.highContrast ? 1 : 0;
  for (const [colour, wide] of [
    [HALO[theme.scheme], width + 2 + extra],
    [ACCENT[theme.scheme], width + extra],
  ] as const) {
    trace();
    ctx.strokeStyle = colour;
    ctx.lineWidth = wide;
    ctx.lineJoin = 'round';
    ctx.stroke();
  }
};
const ring = (ctx: Canvas2d, rx: number): void => {
  ctx.beginPath();
  ctx.ellipse(0, 0, rx, rx / 2, 0, 0, Math.PI * 2);
};

export const createPointerMarks = (map: PlaceMap, firstTheme: SceneTheme): PointerMarks => {
  const ground = new Container();
  const top = new Container();
  let theme = firstTheme;
  let [target, seat, door]: [WorldPoint | null, PlacedSeat | null, Door | null] = [null, null, null];
  let [targetStamp, seatStamp, doorStamp]: (Stamp | null)[] = [null, null, null];

  const paintTarget = (): Stamp =>
    createStamp({ left: -18, top: -10, right: 18, bottom: 10 }, SCALE, (ctx) => {
      twice(ctx, theme, 1.8, () => ring(ctx, 13));
      ring(ctx, 4);
      ctx.fillStyle = ACCENT[theme.scheme];
      ctx.fill();
    });
  const paintSeat = (): Stamp =>
    createStamp({ left: -20, top: -12, right: 20, bottom: 12 }, SCALE, (ctx) => twice(ctx, theme, 1.6, () => ring(ctx, 14)));
  const paintDoor = (shown: Door): Stamp => {
    const quad = doorQuad(shown);
    const xs = quad.map(([x]) => x);
    const ys = quad.map(([, y]) => y);
    const extent = { left: Math.min(...xs) - 4, right: Math.max(...xs) + 4, top: Math.min(...ys) - 4, bottom: Math.max(...ys) + 4 };
    return createStamp(extent, SCALE, (ctx) => twice(ctx, theme, 1.6, () => tracePath(ctx, quad)));
  };

  const showTarget = (): void => {
    targetStamp?.close();
    targetStamp = null;
    if (target === null) return;
    targetStamp = paintTarget();
    targetStamp.sprite.position.copyFrom(project(target.x, target.y, groundHeight(map, target.x, target.y)));
    ground.addChild(targetStamp.sprite);
  };
  const showSeat = (): void => {
    seatStamp?.close();
    seatStamp = null;
    if (seat === null) return;
    seatStamp = paintSeat();
    seatStamp.sprite.position.copyFrom(project(seat.at.x, seat.at.y, seat.z + 1));
    top.addChild(seatStamp.sprite);
  };
  const showDoor = (): void => {
    doorStamp?.close();
    doorStamp = null;
    if (door === null) return;
    doorStamp = paintDoor(door);
    top.addChild(doorStamp.sprite);
  };

  return {
    ground,
    top,
    setTarget: (at) => {
      target = at;
      showTarget();
    },
    showSeat: (next) => {
      if (next === seat) return;
      seat = next;
      showSeat();
    },
    showDoor: (next) => {
      if (next === door) return;
      door = next;
      showDoor();
    },
    setTheme: (next) => {
      theme = next;
      showTarget();
      showSeat();
      showDoor();
    },
    close: () => {
      for (const stamp of [targetStamp, seatStamp, doorStamp]) stamp?.close();
      ground.destroy();
      top.destroy();
    },
  };
};
