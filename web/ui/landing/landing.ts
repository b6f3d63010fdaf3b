/**
 * The first screen: one sentence, one button, a field for a link, the places that were open before, and three honest
 * lines. Code of the lobby's first load: keep it small.
 *
 * Slot `scene` (or the default slot): the living scene behind everything; a quiet drawing stands there until it comes.
 */
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ArrowRight, Check, Eye, Link, SlidersHorizontal } from 'lucide';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { logo } from '../icon/logo.ts';
import { missingSentence } from '../words/missing.ts';
import { backdrop } from './backdrop.ts';
import { landingStyles } from './landing.styles.ts';
import './recent-places.ts';

@customElement('patio-landing')
export class PatioLanding extends AppElement {
  static override styles = [...baseStyles, landingStyles];

  /** The button was pressed and the place is being made: keys, record, a first save. It stays a button, and keeps the focus. */
  @state() private opening = false;
  @state() private hasText = false;
  @query('#link') private field!: HTMLInputElement;

  private async open(): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    try {
      await this.actions.openNewPlace();
    } finally {
      this.opening = false;
    }
  }

  private follow(event: Event): void {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text === '') this.field.focus();
    else this.actions.openLink(text);
  }

  private header(): TemplateResult {
    return html`<header>
      <span class="brand strong">${logo()}<span>Patio</span></span>
      <nav class="float" aria-label=${msg('About Patio')}>
        <button class="button" @click=${() => this.actions.showDialog('about')}>${msg('How it works')}</button>
        <button class="button host" @click=${() => this.actions.showDialog('host')}>${msg('Host your own')}</button>
        <button class="icon-button" aria-label=${msg('Settings')} @click=${() => this.actions.showDialog('settings')}>
          ${icon(SlidersHorizontal)}
        </button>
      </nav>
    </header>`;
  }

  private linkField(): TemplateResult {
    return html`<form @submit=${(event: Event) => this.follow(event)}>
      <label class="field big">
        <span class="soft">${icon(Link)}</span>
        <span class="visually-hidden">${msg('Link to a place')}</span>
        <input
          id="link"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          enterkeyhint="go"
          placeholder=${msg('Or paste a link you were given')}
          @input=${() => (this.hasText = this.field.value.trim() !== '')}
        />
        <button class="icon-button go" aria-label=${msg('Go to this place')} ?hidden=${!this.hasText}>${icon(ArrowRight)}</button>
      </label>
    </form>`;
  }

  override render() {
    const missing = this.state.missing.value;
    return html`
      <div class="behind" aria-hidden="true">
        ${backdrop()}<slot name="scene"></slot><slot></slot>
        <div class="wash"></div>
      </div>
      ${this.header()}
      <main>
        <h1 class="display">${msg('A place that opens with a link')}</h1>
        <p class="lead soft">${msg('Walk up to someone and you see and hear each other. Walk away and the call ends.')}</p>
        ${
          missing.length === 0
            ? nothing
            : html`<ul class="missing">
                ${missing.map((feature) => html`<li>${missingSentence(feature)}</li>`)}
              </ul>`
        }
        <button class="button primary big new" aria-busy=${this.opening} @click=${() => this.open()}>${msg('Open a new place')}</button>
        ${this.linkField()}
        <patio-recent-places></patio-recent-places>
        <ul class="truth soft">
          <li>${icon(Check)}<span>${msg('No account and nothing to install. The link is the key.')}</span></li>
          <li>${icon(Check)}<span>${msg('No server in between: browsers talk directly, encrypted.')}</span></li>
          <li>${icon(Eye)}<span>${msg('The people you meet can see your IP address.')}</span></li>
        </ul>
      </main>
    `;
  }
}
