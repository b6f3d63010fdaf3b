/**
 * `<patio-link-field>`: the link of this place, ready to be copied or handed to another app. Used by the invitation and
 * by the card of an empty place.
 */
import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Copy, Link, Share2 } from 'lucide';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';

@customElement('patio-link-field')
export class PatioLinkField extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .field {
        flex: 1 1 200px;
        inline-size: auto;
        min-block-size: 44px;
      }
      .field input {
        text-overflow: ellipsis;
      }
      .button {
        flex: none;
        min-block-size: 44px;
        padding: 0 var(--space-4);
        white-space: nowrap;
      }
      @media (max-width: 479px) {
        .button.primary {
          flex: 1;
        }
      }
    `,
  ];

  @property() link = '';

  override render(): TemplateResult {
    return html`<label class="field">
        ${icon(Link, 16)}<span class="visually-hidden">${msg('Link of this place')}</span>
        <input
          readonly
          .value=${this.link.replace(/^https?:\/\//, '')}
          @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()}
        />
      </label>
      <button class="button primary" @click=${() => void this.actions.copyLink()}>${icon(Copy, 16)}${msg('Copy link')}</button>
      ${
        'share' in navigator
          ? html`<button class="button line" aria-label=${msg('Share the link with an app')} @click=${() => void this.actions.shareLink()}>
              ${icon(Share2, 16)}${msg('Share')}
            </button>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-link-field': PatioLinkField;
  }
}
