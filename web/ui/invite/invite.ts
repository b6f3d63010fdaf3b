/**
 * `<patio-invite>`: the dialog that gives the link away: copy, share, code, and what a link is. Present means open.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../dialog/dialog.ts';
import './link-field.ts';
import { qrCode } from './qr.ts';

@customElement('patio-invite')
export class PatioInvite extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 168px;
        gap: var(--space-6);
        align-items: center;
      }
      .text {
        display: grid;
        gap: var(--space-4);
      }
      .qr {
        inline-size: 168px;
        block-size: 168px;
        border-radius: var(--radius-panel);
        box-shadow: inset 0 0 0 1px var(--line);
      }
      p {
        text-wrap: pretty;
      }
      @media (max-width: 559px) {
        .columns {
          grid-template-columns: none;
          justify-items: center;
        }
        .qr {
          inline-size: 200px;
          block-size: 200px;
        }
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const route = this.state.route.value;
    if (!('place' in route)) return nothing;
    const { link, name } = route.place;
    return html`<patio-dialog heading=${msg(str`Invite to ${name}`)} @dismiss=${() => this.actions.showDialog(null)}>
      <div class="columns">
        <div class="text">
          <p>${msg('Send this link. Whoever opens it can come in and sees and hears you when you stand close.')}</p>
          <patio-link-field .link=${link}></patio-link-field>
          <p class="soft caption">
            ${msg('The link is the key: its last part never reaches a server. Who should not come in should not get it.')}
          </p>
        </div>
        ${qrCode(link)}
      </div>
    </patio-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-invite': PatioInvite;
  }
}
