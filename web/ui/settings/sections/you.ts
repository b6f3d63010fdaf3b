/** You: name, status, look, identity. */
import { msg, str } from '@lit/localize';
import { html } from 'lit';
import { User } from 'lucide';
import { Status } from '../../../../domain/presence/avatar.ts';
import type { AppContext } from '../../../state/app-context.ts';
import { statusName } from '../../words/status.ts';
import { buttonRow, choiceRow, type SettingSection } from '../rows.ts';

const MAX_NAME = 40;

const identityHint = ({ state }: AppContext): string => {
  const identity = state.identity.value;
  if (identity === null) return msg('Made by itself when you first enter a place.');
  const short = `${identity.publicKey.slice(0, 8)}…`;
  return identity.keeper === 'extension' ? msg(str`${short}, kept by your Nostr extension`) : msg(str`${short}, kept by this browser`);
};

export const youSection = (app: AppContext): SettingSection => {
  const { state, actions } = app;
  const self = state.self.value;
  return {
    id: 'you',
    title: msg('You'),
    picture: User,
    rows: [
      {
        label: msg('Your name'),
        control: (id) =>
          html`<input
            id=${id}
            class="input"
            maxlength=${MAX_NAME}
            autocomplete="nickname"
            .value=${self.name}
            @input=${(event: Event) => actions.setName((event.target as HTMLInputElement).value)}
          />`,
      },
      choiceRow(
        msg('Status'),
        msg('Others see it beside your name.'),
        self.status,
        Object.values(Status).map((status) => [status, statusName(status)] as const),
        actions.setStatus,
      ),
      {
        label: msg('How you look in the place'),
        below: true,
        bare: true,
        keywords: msg('avatar hair hat clothes colours'),
        control: () => html`<patio-avatar-chooser></patio-avatar-chooser>`,
      },
      buttonRow(msg('Your identity'), identityHint(app), msg('Save or load'), () => actions.showDialog('identity')),
    ],
  };
};
