/** Things on walls and out of doors: prints, a clock, a parasol, path lights. */
import { type Brush, type Canvas2d, type FacePainter, ellipse } from './brush.ts';
import { colourOption, numberOption, textOption } from './options.ts';
import { PAINT } from './paints.ts';
import { type Painter, small } from './work.ts';

const print = (ctx: Canvas2d, w: number, h: number, { colour }: Brush, ground: string): void => {
  ctx.fillStyle = colour.of(PAINT.walnut);
  ctx.fillRect(0, 0, w, h);
  ctx.fillStyle = colour.of(ground);
  ctx.fillRect(1.1, 1.1, w - 2.2, h - 2.2);
};

const sun: FacePainter = (ctx, w, h, brush) => {
  print(ctx, w, h, brush, PAINT.posterSand);
  ellipse(ctx, w * 0.5, h * 0.4, w * 0.24, w * 0.24, brush.colour.of(PAINT.terracotta));
  ctx.fillStyle = brush.colour.of(PAINT.teal);
  ctx.beginPath();
  ctx.moveTo(2, h - 2);
  ctx.quadraticCurveTo(w * 0.35, h * 0.5, w * 0.62, h * 0.75);
  ctx.quadraticCurveTo(w * 0.8, h * 0.6, w - 2, h * 0.72);
  ctx.lineTo(w - 2, h - 2);
  ctx.fill();
};
const arch: FacePainter = (ctx, w, h, brush) => {
  print(ctx, w, h, brush, PAINT.posterCream);
  for (const [k, hue] of [
    [0.4, PAINT.navy],
    [0.27, PAINT.rose],
    [0.14, PAINT.mustard],
  ] as const) {
    ctx.fillStyle = brush.colour.of(hue);
    ctx.beginPath();
    ctx.arc(w / 2, h * 0.62, w * k, Math.PI, 0);
    ctx.lineTo(w / 2 + w * k, h - 3);
    ctx.lineTo(w / 2 - w * k, h - 3);
    ctx.fill();
  }
};
const leaves: FacePainter = (ctx, w, h, brush) => {
  print(ctx, w, h, brush, PAINT.posterMint);
  const green = brush.colour.of(PAINT.leaf);
  for (const side of [-1, 1])
    for (let i = 0; i < 3; i++) ellipse(ctx, w / 2 + side * w * 0.17, h * (0.32 + i * 0.18), w * 0.17, h * 0.06, green, side * -0.6);
  ctx.fillStyle = green;
  ctx.fillRect(w / 2 - 0.5, h * 0.22, 1, h * 0.62);
};
const dots: FacePainter = (ctx, w, h, brush) => {
  print(ctx, w, h, brush, PAINT.white);
  for (const [i, hue] of [PAINT.terracotta, PAINT.mustard, PAINT.teal, PAINT.navy, PAINT.rose, PAINT.sage].entries()) {
    const r = Math.min(w, h) * 0.11;
    ellipse(ctx, w * (0.3 + (i % 2) * 0.4), h * (0.24 + Math.floor(i / 2) * 0.26), r, r, brush.colour.of(hue));
  }
};
const ART: { readonly [name: string]: FacePainter } = { sun, arch, leaf: leaves, grid: dots };

const poster: Painter = (kit, options) => {
  const a = numberOption(options, 'w', 0.9) / 2;
  const h = numberOption(options, 'h', 22, 4, 80);
  const name = textOption(options, 'art', 'sun');
  const front = Object.hasOwn(ART, name) ? (ART[name] ?? sun) : sun;
  kit.box(-a, -0.015, a, 0.015, 0, h, small(PAINT.walnut, { gleam: false, front }));
};

const clock: Painter = (kit) => {
  const isSide = kit.rotation % 2 === 1;
  kit.upright(0, 0, 0, 14, 0.02, { left: -9, top: -18, right: 9, bottom: 4 }, (ctx, { colour }) => {
    ctx.transform(1, isSide ? -0.5 : 0.5, 0, 1, 0, -7);
    ellipse(ctx, 0, 0, 6.6, 6.6, colour.of(PAINT.walnut));
    ellipse(ctx, 0, 0, 5.6, 5.6, colour.of(PAINT.snow));
    ctx.strokeStyle = colour.of(PAINT.ink);
    ctx.lineCap = 'round';
    ctx.lineWidth = 1.1;
    ctx.beginPath();
    ctx.moveTo(2.2, -2.4);
    ctx.lineTo(0, 0);
    ctx.lineTo(-2.6, -1.6);
    ctx.stroke();
  });
};

const RIBS = 10;
const parasol: Painter = (kit, options) => {
  const hue = colourOption(options, 'colour', PAINT.parasol);
  const r = numberOption(options, 'r', 1.05, 0.3, 4);
  const spread = r * 45;
  kit.group('pole').cylinder(0, 0, 0.035, 0, 33, small(PAINT.oakSand));
  kit
    .group('canopy')
    .upright(0, 0, 33, 51, r, { left: -spread - 3, top: -20, right: spread + 3, bottom: spread * 0.55 + 4 }, (ctx, { colour }) => {
      const rim = (k: number): readonly [number, number] => {
        const angle = (k / RIBS) * 2 * Math.PI;
        return [Math.cos(angle) * spread, Math.sin(angle) * spread * 0.5];
      };
      const farFirst = [...Array(RIBS).keys()].toSorted((p, q) => rim(p + 0.5)[1] - rim(q + 0.5)[1]);
      for (const k of farFirst) {
        const [ax, ay] = rim(k);
        const [bx, by] = rim(k + 1);
        ctx.fillStyle = colour.of(k % 2 === 1 ? hue : PAINT.parasolPale, { lighter: ax + bx < 0 ? 0.02 : -0.05 });
        ctx.beginPath();
        ctx.moveTo(0, -17);
        ctx.lineTo(ax, ay);
        ctx.quadraticCurveTo((ax + bx) * 0.54, (ay + by) * 0.54 + 2, bx, by);
        ctx.fill();
      }
    });
  kit.shade(-r * 0.7, -r * 0.7, r * 0.7, r * 0.7, 36);
};

/** A low lamp beside a path. */
const bollard: Painter = (kit) => {
  kit.cylinder(0, 0, 0.07, 0, 40, small(PAINT.metal)).cylinder(0, 0, 0.11, 40, 47, small(PAINT.lampShade, { lit: true }));
  kit.cylinder(0, 0, 0.13, 47, 48.6, small(PAINT.metal));
};

export const DECOR = { poster, clock, parasol, bollard } as const;
