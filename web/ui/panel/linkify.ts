/**
 * Finds web addresses in plain text. Hands back pieces for a template to render as text: nothing here makes markup, so
 * a line of chat can never become an element. Only http and https, and only what the browser's own parser accepts.
 */
export type TextPiece = { readonly text: string; readonly href: string | null };

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^]+/giu;
/** Punctuation that ends a sentence rather than an address. */
const TAIL = /[.,;:!?…]+$/u;
const PAIRS: readonly (readonly [string, string])[] = [
  ['(', ')'],
  ['[', ']'],
];

const countOf = (text: string, char: string): number => text.split(char).length - 1;

/** `(see https://a.b/c_(d))` keeps the inner pair and leaves the outer bracket to the sentence. */
const trim = (found: string): string => {
  let address = found;
  for (;;) {
    const before = address;
    address = address.replace(TAIL, '');
    for (const [open, close] of PAIRS) {
      if (address.endsWith(close) && countOf(address, close) > countOf(address, open)) address = address.slice(0, -1);
    }
    if (address === before) return address;
  }
};

const isWeb = (address: string): boolean => {
  const url = URL.parse(address);
  // An address with a name before the host looks like somewhere it does not lead.
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
};

/** The pieces joined give back the text exactly. */
export const linkify = (text: string): readonly TextPiece[] => {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trim(match[0]);
    if (!isWeb(address)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: address, href: address });
    from = match.index + address.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), href: null });
  return pieces;
};
