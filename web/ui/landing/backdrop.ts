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
const block = (x: number, y: number, w: number, d: number, height: number, tone: string): TemplateResult => {
  const at = (u: number, v: number, lift = 0): string => `${(u - v) * HALF_WIDTH},${(u + v) * HALF_HEIGHT - lift}`;
  const mixed = (amount: number, other: string): string => `color-mix(in oklab, ${tone} ${amount}%, ${other})`;
  return svg`
    <polygon points="${at(x, y + d)} ${at(x + w, y + d)} ${at(x + w, y + d, height)} ${at(x, y + d, height)}" fill=${tone} />
    <polygon points="${at(x + w, y)} ${at(x + w, y + d)} ${at(x + w, y + d, height)} ${at(x + w, y, height)}" fill=${mixed(84, 'black')} />
    ${tile(x, y, w, d, mixed(88, 'white'), height)}`;
};

export const backdrop = (): TemplateResult =>
  html`<svg
    class="backdrop"
    aria-hidden="true"
    viewBox="-420 -60 840 560"
    preserveAspectRatio="xMidYMid slice"
    style="position: absolute; inset: 0; inline-size: 100%; block-size: 100%; translate: 22% 4%"
  >
    ${block(0, 0, 6, 6, 0, 'var(--backdrop-floor)')}
    ${[0, 1, 2, 3, 4, 5].flatMap((x) => [0, 1, 2, 3, 4, 5].map((y) => ((x + y) % 2 === 0 ? tile(x, y, 1, 1, 'var(--backdrop-tile)') : null)))}
    ${tile(3.2, 0.9, 2, 2, 'var(--backdrop-rug)')} ${block(-0.12, 0, 0.12, 6, 44, 'var(--backdrop-wall)')}
    ${block(0, -0.12, 6, 0.12, 44, 'var(--backdrop-wall)')} ${block(3.7, 1.4, 1, 1, 14, 'var(--backdrop-wood)')}
    ${block(0.5, 3, 0.9, 2, 18, 'var(--backdrop-sofa)')} ${block(0.5, 3, 0.3, 2, 32, 'var(--backdrop-sofa)')}
    ${block(4.6, 4.4, 0.5, 0.5, 16, 'var(--backdrop-pot)')}
    <circle cx="12" cy="258" r="30" fill="var(--backdrop-leaf)" />
    <circle cx="-8" cy="244" r="20" fill="var(--backdrop-leaf)" />
  </svg>`;
