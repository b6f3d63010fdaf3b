/**
 * One or many, in the grammar of the language in use. Both forms stand in the source as whole sentences, so that
 * translators never glue words: `plural(n, { one: msg('1 person'), other: msg(str`${n} people`) })`.
 */
import { currentLocale } from './locale.ts';

/** English and Portuguese need two forms; what else a language has falls back to `other`. */
export type PluralForms = { readonly one: string; readonly other: string };

export const plural = (count: number, forms: PluralForms): string =>
  new Intl.PluralRules(currentLocale()).select(count) === 'one' ? forms.one : forms.other;
