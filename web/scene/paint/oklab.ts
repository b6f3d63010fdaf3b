/**
 * Colours as OKLab triples, so that shade and tint keep their hue. Matrices: Björn Ottosson, "A perceptual color space
 * for image processing" (2020). Knows nothing of themes.
 */
export type Lab = readonly [lightness: number, a: number, b: number];

const toLinear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const toGamma = (v: number): number => (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055);
const clamp01 = (v: number): number => Math.min(1, Math.max(0, v));

const HEX = /^#[0-9a-f]{6}$/i;
const FALLBACK = 0x999999;

/** `#rrggbb`; anything else is a middle grey, because maps come from other people. */
export const hexToLab = (hex: string): Lab => {
  const n = HEX.test(hex) ? Number.parseInt(hex.slice(1), 16) : FALLBACK;
  const r = toLinear((n >> 16) / 255);
  const g = toLinear(((n >> 8) & 255) / 255);
  const b = toLinear((n & 255) / 255);
  const l = Math.cbrt(0.4122215 * r + 0.5363325 * g + 0.051446 * b);
  const m = Math.cbrt(0.2119035 * r + 0.6806995 * g + 0.107397 * b);
  const s = Math.cbrt(0.0883025 * r + 0.2817188 * g + 0.6299787 * b);
  return [
    0.2104543 * l + 0.7936178 * m - 0.004072 * s,
    1.9779985 * l - 2.4285922 * m + 0.4505937 * s,
    0.025904 * l + 0.7827718 * m - 0.8086758 * s,
  ];
};

export const labToCss = ([lightness, a, b]: Lab, alpha = 1): string => {
  const l = (lightness + 0.3963378 * a + 0.2158038 * b) ** 3;
  const m = (lightness - 0.1055613 * a - 0.0638542 * b) ** 3;
  const s = (lightness - 0.0894842 * a - 1.2914855 * b) ** 3;
  const channel = (v: number): number => Math.round(255 * toGamma(clamp01(v)));
  const red = channel(4.0767417 * l - 3.3077116 * m + 0.2309699 * s);
  const green = channel(-1.268438 * l + 2.6097574 * m - 0.3413194 * s);
  const blue = channel(-0.0041961 * l - 0.7034186 * m + 1.7076147 * s);
  return `rgba(${red},${green},${blue},${alpha})`;
};

export const mixLab = (from: Lab, to: Lab, t: number): Lab => [
  from[0] + (to[0] - from[0]) * t,
  from[1] + (to[1] - from[1]) * t,
  from[2] + (to[2] - from[2]) * t,
];

/** `base` shifted in lightness, and by `amount` of a shift in all three. */
export const shiftLab = (base: Lab, lightness: number, shift: Lab = [0, 0, 0], amount = 1): Lab => [
  base[0] + lightness + shift[0] * amount,
  base[1] + shift[1] * amount,
  base[2] + shift[2] * amount,
];
