/** The form that adds a STUN or TURN server, with name and password where TURN wants them. */
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import * as v from 'valibot';
import { IceServerSchema } from '../../../domain/config/public-config.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { settingsStyles } from './settings.styles.ts';

const MAX_SERVERS = 8;

@customElement('patio-add-ice-server')
export class PatioAddIceServer extends AppElement {
  static override styles = [...baseStyles, settingsStyles];

  @state() private wrong: string | null = null;
  /** TURN asks for a name and a password, STUN for neither. */
  @state() private isTurn = false;
  @query('#url') private url!: HTMLInputElement;
  @query('#username') private username!: HTMLInputElement | null;
  @query('#credential') private credential!: HTMLInputElement | null;

  private add(event: Event): void {
    event.preventDefault();
    const { extraIceServers } = this.state.settings.value;
    const parsed = v.safeParse(IceServerSchema, {
      urls: [this.url.value.trim()],
      ...(this.isTurn ? { username: this.username?.value ?? '', credential: this.credential?.value ?? '' } : {}),
    });
    if (!parsed.success) this.wrong = msg('An address begins with stun:, turn: or turns: and has no spaces.');
    else if (extraIceServers.length >= MAX_SERVERS) this.wrong = msg('That is enough servers. Remove one first.');
    else {
      this.wrong = null;
      this.actions.changeSettings({ extraIceServers: [...extraIceServers, parsed.output] });
      this.url.value = '';
      this.isTurn = false;
    }
    if (this.wrong !== null) this.url.focus();
  }

  override render() {
    return html`<form class="inline-form" @submit=${(event: Event) => this.add(event)}>
      <label>
        <span class="label">${msg('Address')}</span>
        <input
          id="url"
          class="input"
          placeholder="turn:turn.example.org:3478"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-invalid=${this.wrong === null ? 'false' : 'true'}
          @input=${() => (this.isTurn = /^turns?:/.test(this.url.value.trim()))}
        />
      </label>
      ${
        this.isTurn
          ? html`<label class="short">
                <span class="label">${msg('User name')}</span>
                <input id="username" class="input" autocomplete="off" autocapitalize="off" spellcheck="false" />
              </label>
              <label class="short">
                <span class="label">${msg('Password')}</span>
                <input id="credential" class="input" type="password" autocomplete="off" />
              </label>`
          : nothing
      }
      <button class="button line">${msg('Add')}</button>
      ${this.wrong === null ? nothing : html`<p class="caption wrong" role="alert">${this.wrong}</p>`}
    </form>`;
  }
}
