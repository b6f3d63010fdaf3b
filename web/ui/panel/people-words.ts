/** One line about a person or a group, in words: what they do, how far they are, what their link does. */
import { msg, str } from '@lit/localize';
import { Motion, Status } from '../../../domain/presence/avatar.ts';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { Person } from '../../state/people.ts';
import { namesOf } from '../call-bar/hearing.ts';
import { statusName } from '../words/status.ts';
import type { ZoneGroup } from './people-groups.ts';

const steps = (tiles: number): string => {
  const count = Math.max(1, Math.round(tiles));
  return plural(count, { one: msg('1 step away'), other: msg(str`${formatNumber(count)} steps away`) });
};

const whereabouts = ({ motion, distanceTiles }: Person): string => {
  if (!Number.isFinite(distanceTiles)) return '';
  const away = steps(distanceTiles);
  if (motion === Motion.Walking || motion === Motion.Running) return msg(str`Walking, ${away}`);
  if (motion === Motion.Sitting) return msg(str`Sitting, ${away}`);
  return away;
};

/** What a person in a call with me does. */
const inCallLine = (person: Person): string => {
  if (person.muted) return msg('You do not hear them');
  if (person.speaking) return msg('Speaking');
  if (person.handUp) return msg('Hand raised');
  if (person.typing) return msg('Writing');
  return person.micOn ? msg('Listening') : msg('Muted');
};

/** The line below a name; '' when there is nothing to say. A failing link is said elsewhere, with its countdown. */
export const personLine = (person: Person): string => {
  if (person.link.status === 'interrupted') return msg('Connection interrupted. Trying to mend it.');
  if (person.link.status === 'linking') return msg('Connecting');
  if (person.talking) return inCallLine(person);
  const said = [
    person.handUp ? msg('Hand raised') : '',
    person.status === Status.Available ? '' : statusName(person.status),
    whereabouts(person),
  ].filter((part) => part !== '');
  return said.join(', ');
};

export const insideWords = (count: number): string =>
  plural(count, { one: msg('1 inside'), other: msg(str`${formatNumber(count)} inside`) });

/** What goes on in a zone somewhere else. */
export const zoneLine = ({ zone, people }: ZoneGroup): string => {
  if (zone?.locked === true) return msg(str`Locked, ${insideWords(people.length)}`);
  if (zone?.closed === true) return msg(str`Door closed, ${insideWords(people.length)}`);
  const speaking = people.filter((person) => person.speaking);
  const [speaker] = speaking;
  if (speaker !== undefined && speaking.length === 1 && people.length > 1) {
    const listen = people.length - 1;
    return plural(listen, {
      one: msg(str`${speaker.name} speaks, 1 listens`),
      other: msg(str`${speaker.name} speaks, ${formatNumber(listen)} listen`),
    });
  }
  const [only] = people;
  if (only !== undefined && people.length === 1 && only.status === Status.Away) return msg(str`${only.name} is away`);
  return namesOf(
    people.map(({ name }) => name),
    3,
  );
};
