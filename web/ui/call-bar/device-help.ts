/**
 * `<patio-device-help>`: what stands in the popup of a switch whose device fails: what is wrong, this browser's own steps,
 * and another try.
 */
import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { browserFamily } from '../../media/permission-help.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { captureFailure } from '../words/capture.ts';
import { permissionSteps } from '../words/permission-steps.ts';

@customElement('patio-device-help')
export class PatioDeviceHelp extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
        padding: var(--space-2);
        max-inline-size: 300px;
      }
      ol {
        padding-inline-start: var(--space-5);
        list-style: decimal;
      }
      p,
      li {
        text-wrap: pretty;
      }
      .row {
        margin-block-start: var(--space-1);
      }
    `,
  ];

  @property() kind: 'microphone' | 'camera' = 'microphone';

  override render(): TemplateResult | typeof nothing {
    const capture = this.state[this.kind].value;
    if (capture.status !== 'failed') return nothing;
    const { title, help } = captureFailure(this.kind, capture.reason);
    const steps =
      capture.reason === 'blocked' ? permissionSteps(browserFamily(navigator.userAgent, navigator.maxTouchPoints), this.kind) : [];
    return html`<p class="medium">${title}</p>
      ${
        steps.length === 0
          ? nothing
          : html`<ol class="soft">
              ${steps.map((step) => html`<li>${step}</li>`)}
            </ol>`
      }
      <p class="soft">${help}</p>
      <div class="row">
        <button class="button primary" @click=${this.#again}>${msg('Try again')}</button>
        <button class="button line" @click=${() => this.actions.showDialog('settings')}>${msg('Devices')}</button>
      </div>`;
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  #again = (): void => {
    void (this.kind === 'microphone' ? this.actions.toggleMicrophone() : this.actions.toggleCamera());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-device-help': PatioDeviceHelp;
  }
}
