/** Who introduces browsers to each other, and which servers help where no direct path exists. */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { Globe, Trash2 } from 'lucide';
import type { NetworkStatus } from '../../../../transports/place-link.ts';
import { formatNumber } from '../../../i18n/format.ts';
import { plural } from '../../../i18n/plural.ts';
import type { AppContext } from '../../../state/app-context.ts';
import { icon } from '../../icon/icon.ts';
import { hostOf, servers, toggled } from '../../lobby/networks.ts';
import { networkName, networkStateName } from '../../words/status.ts';
import '../add-network.ts';
import '../add-ice-server.ts';
import type { SettingRow, SettingSection } from '../rows.ts';

const TONES: { readonly [S in NetworkStatus['state']]: string } = { up: 'up', mute: 'down', connecting: '', down: 'down', off: '' };

const describe = (network: NetworkStatus, isOwn: boolean): string =>
  [
    networkName(network.kind),
    ...(network.courtesy ? [msg('public, by courtesy')] : []),
    ...(isOwn ? [msg('added by you')] : []),
    ...(network.introduced > 0
      ? [
          plural(network.introduced, {
            one: msg('introduced 1 person'),
            other: msg(str`introduced ${formatNumber(network.introduced)} people`),
          }),
        ]
      : []),
  ].join(', ');

const networkRow = (network: NetworkStatus, { state, actions }: AppContext): SettingRow => {
  const settings = state.settings.value;
  const isOwn = settings.extraNetworks.some((extra) => extra.url === network.url);
  const name = hostOf(network.url);
  return {
    label: name,
    hint: describe(network, isOwn),
    keywords: network.url,
    control: (id, hintId) => html`
      <span class="caption ${TONES[network.state]}" style="margin-inline-end: var(--space-3)">${networkStateName(network.state)}</span>
      ${
        isOwn
          ? html`<button
              class="icon-button"
              aria-label=${msg(str`Remove ${name}`)}
              @click=${() => actions.changeSettings({ extraNetworks: settings.extraNetworks.filter((extra) => extra.url !== network.url) })}
            >
              ${icon(Trash2, 16)}
            </button>`
          : nothing
      }
      <input
        id=${id}
        class="switch"
        type="checkbox"
        role="switch"
        aria-describedby=${hintId}
        .checked=${!settings.networksOff.includes(network.url)}
        @change=${() => actions.changeSettings({ networksOff: toggled(settings.networksOff, network.url) })}
      />
    `,
  };
};

/** Networks that were added but are not in use yet (no place is open) are listed, too. */
const notYetUsed = ({ state }: AppContext): readonly NetworkStatus[] => {
  const used = new Set(state.networks.value.map((network) => network.url));
  return state.settings.value.extraNetworks
    .filter((extra) => !used.has(extra.url))
    .map((extra) => ({ ...extra, courtesy: false, state: 'off', retryAtMs: null, sent: 0, received: 0, introduced: 0 }));
};

const iceServers = ({ state, actions }: AppContext): TemplateResult => {
  const own = state.settings.value.extraIceServers;
  return html`${
      servers.length === 0
        ? nothing
        : html`<ul class="list">
            ${own.map(
              (server, index) =>
                html`<li>
                  <span class="grow cut">${server.urls.join(', ')}</span>
                  <button
                    class="icon-button"
                    aria-label=${msg(str`Remove ${server.urls.join(', ')}`)}
                    @click=${() => actions.changeSettings({ extraIceServers: own.filter((_, other) => other !== index) })}
                  >
                    ${icon(Trash2, 16)}
                  </button>
                </li>`,
            )}
          </ul>`
    }<patio-add-ice-server></patio-add-ice-server>`;
};

export const networksSection = (app: AppContext): SettingSection => ({
  id: 'networks',
  title: msg('Networks'),
  picture: Globe,
  lead: msg(
    'Browsers need someone to introduce them. What you say, show or build never passes there; once you have met, losing a network disturbs nobody.',
  ),
  rows: [
    ...servers(app.state.networks.value).map((network) => networkRow(network, app)),
    ...notYetUsed(app).map((network) => networkRow(network, app)),
    {
      label: msg('Add a network'),
      hint: msg('A Patio relay, a Nostr relay or a WebTorrent tracker that the others use, too.'),
      keywords: 'relay nostr tracker wss',
      below: true,
      control: (id) => html`<patio-add-network id=${id}></patio-add-network>`,
    },
    {
      label: msg('STUN and TURN servers'),
      hint: msg('STUN finds the direct path. TURN passes encrypted sound and pictures on where there is none.'),
      keywords: 'stun turn ice nat',
      below: true,
      control: () => iceServers(app),
    },
  ],
});
