/**
 * What stands behind the landing until the living scene comes, or for good where no scene can be drawn: a small patio of
 * tiles in morning light. A constant drawing in tokens' colours.
 */
import { html, svg, type TemplateResult } from 'lit';

const HALF_WIDTH = 64;
const HALF_HEIGHT = 32;

/** A flat tile whose far corner stands at (x, y) of the grid. */
const tile = (x: number, y: number, w: number, d: number, fill: string, lift = 0): TemplateResult => {
  const at = (u: number, v: number): string => `${(u - v) * HALF_WIDTH},${(u + v) * HALF_HEIGHT - lift}`;
  return svg`<polygon points="${at(x, y)} ${at(x + w, y)} ${at(x + w, y + d)} ${at(x, y + d)}" fill=${fill} />`;
};

/** A block: two sides and a top, light from the upper left. */
const block = (x: number, y: number, w: number, d: number, height: number, tone: string, shade = 84): TemplateResult => {
  const at = (u: number, v: number, lift = 0): string => `${(u - v) * HALF_WIDTH},${(u + v) * HALF_HEIGHT - lift}`;
  const mixed = (amount: number, other: string): string => `color-mix(in oklab, ${tone} ${amount}%, ${other})`;
  return svg`
    <polygon points="${at(x, y + d)} ${at(x + w, y + d)} ${at(x + w, y + d, height)} ${at(x, y + d, height)}" fill=${tone} />
    <polygon points="${at(x + w, y)} ${at(x + w, y + d)} ${at(x + w, y + d, height)} ${at(x + w, y, height)}" fill=${mixed(shade, 'black')} />
    ${tile(x, y, w, d, mixed(88, 'white'), height)}`;
};

/** A pot with three round tufts. */
const plant = (x: number, y: number): TemplateResult => {
  const left = (x - y) * HALF_WIDTH;
  const top = (x + y + 0.4) * HALF_HEIGHT - 18;
  return svg`${block(x, y, 0.4, 0.4, 16, 'var(--backdrop-pot)')}
    <circle cx=${left} cy=${top - 18} r="17" fill="var(--backdrop-leaf)" />
    <circle cx=${left - 11} cy=${top - 6} r="13" fill="var(--backdrop-leaf)" />
    <circle cx=${left + 11} cy=${top - 7} r="12" fill="color-mix(in oklab, var(--backdrop-leaf) 86%, black)" />`;
};

const steps = [0, 1, 2, 3, 4, 5];

export const backdrop = (): TemplateResult =>
  html`<svg
    class="backdrop"
    aria-hidden="true"
    viewBox="-560 -120 1120 700"
    preserveAspectRatio="xMidYMid slice"
    style="position: absolute; inset: 0; inline-size: 100%; block-size: 100%; translate: 22% 0"
  >
    ${tile(-2, -2, 10, 10, 'var(--backdrop-grass)')} ${block(-0.2, -0.2, 6.4, 6.4, 0, 'var(--backdrop-floor)')}
    ${steps.flatMap((x) => steps.map((y) => ((x + y) % 2 === 0 ? tile(x, y, 1, 1, 'var(--backdrop-tile)') : null)))}
    ${block(-0.14, -0.14, 0.14, 6.14, 48, 'var(--backdrop-wall)', 94)} ${block(0, -0.14, 6, 0.14, 48, 'var(--backdrop-wall)', 94)}
    <g fill="var(--backdrop-light)">${[0.6, 2.6].map((y) => tile(0.4, y, 2.2, 1.2, 'var(--backdrop-light)'))}</g>
    ${tile(3.1, 0.9, 2.2, 2.2, 'var(--backdrop-rug)')} ${block(3.7, 1.5, 1, 1, 15, 'var(--backdrop-wood)')}
    ${block(4, 0.6, 0.5, 0.5, 11, 'var(--backdrop-cushion)')} ${block(5, 1.75, 0.5, 0.5, 11, 'var(--backdrop-cushion)')}
    ${block(0.3, 3.2, 0.3, 2, 34, 'var(--backdrop-sofa)')} ${block(0.6, 3.2, 0.7, 2, 18, 'var(--backdrop-sofa)')} ${plant(5.2, 4.9)}
    ${plant(0.3, 0.3)} ${plant(0.4, 5.5)}
  </svg>`;
