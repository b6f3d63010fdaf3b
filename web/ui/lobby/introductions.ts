/**
 * Which networks introduce people to each other, in one line; opened, one row each with its state and a switch. Public
 * servers, used by courtesy of others, are named before anything is asked of them.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ChevronDown } from 'lucide';
import type { NetworkStatus } from '../../../transports/place-link.ts';
import { formatList, formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { networkName, networkStateName } from '../words/status.ts';
import { hostOf, servers, toggled } from './networks.ts';

const styles = css`
  :host {
    display: block;
  }
  summary {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    min-block-size: max(28px, var(--target));
    cursor: pointer;
    list-style: none;
    border-radius: var(--radius-control);
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    color: var(--text);
  }
  summary .icon {
    transition: rotate var(--time-feedback) var(--ease);
  }
  [open] summary .icon {
    rotate: 180deg;
  }
  li {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-block-size: max(44px, var(--target));
  }
  li + li {
    border-block-start: var(--border) solid var(--line);
  }
  .up {
    color: var(--ok);
  }
  .down {
    color: var(--warn);
  }
`;

const tone = (network: NetworkStatus): string =>
  network.state === 'up' ? 'up' : network.state === 'down' || network.state === 'mute' ? 'down' : '';

@customElement('patio-introductions')
export class PatioIntroductions extends AppElement {
  static override styles = [...baseStyles, styles];

  private summary(used: readonly NetworkStatus[], isKnown: boolean): string {
    if (!isKnown) return msg('Networks that introduce you');
    if (used.length === 0) return msg('No network introduces you: people cannot find you.');
    const own = used.filter((network) => !network.courtesy).map((network) => hostOf(network.url));
    const courtesy = used.length - own.length;
    const publicOnes = plural(courtesy, { one: msg('1 public server'), other: msg(str`${formatNumber(courtesy)} public servers`) });
    const who = formatList([...new Set(own), ...(courtesy > 0 ? [publicOnes] : [])]);
    return msg(str`Introduced by ${who}`);
  }

  private row(network: NetworkStatus): TemplateResult {
    const name = hostOf(network.url);
    return html`<li>
      <label class="grow" for=${network.url}>
        <span class="cut" style="display: block">${name}</span>
        <span>${networkName(network.kind)}${network.courtesy ? html`, ${msg('public, by courtesy')}` : nothing}</span> ·
        <span class=${tone(network)}>${networkStateName(network.state)}</span>
      </label>
      <input
        id=${network.url}
        class="switch"
        type="checkbox"
        role="switch"
        .checked=${network.state !== 'off'}
        @change=${() => this.actions.changeSettings({ networksOff: toggled(this.state.settings.value.networksOff, network.url) })}
      />
    </li>`;
  }

  override render() {
    const known = this.state.networks.value;
    const networks = servers(known);
    const used = networks.filter((network) => network.state !== 'off');
    return html`<details class="caption soft">
      <summary>${this.summary(used, known.length > 0)} ${icon(ChevronDown, 16)}</summary>
      <p>${msg('They only help browsers to find each other. What you say or show never passes there.')}</p>
      <ul>
        ${repeat(
          networks,
          (network) => network.url,
          (network) => this.row(network),
        )}
      </ul>
    </details>`;
  }
}
