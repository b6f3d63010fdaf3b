/**
 * What lies on the floor under a person: a soft contact shadow, the ring of a voice, the ring of one's own or of
 * somebody pointed at, the pool of light of a conversation. Ellipses twice as wide as high, in pixels at zoom 1.
 */
import type { Ctx } from '../paint/view.ts';
import type { Mark } from './labels.ts';
import type { Scheme } from '../paint/shade.ts';
import type { MarkColours } from './mark-colours.ts';

const flat = (half: number, draw: (ctx: Ctx) => void): Mark => ({
  width: half * 2,
  height: half,
  originX: half,
  originY: half / 2,
  paint: (ctx) => {
    ctx.translate(half, half / 2);
    ctx.scale(1, 0.5);
    draw(ctx);
  },
});

const glow = (ctx: Ctx, radius: number, rgb: string, stops: readonly (readonly [at: number, alpha: number])[]): void => {
  const light = ctx.createRadialGradient(0, 0, 0, 0, 0, radius);
  for (const [at, alpha] of stops) light.addColorStop(at, `rgba(${rgb},${alpha})`);
  ctx.fillStyle = light;
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, 7);
  ctx.fill();
};

export const shadowMark = (scheme: Scheme): Mark =>
  flat(18, (ctx) => {
    const rgb = scheme === 'light' ? '84,56,42' : '4,6,14';
    const strong = scheme === 'light' ? 0.42 : 0.62;
    glow(ctx, 17, rgb, [
      [0, strong],
      [0.35, strong * 0.78],
      [0.7, strong * 0.24],
      [1, 0],
    ]);
  });

export const voiceGlowMark = (): Mark =>
  flat(36, (ctx) =>
    glow(ctx, 35, '240,170,60', [
      [0, 0.44],
      [0.5, 0.3],
      [1, 0],
    ]),
  );

export const ringMark = (radius: number, width: number, colour: string, dashed = false): Mark =>
  flat(Math.ceil(radius + width + 1), (ctx) => {
    ctx.beginPath();
    ctx.arc(0, 0, radius, 0, 7);
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    if (dashed) ctx.setLineDash([radius * 0.42, radius * 0.205]);
    ctx.stroke();
  });

export const voiceRingMark = (colours: MarkColours): Mark => ringMark(19, 2.4, colours.speaking);
export const ownRingMark = (colours: MarkColours): Mark => ringMark(16, 1.8, colours.accent);
export const targetRingMark = (colours: MarkColours): Mark => ringMark(20, 2.4, colours.accent, true);
