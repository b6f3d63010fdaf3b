/**
 * Words over people: the name below the feet, what they say above their head, the badge of a reaction. Each is measured
 * and painted once into a canvas of its own; sizes in CSS pixels, text never below 12 px.
 */
import type { Reaction, Status } from '../../../../domain/presence/avatar.ts';
import type { Ctx } from '../paint/view.ts';
import { paintEmote } from './emotes.ts';
import { paintHand, paintMuted, paintStatus } from './glyphs.ts';
import type { MarkColours } from './mark-colours.ts';

/** A drawing that knows its size: `paint` runs with the origin at the upper left of `width` × `height`. */
export type Mark = {
  readonly width: number;
  readonly height: number;
  /** Where the mark is held, from its upper left. */
  readonly originX: number;
  readonly originY: number;
  readonly paint: (ctx: Ctx) => void;
};
/** Width of a text in a font, in CSS pixels. */
export type Measure = (text: string, font: string) => number;

const FAMILY = 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", "Inter", "Noto Sans", sans-serif';
export const NAME_FONT = `560 12px ${FAMILY}`;
export const SPEECH_FONT = `500 13px ${FAMILY}`;
/** Room for soft shadows around a mark. */
const MARGIN = 8;
export const PILL_HEIGHT = 20;
const NAME_MOST = 132;
const SPEECH_MOST = 190;
const SPEECH_LINES = 3;
const SPEECH_LEADING = 18;

