/**
 * Between the link and the place: a mirror, a name, a look, who is inside, and **Enter**. Nothing here waits for a
 * permission, a network or a person. Also the screen of the route `entering`, whose progress it shows.
 *
 * Slot `scene` (or the default slot): the scene, seen out of focus behind everything.
 */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { PlaceRef } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { backdrop } from '../landing/backdrop.ts';
import { canEnter, missingSentence } from '../words/missing.ts';
import { lobbyStyles } from './lobby.styles.ts';
import './devices.ts';
import './entering.ts';
import './introductions.ts';
import './mirror.ts';
import type { PatioPlaceTitle } from './place-title.ts';
import './place-title.ts';
import './who-inside.ts';

/** As long as a name may be; the rest of the world cuts there, too. */
const MAX_NAME = 40;

@customElement('patio-lobby')
export class PatioLobby extends AppElement {
  static override styles = [...baseStyles, lobbyStyles];

  /** Enter was pressed without a name. */
  @state() private nameMissing = false;
  @query('#name') private nameField!: HTMLInputElement;
  @query('patio-place-title') private heading!: PatioPlaceTitle;

  protected override firstUpdated(): void {
    // What draws people may come a moment after everything that can be read and pressed.
    void import('../face/portrait.ts');
    void import('../avatar-chooser/avatar-chooser.ts');
    if (this.state.self.value.name === '') this.nameField.focus();
    else void this.heading.updateComplete.then(() => this.heading.focus());
  }

  private place(): PlaceRef | null {
    const route = this.state.route.value;
    return 'place' in route ? route.place : null;
  }

  private enter(listenOnly: boolean): void {
    if (this.state.entering.value !== null) return;
    if (this.state.self.value.name.trim() === '') {
      this.nameMissing = true;
      this.nameField.focus();
      return;
    }
    void this.actions.enter({ listenOnly });
  }

  private rename(): void {
    this.nameMissing = false;
    this.actions.setName(this.nameField.value);
  }

  private you(): TemplateResult {
    return html`<div>
      <label class="label" for="name">${msg('Your name')}</label>
      <input
        id="name"
        class="input"
        maxlength=${MAX_NAME}
        autocomplete="nickname"
        enterkeyhint="go"
        .value=${this.state.self.value.name}
        aria-invalid=${this.nameMissing ? 'true' : 'false'}
        aria-describedby=${this.nameMissing ? 'name-missing' : nothing}
        @input=${() => this.rename()}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && !event.isComposing) this.enter(false);
        }}
      />
      ${
        this.nameMissing
          ? html`<p id="name-missing" class="caption wrong" role="alert">
              ${msg('Write a name first, so that people know who comes in.')}
            </p>`
          : nothing
      }
    </div>`;
  }

  private note(): string {
    const { microphone, settings } = this.state;
    const hears =
      microphone.value.status === 'failed'
        ? msg('You start at the entrance. You can turn the microphone on inside at any time.')
        : msg('You start at the entrance. People hear you when you stand near them.');
    const address = settings.value.relayOnly
      ? msg('Your network address stays hidden: everything passes through TURN.')
      : msg('The people you meet can see your network address.');
    return `${hears} ${address}`;
  }

  private actionsRow(): TemplateResult {
    const missing = this.state.missing.value;
    const able = canEnter(missing);
    return html`<div class="enter">
      ${missing.map((feature) => html`<p class="wrong" role="alert">${missingSentence(feature)}</p>`)}
      <div class="buttons">
        <button class="button primary big main" ?disabled=${!able} aria-describedby="note" @click=${() => this.enter(false)}>
          ${msg('Enter')}
        </button>
        <button class="button second" ?disabled=${!able} @click=${() => this.enter(true)}>${msg('Enter listening only')}</button>
      </div>
      <patio-entering></patio-entering>
    </div>`;
  }

  override render() {
    return html`
      <div class="behind" aria-hidden="true">${backdrop()}<slot name="scene"></slot><slot></slot></div>
      <main>
        <patio-place-title class="place" .place=${this.place()}></patio-place-title>
        <section class="you" aria-label=${msg('How you look and sound')}>
          <patio-mirror></patio-mirror>
          <patio-devices></patio-devices>
        </section>
        <section class="rest" aria-label=${msg('The place')}>
          <patio-who-inside></patio-who-inside>
          ${this.you()}
          <div class="look">
            <patio-avatar-chooser></patio-avatar-chooser>
          </div>
          ${this.actionsRow()}
          <p id="note" class="caption soft">${this.note()}</p>
          <patio-introductions></patio-introductions>
        </section>
      </main>
    `;
  }
}
