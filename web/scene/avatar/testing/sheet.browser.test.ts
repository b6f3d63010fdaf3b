/** Stores contact sheets in `.cache/` for eyes, and checks that no painted person is empty or cut off by its cell. */
import { afterEach, describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import { HAIR_STYLES, HATS } from '../../../../domain/presence/avatar.ts';
import { PRESET_LOOKS } from '../../../../domain/presence/looks.ts';
import type { Facing } from '../../../../domain/world/map.ts';
import { FIGURE_ROOM, paintFigure, paintFigureLegs } from '../paint/figure.ts';
import { lookPaint } from '../paint/look-paint.ts';
import { createShades } from '../paint/shade.ts';
import { CLIPS, STANCES } from '../paint/stance.ts';
import { LEG_DROPS } from '../sprite-store.ts';
import { paintSheet } from './sheet.ts';
import type { Stage } from './stage.ts';
import { paintStreet } from './street.ts';

const store = async (name: string, canvas: HTMLCanvasElement): Promise<void> => {
  const [, base64 = ''] = canvas.toDataURL('image/png').split(',');
  await commands.writeFile(`.cache/avatars/${name}.png`, base64, 'base64');
};

let stage: Stage | null = null;
afterEach(() => {
  stage?.close();
  stage = null;
});

describe('contact sheets', () => {
  it.each(['light', 'dark'] as const)('are stored, %s', async (scheme) => {
    for (const part of ['looks', 'clips'] as const) await store(`${part}-${scheme}`, paintSheet(part, scheme, 3));
    stage = await paintStreet(scheme, 2);
    await store(`street-${scheme}`, stage.canvas);
  });
});

describe('a painted person', () => {
  const SCALE = 1;
  const width = FIGURE_ROOM.left + FIGURE_ROOM.right;
  const height = FIGURE_ROOM.up + FIGURE_ROOM.down;
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  const shades = createShades('light');

  /** @returns opaque pixels in all, and on the rim of the cell. */
  const measure = (draw: () => void): { readonly all: number; readonly rim: number } => {
    ctx.reset();
    ctx.translate(FIGURE_ROOM.left, FIGURE_ROOM.up);
    draw();
    const { data } = ctx.getImageData(0, 0, width, height);
    let all = 0;
    let rim = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (data[(y * width + x) * 4 + 3]! < 40) continue;
        all++;
        if (x === 0 || y === 0 || x === width - 1 || y === height - 1) rim++;
      }
    }
    return { all, rim };
  };

  it.each(CLIPS)('fills its cell and is not cut off: %s', (clip) => {
    for (const stance of STANCES[clip]) {
      for (let facing = 0; facing < 8; facing++) {
        for (let i = 0; i < Math.max(HAIR_STYLES.length, HATS.length); i++) {
          const look = { ...PRESET_LOOKS[i % PRESET_LOOKS.length]!, hair: i % HAIR_STYLES.length, hat: i % HATS.length, body: 2 };
          const { all, rim } = measure(() => paintFigure(ctx, facing as Facing, lookPaint(look, shades), stance));
          expect(all, `${clip} ${facing} ${i}`).toBeGreaterThan(380);
          expect(rim, `${clip} ${facing} ${i}`).toBe(0);
        }
      }
    }
  });

  it('has legs of its own while sitting', () => {
    for (const drop of LEG_DROPS) {
      for (let facing = 0; facing < 8; facing++) {
        const { all, rim } = measure(() => paintFigureLegs(ctx, facing as Facing, lookPaint(PRESET_LOOKS[0]!, shades), drop));
        expect(all).toBeGreaterThan(90);
        expect(rim).toBe(0);
      }
    }
  });
});
