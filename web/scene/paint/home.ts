/** Sofas, rugs, shelves, lamps: the living half of a place. Measures agree with `domain/world/catalogue.ts`. */
import { type FacePainter, ellipse, roundRect } from './brush.ts';
import { colourOption, numberOption, variantOption } from './options.ts';
import { PAINT } from './paints.ts';
import type { Kit } from './piece.ts';
import { type Painter, small, solid } from './work.ts';

const upholstered = (kit: Kit, w: number, cloth: string): void => {
  const a = w / 2;
  const count = Math.max(1, Math.round((w - 0.44) / 0.85));
  const step = (w - 0.44) / count;
  kit.group('seat').bounds(-a + 0.22, -0.18, a - 0.22, 0.44, 0, 11.4);
  for (const u of [-a + 0.1, a - 0.1]) for (const v of [0.32, -0.3]) kit.cylinder(u, v, 0.03, 0, 2.6, small(PAINT.walnut));
  kit.slab(-a + 0.22, -0.18, a - 0.22, 0.42, 2.6, 8, 0.05, small(cloth)).shade(-a, -0.42, a, 0.42, 8);
  for (let i = 0; i < count; i++) {
    const u = -a + 0.22 + i * step;
    kit.slab(u + 0.01, -0.16, u + step - 0.01, 0.44, 8, 11.4, 0.1, small(cloth));
  }
  kit.group('back').slab(-a, -0.42, a, -0.18, 2.6, 22, 0.1, solid(cloth));
  kit.group('arm-left').slab(-a, -0.18, -a + 0.22, 0.42, 2.6, 15, 0.1, solid(cloth));
  kit.group('arm-right').slab(a - 0.22, -0.18, a, 0.42, 2.6, 15, 0.1, solid(cloth));
};
const sofa: Painter = (kit, options) =>
  upholstered(kit, numberOption(options, 'w', 2.2, 0.6, 12), colourOption(options, 'colour', PAINT.sage));
const armchair: Painter = (kit, options) =>
  upholstered(kit, numberOption(options, 'w', 1.2, 0.6, 12), colourOption(options, 'colour', PAINT.mustard));

const cushion: Painter = (kit, options) => {
  kit.slab(-0.17, -0.05, 0.17, 0.05, 0, 9, 0.05, small(colourOption(options, 'colour', PAINT.mustard)));
};

const BAG = [
  [0.3, 0],
  [0.38, 2.4],
  [0.38, 4.6],
  [0.35, 6.6],
  [0.26, 8.2],
  [0.1, 9],
] as const;
const beanbag: Painter = (kit, options) => {
  kit.lathe(0, 0, BAG, solid(colourOption(options, 'colour', PAINT.terracotta)));
};

const coffeeTable: Painter = (kit, options) => {
  const r = numberOption(options, 'r', 0.5);
  for (const [u, v] of [
    [-0.6, 0.4],
    [0.6, 0.4],
    [0, -0.68],
  ] as const)
    kit.cylinder(u * r, v * r, 0.03, 0, 7.4, small(PAINT.walnut));
  kit.cylinder(0, 0, r, 7.4, 9.2, small(colourOption(options, 'colour', PAINT.oak))).shade(-r * 0.8, -r * 0.8, r * 0.8, r * 0.8, 9);
  kit.slab(-0.26, -0.1, 0, 0.1, 9.2, 10.6, 0.02, small(PAINT.navy)).slab(-0.22, -0.08, -0.02, 0.08, 10.6, 11.6, 0.02, small(PAINT.mustard));
  kit.cylinder(0.18, 0.12, 0.05, 9.2, 12, small(PAINT.white));
};

const rug: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 3) / 2;
  const b = numberOption(options, 'd', 2) / 2;
  const round = numberOption(options, 'round', 0.16, 0, 4);
  const band = colourOption(options, 'band', PAINT.terracotta);
  const top: FacePainter = (ctx, w, h, { colour }) => {
    ctx.strokeStyle = colour.of(band, { alpha: 0.75 });
    for (const [inset, width, share] of [
      [5, 2, 0.9],
      [9, 0.8, 0.8],
    ] as const) {
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.roundRect(inset, inset, w - inset * 2, h - inset * 2, Math.min(round * 32, w / 2) * share);
      ctx.stroke();
    }
  };
  kit.flat().slab(-a, -b, a, b, 0, 0.15, round, small(colourOption(options, 'colour', PAINT.cream), { top, gleam: false }));
};

