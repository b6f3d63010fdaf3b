/**
 * Turns readable pairs (`'Trying again in {0} s'` → `'Nova tentativa em {0} s'`) into what @lit/localize looks up: ids
 * hashed from the source's fixed parts, and templates whose values are positions in the source. Pure.
 */
import type { StrResult } from '@lit/localize/internal/str-tag.js';
import { generateMsgId } from '@lit/localize/internal/id-generation.js';

/** Source sentence → translation. `{0}` is the first value of the source, and so on; a translation may reorder them. */
export type Pairs = Readonly<Record<string, string>>;

/** `'a {1} b {0}'` → fixed parts `['a ', ' b ', '']` and positions `[1, 0]`. */
export const splitPlaceholders = (sentence: string): { readonly parts: readonly string[]; readonly positions: readonly number[] } => {
  const pieces = sentence.split(/\{(\d+)\}/);
  return { parts: pieces.filter((_, at) => at % 2 === 0), positions: pieces.filter((_, at) => at % 2 === 1).map(Number) };
};

export const messageId = (source: string): string => generateMsgId([...splitPlaceholders(source).parts], false);

const toTemplate = (translation: string): string | StrResult => {
  const { parts, positions } = splitPlaceholders(translation);
  if (positions.length === 0) return translation;
  // The runtime reads `strings` by index only, and takes numbers among `values` for positions in the source.
  return { strTag: true, strings: parts as unknown as TemplateStringsArray, values: positions as unknown as StrResult['values'] };
};

export const toTemplates = (pairs: Pairs): Record<string, string | StrResult> =>
  Object.fromEntries(Object.entries(pairs).map(([source, translation]) => [messageId(source), toTemplate(translation)]));
