/**
 * Eight ways to wear hair, each described by where it begins on the head, how thick it is and what hangs from it.
 * Two layers: what is behind the neck and shoulders, and what lies on the head. The origin is the middle of the head.
 */
import type { HairStyle, LookPaint } from './look-paint.ts';
import type { Shade } from './shade.ts';
import { along, type Ctx, degrees, FIGURE, headPoint, type Stops, type View, wrapAngle } from './view.ts';

const R = FIGURE.headRadius;

type Style = {
  /** Elevation of the hairline by azimuth, in degrees; none for curls and bald heads. */
  readonly line: Stops;
  /** Where the fringe is parted: its height differs on the two sides by this many degrees. */
  readonly part: number;
  /** Radius of the hair as a share of the head's. */
  readonly volume: number;
  /** Pixels below the middle of the head by azimuth, where hair hangs; from `opening` degrees around the face. */
  readonly hang?: { readonly opening: number; readonly ends: Stops };
  readonly extra?: 'bun' | 'tail' | 'quiff';
};

const NAPE: Stops = [
  [92, 4],
  [104, -24],
  [130, -42],
  [180, -46],
];

const STYLES: { readonly [style in HairStyle]: Style | 'curls' | null } = {
  short: { line: [[0, 36], [30, 33], [55, 26], [70, 10], [84, -8], [90, 2], ...NAPE], part: 7, volume: 1.07, extra: 'quiff' },
  crop: { line: [[0, 41], [42, 38], [62, 30], [78, 12], [88, 4], ...NAPE], part: 0, volume: 1.025 },
  bob: {
    line: [
      [0, 33],
      [34, 30],
      [60, 16],
      [66, -20],
      [180, -30],
    ],
    part: 9,
    volume: 1.1,
    hang: {
      opening: 60,
      ends: [
        [60, 7.6],
        [80, 9.6],
        [180, 9.4],
      ],
    },
  },
  long: {
    line: [
      [0, 42],
      [26, 34],
      [54, 14],
      [64, -20],
      [180, -30],
    ],
    part: 5,
    volume: 1.09,
    hang: {
      opening: 60,
      ends: [
        [60, 8.6],
        [84, 13],
        [120, 18],
        [180, 19.5],
      ],
    },
  },
  ponytail: { line: [[0, 40], [40, 34], [66, 18], [84, 2], ...NAPE], part: 5, volume: 1.06, extra: 'tail' },
  bun: { line: [[0, 39], [40, 34], [66, 20], [84, 6], ...NAPE], part: -5, volume: 1.055, extra: 'bun' },
  curly: 'curls',
  bald: null,
};

const COVERED_BY_HAT: ReadonlySet<LookPaint['hat']> = new Set(['beanie', 'cap', 'sun', 'beret']);

const hairTone = (ctx: Ctx, shade: Shade, radius: number): CanvasGradient => {
  const tone = ctx.createRadialGradient(-radius * 0.42, -radius * 0.62, radius * 0.1, 0, 0, radius * 1.25);
  tone.addColorStop(0, shade(0.085));
  tone.addColorStop(0.45, shade(0.012));
  tone.addColorStop(1, shade(-0.055));
  return tone;
};

const lineAt = (style: Style, azimuth: number): number => {
  const front = Math.max(0, 1 - Math.abs(wrapAngle(azimuth)) / degrees(60));
  // A parting is higher on one side of the fringe.
  return degrees(along(style.line, azimuth) + style.part * front * Math.sin(2 * wrapAngle(azimuth)));
};

/** The cap of hair: hairline as far as it is seen, then over the top along the silhouette. */
const capPath = (ctx: Ctx, view: View, style: Style, dy = 0): void => {
  const radius = R * style.volume;
  ctx.beginPath();
  for (let i = 0; i <= 40; i++) {
    const azimuth = view.turn - Math.PI / 2 + (Math.PI * i) / 40;
    const spot = headPoint(view, azimuth, lineAt(style, azimuth), radius * 0.985);
    ctx.lineTo(spot.x, spot.y + dy);
  }
  const right = lineAt(style, view.turn + Math.PI / 2);
  const left = lineAt(style, view.turn - Math.PI / 2);
  for (let i = 0; i <= 40; i++) {
    const angle = right + ((Math.PI - left - right) * i) / 40;
    ctx.lineTo(Math.cos(angle) * radius, -Math.sin(angle) * radius + dy);
  }
  ctx.closePath();
};

