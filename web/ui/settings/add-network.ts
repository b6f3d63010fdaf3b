/** The form that adds a signaling network. Says what is wrong with an address before it is taken. */
import { msg } from '@lit/localize';
import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import * as v from 'valibot';
import { NETWORK_KINDS, type NetworkKind, NetworkEndpointSchema } from '../../../domain/config/public-config.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { networkName } from '../words/status.ts';
import { settingsStyles } from './settings.styles.ts';

const MAX_NETWORKS = 12;

@customElement('patio-add-network')
export class PatioAddNetwork extends AppElement {
  static override styles = [...baseStyles, settingsStyles];

  @state() private wrong: string | null = null;
  @query('select') private kind!: HTMLSelectElement;
  @query('input') private url!: HTMLInputElement;

  private add(event: Event): void {
    event.preventDefault();
    const { extraNetworks } = this.state.settings.value;
    const url = this.url.value.trim();
    const parsed = v.safeParse(NetworkEndpointSchema, { kind: this.kind.value, url });
    if (!parsed.success || url === 'self') this.wrong = msg('An address begins with wss:// and has no spaces.');
    else if ([...extraNetworks, ...this.state.networks.value].some((known) => known.url === url))
      this.wrong = msg('This network is in the list already.');
    else if (extraNetworks.length >= MAX_NETWORKS) this.wrong = msg('That is enough networks. Remove one first.');
    else {
      this.wrong = null;
      this.actions.changeSettings({ extraNetworks: [...extraNetworks, { kind: this.kind.value as NetworkKind, url }] });
      this.url.value = '';
    }
    if (this.wrong !== null) this.url.focus();
  }

  override render() {
    return html`<form class="inline-form" @submit=${(event: Event) => this.add(event)}>
      <label class="short">
        <span class="label">${msg('Kind')}</span>
        <select class="select">
          ${NETWORK_KINDS.map((kind) => html`<option value=${kind}>${networkName(kind)}</option>`)}
        </select>
      </label>
      <label>
        <span class="label">${msg('Address')}</span>
        <input
          class="input"
          placeholder="wss://"
          inputmode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-invalid=${this.wrong === null ? 'false' : 'true'}
        />
      </label>
      <button class="button line">${msg('Add')}</button>
      ${this.wrong === null ? nothing : html`<p class="caption wrong" role="alert">${this.wrong}</p>`}
    </form>`;
  }
}
