/**
 * `<patio-chat>`: one stream of lines, whatever they were said to, above the box to write in. Owns the scroll position and
 * where "new" stands. Text is always rendered as text; only its web addresses become links.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ArrowDown, Check, CheckCheck, Clock, MessageSquare } from 'lucide';
import { ChatScope } from '../../../domain/wire/control.ts';
import { formatNumber, formatTime } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { ChatLine } from '../../state/chat.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { formatDay } from './chat-format.ts';
import { type ChatRow, chatRows, firstUnread } from './chat-rows.ts';
import { chatStyles } from './chat.styles.ts';
import './composer.ts';
import type { PatioComposer } from './composer.ts';
import { linkify } from './linkify.ts';

/** Closer than this to the end counts as reading the newest. */
const END_PX = 48;

@customElement('patio-chat')
export class PatioChat extends AppElement {
  static override styles = [...baseStyles, chatStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  /** How many lines were unread when the chat was opened. */
  @property({ type: Number }) unread = 0;

  @query('.log') private log!: HTMLElement;
  @query('patio-composer') private composer!: PatioComposer;
  /** Lines that came while the reader was further up. */
  @state() private missed = 0;
  #firstNew: string | null = null;
  #atEnd = true;
  #seen = 0;
  #height = 0;
  /** The box below grows and shrinks with the draft: the newest line stays in view. */
  readonly #sizes = new ResizeObserver(() => {
    this.#height = this.log.clientHeight;
    if (this.#atEnd) this.#scrollToEnd();
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override firstUpdated(): void {
    this.#sizes.observe(this.log);
  }

  override willUpdate(): void {
    const lines = this.state.chat.value;
    if (!this.hasUpdated) {
      this.#firstNew = firstUnread(lines, this.unread);
      this.#seen = lines.length;
    }
    const fresh = lines.slice(this.#seen);
    this.#seen = lines.length;
    if (fresh.length === 0) return;
    if (fresh.some(({ from }) => from === 'self')) this.#atEnd = true;
    else if (!this.#atEnd) this.missed += fresh.length;
  }

  override render(): TemplateResult {
    const lines = this.state.chat.value;
    const rows = chatRows(lines, this.#firstNew);
    return html`<div class="log" role="log" aria-label=${msg('Chat')} tabindex="0" @scroll=${this.#scrolled}>
        ${
          lines.length === 0
            ? html`<div class="empty">
                ${icon(MessageSquare, 28)}
                <p>${msg('Nothing said yet. What you write goes to the people near you.')}</p>
              </div>`
            : repeat(rows, ({ key }) => key, this.#row)
        }
      </div>
      <div class="below">
        ${this.missed === 0 ? nothing : this.#jump()}
        <patio-composer .frame=${this.frame} @sent=${this.#sent}></patio-composer>
      </div>`;
  }

  override updated(): void {
    if (this.#atEnd) this.#scrollToEnd();
  }

  override focus(): void {
    this.composer?.focus();
  }

  #row = (row: ChatRow): TemplateResult => {
    if (row.kind === 'day') return html`<div class="divider">${formatDay(row.atMs, Date.now())}</div>`;
    if (row.kind === 'new') return html`<div class="divider new">${msg(str`${formatNumber(row.count)} new`)}</div>`;
    return this.#message(row.line, row.opens);
  };

  #message(line: ChatLine, opens: boolean): TemplateResult {
    const own = line.from === 'self';
    const pieces = linkify(line.text).map(({ text, href }) =>
      href === null ? text : html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`,
    );
    return html`<article class="message ${opens ? 'opens' : ''}">
      ${opens ? this.#head(line, own) : nothing}
      <div class="body">
        <p class="words" dir="auto">${pieces}${own ? this.#delivery(line.delivery) : nothing}</p>
      </div>
    </article>`;
  }

  #head({ look, name, atMs, scope }: ChatLine, own: boolean): TemplateResult {
    return html`<patio-face .look=${look}></patio-face>
      <div class="body by">
        <span class="strong">${own ? msg('You') : name}</span>
        <time class="caption soft number" datetime=${new Date(atMs).toISOString()}>${formatTime(atMs)}</time>
        ${scope === ChatScope.Nearby ? nothing : html`<span class="scope">${this.#scopeMark(scope)}</span>`}
      </div>`;
  }

  #scopeMark(scope: ChatScope): string {
    return scope === ChatScope.Room ? msg('to the room') : msg('to everyone');
  }

  #delivery(delivery: ChatLine['delivery']): TemplateResult {
    if (delivery === 'waiting') {
      return html`<span class="state waiting caption">${icon(Clock, 14)}${msg('Waits until someone can receive it')}</span>`;
    }
    const delivered = delivery === 'delivered';
    const words = delivered ? msg('Delivered') : msg('Sent');
    const drawing = icon(delivered ? CheckCheck : Check, 14);
    return html`<span class="state caption" title=${words}>${drawing}<span class="visually-hidden">${words}</span></span>`;
  }

  #jump(): TemplateResult {
    const words = plural(this.missed, { one: msg('1 new message'), other: msg(str`${formatNumber(this.missed)} new messages`) });
    return html`<button class="button jump" @click=${this.#toEnd}>${icon(ArrowDown, 16)}${words}</button>`;
  }

  #sent = (): void => {
    this.#atEnd = true;
    this.#firstNew = null;
  };

  #scrolled = (): void => {
    // The box has just grown: nobody scrolled.
    if (this.log.clientHeight !== this.#height) return;
    this.#atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < END_PX;
    if (this.#atEnd) this.missed = 0;
  };

  #toEnd = (): void => {
    this.missed = 0;
    this.#scrollToEnd();
    this.composer.focus();
  };

  #scrollToEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-chat': PatioChat;
  }
}
