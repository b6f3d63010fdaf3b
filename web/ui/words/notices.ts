/**
 * Notice codes → sentences. What happened, and what happens next; never blame. Values by name: `name` (a person), `zone`
 * (a room), `device`, `count`, `seconds`; a missing one is replaced by a word that still makes a sentence.
 */
import { msg, str } from '@lit/localize';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { Notice } from '../../state/app-state.ts';

type Values = { readonly name: string; readonly zone: string; readonly device: string; readonly count: number; readonly seconds: number };

const valuesOf = ({ values }: Notice): Values => ({
  name: String(values['name'] ?? '') || msg('Someone'),
  zone: String(values['zone'] ?? '') || msg('the room'),
  device: String(values['device'] ?? '') || msg('The device'),
  count: Number(values['count'] ?? 0),
  seconds: Math.max(0, Math.round(Number(values['seconds'] ?? 0))),
});

const again = (seconds: number): string => (seconds > 0 ? msg(str`Trying again in ${formatNumber(seconds)} s.`) : msg('Trying again.'));

const noNetworks = ({ count, seconds }: Values): string =>
  count === 0
    ? msg(str`No introduction network answers, so nobody can be found yet. ${again(seconds)}`)
    : plural(count, {
        one: msg(
          str`No introduction network answers. You stay connected to the person here; newcomers may not find you yet. ${again(seconds)}`,
        ),
        other: msg(
          str`No introduction network answers. You stay connected to the ${formatNumber(count)} people here; newcomers may not find you yet. ${again(seconds)}`,
        ),
      });

const waiting = (count: number): string =>
  plural(count, {
    one: msg('Your message waits here. It is sent when someone can receive it.'),
    other: msg(str`${formatNumber(count)} messages wait here. They are sent when someone can receive them.`),
  });

const sentences: { readonly [K in Notice['code']]: (values: Values) => string } = {
  'link-copied': () => msg('Link copied. Whoever has it can come in.'),
  'details-copied': () => msg('Connection details copied.'),
  entered: ({ name }) => msg(str`${name} came in.`),
  left: ({ name }) => msg(str`${name} left.`),
  waved: ({ name }) => msg(str`${name} waves to you.`),
  knocked: ({ name, zone }) => msg(str`${name} knocks at ${zone}.`),
  knocking: ({ zone }) => msg(str`You knocked at ${zone}. Someone inside can open.`),
  'door-locked': ({ zone }) => msg(str`Locked: ${zone}. You can knock.`),
  'seat-taken': () => msg('Someone already sits there.'),
  'room-full': ({ zone }) => msg(str`${zone} is full. Someone has to leave first.`),
  'no-way': () => msg('There is no way to get there.'),
  'device-changed': ({ device }) => msg(str`${device} is used now.`),
  'device-unplugged': ({ device }) => msg(str`${device} was unplugged. Choose another one in the settings, or plug it in again.`),
  following: ({ name }) => msg(str`You follow ${name}. Move to stop.`),
  'follow-ended': ({ name }) => msg(str`You no longer follow ${name}.`),
  'no-networks': noNetworks,
  'networks-back': () => msg('People can find you again.'),
  'link-failed': ({ name, seconds }) => msg(str`No direct path to ${name}. Adding a TURN server would help. ${again(seconds)}`),
  'identity-saved': () => msg('Your identity is saved as a file. Keep the file and its passphrase apart.'),
  'identity-loaded': () => msg('This is you now. Places will know you by this identity.'),
  'identity-refused': () => msg('This file could not be opened. Check the passphrase, or choose another file.'),
  'offline-ready': () => msg('Patio now opens without a network, too.'),
  'chat-waiting': ({ count }) => waiting(Math.max(1, count)),
  'muted-hint': () => msg('You are muted. Turn the microphone on to be heard.'),
  'same-person': () => msg('You are here in another tab, too. Both show the same name.'),
  'hand-raised': ({ name }) => msg(str`${name} raised a hand.`),
  'copy-failed': () => msg('Your browser did not allow copying. Select the link and copy it by hand.'),
  'room-at-server': () => msg('This room now uses the community’s server.'),
  'room-direct': () => msg('This room is direct again, from browser to browser.'),
  'share-failed': () => msg('The link was not shared. You can copy it instead.'),
};

export const noticeText = (notice: Notice): string => sentences[notice.code](valuesOf(notice));