const BOOKS = [PAINT.terracotta, PAINT.mustard, PAINT.teal, PAINT.navy, PAINT.rose, PAINT.sage, PAINT.cream, PAINT.walnut] as const;
const shelves =
  (seed: number): FacePainter =>
  (ctx, w, h, { colour }) => {
    const rows = Math.max(1, Math.round(h / 14.5));
    const rowHeight = (h - 2) / rows;
    for (let row = 0; row < rows; row++) {
      const y = 2 + row * rowHeight;
      const inner = rowHeight - 2.4;
      roundRect(ctx, 2, y, w - 4, inner, 0.6, colour.of(PAINT.shelfInside));
      ctx.fillStyle = colour.shadow(0.28);
      ctx.fillRect(2, y, w - 4, 2);
      for (let x = 3, i = seed * 5 + row * 7; x < w - 5; i++) {
        if ((i * 7) % 9 === 0) {
          x += 5.5;
          if (x < w - 8) ellipse(ctx, x - 2.4, y + inner - 2.4, 2.2, 2.4, colour.of(i % 2 === 1 ? PAINT.leaf : PAINT.white));
          continue;
        }
        const width = 2 + ((i * 13) % 5) * 0.5;
        const height = inner * (0.62 + ((i * 29) % 30) / 100);
        ctx.fillStyle = colour.of(BOOKS[(i * 3 + seed) % BOOKS.length] ?? PAINT.cream);
        ctx.fillRect(x, y + inner - height, width - 0.4, height);
        x += width;
      }
    }
  };
const bookshelf: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 1.6) / 2;
  const h = numberOption(options, 'h', 46, 6, 120);
  kit.box(
    -a,
    -0.18,
    a,
    0.18,
    0,
    h,
    solid(colourOption(options, 'colour', PAINT.oakPale), { front: shelves(variantOption(options, 'seed', 1)) }),
  );
};

const floorLamp: Painter = (kit, options) => {
  kit.cylinder(0, 0, 0.15, 0, 1.2, solid(PAINT.walnut)).cylinder(0, 0, 0.018, 1.2, 36, small(PAINT.walnut));
  kit.cylinder(0, 0, 0.23, 36, 48, { ...small(colourOption(options, 'colour', PAINT.lampShade), { lit: true }), topRadius: 0.15 });
};

const pendant: Painter = (kit, options) => {
  const r = numberOption(options, 'r', 0.26);
  kit.upright(0, 0, -1.5, 0, 0.1, { left: -r * 32, top: -r * 15, right: r * 32, bottom: r * 15 }, (ctx, { palette }) => {
    ellipse(ctx, 0, 0, r * 30, r * 13, palette.night ? 'rgba(255,232,180,.95)' : 'rgba(255,250,235,.9)');
  });
  kit.cylinder(0, 0, r, 0, 7, { ...small(colourOption(options, 'colour', PAINT.lampAmber), { lit: true }), topRadius: r * 0.35 });
  // The cord fades out where the ceiling is cut away.
  kit.upright(0, 0, 7, 30, 0.02, { left: -2, top: -25, right: 2, bottom: 1 }, (ctx, { colour }) => {
    const fade = ctx.createLinearGradient(0, 0, 0, -24);
    fade.addColorStop(0, colour.of(PAINT.cord));
    fade.addColorStop(1, colour.of(PAINT.cord, { alpha: 0 }));
    ctx.fillStyle = fade;
    ctx.fillRect(-0.6, -24, 1.2, 24);
  });
};

const bench: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 1.8, 0.5, 12) / 2;
  for (const u of [-a + 0.15, a - 0.15]) kit.box(u - 0.05, -0.16, u + 0.05, 0.16, 0, 9, small(PAINT.metal));
  kit.slab(-a, -0.22, a, 0.22, 9, 11, 0.05, small(colourOption(options, 'colour', PAINT.oak))).shade(-a, -0.22, a, 0.22, 11);
};

const stool: Painter = (kit, options) => {
  const h = numberOption(options, 'h', 13, 4, 30);
  for (const [u, v] of [
    [-0.11, 0.09],
    [0.11, 0.09],
    [0, -0.13],
  ] as const)
    kit.cylinder(u, v, 0.02, 0, h - 1.6, small(PAINT.walnut));
  kit.cylinder(0, 0, 0.19, h - 1.6, h, small(colourOption(options, 'colour', PAINT.oak))).shade(-0.17, -0.17, 0.17, 0.17, h);
};

export const HOME = { sofa, armchair, cushion, beanbag, coffeeTable, rug, bookshelf, floorLamp, pendant, bench, stool } as const;
