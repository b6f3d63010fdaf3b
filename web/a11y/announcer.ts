/**
 * Sentences for the screen reader: politely, in batches, never twice. What arrives within 1.2 s is said as one, so that
 * five people coming in do not talk over the person who is speaking. Knows no state; the composition root feeds it.
 */

const BATCH_MS = 1_200;
/** More than this at once is summed up: nobody listens to a list of twelve. */
const MOST_SENTENCES = 4;

export type AnnouncerWorld = {
  /** Puts the sentence where a screen reader finds it. */
  readonly write: (text: string) => void;
  /** @returns the way to call it off */
  readonly after: (ms: number, run: () => void) => () => void;
  /** `and 3 more`, in the language in use. */
  readonly more: (count: number) => string;
};

export type Announcer = {
  readonly announce: (sentence: string) => void;
  readonly close: () => void;
};

/** Whole sentences in, one text out: duplicates dropped, the rest of a crowd counted. */
export const batch = (sentences: readonly string[], more: (count: number) => string): string => {
  const distinct = [...new Set(sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== ''))];
  const said = distinct.length > MOST_SENTENCES ? distinct.slice(0, MOST_SENTENCES - 1) : distinct;
  const rest = distinct.length - said.length;
  return [...said, ...(rest > 0 ? [more(rest)] : [])].join(' ');
};

export const createAnnouncer = ({ write, after, more }: AnnouncerWorld): Announcer => {
  let waiting: string[] = [];
  let cancel: (() => void) | null = null;
  let last = '';

  const say = (): void => {
    cancel = null;
    const text = batch(waiting, more);
    waiting = [];
    if (text === '') return;
    // A live region that is given the text it already has stays silent: a trailing space makes it news.
    last = text === last ? `${text}\u00a0` : text;
    write(last);
  };

  return {
    announce: (sentence) => {
      waiting.push(sentence);
      cancel ??= after(BATCH_MS, say);
    },
    close: () => {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
};
