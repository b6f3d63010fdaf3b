/**
 * From a look (small numbers) to what the painters hold in their hands: shades and the proportions of a body.
 * Knows the palettes of `looks.ts`; knows no shapes.
 */
import { type AvatarLook, HAIR_STYLES, HATS, OUTFITS } from '../../../../domain/presence/avatar.ts';
import { CLOTH_COLOURS, HAIR_COLOURS, SKIN_COLOURS } from '../../../../domain/presence/looks.ts';
import { hexToLab } from '../../paint/oklab.ts';
import type { Shade, Shades } from './shade.ts';

export type HairStyle = (typeof HAIR_STYLES)[number];
export type Hat = (typeof HATS)[number];
export type Outfit = (typeof OUTFITS)[number];

export type LookPaint = {
  readonly skin: Shade;
  readonly hair: Shade;
  readonly top: Shade;
  readonly accent: Shade;
  readonly legs: Shade;
  readonly hatShade: Shade;
  readonly shoe: Shade;
  readonly sole: Shade;
  /** Eyes, frames of glasses, a headset. */
  readonly ink: Shade;
  readonly white: Shade;
  readonly blush: Shade;
  readonly mouth: Shade;
  /** The line of a closed mouth: darker than fair skin, lighter than dark skin. */
  readonly lip: Shade;
  readonly hairStyle: HairStyle;
  readonly hat: Hat;
  readonly outfit: Outfit;
  readonly glasses: boolean;
  readonly beard: boolean;
  /** Half the width of the shoulders and half the depth of the chest, in pixels. */
  readonly width: number;
  readonly girth: number;
};

const BODIES = [
  { width: 5.9, girth: 5 },
  { width: 6.7, girth: 5.6 },
  { width: 7.6, girth: 6.6 },
] as const;
/** Shoes are not a choice: they follow from the clothes, so that equal looks stay equal. */
const SHOES = ['#6a4a3a', '#f3ece0', '#3c3f4a', '#a8573c'] as const;

/** Indices are checked where they come from the wire; a wrap-around keeps even a wrong one drawable. */
const pick = <T>(list: readonly T[], index: number): T => {
  const found = list[((index % list.length) + list.length) % list.length];
  if (found === undefined) throw new RangeError('empty palette');
  return found;
};

export const lookPaint = (look: AvatarLook, shades: Shades): LookPaint => {
  const body = pick(BODIES, look.body);
  const skin = pick(SKIN_COLOURS, look.skin);
  const shoeIndex = (look.topColour + look.legsColour) % SHOES.length;
  return {
    skin: shades(skin),
    hair: shades(pick(HAIR_COLOURS, look.hairColour)),
    top: shades(pick(CLOTH_COLOURS, look.topColour)),
    accent: shades(pick(CLOTH_COLOURS, look.accentColour)),
    legs: shades(pick(CLOTH_COLOURS, look.legsColour)),
    hatShade: shades(pick(CLOTH_COLOURS, look.hatColour)),
    shoe: shades(pick(SHOES, shoeIndex)),
    sole: shades(shoeIndex === 1 ? '#d8cfc0' : '#efe6d8'),
    ink: shades('#2a2226'),
    white: shades('#fdf9f2'),
    blush: shades('#e0766a'),
    mouth: shades('#8c3f3a'),
    lip: shades(hexToLab(skin)[0] < 0.52 ? '#c98a78' : '#8c3f3a'),
    hairStyle: pick(HAIR_STYLES, look.hair),
    hat: pick(HATS, look.hat),
    outfit: pick(OUTFITS, look.outfit),
    glasses: look.glasses,
    beard: look.beard,
    width: body.width,
    girth: body.girth,
  };
};

/** Equal looks share one painting. */
export const lookKey = (look: AvatarLook): string =>
  [
    look.body,
    look.skin,
    look.hair,
    look.hairColour,
    look.outfit,
    look.topColour,
    look.accentColour,
    look.legsColour,
    look.hat,
    look.hatColour,
    look.glasses ? 1 : 0,
    look.beard ? 1 : 0,
  ].join('.');
