/**
 * Which language the app speaks: English in the source, Brazilian Portuguese loaded when it is wanted. Owns the runtime of
 * @lit/localize and `<html lang>`; the words are in `pt-br.ts`, and next to the elements that say them.
 */
import { configureLocalization } from '@lit/localize';
import type { Settings } from '../state/settings.ts';
import { type Locale, resolveLocale } from './resolve-locale.ts';
import { toTemplates } from './templates.ts';

const localization = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['pt-BR'],
  loadLocale: async () => ({ templates: toTemplates((await import('./pt-br.ts')).ptBr) }),
});

export const currentLocale = (): Locale => localization.getLocale() as Locale;

/**
 * Speaks the language that was chosen; elements that call `updateWhenLocaleChanges` render again. Stays with the present
 * language when the other cannot be loaded (offline at first use).
 */
export const useLanguage = async (language: Settings['language'], root: HTMLElement = document.documentElement): Promise<Locale> => {
  const wanted = resolveLocale(language, navigator.languages);
  try {
    await localization.setLocale(wanted);
  } catch {
    // The words did not arrive; English stays complete.
  }
  root.lang = currentLocale();
  return currentLocale();
};
