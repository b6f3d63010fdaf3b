/** The button that forgets everything, and the question before it. The way to save the key stands beside it. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { settingsStyles } from './settings.styles.ts';

@customElement('patio-forget-everything')
export class PatioForgetEverything extends AppElement {
  static override styles = [...baseStyles, settingsStyles];

  @state() private asking = false;

  private async ask(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(asking ? '.keep' : 'button')?.focus();
  }

  override render() {
    if (!this.asking)
      return html`<button class="button line danger" @click=${() => void this.ask(true)}>${msg('Forget everything')}</button>`;
    return html`<div class="warning" role="group" aria-label=${msg('Forget everything?')}>
      <p>${msg('This cannot be undone. Without your key, places that you own are no longer yours.')}</p>
      <div class="row" style="flex-wrap: wrap; margin-block-start: var(--space-3)">
        <button class="button primary danger" @click=${() => void this.actions.forgetEverything()}>${msg('Yes, forget everything')}</button>
        <button class="button line" @click=${() => this.actions.showDialog('identity')}>${msg('Save my key first')}</button>
        <button class="button keep" @click=${() => void this.ask(false)}>${msg('Keep it')}</button>
      </div>
    </div>`;
  }
}
