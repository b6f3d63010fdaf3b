/** Desks, chairs, tables, boards: the working half of a place. Measures agree with `domain/world/catalogue.ts`. */
import type { ObjectOptions } from '../../../domain/world/map.ts';
import { type Canvas2d, type Brush, type FacePainter, ellipse, roundRect } from './brush.ts';
import { colourOption, flagOption, numberOption, variantOption } from './options.ts';
import { PAINT } from './paints.ts';
import type { Kit, PartStyle } from './piece.ts';

export type Painter = (kit: Kit, options: ObjectOptions) => void;

/** A small part that neither casts nor touches. */
export const small = (colour: string, more: Partial<PartStyle> = {}): PartStyle => ({ colour, quiet: true, ...more });
export const solid = (colour: string, more: Partial<PartStyle> = {}): PartStyle => ({ colour, ...more });

const SCREENS = [
  { back: PAINT.screenDark, ink: [PAINT.glowMint, PAINT.glowAmber, PAINT.glowCoral] },
  { back: PAINT.screenPale, ink: [PAINT.teal, PAINT.keyCap, PAINT.terracotta] },
  { back: PAINT.screenTeal, ink: [PAINT.glowSand, PAINT.glowMint, PAINT.screenPale] },
  { back: PAINT.screenViolet, ink: [PAINT.glowPink, PAINT.glowLilac, PAINT.glowSand] },
] as const;

/** What glows on a monitor: a few calm lines, never real text. */
const screenArt =
  (variant: number): FacePainter =>
  (ctx, w, h, { colour }) => {
    const screen = SCREENS[variant % SCREENS.length] ?? SCREENS[0];
    roundRect(ctx, 0.8, 0.8, w - 1.6, h - 1.6, 1, colour.of(screen.back, { lit: true }));
    for (let i = 0; i < Math.floor((h - 4) / 2.6); i++) {
      ctx.fillStyle = colour.of(screen.ink[i % 3] ?? PAINT.white, { lit: true, alpha: 0.9 });
      const width = (w - 7) * (0.35 + ((i * 37 + variant * 17) % 60) / 100);
      ctx.fillRect(2.6 + ((i * 3) % 4), 2.6 + i * 2.6, width, 1.2);
    }
  };

const drawers: FacePainter = (ctx, w, h, { colour }) => {
  for (const y of [1, h / 2]) {
    roundRect(ctx, 1, y, w - 2, h / 2 - 1.4, 0.8, colour.of(PAINT.cream));
    roundRect(ctx, w / 2 - 1.6, y + 1.4, 3.2, 0.9, 0.4, colour.of(PAINT.handle));
  }
};
const keys: FacePainter = (ctx, w, h, { colour }) => {
  ctx.fillStyle = colour.of(PAINT.keyCap);
  for (let y = 1; y < h - 1; y += 1.6) for (let x = 1; x < w - 1; x += 1.7) ctx.fillRect(x, y, 1.1, 1);
};
const sprig = (ctx: Canvas2d, { colour }: Brush): void => {
  for (const [x, y, turn] of [
    [-2.4, -3, -0.5],
    [2.4, -3.4, 0.5],
    [0, -5.6, 0],
  ] as const)
    ellipse(ctx, x, y, 1.7, 3.6, colour.of(turn < 0 ? PAINT.leafMint : PAINT.leaf), turn);
};

const desk: Painter = (kit, options) => {
  const top = colourOption(options, 'colour', PAINT.oakPale);
  kit.group('under');
  for (const u of [-0.7, 0.64]) for (const v of [-0.34, 0.28]) kit.box(u, v, u + 0.06, v + 0.06, 0, 16.4, small(PAINT.white));
  kit.box(0.3, -0.26, 0.62, 0.24, 1, 14, small(PAINT.white, { front: drawers }));
  kit.box(-0.66, -0.33, 0.3, -0.3, 6, 16.4, small(PAINT.panel));
  kit.group('main').slab(-0.76, -0.4, 0.76, 0.4, 16.4, 18.4, 0.06, small(top)).shade(-0.76, -0.4, 0.76, 0.4, 18);
  kit
    .slab(-0.17, -0.28, 0.17, -0.1, 18.4, 19, 0.05, small(PAINT.metalPale))
    .box(-0.03, -0.23, 0.03, -0.19, 19, 22.5, small(PAINT.metalPale));
  const rear: FacePainter = (ctx, w, h, { colour }) => ellipse(ctx, w / 2, h / 2, 2.6, 2.6, colour.of(PAINT.metal));
  kit.box(-0.4, -0.18, 0.4, -0.14, 22.5, 37, small(PAINT.ink, { front: screenArt(variantOption(options, 'art')), rear }));
  kit.slab(-0.27, 0.1, 0.23, 0.27, 18.4, 19.1, 0.03, small(PAINT.white, { top: keys }));
  kit.slab(0.3, 0.13, 0.4, 0.25, 18.4, 19.2, 0.05, small(PAINT.white));
  kit.cylinder(-0.5, 0.12, 0.055, 18.4, 22.6, small(colourOption(options, 'mug', PAINT.terracotta)));
  if (flagOption(options, 'lamp')) {
    kit.cylinder(0.56, -0.2, 0.09, 18.4, 19.2, small(PAINT.navy)).cylinder(0.56, -0.2, 0.015, 19.2, 31, small(PAINT.navy));
    kit.cylinder(0.56, -0.2, 0.1, 31, 36, { ...small(PAINT.navy), topRadius: 0.06 });
  }
  if (flagOption(options, 'plant')) {
    kit.cylinder(-0.6, -0.2, 0.06, 18.4, 22.5, { ...small(PAINT.white), topRadius: 0.075 });
    kit.upright(-0.6, -0.2, 22.5, 33, 0.07, { left: -5, top: -11, right: 5, bottom: 2 }, sprig);
  }
};

