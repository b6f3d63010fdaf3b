/** What others can know, said openly, and the one switch that changes it. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { Eye, EyeOff, KeyRound, Shield } from 'lucide';
import type { AppContext } from '../../../state/app-context.ts';
import { icon } from '../../icon/icon.ts';
import { type SettingSection, switchRow } from '../rows.ts';

export const privacySection = ({ state, actions }: AppContext): SettingSection => {
  const { relayOnly, extraIceServers } = state.settings.value;
  const hasTurn = extraIceServers.some((server) => server.urls.some((url) => url.startsWith('turn')));
  return {
    id: 'privacy',
    title: msg('Privacy'),
    picture: Shield,
    rows: [
      {
        ...switchRow(
          msg('Hide my network address from people'),
          msg('Sends everything through TURN. Sound takes a little longer.'),
          relayOnly,
          (on) => actions.changeSettings({ relayOnly: on }),
        ),
        keywords: 'ip turn relay',
      },
      ...(relayOnly && !hasTurn
        ? [
            {
              label: msg('No TURN server of your own is set'),
              below: true,
              control: () =>
                html`<p class="warning">
                  ${msg('Unless this place offers one, you will reach nobody. Add one under Networks, or turn the switch off.')}
                </p>`,
            },
          ]
        : []),
      {
        label: msg('Who sees what'),
        below: true,
        control: () =>
          html`<ul class="plain soft">
            <li>
              ${icon(Eye)}<span
                >${
                  relayOnly
                    ? msg('People in the same place see your name, your look and where you stand.')
                    : msg('People in the same place see your name, your look, where you stand, and your network address.')
                }</span
              >
            </li>
            <li>
              ${icon(EyeOff)}<span
                >${msg('Networks that introduce you see a meeting point that means nothing to them, and your network address.')}</span
              >
            </li>
            <li>
              ${icon(KeyRound)}<span>${msg('Whoever has the link of a place can come in. Nothing of it is sent to any server.')}</span>
            </li>
          </ul>`,
      },
    ],
  };
};
