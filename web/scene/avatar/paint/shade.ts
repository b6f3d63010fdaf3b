/**
 * Colours of a painted person: one base colour in, its lighter and darker tones out, mixed in OKLab so that a shadow
 * keeps its hue. Light comes from the upper left and is warm; shade is a little cooler and more saturated.
 * Knows nothing of shapes, palettes or the DOM.
 *
 * OKLab matrices: Björn Ottosson, https://bottosson.github.io/posts/oklab/
 */
export type Scheme = 'light' | 'dark';
type Lab = readonly [lightness: number, a: number, b: number];

/** CSS colour of a base, lightened by `dL` (OKLab lightness, −1…1) at an opacity of 0–1. */
export type Shade = (dL?: number, alpha?: number) => string;
/** @param hex `#rrggbb` */
export type Shades = (hex: string) => Shade;

const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toGamma = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);

/** @param hex `#rrggbb` */
export const hexToLab = (hex: string): Lab => {
  const n = Number.parseInt(hex.slice(1), 16);
  const r = toLinear((n >> 16) / 255);
  const g = toLinear(((n >> 8) & 255) / 255);
  const b = toLinear((n & 255) / 255);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

export const labToCss = ([lightness, a, b]: Lab, alpha = 1): string => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channel = (v: number): number => Math.round(255 * toGamma(Math.min(1, Math.max(0, v))));
  const r = channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const g = channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const bl = channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return `rgba(${r},${g},${bl},${alpha})`;
};

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
