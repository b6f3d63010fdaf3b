/**
 * `<patio-chip>`: where I am: the place's name with its menu, how media travels, how many people are here. Renaming
 * happens in place, by those whose place it is.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Cable, ChevronDown, type IconNode, Keyboard, Link, LogOut, Pencil, Settings, Users } from 'lucide';
import { RoomMode } from '../../../domain/policy/room-mode-names.ts';
import { MAX_NAME_LENGTH } from '../../../domain/wire/control.ts';
import { formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { PlaceRef } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { modeName, modeSentence } from '../words/status.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { PathDirect, PathRelayed, PathServer } from '../world/icons.ts';
import '../world/popup.ts';
import type { PatioPopup } from '../world/popup.ts';
import { menuStyles } from '../world/popup.styles.ts';
import { chipStyles } from './chip.styles.ts';

const modeDrawings: { readonly [K in RoomMode]: IconNode } = {
  [RoomMode.P2pDirect]: PathDirect,
  [RoomMode.P2pTurn]: PathRelayed,
  [RoomMode.Sfu]: PathServer,
};

@customElement('patio-chip')
export class PatioChip extends AppElement {
  static override styles = [...baseStyles, menuStyles, chipStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  /** The menu has turned into the field for a new name. */
  @state() private renaming = false;
  @query('#menu') private menu!: PatioPopup;
  @query('#new-name') private field!: HTMLInputElement;

  override render(): TemplateResult | typeof nothing {
    const route = this.state.route.value;
    if (!('place' in route)) return nothing;
    return html`<header class="chip float">${this.#name(route.place)} ${this.#mode()} ${this.#people()}</header>`;
  }

  #name(place: PlaceRef): TemplateResult {
    return html`<patio-popup
      id="menu"
      side="bottom"
      align="start"
      .kind=${this.renaming ? 'dialog' : 'menu'}
      label=${this.renaming ? msg('Rename this place') : msg('This place')}
      @popup-toggle=${this.#toggled}
    >
      <button slot="trigger" class="name" aria-label=${msg(str`${place.name}. Menu of this place`)}>
        <span class="cut">${place.name}</span>${icon(ChevronDown, 16)}
      </button>
      ${this.renaming ? this.#form(place) : this.#menu(place)}
    </patio-popup>`;
  }

  #menu({ mine }: PlaceRef): TemplateResult {
    const { actions } = this;
    const item = (drawing: IconNode, text: string, act: (event: Event) => unknown, extra = ''): TemplateResult =>
      html`<button class="menu-item ${extra}" role="menuitem" tabindex="-1" @click=${act}>${icon(drawing)}${text}</button>`;
    return html`<div>
      ${item(Link, msg('Invite people'), () => actions.showDialog('invite'))} ${mine ? item(Pencil, msg('Rename'), this.#rename) : nothing}
      ${item(Cable, msg('Connection'), () => actions.showConnection(true))}
      ${item(Keyboard, msg('Keyboard'), () => actions.showDialog('keys'))}
      ${item(Settings, msg('Settings'), () => actions.showDialog('settings'))}
      <div class="menu-line"></div>
      ${item(LogOut, msg('Leave'), () => actions.leave(), 'danger')}
    </div>`;
  }

  #form({ name }: PlaceRef): TemplateResult {
    return html`<form @submit=${this.#save}>
      <label class="label" for="new-name" style="margin: 0">${msg('Name of this place')}</label>
      <input id="new-name" class="input" required maxlength=${MAX_NAME_LENGTH} .value=${name} autocomplete="off" />
      <div class="row">
        <button type="button" class="button" @click=${() => this.menu.hide()}>${msg('Cancel')}</button>
        <button class="button primary">${msg('Rename')}</button>
      </div>
    </form>`;
  }

  #mode(): TemplateResult {
    const mode = this.state.mode.value;
    const relayed = mode !== RoomMode.P2pDirect;
    return html`<output class="fact ${relayed ? 'relayed' : ''}" aria-label=${msg('Room mode')} title=${modeSentence(mode)}>
      ${icon(modeDrawings[mode], 20)}<span class="mode-word">${modeName(mode)}</span><span class="visually-hidden">${mode}</span>
    </output>`;
  }

  #people(): TemplateResult {
    const count = this.state.people.value.length + 1;
    const words = plural(count, { one: msg('1 person here'), other: msg(str`${formatNumber(count)} people here`) });
    return html`<span class="fact number" title=${words}>
      ${icon(Users, 16)}<span aria-hidden="true">${formatNumber(count)}</span><span class="visually-hidden">${words}</span>
    </span>`;
  }

  #rename = async (event: Event): Promise<void> => {
    // The menu stays open and becomes the field.
    event.stopPropagation();
    this.renaming = true;
    await this.updateComplete;
    this.field.focus();
    this.field.select();
  };

  #save = (event: Event): void => {
    event.preventDefault();
    const name = this.field.value.trim();
    if (name !== '') this.actions.renamePlace(name);
    this.menu.hide();
  };

  #toggled = (event: Event): void => {
    if (!(event as CustomEvent<{ open: boolean }>).detail.open) this.renaming = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-chip': PatioChip;
  }
}
