/**
 * A dialog on the native element: focus stays inside and returns to where it was, Escape and a press beside it close it,
 * on phones it is a sheet from below. Present in the page means open: its owner renders it or not.
 *
 * Property `heading`; attribute `wide` for two columns. Slots: default, `footer`.
 * Event `dismiss`: it wants to go; the owner removes it.
 */
import { msg, updateWhenLocaleChanges } from '@lit/localize';
import { html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { X } from 'lucide';
import { rememberFocus } from '../../a11y/focus.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { icon } from '../icon/icon.ts';
import { dialogStyles } from './dialog.styles.ts';

@customElement('patio-dialog')
export class PatioDialog extends LitElement {
  static override styles = [...baseStyles, dialogStyles];

  @property() heading = '';
  @property({ type: Boolean, reflect: true }) wide = false;
  @query('dialog') private dialog!: HTMLDialogElement;

  private giveFocusBack: ReturnType<typeof rememberFocus> | null = null;
  /** Where the pointer went down: a press that began inside (selecting text) must not close. */
  private pressedOutside = false;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.giveFocusBack = rememberFocus();
    if (this.hasUpdated) this.dialog.showModal();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dialog.close();
    this.giveFocusBack?.();
  }

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  private dismiss(): void {
    this.dispatchEvent(new CustomEvent('dismiss', { bubbles: true, composed: true }));
  }

  override render() {
    return html`<dialog
      aria-labelledby="heading"
      @cancel=${(event: Event) => {
        event.preventDefault();
        this.dismiss();
      }}
      @pointerdown=${(event: PointerEvent) => (this.pressedOutside = event.composedPath()[0] === this.dialog)}
      @click=${(event: MouseEvent) => {
        if (this.pressedOutside && event.composedPath()[0] === this.dialog) this.dismiss();
      }}
    >
      <div class="box" part="box">
        <div class="head">
          <h2 id="heading" class="title grow" tabindex="-1" autofocus>${this.heading}</h2>
          <button class="icon-button" aria-label=${msg('Close')} @click=${() => this.dismiss()}>${icon(X)}</button>
        </div>
        <div class="body" part="body"><slot></slot></div>
        <slot name="footer"></slot>
      </div>
    </dialog>`;
  }
}
