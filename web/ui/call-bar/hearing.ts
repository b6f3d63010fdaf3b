/**
 * Who hears me, as a sentence: the question that Patio answers everywhere. Pure but for the language.
 */
import { msg, str } from '@lit/localize';
import { formatList, formatNumber } from '../../i18n/format.ts';

export type Hearing = {
  readonly microphone: 'on' | 'off';
  /** Push-to-talk is chosen and the key is not held. */
  readonly waitsForKey: boolean;
  /** Names of those in a call with me. */
  readonly inCall: readonly string[];
};

/** `Ana, Kofi and 3 others`: names at most `most` of them, or one more rather than `1 other`. */
export const namesOf = (names: readonly string[], most = 2): string => {
  if (names.length <= most + 1) return formatList(names);
  return formatList([...names.slice(0, most), msg(str`${formatNumber(names.length - most)} others`)]);
};

/** The sentence in two parts, so that the names may stand out: `before` + `names` + `after`. */
export type HearingWords = { readonly before: string; readonly names: string; readonly after: string };

const HOLE = '\u0000';

const around = (sentence: string, names: string): HearingWords => {
  const [before = '', after = ''] = sentence.split(HOLE);
  return { before, names, after };
};

export const hearingWords = ({ microphone, waitsForKey, inCall }: Hearing): HearingWords => {
  if (inCall.length === 0) return { before: msg('Nobody hears you'), names: '', after: '' };
  if (microphone === 'off') return { before: msg('You are muted'), names: '', after: '' };
  if (waitsForKey) return { before: msg('Hold Space to speak'), names: '', after: '' };
  const names = namesOf(inCall);
  return around(inCall.length === 1 ? msg(str`${HOLE} hears you`) : msg(str`${HOLE} hear you`), names);
};

export const hearingSentence = (hearing: Hearing): string => {
  const { before, names, after } = hearingWords(hearing);
  return `${before}${names}${after}`;
};
