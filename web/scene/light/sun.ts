/**
 * Light by the hour: where the sun (or the moon) stands, how strong it is, what colour the air has, when lamps burn, and
 * which palette the world is painted in. Pure; a place's clock and the theme go in.
 */
import type { PaletteName } from '../paint/palette.ts';
import type { SunSlope } from '../paint/shadows.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

export type Daylight = {
  readonly palette: PaletteName;
  readonly slope: SunSlope;
  /** Length of a window's patch: tiles of shift for each pixel of height. */
  readonly patch: SunSlope;
  readonly sunColour: Rgb;
  /** 0–1: how clearly windows draw on the floor. */
  readonly sunStrength: number;
  /** 0–1, 0.5 leaves the world as it is painted, 1 doubles it. */
  readonly ambient: Rgb;
  /** Added towards the light and taken away from it across the world. */
  readonly gradient: Rgb;
  /** 0–1: how much lamps burn. */
  readonly lamps: number;
};

type Moment = {
  readonly hour: number;
  readonly sun: Rgb;
  readonly strength: number;
  readonly ambient: Rgb;
  readonly gradient: Rgb;
  readonly lamps: number;
};

const NIGHT: Omit<Moment, 'hour'> = {
  sun: [140, 172, 245],
  strength: 0.34,
  ambient: [0.4, 0.43, 0.56],
  gradient: [0.02, 0.03, 0.06],
  lamps: 1,
};
/** Written for the day palette between dawn and dusk, and for the dark palette between dusk and dawn. */
const LIGHT_DAY: readonly Moment[] = [
  { hour: 0, ...NIGHT },
  { hour: 5, ...NIGHT },
  { hour: 6.2, sun: [170, 190, 250], strength: 0.2, ambient: [0.5, 0.49, 0.6], gradient: [0.05, 0.02, 0], lamps: 0.6 },
  { hour: 6.25, sun: [255, 206, 160], strength: 0.3, ambient: [0.44, 0.41, 0.44], gradient: [0.06, 0.03, 0], lamps: 0.35 },
  { hour: 7.2, sun: [255, 214, 160], strength: 0.95, ambient: [0.5, 0.475, 0.455], gradient: [0.07, 0.04, 0.01], lamps: 0 },
  { hour: 9.5, sun: [255, 233, 186], strength: 1, ambient: [0.502, 0.497, 0.49], gradient: [0.026, 0.016, 0.004], lamps: 0 },
  { hour: 13, sun: [255, 243, 214], strength: 0.85, ambient: [0.508, 0.505, 0.5], gradient: [0.018, 0.012, 0.004], lamps: 0 },
  { hour: 16.5, sun: [255, 226, 170], strength: 1, ambient: [0.505, 0.492, 0.475], gradient: [0.034, 0.018, 0.002], lamps: 0 },
  { hour: 18.4, sun: [255, 190, 124], strength: 1, ambient: [0.495, 0.45, 0.41], gradient: [0.085, 0.045, 0.01], lamps: 0.25 },
  { hour: 19.45, sun: [250, 160, 120], strength: 0.35, ambient: [0.4, 0.36, 0.4], gradient: [0.07, 0.03, 0.01], lamps: 0.7 },
  { hour: 19.5, sun: [170, 180, 240], strength: 0.16, ambient: [0.52, 0.5, 0.6], gradient: [0.05, 0.02, 0.02], lamps: 0.8 },
  { hour: 21.5, ...NIGHT },
  { hour: 24, ...NIGHT },
];
/** The dark theme keeps its palette all day: daylight is cool and quiet, lamps burn low. */
const DARK_DAY: readonly Moment[] = [
  { hour: 0, ...NIGHT, ambient: [0.44, 0.46, 0.56] },
  { hour: 5.5, ...NIGHT, ambient: [0.44, 0.46, 0.56] },
  { hour: 8, sun: [186, 204, 246], strength: 0.42, ambient: [0.53, 0.525, 0.54], gradient: [0.03, 0.03, 0.03], lamps: 0.5 },
  { hour: 13, sun: [206, 216, 246], strength: 0.5, ambient: [0.55, 0.545, 0.55], gradient: [0.03, 0.03, 0.03], lamps: 0.45 },
  { hour: 17, sun: [230, 206, 190], strength: 0.46, ambient: [0.54, 0.525, 0.52], gradient: [0.05, 0.035, 0.02], lamps: 0.6 },
  { hour: 19.5, sun: [170, 180, 240], strength: 0.3, ambient: [0.49, 0.48, 0.54], gradient: [0.04, 0.03, 0.03], lamps: 0.95 },
  { hour: 21.5, ...NIGHT, ambient: [0.44, 0.46, 0.56] },
  { hour: 24, ...NIGHT, ambient: [0.44, 0.46, 0.56] },
];

export const DAWN_HOUR = 6.25;
export const DUSK_HOUR = 19.5;

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
const mixRgb = (a: Rgb, b: Rgb, t: number): Rgb => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)];

/** −1 at dawn, 0 at noon, 1 at dusk; the moon goes the same way by night. */
const course = (hour: number): number => {
  const isDay = hour >= DAWN_HOUR && hour < DUSK_HOUR;
  const span = isDay ? DUSK_HOUR - DAWN_HOUR : 24 - DUSK_HOUR + DAWN_HOUR;
  const since = isDay ? hour - DAWN_HOUR : (hour - DUSK_HOUR + 24) % 24;
  return (since / span) * 2 - 1;
};

/** Shadows never grow longer than this many times their shortest. */
const LONGEST = 1.7;

export const daylightAt = (hour: number, scheme: 'light' | 'dark'): Daylight => {
  const wrapped = ((hour % 24) + 24) % 24;
  const isDay = wrapped >= DAWN_HOUR && wrapped < DUSK_HOUR;
  const moments = scheme === 'light' ? LIGHT_DAY : DARK_DAY;
  const next = Math.max(
    1,
    moments.findIndex((moment) => moment.hour > wrapped),
  );
  const [a, b] = [moments[next - 1], moments[next]];
  if (a === undefined || b === undefined) throw new Error('Every hour lies between two moments');
  const t = (wrapped - a.hour) / (b.hour - a.hour);
  const way = course(wrapped);
  const reach = 0.84 + (LONGEST - 0.84) * way ** 4;
  return {
    palette: scheme === 'light' && isDay ? 'day' : 'dark',
    slope: { dx: 0.0155 * reach, dy: 0.0155 * (way * 0.5 - 0.15) },
    patch: { dx: 0.06 * reach, dy: 0.06 * (way * 0.55 - 0.15) },
    sunColour: mixRgb(a.sun, b.sun, t),
    sunStrength: mix(a.strength, b.strength, t),
    ambient: mixRgb(a.ambient, b.ambient, t),
    gradient: mixRgb(a.gradient, b.gradient, t),
    lamps: mix(a.lamps, b.lamps, t),
  };
};
