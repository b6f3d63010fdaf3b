/** Floors in their five materials, each laid in the flat pixels of its own rectangle (32 to the tile). */
import type { FloorArea, FloorMaterial } from '../../../domain/world/map.ts';
import { type Brush, type Canvas2d, onFace, seeded } from './brush.ts';
import { PAINT } from './paints.ts';

type Lay = (ctx: Canvas2d, w: number, h: number, brush: Brush, floor: FloorArea) => void;

const TILE = 32;
const PLANK_ROW = 0.3;

const planks: Lay = (ctx, w, h, { colour }, floor) => {
  const random = seeded(7 + floor.area.x * 13 + floor.area.y);
  const row = (floor.row ?? PLANK_ROW) * TILE;
  const base = floor.colour ?? PAINT.plank;
  ctx.fillStyle = colour.of(base);
  ctx.fillRect(0, 0, w, h);
  const joint = colour.of(base, { lighter: -0.075, alpha: 0.4 });
  for (let y = 0; y < h; y += row) {
    const height = Math.min(row, h - y);
    for (let x = -random() * 90; x < w;) {
      const length = 62 + random() * 70;
      const from = Math.max(0, x);
      ctx.fillStyle = colour.of(base, { lighter: Math.round((random() - 0.5) * 3) / 100 });
      ctx.fillRect(from, y, Math.min(w, x + length) - from, height);
      ctx.fillStyle = joint;
      if (x > 0) ctx.fillRect(x, y, 0.7, height);
      x += length;
    }
    ctx.fillStyle = joint;
    ctx.fillRect(0, y, w, 0.6);
  }
};

const tiles: Lay = (ctx, w, h, { colour }, floor) => {
  const size = 16;
  const [pale, tinted] = [colour.of(PAINT.tilePale), colour.of(floor.colour ?? PAINT.tileMint)];
  for (let y = 0; y < h; y += size)
    for (let x = 0; x < w; x += size) {
      ctx.fillStyle = ((x + y) / size) % 2 === 1 ? tinted : pale;
      ctx.fillRect(x, y, Math.min(size, w - x), Math.min(size, h - y));
    }
  ctx.strokeStyle = colour.of(PAINT.grout, { alpha: 0.5 });
  ctx.lineWidth = 0.5;
  ctx.beginPath();
  for (let x = 0; x <= w; x += size) {
    ctx.moveTo(x, 0);
    ctx.lineTo(x, h);
  }
  for (let y = 0; y <= h; y += size) {
    ctx.moveTo(0, y);
    ctx.lineTo(w, y);
  }
  ctx.stroke();
};

const CHIPS = [PAINT.chipRose, PAINT.sage, PAINT.chipBlue, PAINT.chipSand, PAINT.snow, PAINT.chipGrey] as const;
const terrazzo: Lay = (ctx, w, h, { colour }, floor) => {
  const random = seeded(31 + floor.area.x);
  ctx.fillStyle = colour.of(floor.colour ?? PAINT.terrazzo);
  ctx.fillRect(0, 0, w, h);
  for (let i = 0; i < (w * h) / 60; i++) {
    const x = random() * w;
    const y = random() * h;
    const r = 0.7 + random() * 1.5;
    const turn = random() * 6;
    ctx.fillStyle = colour.of(CHIPS[Math.floor(random() * CHIPS.length)] ?? PAINT.snow, { alpha: 0.62 });
    ctx.beginPath();
    for (let k = 0; k < 4; k++) {
      const angle = turn + k * 1.6;
      ctx.lineTo(x + Math.cos(angle) * r * (0.6 + random() * 0.6), y + Math.sin(angle) * r);
    }
    ctx.fill();
  }
};

/** Carpet squares, each laid a quarter turn from its neighbour. */
const carpet: Lay = (ctx, w, h, { colour }, floor) => {
  const base = floor.colour ?? PAINT.carpet;
  const random = seeded(5 + floor.area.x * 3);
  const thread = colour.of(base, { lighter: -0.06, alpha: 0.24 });
  for (let y = 0; y < h; y += TILE)
    for (let x = 0; x < w; x += TILE) {
      const turned = ((x + y) / TILE) % 2 === 1;
      const width = Math.min(TILE, w - x);
      const height = Math.min(TILE, h - y);
      ctx.fillStyle = colour.of(base, { lighter: turned ? 0.012 : -0.012 });
      ctx.fillRect(x, y, width, height);
      ctx.fillStyle = thread;
      for (let k = 2; k < (turned ? height : width); k += 4) {
        if (turned) ctx.fillRect(x, y + k, width, 0.7);
        else ctx.fillRect(x + k, y, 0.7, height);
      }
    }
  for (let i = 0; i < (w * h) / 40; i++) {
    ctx.fillStyle = colour.of(base, { lighter: random() > 0.5 ? 0.05 : -0.05, alpha: 0.35 });
    ctx.fillRect(random() * w, random() * h, 1, 0.8);
  }
};

const grass: Lay = (ctx, w, h, { colour }, floor) => {
  const base = floor.colour ?? PAINT.grass;
  const random = seeded(99 + floor.area.x + floor.area.y);
  for (let y = 0, i = 0; y < h; y += TILE, i++) {
    ctx.fillStyle = colour.of(base, { lighter: i % 2 === 1 ? 0.018 : -0.012 });
    ctx.fillRect(0, y, w, Math.min(TILE, h - y));
  }
  ctx.lineWidth = 0.8;
  for (let i = 0; i < (w * h) / 34; i++) {
    const x = random() * w;
    const y = random() * h;
    const v = random();
    ctx.strokeStyle = colour.of(v > 0.5 ? PAINT.grassDark : PAINT.grassLight, { alpha: 0.55 });
    ctx.beginPath();
    ctx.moveTo(x, y);
    // Both flat axes by the same amount: straight up on the screen.
    ctx.lineTo(x - 1.7, y - 1.7 - v);
    ctx.stroke();
  }
};

const LAYERS: { readonly [material in FloorMaterial]: Lay } = { planks, tiles, terrazzo, carpet, grass };

export const paintFloor = (brush: Brush, floor: FloorArea): void => {
  const { x, y, w, d } = floor.area;
  onFace(brush.ctx, 'z', { x0: x, y0: y, x1: x + w, y1: y + d, z0: 0, z1: 0 }, (width, height) => {
    brush.ctx.beginPath();
    brush.ctx.rect(0, 0, width, height);
    brush.ctx.clip();
    LAYERS[floor.material](brush.ctx, width, height, brush, floor);
  });
};
