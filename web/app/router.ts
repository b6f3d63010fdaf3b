/**
 * The address bar and the screens: the fragment holds the place and its secret, and nothing else of the app's state. Turns
 * an address into what should be on the screen; `start-app.ts` acts on it.
 */
import { type ParsedLink, parseLink } from '../../domain/place/place-link.ts';

export type Router = {
  /** Follows a link, whole or pasted; an empty text goes home. Foreign text shows the bad-link screen without an address change. */
  readonly go: (text: string) => void;
  readonly close: () => void;
};

export const createRouter = (onLink: (link: ParsedLink, text: string) => void): Router => {
  const ends = new AbortController();
  const read = (): void => onLink(parseLink(location.hash), location.hash);
  addEventListener('hashchange', read, { signal: ends.signal });
  read();
  return {
    go: (text) => {
      const parsed = parseLink(text);
      if (parsed.kind === 'bad') return onLink(parsed, text);
      const fragment = parsed.kind === 'none' ? '' : text.trim().slice(text.trim().indexOf('#'));
      if (parsed.kind === 'none' && text.trim() !== '') return onLink({ kind: 'bad', reason: 'foreign' }, text);
      if (location.hash === fragment) return read();
      if (fragment === '') {
        history.pushState(null, '', location.href.replace(/#.*$/, ''));
        read();
      } else location.hash = fragment;
    },
    close: () => ends.abort(),
  };
};
