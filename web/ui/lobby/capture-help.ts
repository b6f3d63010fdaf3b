/**
 * Stands where the control of a failing device stood: what is wrong, this browser's own steps, and one button. Loaded
 * only when a device fails. Attribute `kind`: `microphone` or `camera`.
 */
import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { MicOff, VideoOff } from 'lucide';
import { browserFamily } from '../../media/permission-help.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { captureFailure } from '../words/capture.ts';
import { permissionSteps } from '../words/permission-steps.ts';

const styles = css`
  :host {
    display: block;
  }
  .help {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr) auto;
    gap: var(--space-2) var(--space-4);
    align-items: start;
    padding: var(--space-4);
    margin: 0 calc(-1 * var(--space-4)) var(--space-2);
    border-radius: var(--radius-panel);
    background: var(--surface-raised);
    box-shadow: var(--shadow);
  }
  .help > .icon {
    color: var(--danger);
    margin-block-start: 2px;
  }
  .button {
    align-self: center;
  }
  ol {
    margin-block: var(--space-1);
    padding-inline-start: var(--space-5);
    list-style: decimal;
  }
  @media (max-width: 519px) {
    .help {
      margin-inline: 0;
      grid-template-columns: 20px minmax(0, 1fr);
    }
    .button {
      grid-column: 2;
      justify-self: start;
    }
  }
  @media (forced-colors: active) {
    .help {
      border: 1px solid CanvasText;
    }
  }
`;

@customElement('patio-capture-help')
export class PatioCaptureHelp extends AppElement {
  static override styles = [...baseStyles, styles];

  @property() kind: 'microphone' | 'camera' = 'microphone';

  private again(): void {
    void (this.kind === 'microphone' ? this.actions.toggleMicrophone() : this.actions.toggleCamera());
  }

  private steps(): TemplateResult {
    const family = browserFamily(navigator.userAgent, navigator.maxTouchPoints);
    return html`<ol class="soft">
      ${permissionSteps(family, this.kind).map((step) => html`<li>${step}</li>`)}
    </ol>`;
  }

  override render() {
    const capture = this.kind === 'microphone' ? this.state.microphone.value : this.state.camera.value;
    if (capture.status !== 'failed') return nothing;
    const words = captureFailure(this.kind, capture.reason);
    return html`<div class="help" role="alert">
      ${icon(this.kind === 'microphone' ? MicOff : VideoOff)}
      <div>
        <p class="medium">${words.title}</p>
        ${capture.reason === 'blocked' ? this.steps() : nothing}
        <p class="soft">${words.help}</p>
      </div>
      <button class="button line" @click=${() => this.again()}>${msg('Try again')}</button>
    </div>`;
  }
}