/** Hair that hangs straight down, between two angles around the view's axis (0 is towards us). */
const hangPath = (ctx: Ctx, view: View, style: Style, near: boolean): boolean => {
  if (!style.hang) return false;
  const { opening, ends } = style.hang;
  const radius = R * style.volume;
  const seen: number[] = [];
  for (let i = 0; i <= 48; i++) {
    const across = near ? -Math.PI / 2 + (Math.PI * i) / 48 : Math.PI / 2 + (Math.PI * i) / 48;
    const azimuth = wrapAngle(view.turn + across);
    if (Math.abs(azimuth) >= degrees(opening)) seen.push(across);
    else if (near && seen.length > 1) {
      // The face interrupts the near side: close this lock and go on with the other.
      lock(ctx, view, seen, radius, ends);
      seen.length = 0;
    } else seen.length = 0;
  }
  lock(ctx, view, seen, radius, ends);
  return true;
};

const lock = (ctx: Ctx, view: View, angles: readonly number[], radius: number, ends: Stops): void => {
  const first = angles[0];
  const last = angles.at(-1);
  if (first === undefined || last === undefined || angles.length < 2) return;
  ctx.moveTo(Math.sin(first) * radius, 0);
  for (const across of angles) {
    const edge = Math.abs(Math.sin(across));
    const taper = 1 - 0.07 * edge;
    // Corners are soft: hair that ends at the silhouette ends a little higher.
    const end = along(ends, view.turn + across) + Math.cos(across) * 1.1 - 2.4 * edge ** 10;
    if (across === first || across === last) ctx.lineTo(Math.sin(across) * radius, end * 0.6);
    ctx.lineTo(Math.sin(across) * radius * taper, end);
  }
  ctx.lineTo(Math.sin(last) * radius, 0);
  ctx.closePath();
};

const fillHang = (ctx: Ctx, view: View, shade: Shade, style: Style, near: boolean): void => {
  ctx.beginPath();
  if (!hangPath(ctx, view, style, near)) return;
  const dark = near ? 0 : -0.065;
  const tone = ctx.createLinearGradient(-R, -2, R, 14);
  tone.addColorStop(0, shade(dark + 0.03));
  tone.addColorStop(0.5, shade(dark));
  tone.addColorStop(1, shade(dark - 0.055));
  ctx.lineJoin = 'round';
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = tone;
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
};

const strands = (ctx: Ctx, view: View, shade: Shade, style: Style): void => {
  if (!style.hang) return;
  const { opening, ends } = style.hang;
  ctx.lineWidth = 0.5;
  ctx.lineCap = 'round';
  ctx.strokeStyle = shade(-0.075, 0.55);
  for (const at of [-150, -120, -92, 92, 120, 150, 180]) {
    const across = wrapAngle(degrees(at) - view.turn);
    if (Math.abs(across) > 1.25 || Math.abs(at) < opening + 12) continue;
    const x = Math.sin(across) * R * style.volume;
    ctx.beginPath();
    ctx.moveTo(x * 0.94, -1);
    ctx.quadraticCurveTo(x * 1.04, 4, x * 0.97, along(ends, degrees(at)) - 1.4);
    ctx.stroke();
  }
};

const ball = (ctx: Ctx, x: number, y: number, rx: number, ry: number, shade: Shade, dL = 0): void => {
  const tone = ctx.createRadialGradient(x - rx * 0.4, y - ry * 0.5, rx * 0.1, x, y, rx * 1.2);
  tone.addColorStop(0, shade(0.075 + dL));
  tone.addColorStop(0.5, shade(0.01 + dL));
  tone.addColorStop(1, shade(-0.06 + dL));
  ctx.beginPath();
  ctx.ellipse(x, y, rx, ry, 0, 0, 7);
  ctx.fillStyle = tone;
  ctx.fill();
};

