/**
 * The two tones in which the world is painted. A palette is a function on OKLab, not an overlay: what is dark stays
 * rich, and what gives light is re-toned less. Knows neither the hour (see `light/`) nor any shape.
 */
import { type Lab, hexToLab, labToCss, mixLab, shiftLab } from './oklab.ts';

export type PaletteName = 'day' | 'dark';

export type Palette = {
  readonly name: PaletteName;
  readonly night: boolean;
  /** `r,g,b` for translucent darkness. */
  readonly shadow: string;
  readonly castAlpha: number;
  readonly contactAlpha: number;
  readonly tone: (lab: Lab, lit: boolean) => Lab;
  /** Lightness from the base to the top face, and from the base down to the right face. */
  readonly top: number;
  readonly right: number;
  readonly warmTop: Lab;
  readonly coolRight: Lab;
};

export const PALETTES: { readonly [name in PaletteName]: Palette } = {
  day: {
    name: 'day',
    night: false,
    shadow: '96,66,52',
    castAlpha: 0.22,
    contactAlpha: 0.3,
    tone: (lab) => lab,
    top: 0.036,
    right: 0.097,
    warmTop: [0, 0, 0.006],
    coolRight: [0, 0.004, -0.007],
  },
  dark: {
    name: 'dark',
    night: true,
    shadow: '6,8,16',
    castAlpha: 0.34,
    contactAlpha: 0.46,
    tone: ([l, a, b], lit) => (lit ? [l * 0.92, a * 0.95, b * 0.92] : [0.125 + l * 0.43, a * 0.8 + 0.001, b * 0.7 - 0.022]),
    top: 0.03,
    right: 0.064,
    warmTop: [0, 0, 0.002],
    coolRight: [0, 0.002, -0.01],
  },
};

export type Faces = {
  readonly top: string;
  readonly left: string;
  readonly right: string;
  /** A hairline of light along near upper edges. */
  readonly gleam: string;
  /** A round body between facing lower left (0) and lower right (1), turned `up` to the light by 0–1. */
  readonly at: (turn: number, up: number) => string;
};

export type ColourOptions = { readonly lighter?: number; readonly alpha?: number; readonly lit?: boolean };

export type Colours = {
  readonly of: (hex: string, options?: ColourOptions) => string;
  readonly mix: (from: string, to: string, t: number, alpha?: number) => string;
  readonly faces: (hex: string, lit?: boolean) => Faces;
  readonly shadow: (alpha: number) => string;
};

/** A painter's colours in one palette; computed once per colour. */
export const createColours = (palette: Palette): Colours => {
  const texts = new Map<string, string>();
  const solids = new Map<string, Faces>();
  const text = (key: string, make: () => string): string => {
    let value = texts.get(key);
    if (value === undefined) texts.set(key, (value = make()));
    return value;
  };
  const toned = (hex: string, lit: boolean): Lab => palette.tone(hexToLab(hex), lit);
  const makeFaces = (hex: string, lit: boolean): Faces => {
    const base = toned(hex, lit);
    const right = shiftLab(base, -palette.right, palette.coolRight);
    const top = shiftLab(base, palette.top, palette.warmTop);
    return {
      top: labToCss(top),
      left: labToCss(base),
      right: labToCss(right),
      gleam: labToCss(shiftLab(base, 0.09, palette.warmTop, 2), 0.75),
      at: (turn, up) => labToCss(mixLab(mixLab(base, right, turn), top, up)),
    };
  };
  return {
    of: (hex, { lighter = 0, alpha = 1, lit = false } = {}) =>
      text(`${hex}|${lighter.toFixed(3)}|${alpha}|${lit}`, () => labToCss(shiftLab(toned(hex, lit), lighter), alpha)),
    mix: (from, to, t, alpha = 1) =>
      text(`${from}>${to}|${t.toFixed(3)}|${alpha}`, () => labToCss(mixLab(toned(from, false), toned(to, false), t), alpha)),
    faces: (hex, lit = false) => {
      const key = `${hex}|${lit}`;
      let value = solids.get(key);
      if (value === undefined) solids.set(key, (value = makeFaces(hex, lit)));
      return value;
    },
    shadow: (alpha) => `rgba(${palette.shadow},${alpha})`,
  };
};
