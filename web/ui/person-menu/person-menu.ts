/**
 * `<patio-person-menu>`: what opens on a person who was pressed in the world. `openAt` puts it beside a point of the
 * window; it closes by itself, and when that person leaves.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PeerId } from '../../../domain/ids.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/face.ts';
import { personLine } from '../panel/people-words.ts';
import { placePopup } from '../world/place-popup.ts';
import { popupStyles } from '../world/popup.styles.ts';
import './person-actions.ts';

@customElement('patio-person-menu')
export class PatioPersonMenu extends AppElement {
  static override styles = [
    ...baseStyles,
    popupStyles,
    css`
      .popup {
        padding: var(--space-3);
        inline-size: 300px;
      }
      .head {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        margin-block-end: var(--space-3);
      }
      .head patio-face {
        inline-size: 40px;
        block-size: 40px;
        flex: none;
      }
    `,
  ];

  @state() private peer: PeerId | null = null;
  @query('.popup') private popup!: HTMLElement;

  /** @param at CSS pixels of the window */
  async openAt(peer: PeerId, at: { readonly x: number; readonly y: number }): Promise<void> {
    this.peer = peer;
    await this.updateComplete;
    if (!this.popup.matches(':popover-open')) this.popup.showPopover();
    const size = { width: this.popup.offsetWidth, height: this.popup.offsetHeight };
    const anchor = { left: at.x, top: at.y - 16, width: 0, height: 32 };
    const { left, top } = placePopup(anchor, size, { width: innerWidth, height: innerHeight }, { side: 'right', align: 'center' });
    this.popup.style.left = `${left}px`;
    this.popup.style.top = `${top}px`;
    this.popup.querySelector('patio-person-actions')?.focus();
  }

  override render(): TemplateResult {
    const person = this.peer === null ? undefined : this.state.people.value.find(({ peerId }) => peerId === this.peer);
    const label = person === undefined ? '' : msg(str`About ${person.name}`);
    return html`<div
      class="popup"
      popover="auto"
      role="dialog"
      aria-label=${label}
      tabindex="-1"
      @toggle=${this.#toggled}
      @acted=${this.#close}
    >
      ${
        person === undefined
          ? nothing
          : html`<div class="head">
                <patio-face .look=${person.look} .status=${person.status}></patio-face>
                <div class="grow">
                  <p class="medium cut">${person.name}</p>
                  <p class="caption soft cut">${personLine(person)}</p>
                </div>
              </div>
              <patio-person-actions .person=${person}></patio-person-actions>`
      }
    </div>`;
  }

  override updated(): void {
    const gone = this.peer !== null && !this.state.people.value.some(({ peerId }) => peerId === this.peer);
    if (gone && this.popup.matches(':popover-open')) this.popup.hidePopover();
  }

  #close = (): void => this.popup.hidePopover();

  #toggled = (event: Event): void => {
    const open = (event as ToggleEvent).newState === 'open';
    this.actions.point(open ? this.peer : null);
    if (!open) this.peer = null;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-person-menu': PatioPersonMenu;
  }
}
