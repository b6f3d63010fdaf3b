/** A link that cannot be opened: what is wrong with it, what to do, and a field to try again. */
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { Link, Unlink } from 'lucide';
import type { BadLinkReason } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { cardStyles } from '../card/card.styles.ts';
import { icon } from '../icon/icon.ts';

const sentences: { readonly [R in BadLinkReason]: () => { readonly title: string; readonly help: string } } = {
  truncated: () => ({
    title: msg('This link is incomplete'),
    help: msg('Its last part is missing; long links are sometimes cut in messages. Ask for it again, or paste the whole link here.'),
  }),
  altered: () => ({
    title: msg('This link was changed on its way'),
    help: msg('A letter or more is not as it was. Copy it again from where you got it, or ask for it again.'),
  }),
  foreign: () => ({
    title: msg('This is not a link to a place'),
    help: msg('A link to a place has #/p/ in it. Paste the one that you were given, or open a new place.'),
  }),
};

/** As much of what was pasted as helps to recognise it; a secret has no business on the screen. */
const recognisable = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text);

@customElement('patio-bad-link')
export class PatioBadLink extends AppElement {
  static override styles = [...baseStyles, cardStyles];

  @query('#link') private field!: HTMLInputElement;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  private follow(event: Event): void {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text === '') this.field.focus();
    else this.actions.openLink(text);
  }

  override render() {
    const route = this.state.route.value;
    if (route.screen !== 'bad-link') return nothing;
    const { title, help } = sentences[route.reason]();
    return html`<main>
      <span class="sign">${icon(Unlink, 28)}</span>
      <h1 class="hero" tabindex="-1">${title}</h1>
      <p class="soft">${help}</p>
      ${route.text === '' ? nothing : html`<code class="caption pasted">${recognisable(route.text)}</code>`}
      <form @submit=${(event: Event) => this.follow(event)}>
        <label class="label" for="link">${msg('The whole link')}</label>
        <span class="field">
          <span class="soft">${icon(Link)}</span>
          <input id="link" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" />
        </span>
        <div class="buttons">
          <button class="button primary big">${msg('Try this link')}</button>
          <button class="button big" type="button" @click=${() => this.actions.goHome()}>${msg('Go to the start')}</button>
        </div>
      </form>
    </main>`;
  }
}
