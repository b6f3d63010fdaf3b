/** Everything that grows: potted plants in three forms, hedges, trees. Light comes from the upper left, so leaves there are paler. */
import { type Brush, type Canvas2d, type FacePainter, ellipse, seeded } from './brush.ts';
import { colourOption, flagOption, numberOption, textOption, variantOption } from './options.ts';
import { PAINT } from './paints.ts';
import type { Extent } from './piece.ts';
import { type Painter, small, solid } from './work.ts';

/** A pointed leaf from stem to tip. */
const leaf = (ctx: Canvas2d, x0: number, y0: number, x1: number, y1: number, width: number, fill: string): void => {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const nx = (-(y1 - y0) / length) * width;
  const ny = ((x1 - x0) / length) * width;
  const mx = (x0 + x1) / 2;
  const my = (y0 + y1) / 2;
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.quadraticCurveTo(mx + nx, my + ny, x1, y1);
  ctx.quadraticCurveTo(mx - nx, my - ny, x0, y0);
  ctx.fillStyle = fill;
  ctx.fill();
};

type Tone = (lighter: number) => string;

const palm = (ctx: Canvas2d, tone: Tone): void => {
  for (let i = 0; i < 13; i++) {
    const angle = -Math.PI / 2 + (i % 2 === 1 ? 1 : -1) * (0.1 + i * 0.1);
    const r = 24 - i * 0.5;
    const side = Math.cos(angle) < 0 ? 0.05 : -0.05;
    leaf(ctx, 0, 0, Math.cos(angle) * r, Math.sin(angle) * r * 0.95 + i * 0.5, 4.2, tone(side + i * 0.005));
  }
};

const CLUMPS = [
  [4, 3, 8.5, -0.1],
  [-5, 3, 8, -0.04],
  [6, -4, 8, -0.05],
  [-1, 0, 9.5, 0],
  [-5.5, -5, 7.6, 0.045],
  [1, -9, 7.4, 0.055],
  [-3, -8, 4.6, 0.09],
] as const;
const crown = (ctx: Canvas2d, tone: Tone, cy: number): void => {
  for (const [dx, dy, r, lighter] of CLUMPS) ellipse(ctx, dx, cy + dy, r, r * 0.9, tone(lighter));
  for (let i = 0; i < 18; i++) {
    const angle = i * 2.4;
    const q = 2.5 + (i % 6) * 1.9;
    const x = Math.cos(angle) * q;
    const y = cy + Math.sin(angle) * q * 0.85 - 2;
    leaf(ctx, x, y, x - 2 + (i % 3), y - 3.6, 1.8, tone((x < 0 ? 0.1 : 0.02) - (y - cy) * 0.006));
  }
};
const stem = (ctx: Canvas2d, { colour }: Brush): void => {
  ctx.strokeStyle = colour.of(PAINT.walnut);
  ctx.lineWidth = 2.2;
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(0, 1);
  ctx.quadraticCurveTo(-1.5, -10, 0.5, -18);
  ctx.moveTo(-0.5, -12);
  ctx.lineTo(4, -20);
  ctx.stroke();
};

const scaled = (s: number, extent: Extent): Extent => ({
  left: extent.left * s,
  top: extent.top * s,
  right: extent.right * s,
  bottom: extent.bottom * s,
});

const plant: Painter = (kit, options) => {
  const form = textOption(options, 'form', 'bush');
  const s = numberOption(options, 's', 1, 0.2, 4);
  const rim = 9 * s;
  kit.cylinder(0, 0, 0.15 * s, 0, rim, { ...solid(colourOption(options, 'pot', PAINT.pot)), topRadius: 0.2 * s });
  kit.cylinder(0, 0, 0.17 * s, rim, rim + 0.2, small(PAINT.potSoil));
  const hue = flagOption(options, 'pale') ? PAINT.leafPale : PAINT.leaf;
  const height = (form === 'fig' ? 42 : 26) * s;
  kit.upright(0, 0, rim + 0.3, rim + height, 0.2 * s, scaled(s, { left: -26, top: -48, right: 26, bottom: 8 }), (ctx, brush) => {
    ctx.scale(s, s);
    const tone: Tone = (lighter) => brush.colour.of(hue, { lighter: Math.round(lighter * 100) / 100 });
    if (form === 'palm') return palm(ctx, tone);
    if (form === 'fig') stem(ctx, brush);
    crown(ctx, tone, form === 'fig' ? -27 : -10);
  });
};

