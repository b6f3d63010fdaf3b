/**
 * `<patio-connection>`: how I am connected, a sentence first. Owns two minutes of history, which it collects while it
 * stands in the page, open or not.
 */
import { msg, str } from '@lit/localize';
import { effect } from '@preact/signals-core';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { Check, CircleDashed, CircleDot, Mic, MonitorUp, RefreshCw, ShieldCheck, TriangleAlert, Video, X, type IconNode } from 'lucide';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { deepActiveElement, rememberFocus } from '../../a11y/focus.ts';
import { formatList, formatNumber } from '../../i18n/format.ts';
import type { ConnectionRow } from '../../state/connection.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { modeSentence, networkName, networkStateName } from '../words/status.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { connectionSentence, networksWords, orderWords, refusalWords } from './connection-words.ts';
import { connectionStyles } from './connection.styles.ts';
import { connectionTable } from './connection-table.ts';
import './countdown.ts';
import { graph } from './graph.ts';
import { addSample, type Sample } from './history.ts';
import { budgetSentence, roomSection, seatSentence } from './room-section.ts';

@customElement('patio-connection')
export class PatioConnection extends AppElement {
  static override styles = [...baseStyles, connectionStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  #history: readonly Sample[] = [];
  #stop: (() => void) | null = null;
  #wasOpen = false;
  #giveFocusBack: ReturnType<typeof rememberFocus> | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = effect(() => {
      this.#history = addSample(this.#history, this.state.connections.value, performance.now());
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.state.connectionOpen.value) return nothing;
    const { connections, networks, online, refusals, mode } = this.state;
    const rows = connections.value;
    const refused = refusalWords(refusals.value);
    const room = this.state.measures.value;
    const seat = room === null ? null : seatSentence(room);
    const budget = room === null ? null : budgetSentence(room);
    const order = orderWords(this.state.room.value, this.state.people.value);
    const answered = networks.value.some(({ state }) => state === 'up');
    return html`<section class="panel float" aria-label=${msg('Connection')} @keydown=${this.#key}>
      <div class="head">
        <h2 class="grow soft">${msg('Connection')}</h2>
        <button class="button text" @click=${() => void this.actions.copyConnectionDetails()}>${msg('Copy as text')}</button>
        <button class="icon-button close" aria-label=${msg('Close connection')} @click=${this.#close}>${icon(X)}</button>
      </div>
      <div class="scroll" tabindex="-1">
        <p class="title sentence">${connectionSentence(rows, online.value)}</p>
        <p class="facts">
          <span>${icon(ShieldCheck, 16)}${msg('End-to-end encrypted')}</span>
          <span class=${answered ? '' : 'warn'}>${icon(answered ? Check : TriangleAlert, 16)}${networksWords(networks.value)}</span>
        </p>
        <p class="soft sentence" style="margin-block-start: var(--space-2)">${modeSentence(mode.value)}</p>
        ${budget === null ? nothing : html`<p class="soft sentence">${budget}</p>`}
        ${seat === null ? nothing : html`<p class="sentence warn-text">${icon(TriangleAlert, 16)} ${seat}</p>`}
        ${order === null ? nothing : html`<p class="soft sentence order">${order}</p>`}
        ${rows.length === 0 ? nothing : connectionTable(rows, this.state.people.value, (peer) => this.actions.retryPeer(peer))}
        ${this.#receivers(rows)} ${rows.length === 0 ? nothing : this.#graphs()}
        ${roomSection(room, performance.now(), () => this.actions.saveMeasurements())} ${this.#networks(networks.value)}
        ${
          refused.length === 0
            ? nothing
            : html`<h3>${msg('Turned away')}</h3>
                <p class="soft">${msg(str`${formatList(refused)}.`)}</p>`
        }
      </div>
    </section>`;
  }

  override updated(): void {
    const open = this.state.connectionOpen.value;
    if (open && !this.#wasOpen) {
      this.#giveFocusBack = rememberFocus();
      // the frame around shows it in its own time, and what is hidden takes no focus
      requestAnimationFrame(() => this.renderRoot.querySelector<HTMLElement>('.close')?.focus({ preventScroll: true }));
    }
    if (!open && this.#wasOpen && deepActiveElement() === null) this.#giveFocusBack?.();
    this.#wasOpen = open;
  }

  #receivers(rows: readonly ConnectionRow[]): TemplateResult {
    const line = (drawing: IconNode, name: string, some: readonly ConnectionRow[]): TemplateResult =>
      html`<dt>${icon(drawing, 16)}${name}</dt>
        <dd>${some.length === 0 ? html`<span class="soft">${msg('Nobody')}</span>` : formatList(some.map((row) => row.name))}</dd>`;
    return html`<h3>${msg('Who receives you now')}</h3>
      <dl class="receivers">
        ${line(
          Mic,
          msg('Your microphone'),
          rows.filter(({ getsMic }) => getsMic),
        )}
        ${line(
          Video,
          msg('Your camera'),
          rows.filter(({ getsCam }) => getsCam),
        )}
        ${line(
          MonitorUp,
          msg('Your screen'),
          rows.filter(({ getsScreen }) => getsScreen),
        )}
      </dl>`;
  }

  #graphs(): TemplateResult {
    const now = performance.now();
    const last = this.#history.at(-1);
    const rtt = this.#history.map(({ atMs, rttMs }) => ({ atMs, value: rttMs }));
    const loss = this.#history.map(({ atMs, lossPercent }) => ({ atMs, value: lossPercent }));
    const figure = (value: number | null | undefined, digits: number): string => (value == null ? '–' : formatNumber(value, digits));
    return html`<div class="graphs">
      <figure>
        <figcaption>
          ${msg('Round trip')}
          <span class="number"><span class="strong">${figure(last?.rttMs, 0)}</span> <span class="soft">ms</span></span>
        </figcaption>
        ${graph(rtt, now, 50)}
      </figure>
      <figure>
        <figcaption>
          ${msg('Lost packets')}
          <span class="number"><span class="strong">${figure(last?.lossPercent, 1)}</span> <span class="soft">%</span></span>
        </figcaption>
        ${graph(loss, now, 2)}
      </figure>
    </div>`;
  }

  #networks(networks: readonly NetworkStatus[]): TemplateResult {
    return html`<h3>
        <span class="grow">${msg('Introduction networks')}</span>
        <button class="button text" @click=${() => this.actions.retryNow()}>${icon(RefreshCw, 16)}${msg('Try all now')}</button>
      </h3>
      <ul class="networks" aria-label=${msg('Introduction networks')}>
        ${repeat(networks, ({ kind, url }) => `${kind} ${url}`, this.#network)}
      </ul>
      <p class="soft caption">${msg('They only introduce people to each other. Losing them disturbs nobody who is already connected.')}</p>
      ${
        this.state.deskId.value === null
          ? nothing
          : html`<details>
              <summary>${msg('For operators of a relay')}</summary>
              <p class="soft caption">
                ${msg('A relay that serves only listed places knows this one by the key below. It opens nothing.')}
              </p>
              <code class="desk-id">${this.state.deskId.value}</code>
            </details>`
      }`;
  }

  #network = ({ kind, url, state, retryAtMs, introduced, sent, received }: NetworkStatus): TemplateResult => {
    const name = networkStateName(state);
    const words = (seconds: number | null): string =>
      seconds === null ? name : msg(str`${name}. Trying again in ${formatNumber(seconds)} s`);
    const host = kind === 'mesh' ? '' : (URL.parse(url)?.host ?? url);
    return html`<li class=${state}>
      <span class="dot">${icon(state === 'up' ? CircleDot : state === 'down' || state === 'mute' ? TriangleAlert : CircleDashed, 16)}</span>
      <span class="grow">
        <span class="medium">${networkName(kind)}</span>
        <span class="soft cut">${host}</span>
        <span class="caption soft number" style="display: block">
          ${msg(str`Introduced ${formatNumber(introduced)}; ${formatNumber(sent)} sent, ${formatNumber(received)} received`)}
        </span>
      </span>
      <patio-countdown class="state caption" .until=${retryAtMs} .words=${words}></patio-countdown>
    </li>`;
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };

  #close = (): void => {
    this.actions.showConnection(false);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-connection': PatioConnection;
  }
}
