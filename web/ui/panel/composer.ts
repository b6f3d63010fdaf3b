/**
 * `<patio-composer>`: who reads it, and the box to write in. Apart from the log so that a key press renders only this.
 * The draft and the scope are state, so that an unsent message survives a reload.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { SendHorizontal } from 'lucide';
import { ChatScope, MAX_CHAT_LENGTH } from '../../../domain/wire/control.ts';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { namesOf } from '../call-bar/hearing.ts';
import { icon } from '../icon/icon.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { composerStyles } from './composer.styles.ts';

/** The count of characters that are left is said from here on. */
const TELL_LEFT = 200;

const scopeNames: { readonly [K in ChatScope]: () => string } = {
  [ChatScope.Nearby]: () => msg('Nearby'),
  [ChatScope.Room]: () => msg('Room'),
  [ChatScope.Place]: () => msg('Everyone'),
};

/** @fires sent - a message was handed over */
@customElement('patio-composer')
export class PatioComposer extends AppElement {
  static override styles = [...baseStyles, composerStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  @query('textarea') private box!: HTMLTextAreaElement;

  override render(): TemplateResult {
    return html`<form @submit=${this.#submit}>${this.#typing()} ${this.#scopes()} ${this.#box()}</form>`;
  }

  override focus(): void {
    this.box?.focus();
  }

  #typing(): TemplateResult | typeof nothing {
    const names = this.state.people.value.filter(({ typing }) => typing).map(({ name }) => name);
    if (names.length === 0) return nothing;
    const list = namesOf(names);
    return html`<div class="typing caption">
      <span class="dots" aria-hidden="true">${[0, 1, 2].map((at) => html`<i style="--at: ${at}"></i>`)}</span>
      <span class="cut">${names.length === 1 ? msg(str`${list} is writing`) : msg(str`${list} are writing`)}</span>
    </div>`;
  }

  #scopes(): TemplateResult {
    const chosen = this.state.chatScope.value;
    return html`<fieldset class="scopes" aria-label=${msg('Who reads it')}>
      ${Object.values(ChatScope).map(
        (scope) =>
          html`<label
            ><input type="radio" name="scope" .checked=${live(scope === chosen)} @change=${() => this.actions.setChatScope(scope)} /><span
              >${scopeNames[scope]()}</span
            ></label
          >`,
      )}
    </fieldset>`;
  }

  #box(): TemplateResult {
    const draft = this.state.chatDraft.value;
    const left = MAX_CHAT_LENGTH - draft.length;
    const leftWords = plural(left, { one: msg('1 character left'), other: msg(str`${formatNumber(left)} characters left`) });
    return html`<div class="box">
        <textarea
          rows="1"
          aria-label=${msg('Message')}
          placeholder=${this.#readers()}
          maxlength=${MAX_CHAT_LENGTH}
          enterkeyhint="send"
          autocomplete="off"
          .value=${live(draft)}
          @input=${this.#input}
          @keydown=${this.#key}
        ></textarea>
        <button class="icon-button send" aria-label=${msg('Send')} ?disabled=${draft.trim() === ''}>${icon(SendHorizontal)}</button>
      </div>
      ${left > TELL_LEFT ? nothing : html`<p class="caption left number">${leftWords}</p>`}`;
  }

  /** Who would read it, where the words will stand. */
  #readers(): string {
    const { chatScope, people, zones } = this.state;
    if (chatScope.value === ChatScope.Place) return msg('Write to everyone here');
    const here = zones.value.find(({ isHere }) => isHere);
    if (chatScope.value === ChatScope.Room) return here === undefined ? msg('Write to this room') : msg(str`Write to ${here.name}`);
    const near = people.value.filter(({ talking }) => talking).map(({ name }) => name);
    return near.length === 0 ? msg('Write to people nearby') : msg(str`Write to ${namesOf(near)}`);
  }

  #input = (): void => this.actions.setDraft(this.box.value);

  #key = (event: KeyboardEvent): void => {
    // While a word is being composed (Japanese, Chinese …) Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  };

  #submit = (event: Event): void => {
    event.preventDefault();
    this.#send();
  };

  #send(): void {
    if (this.state.chatDraft.value.trim() === '') return;
    this.actions.sendChat();
    this.box.focus();
    this.dispatchEvent(new CustomEvent('sent'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-composer': PatioComposer;
  }
}