/** The sheen of a round head of hair, where the light from the upper left meets it. */
const sheen = (ctx: Ctx, view: View, shade: Shade, radius: number): void => {
  ctx.beginPath();
  for (let i = 0; i <= 10; i++) {
    const spot = headPoint(view, view.turn + degrees(-64 + i * 7), degrees(47 + Math.sin((i / 10) * Math.PI) * 7), radius);
    ctx.lineTo(spot.x, spot.y);
  }
  ctx.lineCap = 'round';
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = shade(0.16, 0.42);
  ctx.stroke();
};

const CURL_LINE: Stops = [
  [0, 40],
  [36, 36],
  [58, 20],
  [72, -12],
  [110, -30],
  [180, -38],
];
const UNDER_CURLS: Style = { line: CURL_LINE, part: 0, volume: 1.06 };
/** Curls sit on a spiral over the head: even, and the same for everybody. */
const CURLS: readonly (readonly [azimuth: number, elevation: number, size: number])[] = Array.from({ length: 46 }, (_, i) => {
  const high = 1 - (2 * (i + 0.5)) / 46;
  return [wrapAngle(i * 2.399963), Math.asin(high), 2.9 + ((i * 7) % 5) * 0.16] as const;
});

const paintCurls = (ctx: Ctx, view: View, paint: LookPaint, near: boolean): void => {
  const covered = COVERED_BY_HAT.has(paint.hat);
  const spots = CURLS.filter(([azimuth, elevation]) => {
    const line = degrees(along(CURL_LINE, azimuth));
    return elevation > line && !(covered && elevation > degrees(24));
  }).map(([azimuth, elevation, size]) => ({ ...headPoint(view, azimuth, elevation, R * (covered ? 1.08 : 1.14)), size }));
  spots.sort((a, b) => a.depth - b.depth);
  for (const { x, y, depth, size } of spots) {
    if (depth > -0.12 !== near) continue;
    const dL = (near ? 0 : -0.05) + (x < 0 && y < 0 ? 0.02 : x > 3 || y > 3 ? -0.03 : 0);
    ball(ctx, x, y, size, size * 0.96, paint.hair, dL);
  }
};

const tail = (ctx: Ctx, view: View, shade: Shade): void => {
  const tie = headPoint(view, degrees(168), degrees(26), R * 1.1);
  const tip = headPoint(view, degrees(158), degrees(-20), R * 1.5);
  const out = { x: tip.x - tie.x, y: 14 };
  ctx.beginPath();
  ctx.moveTo(tie.x - 2, tie.y - 1.6);
  ctx.bezierCurveTo(tie.x + out.x * 0.9 - 4.6, tie.y + 2, tie.x + out.x - 4.4, tie.y + 9, tie.x + out.x * 0.8 - 0.6, tie.y + 16);
  ctx.bezierCurveTo(tie.x + out.x + 4, tie.y + 12, tie.x + out.x + 4.8, tie.y + 3, tie.x + 2, tie.y - 1.6);
  ctx.closePath();
  const tone = ctx.createLinearGradient(tie.x - 4, tie.y, tie.x + 5, tie.y + 12);
  tone.addColorStop(0, shade(0.06));
  tone.addColorStop(0.5, shade());
  tone.addColorStop(1, shade(-0.07));
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = shade(-0.1, 0.6);
  ctx.stroke();
  ctx.fillStyle = tone;
  ctx.fill();
  ctx.beginPath();
  ctx.ellipse(tie.x, tie.y, 2.2, 1.7, 0, 0, 7);
  ctx.fillStyle = shade(-0.1);
  ctx.fill();
};

