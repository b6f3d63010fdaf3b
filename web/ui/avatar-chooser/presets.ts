/** Which looks a row of presets offers: always one that is worn, and always the same number. Pure. */
import type { AvatarLook } from '../../../domain/presence/avatar.ts';

export const PRESETS_SHOWN = 7;

export const sameLook = (a: AvatarLook, b: AvatarLook): boolean => {
  for (const key of Object.keys(a) as (keyof AvatarLook)[]) if (a[key] !== b[key]) return false;
  return true;
};

/**
 * A look of one's own stands first, and stays there while others are tried on: a row must not move under a finger. A
 * preset from further down the list takes the last place.
 * @param own the last look that is no preset, if there was one
 */
export const presetRow = (presets: readonly AvatarLook[], worn: AvatarLook, own: AvatarLook | null = null): readonly AvatarLook[] => {
  const isPreset = presets.some((preset) => sameLook(preset, worn));
  const first = isPreset ? own : worn;
  const shown = first === null ? presets.slice(0, PRESETS_SHOWN) : [first, ...presets.slice(0, PRESETS_SHOWN - 1)];
  return shown.some((look) => sameLook(look, worn)) ? shown : [...shown.slice(0, -1), worn];
};
