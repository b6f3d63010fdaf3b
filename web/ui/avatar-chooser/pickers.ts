/**
 * The pickers of the chooser's details as data: what can be chosen, how a choice changes the look, how it is named and
 * drawn. Pure; `avatar-chooser.ts` renders them.
 */
import { msg } from '@lit/localize';
import { type AvatarLook, HAIR_STYLES, HATS, OUTFITS } from '../../../domain/presence/avatar.ts';
import { CLOTH_COLOURS, HAIR_COLOURS, SKIN_COLOURS } from '../../../domain/presence/looks.ts';
import { bodyName, clothColourName, hairColourName, hairName, hatName, outfitName, skinName } from './look-words.ts';

type NumberKey = { [K in keyof AvatarLook]: AvatarLook[K] extends number ? K : never }[keyof AvatarLook];
type FlagKey = { [K in keyof AvatarLook]: AvatarLook[K] extends boolean ? K : never }[keyof AvatarLook];

/** A row of colours, a row of drawings of the person with each choice, or a switch. */
export type Picker =
  | {
      readonly kind: 'colours';
      readonly key: NumberKey;
      readonly title: string;
      readonly colours: readonly string[];
      readonly nameOf: (index: number) => string;
    }
  | {
      readonly kind: 'drawings';
      readonly key: NumberKey;
      readonly title: string;
      readonly count: number;
      readonly as: 'face' | 'figure';
      readonly nameOf: (index: number) => string;
    }
  | { readonly kind: 'flag'; readonly key: FlagKey; readonly title: string };

export const TABS = ['body', 'hair', 'clothes', 'extras'] as const;
export type Tab = (typeof TABS)[number];

export const tabName = (tab: Tab): string =>
  ({ body: msg('Body'), hair: msg('Hair'), clothes: msg('Clothes'), extras: msg('Extras') })[tab];

const cloth = (key: NumberKey, title: string): Picker => ({ kind: 'colours', key, title, colours: CLOTH_COLOURS, nameOf: clothColourName });

/** What an accent colours depends on what is worn; a jumper has none. */
const accentTitle = (outfit: (typeof OUTFITS)[number]): string | null =>
  ({
    plain: null,
    jacket: msg('Shirt colour'),
    stripes: msg('Colour of the stripes'),
    hoodie: msg('Colour of the cords'),
    scarf: msg('Scarf colour'),
    dungarees: msg('Colour of the buttons'),
  })[outfit];

const clothes = (look: AvatarLook): readonly Picker[] => {
  const outfit = OUTFITS[look.outfit] ?? 'plain';
  const accent = accentTitle(outfit);
  return [
    { kind: 'drawings', key: 'outfit', title: msg('Outfit'), count: OUTFITS.length, as: 'figure', nameOf: outfitName },
    cloth('topColour', msg('Top colour')),
    ...(accent === null ? [] : [cloth('accentColour', accent)]),
    cloth('legsColour', msg('Trousers colour')),
  ];
};

const extras = (look: AvatarLook): readonly Picker[] => [
  { kind: 'drawings', key: 'hat', title: msg('Hat'), count: HATS.length, as: 'face', nameOf: hatName },
  ...(look.hat === 0 ? [] : [cloth('hatColour', msg('Hat colour'))]),
  { kind: 'flag', key: 'glasses', title: msg('Glasses') },
  { kind: 'flag', key: 'beard', title: msg('Beard') },
];

const body = (): readonly Picker[] => [
  { kind: 'drawings', key: 'body', title: msg('Build'), count: 3, as: 'figure', nameOf: bodyName },
  { kind: 'colours', key: 'skin', title: msg('Skin'), colours: SKIN_COLOURS, nameOf: (i) => skinName(i, SKIN_COLOURS.length) },
];

const hair = (): readonly Picker[] => [
  { kind: 'drawings', key: 'hair', title: msg('Hair style'), count: HAIR_STYLES.length, as: 'face', nameOf: hairName },
  { kind: 'colours', key: 'hairColour', title: msg('Hair colour'), colours: HAIR_COLOURS, nameOf: hairColourName },
];

/** Only what makes a difference to this look is offered. */
export const pickersOf = (tab: Tab, look: AvatarLook): readonly Picker[] => ({ body, hair, clothes, extras })[tab](look);