const bun = (ctx: Ctx, view: View, shade: Shade): void => {
  const spot = headPoint(view, Math.PI, degrees(58), R * 1.28);
  ball(ctx, spot.x, spot.y, 4.3, 3.9, shade);
  ctx.beginPath();
  ctx.arc(spot.x + 0.3, spot.y + 0.2, 2.3, 0.4, 3.6);
  ctx.lineWidth = 0.55;
  ctx.strokeStyle = shade(-0.09, 0.7);
  ctx.stroke();
};

/** A soft wave over the forehead, swept to one side. */
const quiff = (ctx: Ctx, view: View, shade: Shade): void => {
  const spots = [
    { ...headPoint(view, degrees(-34), degrees(48), R * 1.06), rx: 3.9, ry: 2.6 },
    { ...headPoint(view, degrees(-2), degrees(53), R * 1.1), rx: 4.7, ry: 3.1 },
    { ...headPoint(view, degrees(32), degrees(50), R * 1.07), rx: 4.1, ry: 2.8 },
  ].toSorted((a, b) => a.depth - b.depth);
  for (const spot of spots) {
    if (spot.depth < 0.05) continue;
    ctx.beginPath();
    ctx.ellipse(spot.x, spot.y, spot.rx, spot.ry, -0.12, 0, 7);
    const tone = ctx.createLinearGradient(spot.x - 3, spot.y - 3, spot.x + 3, spot.y + 3);
    tone.addColorStop(0, shade(0.085));
    tone.addColorStop(0.7, shade(0.015));
    tone.addColorStop(1, shade(-0.005));
    ctx.fillStyle = tone;
    ctx.fill();
  }
};

/** The shadow of the fringe on the forehead; drawn on the skin, clipped to the head. */
export const paintHairShadow = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const style = STYLES[paint.hairStyle];
  if (style === null || view.fy < -0.5) return;
  ctx.fillStyle = paint.skin(-0.09, 0.6);
  if (style === 'curls') {
    ctx.beginPath();
    ctx.ellipse(view.fx * 3, -5.2, R, 3.8, 0, 0, 7);
  } else capPath(ctx, view, style, 0.9);
  ctx.fill();
};

/** What is farther away than the head and neck. */
export const paintBackHair = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const style = STYLES[paint.hairStyle];
  if (style === null) return;
  if (style === 'curls') {
    paintCurls(ctx, view, paint, false);
    return;
  }
  fillHang(ctx, view, paint.hair, style, false);
  if (style.extra === 'tail' && view.fy > -0.1) tail(ctx, view, paint.hair);
  if (style.extra === 'bun' && view.fy > 0.5 && !COVERED_BY_HAT.has(paint.hat)) bun(ctx, view, paint.hair);
};

/** What lies on the head and hangs on our side of it. */
export const paintFrontHair = (ctx: Ctx, view: View, paint: LookPaint): void => {
  const style = STYLES[paint.hairStyle];
  if (style === null) {
    sheen(ctx, view, paint.skin, R * 0.96);
    return;
  }
  if (style === 'curls') {
    capPath(ctx, view, UNDER_CURLS);
    ctx.fillStyle = paint.hair(-0.04);
    ctx.fill();
    paintCurls(ctx, view, paint, true);
    return;
  }
  const covered = COVERED_BY_HAT.has(paint.hat);
  const shade = paint.hair;
  fillHang(ctx, view, shade, style, true);
  capPath(ctx, view, style);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 0.6;
  ctx.strokeStyle = shade(-0.09, 0.55);
  ctx.stroke();
  ctx.fillStyle = hairTone(ctx, shade, R * style.volume);
  ctx.fill();
  strands(ctx, view, shade, style);
  if (covered) {
    if (style.extra === 'tail' && view.fy <= -0.1) tail(ctx, view, shade);
    return;
  }
  if (style.extra === 'quiff') quiff(ctx, view, shade);
  sheen(ctx, view, shade, R * style.volume);
  if (style.extra === 'tail' && view.fy <= -0.1) tail(ctx, view, shade);
  if (style.extra === 'bun' && view.fy <= 0.5) bun(ctx, view, shade);
};
