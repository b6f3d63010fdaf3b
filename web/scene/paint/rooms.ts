/** Kitchen, stage, music: pieces that give a room its name. Measures agree with `domain/world/catalogue.ts`. */
import { type Brush, type Canvas2d, type FacePainter, ellipse, roundRect } from './brush.ts';
import { colourOption, flagOption, numberOption } from './options.ts';
import { PAINT } from './paints.ts';
import { type Painter, chart, small, solid } from './work.ts';

const counter: Painter = (kit, options) => {
  const w = numberOption(options, 'w', 3);
  const a = w / 2;
  const b = numberOption(options, 'd', 0.7) / 2;
  const body = colourOption(options, 'colour', PAINT.kitchenGreen);
  const front: FacePainter = (ctx, width, h, { colour }) => {
    const doors = Math.max(1, Math.round(w / 0.62));
    const step = width / doors;
    for (let i = 0; i < doors; i++) {
      roundRect(ctx, i * step + 0.8, 1.8, step - 1.6, h - 5, 0.7, colour.of(body, { lighter: 0.022 }));
      roundRect(ctx, i * step + step / 2 - 2.2, 3.6, 4.4, 0.9, 0.4, colour.of(PAINT.snow));
    }
    ctx.fillStyle = colour.shadow(0.3);
    ctx.fillRect(0, h - 2, width, 2);
  };
  kit.box(-a, -b, a, b, 0, 19.4, solid(body, { front }));
  kit.box(-a - 0.03, -b, a + 0.03, b + 0.04, 19.4, 21.4, small(colourOption(options, 'top', PAINT.white)));
  if (!flagOption(options, 'sink')) return;
  kit.slab(-0.3, -0.18, 0.3, 0.2, 21.4, 21.5, 0.08, small(PAINT.steel)).cylinder(0, -0.26, 0.025, 21.5, 29, small(PAINT.metalPale));
};

const fridge: Painter = (kit) => {
  const front: FacePainter = (ctx, w, _h, { colour }) => {
    ctx.fillStyle = colour.of(PAINT.fridgeLine, { alpha: 0.7 });
    ctx.fillRect(0, 16, w, 0.9);
    roundRect(ctx, w - 5, 6, 1.2, 7, 0.6, colour.of(PAINT.fridgeLine));
    roundRect(ctx, w - 5, 19, 1.2, 10, 0.6, colour.of(PAINT.fridgeLine));
    roundRect(ctx, 5, 22, 5, 6, 0.4, colour.of(PAINT.noteYellow));
    roundRect(ctx, 11, 20.5, 4, 4, 0.4, colour.of(PAINT.rose));
  };
  kit.box(-0.42, -0.36, 0.42, 0.36, 0, 46, solid(PAINT.fridge, { front }));
};

const coffeeMachine: Painter = (kit) => {
  kit.slab(-0.22, -0.2, 0.22, 0.2, 0, 2, 0.05, small(PAINT.ink)).slab(-0.22, -0.2, 0.22, -0.02, 2, 10, 0.05, small(PAINT.terracotta));
  kit.slab(-0.22, -0.2, 0.22, 0.18, 10, 14, 0.05, small(PAINT.terracotta)).cylinder(0, 0.08, 0.05, 2, 5.4, small(PAINT.white));
};

const waterCooler: Painter = (kit) => {
  kit.slab(-0.2, -0.2, 0.2, 0.2, 0, 24, 0.06, solid(PAINT.white)).cylinder(0, 0, 0.09, 24, 26, small(PAINT.glassDeep));
  kit.cylinder(0, 0, 0.17, 26, 39, { ...small(PAINT.water), topRadius: 0.16 });
};

const STAGE_PX = 6;
const stageTop: FacePainter = (ctx, w, h, { colour }) => {
  ctx.beginPath();
  ctx.roundRect(1, 1, w - 2, h - 2, 5);
  ctx.clip();
  for (let y = 0, i = 0; y < h; y += 7, i++) {
    ctx.fillStyle = colour.of(PAINT.oak, { lighter: i % 2 === 1 ? 0.03 : 0.045 });
    ctx.fillRect(0, y, w, 6.6);
  }
};
/** Walked on, so it belongs to the floor: painted with it, never sorted. */
const stage: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 5.4) / 2;
  const b = numberOption(options, 'd', 2.4) / 2;
  kit.flat();
  kit.slab(-a, -b, a, b, 0, STAGE_PX, 0.18, solid(PAINT.oak, { top: stageTop }));
  kit.slab(-0.7, b, 0.7, b + 0.32, 0, STAGE_PX / 2, 0.06, solid(PAINT.oak));
};