/** Cuts a text to a width, by whole characters as people see them. */
export const cutText = (text: string, font: string, most: number, measure: Measure): string => {
  if (measure(text, font) <= most) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, middle).join('').trimEnd()}…`, font) <= most) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
};

/** Breaks a text into at most `lines` lines of a width; long words are broken, the last line is cut. */
export const wrapText = (text: string, font: string, most: number, lines: number, measure: Measure): readonly string[] => {
  const out: string[] = [];
  let rest = text.replaceAll(/\s+/g, ' ').trim();
  while (rest !== '' && out.length < lines) {
    if (out.length === lines - 1 || measure(rest, font) <= most) {
      out.push(cutText(rest, font, most, measure));
      break;
    }
    const words = rest.split(' ');
    let count = 0;
    while (count < words.length && measure(words.slice(0, count + 1).join(' '), font) <= most) count++;
    if (count === 0) {
      const [head, tail] = breakWord(rest, font, most, measure);
      out.push(head);
      rest = tail;
    } else {
      out.push(words.slice(0, count).join(' '));
      rest = words.slice(count).join(' ');
    }
  }
  return out;
};

const breakWord = (text: string, font: string, most: number, measure: Measure): readonly [head: string, tail: string] => {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  let count = 1;
  while (count < letters.length && measure(letters.slice(0, count + 1).join(''), font) <= most) count++;
  return [letters.slice(0, count).join(''), letters.slice(count).join('').trimStart()];
};

const softShadow = (ctx: Ctx, colours: MarkColours, blur: number, y: number, draw: () => void): void => {
  ctx.save();
  ctx.shadowColor = colours.shadow;
  ctx.shadowBlur = blur;
  ctx.shadowOffsetY = y;
  draw();
  ctx.restore();
};

export type PillOptions = {
  readonly name: string;
  readonly status: Status;
  readonly speaking: boolean;
  readonly muted: boolean;
  readonly handUp: boolean;
  readonly isSelf: boolean;
  readonly highlighted: boolean;
  readonly highContrast: boolean;
};
/** Where moving bars go in a pill that speaks, from its upper left. */
export type PillMark = Mark & { readonly bars: { readonly x: number; readonly y: number } | null };

/**
 * The name below the feet. Bars and signs are added on the right, and the pill is held by the middle of status and name:
 * a name does not jump when its person begins to speak.
 */
export const pillMark = (options: PillOptions, colours: MarkColours, measure: Measure): PillMark => {
  const name = cutText(options.name, NAME_FONT, NAME_MOST, measure);
  const text = measure(name, NAME_FONT);
  const head = 19 + text;
  const bars = options.speaking ? 16 : 0;
  const muted = options.muted && !options.speaking ? 15 : 0;
  const hand = options.handUp ? 15 : 0;
  const inner = Math.ceil(head + bars + muted + hand + 8);
  const middle = PILL_HEIGHT / 2;
  return {
    width: inner + MARGIN * 2,
    height: PILL_HEIGHT + MARGIN * 2,
    originX: MARGIN + (head + 8) / 2,
    originY: MARGIN,
    bars: options.speaking ? { x: MARGIN + head + 5, y: MARGIN + middle } : null,
    paint: (ctx) => {
      ctx.translate(MARGIN, MARGIN);
      const shape = (): void => {
        ctx.beginPath();
        ctx.roundRect(0.75, 0.75, inner - 1.5, PILL_HEIGHT - 1.5, PILL_HEIGHT / 2);
      };
      softShadow(ctx, colours, 5, 1, () => {
        shape();
        ctx.fillStyle = colours.pill;
        ctx.fill();
      });
      shape();
      const marked = options.speaking || options.isSelf || options.highlighted;
      ctx.strokeStyle = options.highlighted || options.isSelf ? colours.accent : options.speaking ? colours.speaking : colours.pillLine;
      ctx.lineWidth = marked || options.highContrast ? 1.5 : 1;
      ctx.stroke();
      if (options.highlighted) {
        // Twice outlined: a shape, not only a colour.
        ctx.beginPath();
        ctx.roundRect(-1.75, -1.75, inner + 3.5, PILL_HEIGHT + 3.5, PILL_HEIGHT / 2 + 2);
        ctx.stroke();
      }
      paintStatus(ctx, options.status, 10.5, middle, colours);
      ctx.font = NAME_FONT;
      ctx.textBaseline = 'alphabetic';
      ctx.fillStyle = colours.text;
      ctx.fillText(name, 18, middle + 4.2);
      let x = head + 1;
      x += bars;
      if (muted > 0) {
        paintMuted(ctx, x + 8.5, middle, colours);
        x += muted;
      }
      if (hand > 0) paintHand(ctx, x + 8, middle - 0.4, 0.98, colours.speakingText);
    },
  };
};

/** Heights of the three bars in each picture of the loop, in CSS pixels. */
export const BAR_FRAMES = [
  [4, 9, 6],
  [8, 5, 9],
  [6, 8, 4],
  [9, 6, 8],
] as const;
export const barsMark = (frame: number, colours: MarkColours): Mark => ({
  width: 10,
  height: 12,
  originX: 0,
  originY: 6,
  paint: (ctx) => {
    ctx.fillStyle = colours.speakingText;
    (BAR_FRAMES[frame % BAR_FRAMES.length] ?? BAR_FRAMES[0]).forEach((height, i) => {
      ctx.beginPath();
      ctx.roundRect(i * 3.4, 6 - height / 2, 2.1, height, 1.05);
      ctx.fill();
    });
  },
});

const bubbleShape = (ctx: Ctx, width: number, height: number): void => {
  ctx.beginPath();
  ctx.roundRect(0, 0, width, height, Math.min(12, height / 2));
  ctx.moveTo(width / 2 - 5, height - 0.5);
  ctx.quadraticCurveTo(width / 2 - 0.5, height + 2, width / 2, height + 7);
  ctx.quadraticCurveTo(width / 2 + 3, height + 2.6, width / 2 + 6, height - 0.5);
  ctx.closePath();
};

const bubble = (inner: number, height: number, colours: MarkColours, draw: (ctx: Ctx) => void): Mark => ({
  width: inner + MARGIN * 2,
  height: height + MARGIN * 2 + 6,
  originX: MARGIN + inner / 2,
  originY: MARGIN + height + 7,
  paint: (ctx) => {
    ctx.translate(MARGIN, MARGIN);
    softShadow(ctx, colours, 8, 2, () => {
      bubbleShape(ctx, inner, height);
      ctx.fillStyle = colours.bubble;
      ctx.fill();
    });
    draw(ctx);
  },
});

export const speechMark = (text: string, colours: MarkColours, measure: Measure): Mark => {
  const lines = wrapText(text, SPEECH_FONT, SPEECH_MOST, SPEECH_LINES, measure);
  const width = Math.max(26, ...lines.map((line) => measure(line, SPEECH_FONT)));
  const inner = Math.ceil(width + 24);
  const height = lines.length * SPEECH_LEADING + 12;
  return bubble(inner, height, colours, (ctx) => {
    ctx.font = SPEECH_FONT;
    ctx.textBaseline = 'alphabetic';
    ctx.textAlign = 'center';
    ctx.fillStyle = colours.bubbleText;
    lines.forEach((line, i) => ctx.fillText(line, inner / 2, 6 + SPEECH_LEADING * (i + 0.5) + 4.6));
  });
};

/** Three dots; one of them is up. */
export const TYPING_FRAMES = 3;
export const typingMark = (frame: number, colours: MarkColours): Mark =>
  bubble(42, 24, colours, (ctx) => {
    ctx.fillStyle = colours.bubbleText;
    for (let i = 0; i < 3; i++) {
      ctx.globalAlpha = i === frame ? 0.9 : 0.4;
      ctx.beginPath();
      ctx.arc(13 + i * 8, 12 - (i === frame ? 1.6 : 0), 2.6, 0, 7);
      ctx.fill();
    }
  });

const BADGE = 34;
const badge = (colours: MarkColours, draw: (ctx: Ctx) => void): Mark => ({
  width: BADGE + MARGIN * 2,
  height: BADGE + MARGIN * 2,
  originX: MARGIN + BADGE / 2,
  originY: MARGIN + BADGE / 2,
  paint: (ctx) => {
    ctx.translate(MARGIN + BADGE / 2, MARGIN + BADGE / 2);
    softShadow(ctx, colours, 7, 2, () => {
      ctx.beginPath();
      ctx.arc(0, 0, BADGE / 2 - 1, 0, 7);
      ctx.fillStyle = colours.bubble;
      ctx.fill();
    });
    draw(ctx);
  },
});

export const emoteMark = (reaction: Reaction, colours: MarkColours): Mark => badge(colours, (ctx) => paintEmote(ctx, reaction));
export const handMark = (colours: MarkColours): Mark => badge(colours, (ctx) => paintHand(ctx, 0.4, 0, 1.5, '#b8731f'));
