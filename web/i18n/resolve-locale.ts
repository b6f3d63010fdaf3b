/** Picks one of the languages that Patio has. Pure. */
import type { Settings } from '../state/settings.ts';

export type Locale = 'en' | 'pt-BR';

/**
 * @param preferred the system's languages, best first (`navigator.languages`)
 * @returns the first of them that we speak at all; English when there is none
 */
export const resolveLocale = (chosen: Settings['language'], preferred: readonly string[]): Locale => {
  if (chosen !== 'system') return chosen;
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0];
    if (language === 'pt') return 'pt-BR';
    if (language === 'en') return 'en';
  }
  return 'en';
};
