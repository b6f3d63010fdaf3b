/**
 * The palettes that an avatar's choices point into, and looks to begin with. Base colours in morning light: the scene shades
 * and re-tones them. Changing an entry changes how people look everywhere; the order is part of the wire format.
 */
import { type AvatarLook, HAIR_STYLES, HATS, OUTFITS, PALETTE_SIZE } from './avatar.ts';

/** Light to dark. */
export const SKIN_COLOURS = [
  '#f8dfca',
  '#f4d3b8',
  '#efc6a4',
  '#e7b48d',
  '#d9a077',
  '#c98d63',
  '#b47a52',
  '#9a6543',
  '#84553a',
  '#6f4630',
] as const;

export const HAIR_COLOURS = [
  '#332b2f',
  '#46342c',
  '#6b4630',
  '#8a5a38',
  '#a4532f',
  '#d9b06a',
  '#ecd8a6',
  '#b9b4b0',
  '#7d7f8c',
  '#c9737f',
] as const;

/** Clothes and hats. */
export const CLOTH_COLOURS = [
  '#2f6f62',
  '#f2e6d2',
  '#d4573f',
  '#e0a13c',
  '#4a6185',
  '#8fb0cf',
  '#c75f73',
  '#6b9a6e',
  '#8a78a8',
  '#434957',
] as const;

const look = (
  [body, skin]: readonly [number, number],
  [hair, hairColour]: readonly [number, number],
  [outfit, topColour, accentColour, legsColour]: readonly [number, number, number, number],
  [hat, hatColour]: readonly [number, number] = [0, 3],
  face: { readonly glasses?: boolean; readonly beard?: boolean } = {},
): AvatarLook => ({
  body,
  skin,
  hair,
  hairColour,
  outfit,
  topColour,
  accentColour,
  legsColour,
  hat,
  hatColour,
  glasses: face.glasses ?? false,
  beard: face.beard ?? false,
});

/** People to choose from; the first four fill a row of the lobby and differ in everything. */
export const PRESET_LOOKS: readonly AvatarLook[] = [
  look([1, 3], [4, 2], [4, 0, 3, 9]),
  look([2, 9], [0, 0], [1, 1, 0, 4]),
  look([0, 5], [1, 0], [0, 2, 1, 9]),
  look([1, 1], [3, 4], [3, 7, 1, 4], [0, 3], { glasses: true }),
  look([0, 3], [2, 2], [0, 3, 1, 4]),
  look([2, 3], [0, 1], [1, 0, 1, 9], [0, 3], { beard: true }),
  look([1, 1], [0, 0], [2, 1, 4, 9], [4, 9]),
  look([1, 7], [3, 0], [0, 3, 1, 9]),
  look([0, 0], [7, 5], [5, 1, 5, 5]),
  look([2, 6], [5, 0], [3, 4, 1, 9], [1, 3], { beard: true }),
  look([1, 0], [4, 7], [4, 8, 1, 9], [0, 3], { glasses: true }),
  look([0, 8], [6, 0], [1, 6, 1, 1], [5, 2]),
];

/** @param random uniform in [0, 1), such as `Math.random`. */
export const randomLook = (random: () => number): AvatarLook => {
  const pick = (size: number) => Math.min(size - 1, Math.floor(random() * size));
  const legsColour = pick(PALETTE_SIZE);
  // A top in the colour of the trousers reads as a boiler suit.
  const topColour = (legsColour + 1 + pick(PALETTE_SIZE - 1)) % PALETTE_SIZE;
  return {
    body: pick(3),
    skin: pick(PALETTE_SIZE),
    hair: pick(HAIR_STYLES.length),
    hairColour: pick(PALETTE_SIZE),
    outfit: pick(OUTFITS.length),
    topColour,
    accentColour: (topColour + 1 + pick(PALETTE_SIZE - 1)) % PALETTE_SIZE,
    legsColour,
    // Most people wear no hat.
    hat: random() < 0.65 ? 0 : 1 + pick(HATS.length - 1),
    hatColour: pick(PALETTE_SIZE),
    glasses: random() < 0.25,
    beard: random() < 0.2,
  };
};