const officeChair: Painter = (kit, options) => {
  const cloth = colourOption(options, 'colour', PAINT.teal);
  kit.group('seat').cylinder(0, 0, 0.2, 0.6, 1.8, solid(PAINT.metal)).cylinder(0, 0, 0.035, 1.8, 8.4, small(PAINT.metal));
  kit.slab(-0.22, -0.21, 0.22, 0.22, 8.4, 11.4, 0.1, small(cloth));
  kit
    .group('back')
    .slab(-0.2, -0.29, 0.2, -0.22, 12.6, 27, 0.035, small(cloth))
    .box(-0.03, -0.26, 0.03, -0.23, 9, 12.6, small(PAINT.metal));
};

const sideChair: Painter = (kit, options) => {
  const cloth = colourOption(options, 'colour', PAINT.terracotta);
  kit.group('seat');
  for (const u of [-0.17, 0.17]) for (const v of [-0.18, 0.17]) kit.cylinder(u, v, 0.022, 0, 9, small(PAINT.walnut));
  kit.slab(-0.21, -0.21, 0.21, 0.21, 9, 11.4, 0.09, small(cloth)).shade(-0.2, -0.2, 0.2, 0.2, 11);
  kit.group('back').slab(-0.2, -0.27, 0.2, -0.21, 11.4, 24, 0.03, small(cloth));
};

const meetingTable: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 3) / 2;
  const b = numberOption(options, 'd', 1.2) / 2;
  kit.group('under');
  for (const u of [-a * 0.62, a * 0.62]) kit.slab(u - 0.12, -b * 0.5, u + 0.12, b * 0.5, 0, 15.6, 0.1, solid(PAINT.walnut));
  kit
    .group('main')
    .slab(-a, -b, a, b, 15.6, 18, b * 0.7, small(colourOption(options, 'colour', PAINT.oak)))
    .shade(-a, -b, a, b, 17);
  const papers = [
    [-a * 0.55, b * 0.45, PAINT.metalPale],
    [a * 0.1, -b * 0.5, PAINT.paper],
    [a * 0.6, b * 0.4, PAINT.ink],
  ] as const;
  for (const [u, v, colour] of papers) kit.slab(u - 0.2, v - 0.13, u + 0.2, v + 0.13, 18, 18.6, 0.02, small(colour));
  kit.cylinder(a * 0.3, b * 0.1, 0.05, 18, 22, small(PAINT.white)).cylinder(-a * 0.12, b * 0.3, 0.05, 18, 22, small(PAINT.terracotta));
};

const roundTable: Painter = (kit, options) => {
  const r = numberOption(options, 'r', 0.75);
  const h = numberOption(options, 'h', 17, 4, 60);
  kit
    .group('under')
    .cylinder(0, 0, r * 0.36, 0, 1.2, solid(PAINT.walnut))
    .cylinder(0, 0, 0.09, 1.2, h - 2, small(PAINT.walnut));
  kit.group('main').cylinder(0, 0, r, h - 2, h, small(colourOption(options, 'colour', PAINT.oakPale)));
  kit.shade(-r * 0.8, -r * 0.8, r * 0.8, r * 0.8, h);
  if (!flagOption(options, 'set')) return;
  kit.slab(-r * 0.5, -0.1, -r * 0.5 + 0.4, 0.16, h, h + 0.6, 0.02, small(PAINT.paper));
  kit.slab(0.1, -r * 0.55, 0.52, -r * 0.55 + 0.28, h, h + 0.7, 0.03, small(PAINT.metalPale));
  kit.cylinder(0.2, 0.32, 0.05, h, h + 4, small(PAINT.terracotta)).cylinder(-0.05, -0.02, 0.07, h, h + 2.4, small(PAINT.white));
};

