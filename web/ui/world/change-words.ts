/** What changed, as sentences for the screen reader. One sentence per kind of change, however many people it is about. */
import { msg, str } from '@lit/localize';
import { plural } from '../../i18n/plural.ts';
import { namesOf } from '../call-bar/hearing.ts';
import { modeSentence } from '../words/status.ts';
import type { Change } from './changes.ts';

const MOST_NAMES = 3;

type About = Extract<Change, { names: readonly string[] }>['kind'];

const aboutPeople: { readonly [K in About]: (names: string, count: number) => string } = {
  came: (names) => msg(str`${names} came in.`),
  left: (names) => msg(str`${names} left.`),
  'call-began': (names) => msg(str`You are talking with ${names}.`),
  'call-ended': (names) => msg(str`You are no longer talking with ${names}.`),
  shares: (names, count) => plural(count, { one: msg(str`${names} shares a screen.`), other: msg(str`${names} share their screens.`) }),
  'stopped-sharing': (names) => msg(str`${names} stopped sharing.`),
};

const doorWords: { readonly [K in 'open' | 'closed' | 'locked']: (name: string) => string } = {
  open: (name) => msg(str`The door of ${name} is open.`),
  closed: (name) => msg(str`The door of ${name} is closed. Only those inside hear each other.`),
  locked: (name) => msg(str`The door of ${name} is locked.`),
};

export const changeSentence = (change: Change): string => {
  switch (change.kind) {
    case 'entered-zone':
      return msg(str`You are in ${change.name}.`);
    case 'door':
      return doorWords[change.state](change.name);
    case 'mode':
      return modeSentence(change.mode);
    default:
      return aboutPeople[change.kind](namesOf(change.names, MOST_NAMES), change.names.length);
  }
};
