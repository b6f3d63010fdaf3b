/**
 * Colours of a painted person: one base colour in, its lighter and darker tones out, mixed in OKLab so that a shadow
 * keeps its hue. Light comes from the upper left and is warm; shade is a little cooler and more saturated.
 * Knows nothing of shapes, palettes or the DOM.
 */
import { hexToLab, type Lab, labToCss } from '../../paint/oklab.ts';

export type Scheme = 'light' | 'dark';
/** CSS colour of a base, lightened by `dL` (OKLab lightness, −1…1) at an opacity of 0–1. */
export type Shade = (dL?: number, alpha?: number) => string;
/** @param hex `#rrggbb` */
export type Shades = (hex: string) => Shade;

/** People are lit: in the dark they give up a tenth of their light, the house around them far more. */
const tone = ([l, a, b]: Lab, scheme: Scheme): Lab => (scheme === 'light' ? [l, a, b] : [l * 0.92, a * 0.96, b * 0.93 - 0.002]);

const shift = ([l, a, b]: Lab, dL: number): Lab => {
  const chroma = dL < 0 ? 1 - dL * 0.9 : 1 - dL * 0.35;
  const warmth = dL < 0 ? 0.05 * dL : 0.06 * dL;
  return [l + dL, a * chroma + (dL < 0 ? -0.03 * dL : 0), b * chroma + warmth];
};

/** Shades of one scheme; a pure function behind a memory that is as small as the palettes. */
export const createShades = (scheme: Scheme): Shades => {
  const made = new Map<string, Shade>();
  return (hex) => {
    const known = made.get(hex);
    if (known) return known;
    const base = tone(hexToLab(hex), scheme);
    const css = new Map<number, string>();
    const shade: Shade = (dL = 0, alpha = 1) => {
      const key = Math.round(dL * 1000) * 1001 + Math.round(alpha * 1000);
      const text = css.get(key) ?? labToCss(shift(base, dL), alpha);
      css.set(key, text);
      return text;
    };
    made.set(hex, shade);
    return shade;
  };
};
