/** The connection panel in sentences: what matters first, figures after. */
import { msg, str } from '@lit/localize';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { NetworkStatus, Refusals } from '../../../transports/place-link.ts';
import type { RoomInfo } from '../../state/app-state.ts';
import type { ConnectionRow } from '../../state/connection.ts';
import type { Person } from '../../state/people.ts';

const peopleWords = (count: number): string => plural(count, { one: msg('1 person'), other: msg(str`${formatNumber(count)} people`) });

/** The first sentence: how many, by which way, and what does not work. */
export const connectionSentence = (rows: readonly ConnectionRow[], online: boolean): string => {
  const linked = rows.filter(({ status }) => status === 'linked' || status === 'interrupted');
  const relayed = linked.filter(({ path }) => path === 'relayed').length;
  const failing = rows.filter(({ status }) => status === 'failing').length;
  const said: string[] = [];
  if (!online && linked.length === 0) said.push(msg('You are offline. Patio finds people again as soon as there is a network.'));
  else if (linked.length === 0) said.push(msg('You are connected to nobody yet.'));
  else if (relayed === 0) said.push(msg(str`You are connected directly to ${peopleWords(linked.length)}; no server in between.`));
  else if (relayed === linked.length)
    said.push(msg(str`You are connected to ${peopleWords(linked.length)} through a TURN server, which cannot read along.`));
  else said.push(msg(str`You are connected to ${peopleWords(linked.length)}, ${formatNumber(relayed)} of them through a TURN server.`));
  if (failing > 0) {
    said.push(
      plural(failing, {
        one: msg('1 person cannot be reached yet.'),
        other: msg(str`${formatNumber(failing)} people cannot be reached yet.`),
      }),
    );
  }
  return said.join(' ');
};

export const networksWords = (networks: readonly NetworkStatus[]): string => {
  const used = networks.filter(({ state, kind }) => state !== 'off' && kind !== 'mesh');
  const up = used.filter(({ state }) => state === 'up').length;
  if (used.length === 0) return msg('No introduction network is switched on');
  if (up === 0) return msg('No introduction network answers');
  return plural(up, { one: msg('1 introduction network answers'), other: msg(str`${formatNumber(up)} introduction networks answer`) });
};

/** Who decides what can be in dispute here; nothing while that is open. */
export const orderWords = ({ steward, isSteward }: RoomInfo, people: readonly Person[]): string | null => {
  if (isSteward) return msg('You keep the order in this room.');
  const name = steward === null ? undefined : people.find(({ peerId }) => peerId === steward)?.name;
  return name === undefined ? null : msg(str`${name} keeps the order in this room.`);
};

/** Handshakes that were turned away, in words; only reasons that happened. */
export const refusalWords = (refusals: Refusals): readonly string[] => {
  const reasons: { readonly [K in keyof Refusals]: (count: string) => string } = {
    secret: (count) => msg(str`${count} did not know the place’s secret`),
    identity: (count) => msg(str`${count} could not prove who they are`),
    fingerprint: (count) => msg(str`${count} came through somebody in the middle`),
    malformed: (count) => msg(str`${count} spoke gibberish`),
    late: (count) => msg(str`${count} answered too late`),
    banned: (count) => msg(str`${count} were banned`),
  };
  return (Object.keys(reasons) as (keyof Refusals)[])
    .filter((key) => refusals[key] > 0)
    .map((key) => reasons[key](formatNumber(refusals[key])));
};

/** `1.2 Mbit/s` and `40 kbit/s` in one column: Mbit/s with as many digits as matter. */
export const rateWords = (kbps: number): string => formatNumber(kbps / 1000, kbps < 100 ? 2 : 1);
