/** The seven reactions as drawings: no emoji font, the same everywhere. Each fits a circle of 26 px around the origin. */
import type { Reaction } from '../../../../domain/presence/avatar.ts';
import type { Ctx } from '../paint/view.ts';
import { paintHand } from './glyphs.ts';

const INK = '#3a2b26';
const SKIN = '#e8ac4c';
const SKIN_DARK = '#b8731f';

const stroke = (ctx: Ctx, width: number, colour: string, draw: () => void): void => {
  ctx.beginPath();
  draw();
  ctx.lineWidth = width;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.strokeStyle = colour;
  ctx.stroke();
};
const fill = (ctx: Ctx, colour: string, draw: () => void): void => {
  ctx.beginPath();
  draw();
  ctx.fillStyle = colour;
  ctx.fill();
};

const wave = (ctx: Ctx): void => {
  ctx.save();
  ctx.rotate(0.28);
  paintHand(ctx, 0, -0.2, 1.42, SKIN_DARK);
  paintHand(ctx, 0, -0.2, 1.28, SKIN);
  ctx.restore();
  stroke(ctx, 1.2, SKIN_DARK, () => {
    ctx.arc(0, 1, 9.4, -0.55, -0.1);
    ctx.moveTo(-7.6, 6.4);
    ctx.arc(0, 1, 9.4, Math.PI - 0.62, Math.PI - 0.18);
  });
};

const heart = (ctx: Ctx): void => {
  const path = (): void => {
    ctx.moveTo(0, 8);
    ctx.bezierCurveTo(-13, -0.4, -7.4, -10.4, 0, -4.2);
    ctx.bezierCurveTo(7.4, -10.4, 13, -0.4, 0, 8);
  };
  fill(ctx, '#d0463f', path);
  stroke(ctx, 1.3, 'rgba(255,255,255,.65)', () => ctx.arc(-3.9, -2.6, 2.4, Math.PI, Math.PI * 1.55));
};

const thumb = (ctx: Ctx): void => {
  const path = (): void => {
    ctx.moveTo(-2.6, 7);
    ctx.lineTo(-2.6, -0.8);
    ctx.quadraticCurveTo(0.4, -3.4, 0.2, -7.4);
    ctx.quadraticCurveTo(3.4, -8, 3.2, -3.8);
    ctx.lineTo(3, -2);
    ctx.lineTo(6.6, -2);
    ctx.quadraticCurveTo(8.4, -1.6, 7.8, 0.6);
    ctx.lineTo(6.4, 5.4);
    ctx.quadraticCurveTo(5.8, 7, 4, 7);
    ctx.closePath();
  };
  fill(ctx, '#2f6f62', () => ctx.roundRect(-7.6, -1.2, 3.8, 8.6, 1.2));
  fill(ctx, SKIN, path);
  stroke(ctx, 1.1, SKIN_DARK, path);
  stroke(ctx, 0.9, SKIN_DARK, () => {
    ctx.moveTo(4.6, 0.6);
    ctx.lineTo(7, 0.6);
    ctx.moveTo(4.2, 3.2);
    ctx.lineTo(6.4, 3.2);
  });
};

const clap = (ctx: Ctx): void => {
  ctx.save();
  ctx.rotate(-0.5);
  paintHand(ctx, -1.6, 1.6, 1.3, SKIN_DARK);
  paintHand(ctx, -1.6, 1.6, 1.15, '#f0c06a');
  ctx.restore();
  ctx.save();
  ctx.rotate(-0.1);
  paintHand(ctx, 1.9, 1.4, 1.3, SKIN_DARK);
  paintHand(ctx, 1.9, 1.4, 1.15, SKIN);
  ctx.restore();
  stroke(ctx, 1.3, SKIN_DARK, () => {
    for (const angle of [-1.05, -0.6, -0.15]) {
      ctx.moveTo(1 + Math.cos(angle) * 8, -1.5 + Math.sin(angle) * 8);
      ctx.lineTo(1 + Math.cos(angle) * 10.2, -1.5 + Math.sin(angle) * 10.2);
    }
  });
};

const laugh = (ctx: Ctx): void => {
  fill(ctx, '#f0c154', () => ctx.arc(0, 0, 9, 0, 7));
  fill(ctx, 'rgba(214,120,60,.35)', () => {
    ctx.ellipse(-5.6, 1.6, 1.9, 1.3, 0, 0, 7);
    ctx.ellipse(5.6, 1.6, 1.9, 1.3, 0, 0, 7);
  });
  stroke(ctx, 1.4, INK, () => {
    ctx.moveTo(-5.4, -1.6);
    ctx.quadraticCurveTo(-3.6, -4.4, -1.8, -1.6);
    ctx.moveTo(1.8, -1.6);
    ctx.quadraticCurveTo(3.6, -4.4, 5.4, -1.6);
  });
  fill(ctx, INK, () => {
    ctx.moveTo(-4.6, 1.6);
    ctx.lineTo(4.6, 1.6);
    ctx.quadraticCurveTo(4.4, 6.6, 0, 6.6);
    ctx.quadraticCurveTo(-4.4, 6.6, -4.6, 1.6);
  });
  fill(ctx, '#e0766a', () => ctx.ellipse(0, 5.2, 2.4, 1.3, 0, 0, 7));
};

const note = (ctx: Ctx): void => {
  const colour = '#2f6f62';
  fill(ctx, colour, () => {
    ctx.ellipse(-4.2, 5.2, 3, 2.3, -0.3, 0, 7);
    ctx.ellipse(4.4, 3.6, 3, 2.3, -0.3, 0, 7);
  });
  stroke(ctx, 1.6, colour, () => {
    ctx.moveTo(-1.6, 5);
    ctx.lineTo(-1.6, -5.6);
    ctx.moveTo(7, 3.4);
    ctx.lineTo(7, -7.2);
  });
  fill(ctx, colour, () => {
    ctx.moveTo(-2.4, -6.2);
    ctx.lineTo(7.8, -8);
    ctx.lineTo(7.8, -4.6);
    ctx.lineTo(-2.4, -2.8);
  });
};

const question = (ctx: Ctx): void => {
  stroke(ctx, 2.5, '#4a6185', () => {
    ctx.moveTo(-4, -3.6);
    ctx.bezierCurveTo(-4, -10, 5, -9.4, 4.4, -4);
    ctx.bezierCurveTo(4.2, -0.8, 0, -1, 0, 3);
  });
  fill(ctx, '#4a6185', () => ctx.arc(0, 7.2, 1.6, 0, 7));
};

const DRAWINGS: { readonly [reaction in Reaction]: (ctx: Ctx) => void } = {
  wave,
  heart,
  'thumbs-up': thumb,
  clap,
  laugh,
  note,
  question,
};

/** Around the origin, in a circle of 26 px. */
export const paintEmote = (ctx: Ctx, reaction: Reaction): void => DRAWINGS[reaction](ctx);