const sketch: FacePainter = (ctx, w, h, { colour }) => {
  roundRect(ctx, 1.4, 1.4, w - 2.8, h - 2.8, 1, colour.of(PAINT.paper, { lit: true }));
  ctx.lineWidth = 1;
  ctx.lineCap = 'round';
  const boxes = [
    [6, 10, PAINT.teal],
    [22, 11, PAINT.terracotta],
    [39, 9, PAINT.navy],
  ] as const;
  for (const [i, [x, width, hue]] of boxes.entries()) {
    ctx.strokeStyle = colour.of(hue, { lit: true });
    ctx.strokeRect(x, 7, width, 6);
    if (i === boxes.length - 1) continue;
    ctx.beginPath();
    ctx.moveTo(x + width + 1, 10);
    ctx.lineTo(x + width + 5, 10);
    ctx.stroke();
  }
  ctx.strokeStyle = colour.of(PAINT.inkSoft, { lit: true });
  ctx.lineWidth = 0.8;
  for (let i = 0; i < 3; i++) {
    ctx.beginPath();
    ctx.moveTo(6, 18 + i * 3);
    ctx.lineTo(24 - i * 4, 18 + i * 3);
    ctx.stroke();
  }
  for (const [hue, x] of [
    [PAINT.noteYellow, 31],
    [PAINT.notePink, 37],
    [PAINT.noteGreen, 43],
  ] as const)
    roundRect(ctx, x, 17, 4.6, 4.6, 0.4, colour.of(hue, { lit: true }));
};

const whiteboard: Painter = (kit) => {
  for (const u of [-0.75, 0.72]) {
    kit.box(u, -0.02, u + 0.04, 0.02, 1.5, 15, small(PAINT.metalPale));
    kit.box(u - 0.02, -0.2, u + 0.06, 0.2, 0, 1.5, solid(PAINT.metalPale));
  }
  const rear: FacePainter = (ctx, w, h, { colour }) => roundRect(ctx, 1.5, 1.5, w - 3, h - 3, 1, colour.of(PAINT.parchment));
  kit.box(-0.85, -0.03, 0.85, 0.03, 15, 44, solid(PAINT.white, { front: sketch, rear }));
};

/** A title and a few bars; on the big screens. */
export const chart: FacePainter = (ctx, w, h, { colour }) => {
  const lit = (hex: string, alpha = 1): string => colour.of(hex, { lit: true, alpha });
  const back = ctx.createLinearGradient(0, 0, w, h);
  back.addColorStop(0, lit(PAINT.chartBlue));
  back.addColorStop(1, lit(PAINT.chartNavy));
  roundRect(ctx, 1.4, 1.4, w - 2.8, h - 2.8, 0.8, back);
  const margin = w / 10;
  roundRect(ctx, margin, h * 0.16, w * 0.34, 1.8, 0.9, lit(PAINT.screenPale, 0.9));
  roundRect(ctx, margin, h * 0.28, w * 0.22, 1.3, 0.6, lit(PAINT.screenPale, 0.5));
  for (const [i, v] of [0.3, 0.48, 0.4, 0.66, 0.82].entries()) {
    const hue = lit(i === 4 ? PAINT.glowAmber : PAINT.glowMint);
    roundRect(ctx, w * 0.5 + i * w * 0.085, h * (0.86 - v * 0.6), w * 0.05, h * v * 0.6, 0.8, hue);
  }
  ctx.fillStyle = lit(PAINT.screenPale, 0.35);
  for (let i = 0; i < 4; i++) ctx.fillRect(margin, h * (0.48 + i * 0.1), w * (0.3 - i * 0.05), 1);
};

const tvScreen: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 1.8) / 2;
  kit.box(-a, -0.03, a, 0.03, 0, numberOption(options, 'h', 24, 4, 60), small(PAINT.ink, { front: chart }));
};

const laptop: Painter = (kit) => {
  kit.box(-0.3, -0.17, 0.3, 0.17, 0, 0.8, small(PAINT.metalPale, { top: keys }));
  kit.box(-0.3, -0.2, 0.3, -0.17, 0, 9.6, small(PAINT.metalPale, { front: screenArt(1) }));
};

export const WORK = { desk, officeChair, sideChair, meetingTable, roundTable, whiteboard, tvScreen, laptop } as const;
