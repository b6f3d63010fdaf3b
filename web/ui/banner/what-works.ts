/** What works without a network and what waits for one: two short lists. */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Check, Clock, type IconNode } from 'lucide';
import { icon } from '../icon/icon.ts';

const list = (kind: 'ok' | 'wait', title: string, picture: IconNode, lines: readonly (readonly [string, string])[]): TemplateResult =>
  html`<div class=${kind}>
    <h3 class="caption soft">${title}</h3>
    <ul>
      ${lines.map(
        ([line, small]) => html`<li>${icon(picture)}<span>${line}${small === '' ? nothing : html`<small>${small}</small>`}</span></li>`,
      )}
    </ul>
  </div>`;

/** @param linked how many people are connected right now */
export const whatWorks = (linked: number): TemplateResult => html`
  <h2 class="strong">${msg('What works now')}</h2>
  ${list('ok', msg('Works as before'), Check, [
    ...(linked > 0 ? ([[msg('Talking with those who are here'), msg('Chat and screens, too')]] as const) : []),
    [msg('Walking around'), ''],
    [msg('Your settings, your look, your places'), msg('Kept on this device')],
  ])}
  ${list('wait', msg('Waits for a network'), Clock, [
    [msg('New people coming in'), msg('The link stays valid')],
    [msg('Messages to people who are away'), msg('Kept here, sent when you meet again')],
    [msg('Someone who leaves'), msg('May not find the way back yet')],
  ])}
`;
