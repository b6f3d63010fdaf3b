/** Which installation is examined, as it was given on the command line. */
import { type ParsedLink, parseLink } from '../../domain/place/place-link.ts';

export type Place = Extract<ParsedLink, { kind: 'place' }> | Extract<ParsedLink, { kind: 'owner' }>;

export type Target = {
  /** With a final slash, without fragment. */
  readonly base: string;
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** From a share link; its secret stays on this computer, as in a browser. */
  readonly place: Place | null;
};

/** @param given an address or a share link. @returns a sentence if it is neither */
export const readTarget = (given: string, link: string | null): Target | string => {
  const text = /^[a-z]+:\/\//i.test(given) ? given : `https://${given}`;
  if (!URL.canParse(text)) return `"${given}" is not an address such as https://talk.example.org.`;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'The address must begin with https:// or http://.';
  const parsed = parseLink(link ?? url.hash);
  if (parsed.kind === 'bad') return 'The share link is damaged: copy it again, whole.';
  if (link !== null && parsed.kind === 'none') return 'The share link has no place in it: copy it again, whole.';
  const isTls = url.protocol === 'https:';
  url.hash = '';
  url.search = '';
  return {
    base: url.href.endsWith('/') ? url.href : `${url.href}/`,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
    isTls,
    place: parsed.kind === 'none' ? null : parsed,
  };
};
