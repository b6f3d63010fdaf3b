/** Something that the app stands on did not work: what happened, what was kept, what to do, one button. */
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppWindow, CircleAlert, Database, type IconNode } from 'lucide';
import type { Route } from '../../state/app-state.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { cardStyles } from '../card/card.styles.ts';
import { icon } from '../icon/icon.ts';

type Code = Extract<Route, { screen: 'failed' }>['code'];
type Words = { readonly picture: IconNode; readonly title: string; readonly help: string; readonly again: string };

const words: { readonly [C in Code]: () => Words } = {
  storage: () => ({
    picture: Database,
    title: msg('This browser does not let Patio keep anything'),
    help: msg(
      'Your key and your places are kept on your device, and that was refused. A private window or a full disk is the usual cause. Nothing was lost; try a normal window.',
    ),
    again: msg('Try again'),
  }),
  world: () => ({
    picture: CircleAlert,
    title: msg('The place could not be opened'),
    help: msg('The link, your key and your unsent messages are kept. Trying again often helps; so does a newer browser.'),
    again: msg('Try again'),
  }),
  elsewhere: () => ({
    picture: AppWindow,
    title: msg('You went on in another tab'),
    help: msg('This place is open there now, so that you do not hear yourself twice. You can take it back here.'),
    again: msg('Go on here'),
  }),
};

@customElement('patio-failed')
export class PatioFailed extends AppElement {
  static override styles = [...baseStyles, cardStyles];

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('h1')?.focus();
  }

  override render() {
    const route = this.state.route.value;
    if (route.screen !== 'failed') return nothing;
    const { picture, title, help, again } = words[route.code]();
    return html`<main>
      <span class="sign">${icon(picture, 28)}</span>
      <h1 class="hero" tabindex="-1">${title}</h1>
      <p class="soft">${help}</p>
      ${
        route.detail === ''
          ? nothing
          : html`<details class="soft">
              <summary>${msg('What the browser said')}</summary>
              <code class="caption pasted">${route.detail}</code>
            </details>`
      }
      <div class="buttons">
        <button class="button primary big" @click=${() => this.actions.openLink(location.href)}>${again}</button>
        <button class="button big" @click=${() => this.actions.goHome()}>${msg('Go to the start')}</button>
      </div>
    </main>`;
  }
}
