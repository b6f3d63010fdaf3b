/**
 * Every kind of object: what it occupies, how high it is, where one sits on it. The scene draws by the same names and
 * options; what they look like is not known here. Sizes are tiles, heights pixels.
 *
 * In a piece's own coordinates u runs from its left to its right and v towards its front; rotation 0 faces +y.
 */
import type { ObjectOptions } from './map.ts';

/** Where the person stands before sitting down, seen from the piece. */
export type Side = 'front' | 'back' | 'left' | 'right';

export type SeatSpec = {
  readonly u: number;
  readonly v: number;
  /** Height of the seat above the piece's foot. */
  readonly heightPx: number;
  /** Eighths of a turn away from the piece's own front. */
  readonly turn: number;
  readonly approach: Side;
};

/** The outline on the floor, centred on the object. */
export type Shape = { readonly kind: 'rect'; readonly w: number; readonly d: number } | { readonly kind: 'circle'; readonly r: number };

export type KindSpec = {
  readonly shape: (options: ObjectOptions) => Shape;
  readonly heightPx: (options: ObjectOptions) => number;
  /** May nobody walk here? Flat, hanging and wall-mounted things do not block. */
  readonly blocks: boolean;
  readonly seats: (options: ObjectOptions) => readonly SeatSpec[];
};

/** A numeric option, kept within sane limits because maps come from other people. */
export const numberOption = (options: ObjectOptions, name: string, otherwise: number, min = 0.05, max = 64): number => {
  const value = options[name];
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : otherwise;
};

const noSeats = () => [];
const rect = (w: number, d: number) => (): Shape => ({ kind: 'rect', w, d });
const circle = (r: number) => (): Shape => ({ kind: 'circle', r });
const sized =
  (w: number, d: number) =>
  (o: ObjectOptions): Shape => ({ kind: 'rect', w: numberOption(o, 'w', w), d: numberOption(o, 'd', d) });
const round =
  (r: number, name = 'r') =>
  (o: ObjectOptions): Shape => ({ kind: 'circle', r: numberOption(o, name, r) });
const high =
  (h: number) =>
  (o: ObjectOptions): number =>
    numberOption(o, 'h', h, 0, 400);

type Rest = { readonly blocks?: boolean; readonly seats?: KindSpec['seats'] };
const kind = (shape: KindSpec['shape'], heightPx: KindSpec['heightPx'], rest: Rest = {}): KindSpec => ({
  shape,
  heightPx,
  blocks: rest.blocks ?? true,
  seats: rest.seats ?? noSeats,
});
const walkable: Rest = { blocks: false };

const oneSeat =
  (heightPx: number, approach: Side, v = 0) =>
  (): readonly SeatSpec[] => [{ u: 0, v, heightPx, turn: 0, approach }];

/** Evenly spread along the piece, as many as fit. */
const seatRow = (count: number, from: number, to: number, v: number, heightPx: number): SeatSpec[] =>
  Array.from({ length: count }, (_, i) => ({
    u: from + ((i + 0.5) * (to - from)) / count,
    v,
    heightPx,
    turn: 0,
    approach: 'front',
  }));

const SOFA_ARM = 0.22;
const sofaSeats =
  (width: number) =>
  (o: ObjectOptions): readonly SeatSpec[] => {
    const w = numberOption(o, 'w', width, 0.6, 12);
    const count = Math.max(1, Math.round((w - 2 * SOFA_ARM) / 0.85));
    return seatRow(count, -w / 2 + SOFA_ARM, w / 2 - SOFA_ARM, 0.12, 11.4);
  };

const benchSeats = (o: ObjectOptions): readonly SeatSpec[] => {
  const w = numberOption(o, 'w', 1.8, 0.5, 12);
  return seatRow(Math.max(1, Math.floor(w / 0.8)), -w / 2, w / 2, 0, 11);
};

const stoolSeat = (o: ObjectOptions): readonly SeatSpec[] => [
  { u: 0, v: 0, heightPx: numberOption(o, 'h', 13, 4, 30), turn: 0, approach: 'back' },
];