const backdrop: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 5.6) / 2;
  const h = numberOption(options, 'h', 54, 10, 120);
  kit.box(-a, -0.1, a, 0.1, 0, h, solid(colourOption(options, 'colour', PAINT.navy)));
  kit.box(-a + 1, 0.1, a - 1, 0.15, 18, h - 4, small(PAINT.ink, { front: chart }));
};

const spotlight: Painter = (kit) => {
  kit.box(-0.03, -0.5, 0.03, 0, 7, 9, small(PAINT.ink)).box(-0.13, -0.15, 0.13, 0.15, 0, 7, small(PAINT.ink));
};

const cones: FacePainter = (ctx, w, h, { colour }) => {
  for (const [y, r] of [
    [h * 0.27, w * 0.2],
    [h * 0.66, w * 0.33],
  ] as const) {
    ellipse(ctx, w / 2, y, r, r, colour.of(PAINT.speakerCone));
    ellipse(ctx, w / 2, y, r * 0.42, r * 0.42, colour.of(PAINT.speakerDot));
  }
};
const speaker: Painter = (kit, options) => {
  kit.box(-0.2, -0.2, 0.2, 0.2, 0, numberOption(options, 'h', 30, 6, 80), solid(PAINT.speaker, { front: cones }));
};

const SLEEVES = [PAINT.rose, PAINT.cream, PAINT.mustard, PAINT.teal, PAINT.navy] as const;
const records: FacePainter = (ctx, w, h, { colour }) => {
  for (let i = 0; i < 3; i++) {
    const x = 1.6 + (i * (w - 2)) / 3;
    roundRect(ctx, x, 1.8, (w - 8) / 3, h - 3.6, 0.6, colour.of(PAINT.walnut));
    for (let b = 0; b < 9; b++) {
      ctx.fillStyle = colour.of(SLEEVES[(b * 3 + i) % SLEEVES.length] ?? PAINT.cream);
      ctx.fillRect(x + 1.4 + b * 2.1, 4, 1.6, h - 7);
    }
  }
};
const recordPlayer: Painter = (kit) => {
  kit.box(-1.1, -0.27, 1.1, 0.27, 2, 14, solid(PAINT.oak, { front: records }));
  for (const u of [-1, 1]) for (const v of [0.2, -0.2]) kit.cylinder(u, v, 0.03, 0, 2, small(PAINT.walnut));
  kit.slab(-0.36, -0.22, 0.24, 0.24, 14, 16.4, 0.05, small(PAINT.white)).cylinder(-0.1, 0.01, 0.2, 16.4, 16.9, small(PAINT.ink));
  kit.cylinder(-0.1, 0.01, 0.07, 16.9, 17.1, small(PAINT.terracotta));
};

const divider: Painter = (kit, options) => {
  const w = numberOption(options, 'w', 2);
  const h = numberOption(options, 'h', 30, 8, 80);
  const count = Math.max(2, Math.round(w / 0.16));
  kit.box(-w / 2, -0.08, w / 2, 0.08, 0, 2.4, solid(PAINT.oak));
  for (let i = 0; i < count; i++) {
    const u = -w / 2 + ((i + 0.5) * w) / count;
    kit.box(u - 0.025, -0.03, u + 0.025, 0.03, 2.4, h, small(PAINT.oak, { gleam: false }));
  }
  kit.box(-w / 2, -0.06, w / 2, 0.06, h, h + 2, small(PAINT.oak)).shade(-w / 2, -0.03, w / 2, 0.03, h * 0.7);
};

const wallShelf: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 2.8) / 2;
  kit.box(-a, -0.14, a, 0.14, 0, 1.6, small(colourOption(options, 'colour', PAINT.oak)));
};

const bowlOfFruit = (ctx: Canvas2d, { colour }: Brush): void => {
  for (const [x, y, r, hue] of [
    [-2.6, -1, 2.3, PAINT.terracotta],
    [2.4, -1, 2.3, PAINT.mustard],
    [0, -2.4, 2.4, PAINT.leafMint],
  ] as const)
    ellipse(ctx, x, y, r, r, colour.of(hue));
};
const trinket: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 0.4) / 2;
  const b = numberOption(options, 'd', 0.3) / 2;
  const h = numberOption(options, 'h', 5, 0.5, 40);
  const hue = colourOption(options, 'colour', PAINT.mustard);
  if (!flagOption(options, 'bowl')) kit.slab(-a, -b, a, b, 0, h, 0.04, small(hue));
  else {
    kit.cylinder(0, 0, a * 0.6, 0, h, { ...small(hue), topRadius: a });
    kit.upright(0, 0, h, h + 4, a * 0.5, { left: -6, top: -6, right: 6, bottom: 3 }, bowlOfFruit);
  }
};

export const ROOMS = {
  counter,
  fridge,
  coffeeMachine,
  waterCooler,
  stage,
  backdrop,
  spotlight,
  speaker,
  recordPlayer,
  divider,
  wallShelf,
  trinket,
} as const;
