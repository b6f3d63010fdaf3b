/** The table of the connection panel: a row a person. On a phone the style sheet turns rows into cards; it stays a table. */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Mic, MonitorUp, Video } from 'lucide';
import type { PeerId } from '../../../domain/ids.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { ConnectionRow } from '../../state/connection.ts';
import type { Person } from '../../state/people.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import { networkName, routeName } from '../words/status.ts';
import { PathDirect, PathRelayed, PathServer } from '../world/icons.ts';
import { rateWords } from './connection-words.ts';

type Retry = (peer: PeerId) => void;

const figure = (value: number | null, digits: number): string => (value === null ? '–' : formatNumber(value, digits));

const failing = ({ peerId, name, retryAtMs }: ConnectionRow, retry: Retry): TemplateResult => {
  const words = (seconds: number | null): string =>
    seconds === null ? msg('No direct path yet. Trying again.') : msg(str`No direct path yet. Trying again in ${formatNumber(seconds)} s.`);
  return html`<td role="cell" class="wide failing text" colspan="7">
    <span class="row">
      <patio-countdown .until=${retryAtMs} .words=${words}></patio-countdown>
      <button class="button text" aria-label=${msg(str`Try now to reach ${name}`)} @click=${() => retry(peerId)}>${msg('Try now')}</button>
    </span>
  </td>`;
};

const path = ({ status, path: route, atServer }: ConnectionRow): TemplateResult => {
  if (status === 'linking') return html`<span class="soft">${msg('Connecting')}</span>`;
  if (status === 'interrupted') return html`<span class="failing">${msg('Interrupted; mending')}</span>`;
  if (atServer) return html`<span class="path server">${icon(PathServer, 20)}${msg('Through the server')}</span>`;
  return html`<span class="path ${route}">${icon(route === 'relayed' ? PathRelayed : PathDirect, 20)}${routeName(route)}</span>`;
};

const gets = ({ getsMic, getsCam, getsScreen }: ConnectionRow): TemplateResult => {
  if (!getsMic && !getsCam && !getsScreen) return html`<span class="none">${msg('Nothing')}</span>`;
  const one = (on: boolean, drawing: typeof Mic, words: string): TemplateResult | typeof nothing =>
    on ? html`<span title=${words}>${icon(drawing, 16)}<span class="visually-hidden">${words}</span></span>` : nothing;
  return html`<span class="gets"
    >${one(getsMic, Mic, msg('microphone'))}${one(getsCam, Video, msg('camera'))}${one(getsScreen, MonitorUp, msg('screen'))}</span
  >`;
};

const figures = (row: ConnectionRow): TemplateResult => {
  const live = row.status === 'linked';
  return html`<td role="cell">${path(row)}</td>
    <td role="cell" data-label="${msg('Round trip')}, ms">${live ? figure(row.rttMs, 0) : '–'}</td>
    <td role="cell" data-label="${msg('Lost')}, %">${live ? figure(row.lossPercent, 1) : '–'}</td>
    <td role="cell" data-label="${msg('You send')}, Mbit/s">${live ? rateWords(row.sendKbps) : '–'}</td>
    <td role="cell" data-label="${msg('You get')}, Mbit/s">${live ? rateWords(row.receiveKbps) : '–'}</td>
    <td role="cell" class="text" data-label=${msg('Introduced by')}>${row.introducedBy === null ? '–' : networkName(row.introducedBy)}</td>
    <td role="cell" class="text" data-label=${msg('Gets')}>${gets(row)}</td>`;
};

const heading = (name: string, unit: string): TemplateResult =>
  html`<th role="columnheader" scope="col">${name} <span class="unit">${unit}</span></th>`;

export const connectionTable = (rows: readonly ConnectionRow[], people: readonly Person[], retry: Retry): TemplateResult => {
  const looks = new Map(people.map(({ peerId, look }) => [peerId, look]));
  return html`<table role="table" aria-label=${msg('Connections')}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${msg('Person')}</th>
        <th role="columnheader" scope="col">${msg('Path')}</th>
        ${heading(msg('Round trip'), 'ms')} ${heading(msg('Lost'), '%')} ${heading(msg('You send'), 'Mbit/s')}
        ${heading(msg('You get'), 'Mbit/s')}
        <th role="columnheader" scope="col" class="text">${msg('Introduced by')}</th>
        <th role="columnheader" scope="col" class="text">${msg('Gets')}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${repeat(
        rows,
        ({ peerId }) => peerId,
        (row) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">
              <span class="person"
                >${looks.has(row.peerId) ? html`<patio-face .look=${looks.get(row.peerId)}></patio-face>` : nothing}${row.name}</span
              >
            </th>
            ${row.status === 'failing' ? failing(row, retry) : figures(row)}
          </tr>`,
      )}
    </tbody>
  </table>`;
};