export const CATALOGUE = {
  // Work
  desk: kind(rect(1.52, 0.8), () => 37),
  officeChair: kind(rect(0.44, 0.5), () => 27, { seats: oneSeat(11.4, 'right', 0.02) }),
  sideChair: kind(rect(0.42, 0.48), () => 24, { seats: oneSeat(11.4, 'right') }),
  meetingTable: kind(sized(3, 1.2), () => 22),
  roundTable: kind(round(0.75), high(17)),
  whiteboard: kind(rect(1.7, 0.4), () => 44),
  tvScreen: kind((o) => ({ kind: 'rect', w: numberOption(o, 'w', 1.8), d: 0.06 }), high(24), walkable),
  laptop: kind(rect(0.6, 0.4), () => 10, walkable),
  // Home
  sofa: kind(
    (o) => ({ kind: 'rect', w: numberOption(o, 'w', 2.2, 0.6, 12), d: 0.86 }),
    () => 22,
    { seats: sofaSeats(2.2) },
  ),
  armchair: kind(
    (o) => ({ kind: 'rect', w: numberOption(o, 'w', 1.2, 0.6, 12), d: 0.86 }),
    () => 22,
    { seats: sofaSeats(1.2) },
  ),
  cushion: kind(rect(0.34, 0.1), () => 9, walkable),
  beanbag: kind(circle(0.38), () => 9, { seats: oneSeat(9, 'front') }),
  bench: kind(
    (o) => ({ kind: 'rect', w: numberOption(o, 'w', 1.8, 0.5, 12), d: 0.44 }),
    () => 11,
    { seats: benchSeats },
  ),
  stool: kind(circle(0.19), high(13), { seats: stoolSeat }),
  coffeeTable: kind(round(0.5), () => 12),
  rug: kind(sized(3, 2), () => 0, walkable),
  bookshelf: kind((o) => ({ kind: 'rect', w: numberOption(o, 'w', 1.6), d: 0.36 }), high(46)),
  plant: kind(
    (o) => ({ kind: 'circle', r: 0.2 * numberOption(o, 's', 1, 0.2, 4) }),
    (o) => 35 * numberOption(o, 's', 1, 0.2, 4),
  ),
  floorLamp: kind(circle(0.16), () => 48),
  pendant: kind(round(0.26), () => 7, walkable),
  // Kitchen, stage, music
  counter: kind(sized(3, 0.7), () => 21.4),
  fridge: kind(rect(0.84, 0.72), () => 46),
  coffeeMachine: kind(rect(0.44, 0.4), () => 14, walkable),
  waterCooler: kind(rect(0.4, 0.4), () => 39),
  stage: kind(sized(5.4, 2.4), () => 6, walkable),
  backdrop: kind(sized(5.6, 0.2), high(54)),
  spotlight: kind(rect(0.26, 0.3), () => 8, walkable),
  speaker: kind(rect(0.4, 0.4), high(30)),
  recordPlayer: kind(rect(2.2, 0.54), () => 17),
  divider: kind((o) => ({ kind: 'rect', w: numberOption(o, 'w', 2), d: 0.16 }), high(30)),
  // Walls and small things
  poster: kind(sized(0.9, 0.03), high(22), walkable),
  clock: kind(rect(0.44, 0.02), () => 14, walkable),
  wallShelf: kind(sized(2.8, 0.28), () => 2, walkable),
  /** A plain box: books, boxes, a toaster. Does not block, because it lies on something. */
  trinket: kind(sized(0.4, 0.3), high(5), walkable),
  // Outside
  parasol: kind(circle(0.12), () => 62),
  hedge: kind(sized(0.54, 1), high(13)),
  bollard: kind(circle(0.13), () => 22),
  tree: kind(
    (o) => ({ kind: 'circle', r: 0.25 * numberOption(o, 's', 1, 0.2, 4) }),
    (o) => 90 * numberOption(o, 's', 1, 0.2, 4),
  ),
  steppingStone: kind(circle(0.4), () => 0, walkable),
} as const satisfies { readonly [kind: string]: KindSpec };

export type Kind = keyof typeof CATALOGUE;
export const KINDS = Object.keys(CATALOGUE) as readonly Kind[];
export const isKind = (text: string): text is Kind => Object.hasOwn(CATALOGUE, text);

/** What nobody knows is neither in the way nor a seat. */
const UNKNOWN: KindSpec = kind(rect(0.5, 0.5), () => 0, walkable);
export const specOf = (name: string): KindSpec => (isKind(name) ? CATALOGUE[name] : UNKNOWN);
