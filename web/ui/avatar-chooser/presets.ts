/** Which looks a row of presets offers: always one that is worn, and always the same number. Pure. */
import type { AvatarLook } from '../../../domain/presence/avatar.ts';

export const PRESETS_SHOWN = 7;

export const sameLook = (a: AvatarLook, b: AvatarLook): boolean => {
  for (const key of Object.keys(a) as (keyof AvatarLook)[]) if (a[key] !== b[key]) return false;
  return true;
};

/** A look of one's own stands first; a preset from further down the list takes the last place. */
export const presetRow = (presets: readonly AvatarLook[], worn: AvatarLook): readonly AvatarLook[] => {
  const shown = presets.slice(0, PRESETS_SHOWN);
  if (shown.some((preset) => sameLook(preset, worn))) return shown;
  if (presets.some((preset) => sameLook(preset, worn))) return [...shown.slice(0, -1), worn];
  return [worn, ...shown.slice(0, -1)];
};
