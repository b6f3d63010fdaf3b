/** Names for what an avatar may look like, in the language in use: every swatch and drawing has one. */
import { msg, str } from '@lit/localize';
import { type AvatarLook, HAIR_STYLES, HATS, OUTFITS } from '../../../domain/presence/avatar.ts';

export const bodyName = (index: number): string => [msg('Slim'), msg('Middle'), msg('Broad')][index] ?? '';

const HAIR_NAMES: { readonly [style in (typeof HAIR_STYLES)[number]]: () => string } = {
  short: () => msg('Short hair'),
  bob: () => msg('Bob'),
  long: () => msg('Long hair'),
  curly: () => msg('Curls'),
  bun: () => msg('Bun'),
  bald: () => msg('No hair'),
  crop: () => msg('Cropped hair'),
  ponytail: () => msg('Ponytail'),
};
export const hairName = (index: number): string => HAIR_NAMES[HAIR_STYLES[index] ?? 'short']();

const OUTFIT_NAMES: { readonly [outfit in (typeof OUTFITS)[number]]: () => string } = {
  plain: () => msg('Jumper'),
  jacket: () => msg('Jacket'),
  stripes: () => msg('Stripes'),
  hoodie: () => msg('Hoodie'),
  scarf: () => msg('Scarf'),
  dungarees: () => msg('Dungarees'),
};
export const outfitName = (index: number): string => OUTFIT_NAMES[OUTFITS[index] ?? 'plain']();

const HAT_NAMES: { readonly [hat in (typeof HATS)[number]]: () => string } = {
  none: () => msg('Nothing on the head'),
  beanie: () => msg('Beanie'),
  cap: () => msg('Cap'),
  sun: () => msg('Sun hat'),
  headset: () => msg('Headset'),
  beret: () => msg('Beret'),
};
export const hatName = (index: number): string => HAT_NAMES[HATS[index] ?? 'none']();

/** Skin has no names here that would judge: a place on a row from light to dark. */
export const skinName = (index: number, count: number): string => msg(str`Tone ${index + 1} of ${count}, light to dark`);

export const hairColourName = (index: number): string =>
  [
    msg('Black'),
    msg('Dark brown'),
    msg('Brown'),
    msg('Chestnut'),
    msg('Auburn'),
    msg('Blond'),
    msg('Light blond'),
    msg('Silver'),
    msg('Slate grey'),
    msg('Rose'),
  ][index] ?? '';

export const clothColourName = (index: number): string =>
  [
    msg('Pine green'),
    msg('Cream'),
    msg('Brick red'),
    msg('Mustard'),
    msg('Harbour blue'),
    msg('Sky blue'),
    msg('Raspberry'),
    msg('Leaf green'),
    msg('Lavender'),
    msg('Charcoal'),
  ][index] ?? '';

/** A look in a few words, so that presets can be told apart without seeing them. */
export const describeLook = (look: AvatarLook): string => {
  const parts = [
    hairName(look.hair),
    msg(str`${outfitName(look.outfit)} in ${clothColourName(look.topColour)}`),
    ...(look.hat > 0 ? [hatName(look.hat)] : []),
    ...(look.glasses ? [msg('Glasses')] : []),
    ...(look.beard ? [msg('Beard')] : []),
  ];
  return parts.join(', ');
};
