/**
 * Small signs, each a shape of its own so that none is told by colour alone: status, muted microphone, raised hand.
 * Drawn around a point; sizes in CSS pixels.
 */
import { Status } from '../../../../domain/presence/avatar.ts';
import type { Ctx } from '../paint/view.ts';
import type { MarkColours } from './mark-colours.ts';

/** ● available · ◐ busy · ⊘ do not disturb · ☾ away; 8 px wide. */
export const paintStatus = (ctx: Ctx, status: Status, x: number, y: number, colours: MarkColours): void => {
  const colour = status === Status.Available ? colours.ok : status === Status.Away ? colours.away : colours.danger;
  const r = 4;
  ctx.fillStyle = colour;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.lineCap = 'round';
  ctx.beginPath();
  if (status === Status.Available) {
    ctx.arc(x, y, r, 0, 7);
    ctx.fill();
    return;
  }
  if (status === Status.Away) {
    // A crescent: the outer circle, and a second one that bites into it.
    ctx.arc(x, y, r, 0.35, -1.15 + 2 * Math.PI);
    ctx.arc(x + 1.9, y - 1.5, r * 0.82, -0.85 - 0.9, 0.95, true);
    ctx.closePath();
    ctx.fill();
    return;
  }
  ctx.arc(x, y, r - 0.75, 0, 7);
  ctx.stroke();
  ctx.beginPath();
  if (status === Status.Busy) {
    ctx.arc(x, y, r - 0.75, Math.PI / 2, (Math.PI * 3) / 2);
    ctx.fill();
  } else {
    ctx.moveTo(x - 2.1, y + 2.1);
    ctx.lineTo(x + 2.1, y - 2.1);
    ctx.stroke();
  }
};

/** A microphone, struck out; 10 px wide. */
export const paintMuted = (ctx: Ctx, x: number, y: number, colours: MarkColours): void => {
  ctx.strokeStyle = colours.danger;
  ctx.lineWidth = 1.4;
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.beginPath();
  ctx.roundRect(x - 1.6, y - 5, 3.2, 6, 1.6);
  ctx.moveTo(x - 3.4, y - 0.6);
  ctx.quadraticCurveTo(x - 3.2, y + 2.8, x, y + 2.8);
  ctx.quadraticCurveTo(x + 3.2, y + 2.8, x + 3.4, y - 0.6);
  ctx.moveTo(x, y + 2.8);
  ctx.lineTo(x, y + 5);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x - 4.6, y - 5);
  ctx.lineTo(x + 4.6, y + 5);
  ctx.stroke();
};

/** An open hand, fingers up; about 11 px high at size 1. */
export const paintHand = (ctx: Ctx, x: number, y: number, size: number, fill: string): void => {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size, size);
  ctx.strokeStyle = fill;
  ctx.fillStyle = fill;
  ctx.lineCap = 'round';
  ctx.lineWidth = 1.75;
  for (const [from, to, tip] of [
    [-2.4, -3, -3.4],
    [-0.8, -1, -5],
    [0.8, 1, -4.8],
    [2.4, 2.9, -3.2],
  ] as const) {
    ctx.beginPath();
    ctx.moveTo(from, 1);
    ctx.lineTo(to, tip);
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.moveTo(-2.4, 3);
  ctx.lineTo(-4.7, 0.8);
  ctx.stroke();
  ctx.beginPath();
  ctx.roundRect(-3.3, 0, 6.6, 5.8, 2.6);
  ctx.fill();
  ctx.restore();
};
