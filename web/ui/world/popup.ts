/**
 * `<patio-popup>`: something that opens beside its trigger and closes by itself. Owns opening, placing, arrow keys in a
 * menu, and giving the focus back. Knows nothing of what is inside. Top layer and light dismiss are the browser's.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { type Align, placePopup, type Side } from './place-popup.ts';
import { popupStyles } from './popup.styles.ts';

/** What takes the focus in an opened dialog; `data-first` marks an element that hands it on. */
const FIRST = 'input, button:not(:disabled), [data-first]';

/** menu: commands, arrow keys move · dialog: controls, Tab moves. */
export type PopupKind = 'menu' | 'dialog';

/**
 * @slot trigger - one button; gets `aria-expanded` and `aria-haspopup`
 * @slot - what opens; in a menu, elements with role menuitem, menuitemradio or menuitemcheckbox
 * @fires popup-toggle - `detail.open`
 */
@customElement('patio-popup')
export class PatioPopup extends LitElement {
  static override styles = [...baseStyles, popupStyles];

  @property() kind: PopupKind = 'menu';
  @property() label = '';
  @property() side: Side = 'top';
  @property() align: Align = 'center';
  /** The trigger is an ordinary button for now. */
  @property({ type: Boolean }) disabled = false;

  @query('.popup') private popup!: HTMLElement;
  #wasOpen = false;
  #hadFocus = false;

  get open(): boolean {
    return this.hasUpdated && this.popup.matches(':popover-open');
  }

  show(): void {
    if (!this.isConnected || this.open) return;
    this.popup.showPopover();
  }

  hide(): void {
    if (this.open) this.popup.hidePopover();
  }

  override render(): TemplateResult {
    return html`<slot
        name="trigger"
        @slotchange=${this.#mark}
        @pointerdown=${this.#press}
        @keydown=${this.#press}
        @click=${this.#toggle}
      ></slot>
      <div
        class="popup"
        popover="auto"
        role=${this.kind}
        aria-label=${this.label}
        tabindex="-1"
        @beforetoggle=${this.#leaving}
        @toggle=${this.#toggled}
        @keydown=${this.#key}
        @click=${this.#chosen}
      >
        <slot></slot>
      </div>`;
  }

  get #trigger(): HTMLElement | null {
    const slot = this.renderRoot.querySelector<HTMLSlotElement>('slot[name=trigger]');
    return slot?.assignedElements({ flatten: true }).find((element) => element instanceof HTMLElement) ?? null;
  }

  get #items(): readonly HTMLElement[] {
    const slot = this.renderRoot.querySelector<HTMLSlotElement>('slot:not([name])');
    const roots = slot?.assignedElements({ flatten: true }) ?? [];
    const item = '[role^=menuitem]:not(:disabled)';
    return roots.flatMap((root) => [...(root.matches(item) ? [root] : []), ...root.querySelectorAll(item)]) as HTMLElement[];
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('disabled')) return;
    if (this.disabled) this.hide();
    this.#mark();
  }

  get #firstControl(): HTMLElement | undefined {
    const contents = [...this.children].filter(({ slot }) => slot !== 'trigger');
    return contents.flatMap((part) => [part, ...part.querySelectorAll('*')]).find((part) => part.matches(FIRST)) as HTMLElement | undefined;
  }

  #mark = (): void => {
    if (this.disabled) {
      this.#trigger?.removeAttribute('aria-haspopup');
      this.#trigger?.removeAttribute('aria-expanded');
      return;
    }
    this.#trigger?.setAttribute('aria-haspopup', this.kind);
    this.#trigger?.setAttribute('aria-expanded', String(this.open));
  };

  /** A press on the trigger dismisses an open popup before the click arrives: remember that it was open. */
  #press = (): void => {
    this.#wasOpen = this.open;
  };

  #toggle = (): void => {
    if (this.#wasOpen) this.hide();
    else if (!this.disabled) this.show();
    this.#wasOpen = false;
  };

  /** Slotted controls are no descendants of the popover: the browser would not give their focus back. */
  #leaving = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'closed') this.#hadFocus = this.#holdsFocus;
  };

  get #holdsFocus(): boolean {
    const root = this.getRootNode() as Document | ShadowRoot;
    const active = root.activeElement;
    return active !== null && this.contains(active) && active !== this.#trigger;
  }

  #toggled = (event: Event): void => {
    const open = (event as ToggleEvent).newState === 'open';
    if (!this.disabled) this.#trigger?.setAttribute('aria-expanded', String(open));
    if (open) {
      this.#place();
      if (this.kind === 'menu') (this.#items.find((item) => item.getAttribute('aria-checked') === 'true') ?? this.#items[0])?.focus();
      else (this.#firstControl ?? this.popup).focus();
    }
    // Unless the press that closed it went to something else that takes the focus.
    const nowhere = (this.getRootNode() as Document | ShadowRoot).activeElement === null;
    if (!open && this.#hadFocus && (nowhere || this.#holdsFocus)) this.#trigger?.focus();
    this.dispatchEvent(new CustomEvent('popup-toggle', { detail: { open }, bubbles: true }));
  };

  #place(): void {
    const anchor = this.#trigger?.getBoundingClientRect();
    if (anchor === undefined) return;
    const size = { width: this.popup.offsetWidth, height: this.popup.offsetHeight };
    const { left, top, side } = placePopup(
      anchor,
      size,
      { width: innerWidth, height: innerHeight },
      { side: this.side, align: this.align },
    );
    this.popup.style.left = `${left}px`;
    this.popup.style.top = `${top}px`;
    this.popup.style.setProperty('--from-x', String(side === 'left' ? 1 : side === 'right' ? -1 : 0));
    this.popup.style.setProperty('--from-y', String(side === 'top' ? 1 : side === 'bottom' ? -1 : 0));
  }

  #key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') event.stopPropagation();
    if (this.kind !== 'menu') return;
    const items = this.#items;
    const at = items.findIndex((item) => item.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') this.hide();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    items.at(to % items.length)?.focus();
  };

  #chosen = (event: Event): void => {
    if (this.kind !== 'menu') return;
    if (event.composedPath().some((part) => part instanceof HTMLElement && part.getAttribute('role')?.startsWith('menuitem'))) this.hide();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-popup': PatioPopup;
  }
}