const dabs =
  (seed: number): FacePainter =>
  (ctx, w, h, { colour }) => {
    const random = seeded(seed * 17 + 3);
    for (let i = 0; i < (w * h) / 21; i++) {
      const hue = i % 3 === 0 ? PAINT.hedgeLight : PAINT.hedgePale;
      ellipse(ctx, 3 + random() * (w - 6), 3 + random() * (h - 6), 2.2, 1.6, colour.of(hue, { alpha: 0.8 }), random() * 3);
    }
  };
const hedge: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 0.54) / 2;
  const length = numberOption(options, 'd', 1);
  const h = numberOption(options, 'h', 13, 2, 60);
  const lumps = Math.max(1, Math.round(length));
  for (let i = 0; i < lumps; i++) {
    const v = -length / 2 + (i * length) / lumps;
    const seed = variantOption(options, 'seed') * 7 + i;
    kit.slab(-a, v, a, v + length / lumps, 0, h + (seed % 3) * 0.5, 0.17, solid(PAINT.hedge, { top: dabs(seed) }));
  }
};

/** A paper-calm tree: soft balls on a stem. `mist` mixes it into the distance. */
export const paintTree = (ctx: Canvas2d, { colour, palette }: Brush, hue: string, mist: number): void => {
  const air = palette.night ? PAINT.mistNight : PAINT.mist;
  const blend = (hex: string, t = mist): string => colour.mix(hex, air, t);
  ctx.beginPath();
  ctx.roundRect(-2.2, -28, 4.4, 29, 2);
  ctx.fillStyle = blend(PAINT.trunk);
  ctx.fill();
  const light = ctx.createLinearGradient(-24, -70, 26, -20);
  light.addColorStop(0, blend(palette.night ? PAINT.sage : PAINT.crownLight, mist * 0.8));
  light.addColorStop(0.45, blend(hue));
  light.addColorStop(1, blend(PAINT.crownShade));
  ctx.fillStyle = light;
  ctx.beginPath();
  for (const [x, y, r] of [
    [10, -35, 17],
    [-10, -37, 18],
    [0, -54, 18],
    [0, -40, 18],
  ] as const) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, Math.PI * 2);
  }
  ctx.fill();
};
const tree: Painter = (kit, options) => {
  const s = numberOption(options, 's', 1, 0.2, 4);
  const mist = numberOption(options, 'mist', 0, 0, 1);
  const hue = colourOption(options, 'colour', PAINT.crown);
  kit.upright(0, 0, 0, 75 * s, 0.25 * s, scaled(s, { left: -30, top: -74, right: 30, bottom: 3 }), (ctx, brush) => {
    ctx.scale(s, s);
    paintTree(ctx, brush, hue, mist);
  });
  kit.shade(-0.2 * s, -0.2 * s, 0.2 * s, 0.2 * s, 60 * s);
};

const steppingStone: Painter = (kit) => {
  kit.flat().upright(0, 0, 0, 0.1, 0.4, { left: -17, top: -9, right: 17, bottom: 11 }, (ctx, { colour }) => {
    ellipse(ctx, 0, 1.6, 15, 7.4, colour.of(PAINT.stoneShade));
    ellipse(ctx, 0, 0, 15, 7.4, colour.of(PAINT.stone));
  });
};

export const PLANTS = { plant, hedge, tree, steppingStone } as const;
