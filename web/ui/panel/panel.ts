/**
 * `<patio-panel>`: People, Places and Chat as tabs. On a phone it is a sheet with a grip; closed, only its tabs are left.
 * Owns the sheet's height and the count of unread lines at the moment the chat was opened.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type IconNode, MapPin, MessageSquare, Users, X } from 'lucide';
import { deepActiveElement, rememberFocus, RovingTabindex } from '../../a11y/focus.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { PanelTab } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import type { FrameSize } from '../world/frame-size.ts';
import './chat.ts';
import { panelStyles } from './panel.styles.ts';
import './people.ts';
import './places.ts';
import { SheetDrag, type SheetHeight } from './sheet-drag.ts';

const TABS: readonly PanelTab[] = ['people', 'places', 'chat'];
const drawings: { readonly [K in PanelTab]: IconNode } = { people: Users, places: MapPin, chat: MessageSquare };

/** @fires sheet-height - `detail`: 'half' | 'full'; narrow frames only */
@customElement('patio-panel')
export class PatioPanel extends AppElement {
  static override styles = [...baseStyles, panelStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  @property({ type: Boolean, reflect: true }) closed = true;
  @property() height: SheetHeight = 'half';
  #unreadAtOpening = 0;
  #wasChat = false;
  #lastUnread = 0;
  #focusChat = false;
  /** Back to whoever had the focus before the panel opened. */
  #giveFocusBack: ReturnType<typeof rememberFocus> | null = null;

  constructor() {
    super();
    void new RovingTabindex(this, { items: () => [...this.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')], axis: 'horizontal' });
  }

  readonly #drag = new SheetDrag({
    heightOf: () => (this.closed ? 'closed' : this.height),
    setHeight: (height) => {
      if (height === 'closed') {
        this.actions.showPanel(null);
        return;
      }
      if (this.closed) this.actions.showPanel('people');
      this.dispatchEvent(new CustomEvent<SheetHeight>('sheet-height', { detail: height }));
    },
  });

  override willUpdate(): void {
    const tab = this.state.panel.value;
    if (this.closed && tab !== null) this.#giveFocusBack = rememberFocus();
    this.closed = tab === null;
    const isChat = tab === 'chat';
    // Opening the chat marks all as read in the same moment: what was unread before is what is new now.
    if (isChat && !this.#wasChat) {
      this.#unreadAtOpening = Math.max(this.#lastUnread, this.state.unread.value);
      this.#focusChat = this.hasUpdated && this.frame !== 'narrow';
    }
    this.#wasChat = isChat;
    this.#lastUnread = this.state.unread.value;
  }

  override render(): TemplateResult {
    const tab = this.state.panel.value;
    return html`<section class="panel float" aria-label=${msg('Panel')}>
      ${this.frame === 'narrow' ? this.#grip() : nothing}
      <div class="tabs">
        <div role="tablist" aria-label=${msg('People, places and chat')}>${TABS.map((each) => this.#tab(each, tab))}</div>
        ${
          tab === null || this.frame === 'narrow'
            ? nothing
            : html`<button class="icon-button" aria-label=${msg('Close panel')} @click=${this.#close}>${icon(X)}</button>`
        }
      </div>
      ${tab === null ? nothing : html`<div class="body" role="tabpanel" id="body" aria-labelledby="tab-${tab}">${this.#content(tab)}</div>`}
    </section>`;
  }

  override updated(): void {
    if (this.closed) {
      if (deepActiveElement() === null) this.#giveFocusBack?.();
      this.#giveFocusBack = null;
    }
    if (!this.#focusChat) return;
    this.#focusChat = false;
    const chat = this.renderRoot.querySelector('patio-chat');
    void chat?.updateComplete.then(() => chat.focus());
  }

  #grip(): TemplateResult {
    const words = this.closed ? msg('Open the panel') : this.height === 'half' ? msg('Make the panel larger') : msg('Close panel');
    return html`<button
      class="grab"
      aria-label=${words}
      @click=${this.#drag.press}
      @keydown=${this.#drag.key}
      @pointerdown=${this.#drag.start}
      @pointermove=${this.#drag.move}
      @pointerup=${this.#drag.end}
      @pointercancel=${this.#drag.end}
    ></button>`;
  }

  #tab(tab: PanelTab, open: PanelTab | null): TemplateResult {
    const selected = tab === open;
    const names: { readonly [K in PanelTab]: string } = { people: msg('People'), places: msg('Places'), chat: msg('Chat') };
    const bare = open === null && this.frame !== 'narrow';
    return html`<button
      class="tab"
      role="tab"
      id="tab-${tab}"
      aria-selected=${selected}
      aria-controls=${selected ? 'body' : nothing}
      aria-keyshortcuts=${{ people: 'P', places: 'L', chat: 'C' }[tab]}
      tabindex=${selected || (open === null && tab === 'people') ? 0 : -1}
      title=${bare ? names[tab] : nothing}
      @click=${() => this.actions.showPanel(selected ? null : tab)}
    >
      ${bare ? html`${icon(drawings[tab])}<span class="visually-hidden">${names[tab]}</span>` : names[tab]} ${this.#count(tab, bare)}
    </button>`;
  }

  #count(tab: PanelTab, bare: boolean): TemplateResult | typeof nothing {
    if (tab === 'people' && !bare) return html`<span class="count number">${formatNumber(this.state.people.value.length + 1)}</span>`;
    const unread = this.state.unread.value;
    if (tab !== 'chat' || unread === 0) return nothing;
    const shown = unread > 99 ? '99+' : formatNumber(unread);
    return html`<span class="badge number" aria-hidden="true">${shown}</span
      ><span class="visually-hidden">${msg(str`${shown} unread`)}</span>`;
  }

  #content(tab: PanelTab): TemplateResult {
    if (tab === 'people') return html`<patio-people .frame=${this.frame}></patio-people>`;
    if (tab === 'places') return html`<patio-places .frame=${this.frame}></patio-places>`;
    return html`<patio-chat .frame=${this.frame} .unread=${this.#unreadAtOpening}></patio-chat>`;
  }

  #close = (): void => {
    const tab = this.state.panel.value;
    this.actions.showPanel(null);
    // The button goes with the panel: the focus stays where the panel was opened.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#tab-${tab ?? 'people'}`)?.focus());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-panel': PatioPanel;
  }
}
