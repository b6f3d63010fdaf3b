/**
 * `<patio-empty-place>`: the card of a place where nobody else is: the link, its code, and no hurry.
 */
import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../invite/link-field.ts';
import { qrCode } from '../invite/qr.ts';
import type { FrameSize } from '../world/frame-size.ts';

@customElement('patio-empty-place')
export class PatioEmptyPlace extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: block;
        inline-size: 600px;
        max-inline-size: 100%;
        pointer-events: auto;
      }
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 140px;
        gap: var(--space-6) var(--space-8);
        align-items: center;
        padding: var(--space-6);
        border-radius: var(--radius-sheet);
        animation: arrive var(--time-enter) var(--ease);
      }
      @keyframes arrive {
        from {
          opacity: 0;
          translate: 0 calc(-8px * var(--motion));
        }
      }
      .qr {
        inline-size: 140px;
        block-size: 140px;
        border-radius: var(--radius-panel);
        box-shadow: 0 0 0 1px var(--line);
      }
      patio-link-field {
        margin-block: var(--space-4) var(--space-3);
      }
      h2 {
        margin-block-end: var(--space-1);
      }
      :host([frame='narrow']) .card {
        grid-template-columns: none;
        padding: var(--space-4);
        gap: var(--space-3);
      }
      :host([frame='narrow']) .qr {
        display: none;
      }
      :host([frame='narrow']) patio-link-field {
        margin-block: var(--space-3) var(--space-2);
      }
    `,
  ];

  @property({ reflect: true }) frame: FrameSize = 'wide';

  override render(): TemplateResult | typeof nothing {
    const route = this.state.route.value;
    if (!('place' in route)) return nothing;
    return html`<section class="card float" aria-labelledby="title">
      <div>
        <h2 class="title" id="title">${msg('Only you so far')}</h2>
        <p class="soft">${msg('Send the link; the place stays as it is.')}</p>
        <patio-link-field .link=${route.place.link}></patio-link-field>
        <p class="soft caption">${msg('Whoever has the link can come in. You can close the doors of rooms.')}</p>
      </div>
      ${qrCode(route.place.link)}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-empty-place': PatioEmptyPlace;
  }
}
