/**
 * The part of the connection panel that speaks of the room: its figures as everybody's reports add up, two minutes of
 * them as lines, what each person reported, and the file for whoever wants to try a policy on them.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Download } from 'lucide';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { MemberMeasures, RoomMeasuresView } from '../../state/room.ts';
import { icon } from '../icon/icon.ts';
import { graph } from './graph.ts';

const NONE = '–';
const percent = (value: number | null, digits = 0): string => (value === null ? NONE : `${formatNumber(value, digits)} %`);
const milliseconds = (value: number | null): string => (value === null ? NONE : `${formatNumber(value, 0)} ms`);
const lostPercent = (lost: number, expected: number): number | null => (expected === 0 ? null : (100 * lost) / expected);

/** What is special about my own way to the server, or of the others'; null if nothing is. */
export const seatSentence = ({ seat, stragglers }: RoomMeasuresView): string | null => {
  if (seat === 'unreachable')
    return msg('You cannot reach the community’s server at the moment. People hear you directly until it works; Patio keeps trying.');
  if (stragglers === 0) return null;
  return plural(stragglers, {
    one: msg('1 person cannot reach the server and is connected to you directly.'),
    other: msg(str`${formatNumber(stragglers)} people cannot reach the server and are connected to you directly.`),
  });
};

/** What the budget makes of my pictures and of those I talk with, and why; null while all is whole. */
export const budgetSentence = ({ budget }: RoomMeasuresView): string | null => {
  if (budget === null) return null;
  if (budget.most !== null)
    return plural(budget.most, {
      one: msg('You talk with the nearest person only: your connection carries no more voices.'),
      other: msg(str`You talk with the nearest ${formatNumber(budget.most)} people only: your connection carries no more voices.`),
    });
  if (budget.level === 'full') return null;
  const people = plural(budget.people, { one: msg('1 person'), other: msg(str`${formatNumber(budget.people)} people`) });
  const rate = msg(str`${formatNumber(budget.upKbps / 1000, 1)} Mbit/s up`);
  if (budget.level === 'reduced') return msg(str`Video reduced: ${people}, ${rate}.`);
  if (budget.level === 'partly-audio') return msg(str`Video reduced, and left out for some: ${people}, ${rate}.`);
  return msg(str`Video left out so that everybody hears you well: ${people}, ${rate}.`);
};

const figure = (name: string, value: string): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd class="number">${value}</dd>
  </div>`;

const member = ({ peerId, name, metrics }: MemberMeasures): TemplateResult => {
  // an estimate says so
  const load = metrics.cpuPercent === null ? NONE : `${metrics.cpuSource === 'estimate' ? '≈ ' : ''}${percent(metrics.cpuPercent)}`;
  return html`<tr role="row">
    <th role="rowheader" scope="row">${peerId === null ? msg('You') : name}</th>
    <td role="cell" data-label=${msg('Load')}>${load}</td>
    <td role="cell" data-label=${msg('Lost on the way here')}>${percent(lostPercent(metrics.audioLost, metrics.audioExpected), 1)}</td>
    <td role="cell" data-label=${msg('Lost on the way out')}>${percent(lostPercent(metrics.upLost, metrics.upExpected), 1)}</td>
    <td role="cell" data-label=${msg('Through TURN')}>${formatNumber(metrics.relayedLinks)} / ${formatNumber(metrics.links)}</td>
  </tr>`;
};

const membersTable = (members: readonly MemberMeasures[]): TemplateResult =>
  html`<table role="table" class="members" aria-label=${msg('Measurements of each person')}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${msg('Person')}</th>
        <th role="columnheader" scope="col">${msg('Load')}</th>
        <th role="columnheader" scope="col">${msg('Lost on the way here')}</th>
        <th role="columnheader" scope="col">${msg('Lost on the way out')}</th>
        <th role="columnheader" scope="col">${msg('Through TURN')}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(members, ({ peerId }) => peerId ?? '', member)}
    </tbody>
  </table>`;

/** @param room null while nothing was measured yet. */
export const roomSection = (room: RoomMeasuresView | null, nowMs: number, onSave: () => void): TemplateResult | typeof nothing => {
  if (room === null) return nothing;
  const { figures, history, members } = room;
  const line = (value: (sample: RoomMeasuresView['history'][number]) => number | null) =>
    history.map((sample) => ({ atMs: sample.atMs, value: value(sample) }));
  return html`<section class="room" aria-label=${msg('This room')}>
    <h3>
      <span class="grow">${msg('This room')}</span>
      <button class="button text" @click=${onSave}>${icon(Download, 16)}${msg('Save measurements')}</button>
    </h3>
    <dl class="figures">
      ${figure(msg('People'), formatNumber(figures.participants))} ${figure(msg('Mean load'), percent(figures.cpuPercent))}
      ${figure(msg('Lost packets'), percent(figures.lossPercent, 1))} ${figure(msg('People on TURN'), percent(figures.turnPercent))}
      ${figure(msg('Round trip'), milliseconds(figures.rttMs))}
    </dl>
    <div class="graphs">
      <figure>
        <figcaption>${msg('Mean load of the room')}</figcaption>
        ${graph(
          line((sample) => sample.room.cpuPercent),
          nowMs,
          100,
        )}
      </figure>
      <figure>
        <figcaption>${msg('Lost packets in the room')}</figcaption>
        ${graph(
          line((sample) => sample.room.lossPercent),
          nowMs,
          5,
        )}
      </figure>
    </div>
    ${
      members.length === 0
        ? nothing
        : html`<details>
            <summary>${msg('What each person measured')}</summary>
            ${membersTable(members)}
          </details>`
    }
  </section>`;
};
