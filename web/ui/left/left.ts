/** After leaving: the place stays, the way back is one button. */
import { msg, str } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { cardStyles } from '../card/card.styles.ts';
import { placePicture } from '../icon/logo.ts';

@customElement('patio-left')
export class PatioLeft extends AppElement {
  static override styles = [...baseStyles, cardStyles];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  override render() {
    const route = this.state.route.value;
    if (route.screen !== 'left') return nothing;
    const { place } = route;
    return html`<main>
      <span class="sign">${placePicture(place.placeId)}</span>
      <h1 class="hero" tabindex="-1">${place.name === '' ? msg('You left') : msg(str`You left ${place.name}`)}</h1>
      <p class="soft">${msg('Microphone and camera are off. The place stays as it is, and its link opens it again.')}</p>
      <div class="buttons">
        <button class="button primary big" @click=${() => this.actions.openLink(place.link)}>${msg('Come back')}</button>
        <button class="button big" @click=${() => this.actions.goHome()}>${msg('Go to the start')}</button>
      </div>
    </main>`;
  }
}
