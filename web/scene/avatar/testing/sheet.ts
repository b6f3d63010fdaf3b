/**
 * A contact sheet: every hair, outfit and hat in eight facings, every frame of every clip, in one scheme. For eyes,
 * not for machines: `sheet.browser.test.ts` stores it as a picture.
 */
import { type AvatarLook, HAIR_STYLES, HATS, OUTFITS, PALETTE_SIZE } from '../../../../domain/presence/avatar.ts';
import type { Facing } from '../../../../domain/world/map.ts';
import { PAINTED_SEAT_HEIGHT, paintFigure, paintFigureLegs } from '../paint/figure.ts';
import { lookPaint } from '../paint/look-paint.ts';
import { createShades, type Scheme } from '../paint/shade.ts';
import { CLIPS, type Stance, STANCES } from '../paint/stance.ts';

const FACINGS: readonly Facing[] = [0, 1, 2, 3, 4, 5, 6, 7];
const look = (index: number, change: Partial<AvatarLook>): AvatarLook => ({
  body: index % 3,
  skin: (index * 3 + 1) % PALETTE_SIZE,
  hair: index % HAIR_STYLES.length,
  hairColour: (index * 7) % PALETTE_SIZE,
  outfit: index % OUTFITS.length,
  topColour: (index * 3 + 1) % PALETTE_SIZE,
  accentColour: (index * 5 + 3) % PALETTE_SIZE,
  legsColour: (index * 9) % PALETTE_SIZE,
  hat: 0,
  hatColour: (index + 3) % PALETTE_SIZE,
  glasses: index % 4 === 1,
  beard: index % 8 === 5,
  ...change,
});

type Row = { readonly look: AvatarLook; readonly frames: readonly { readonly facing: Facing; readonly stance: Stance }[] };

const still = STANCES.idle[0];
const rows = (part: 'looks' | 'clips'): Row[] => {
  if (still === undefined) return [];
  if (part === 'clips') {
    return CLIPS.flatMap((clip, index) =>
      ([2, 0, 3, 5] as const).map((facing) => ({
        look: look(index, { hat: 0 }),
        frames: STANCES[clip].map((stance) => ({ facing, stance })),
      })),
    );
  }
  const facings = FACINGS.map((facing) => ({ facing, stance: still }));
  return [
    ...HAIR_STYLES.map((_, i) => ({ look: look(i, {}), frames: facings })),
    ...HATS.slice(1).map((_, i) => ({ look: look(i + 8, { hat: i + 1, hair: (i * 3) % 8, glasses: i === 1 }), frames: facings })),
  ];
};

const CELL = { width: 58, height: 66 } as const;

/** Draws the sheet at `zoom` and returns its canvas. */
export const paintSheet = (part: 'looks' | 'clips', scheme: Scheme, zoom: number): HTMLCanvasElement => {
  const all = rows(part);
  const columns = part === 'looks' ? 16 : 24;
  const perLine = part === 'looks' ? 2 : 4;
  const canvas = document.createElement('canvas');
  canvas.width = columns * CELL.width * zoom;
  canvas.height = Math.ceil(all.length / perLine) * CELL.height * zoom;
  const ctx = canvas.getContext('2d');
  if (!ctx) throw new Error('no 2d context');
  ctx.fillStyle = scheme === 'light' ? '#efe3d0' : '#2b2c35';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(zoom, zoom);
  const shades = createShades(scheme);
  all.forEach((row, index) => {
    row.frames.forEach(({ facing, stance }, i) => {
      ctx.save();
      ctx.translate(
        ((index % perLine) * (columns / perLine) + i + 0.5) * CELL.width,
        Math.floor(index / perLine) * CELL.height + CELL.height - 9,
      );
      ctx.fillStyle = scheme === 'light' ? 'rgba(96,66,52,.2)' : 'rgba(6,8,16,.4)';
      ctx.beginPath();
      ctx.ellipse(1.5, 0.4, 10, 4.4, 0, 0, 7);
      ctx.fill();
      const paint = lookPaint(row.look, shades);
      if (stance.seated) {
        ctx.fillStyle = scheme === 'light' ? '#cf9f6c' : '#6d5138';
        ctx.beginPath();
        ctx.roundRect(-8, -11, 16, 11, 3);
        ctx.fill();
        paintFigureLegs(ctx, facing, paint, PAINTED_SEAT_HEIGHT);
      }
      paintFigure(ctx, facing, paint, stance);
      ctx.restore();
    });
  });
  return canvas;
};
