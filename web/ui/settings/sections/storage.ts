/** What is kept on this device, how much, and the way to forget all of it. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { Database } from 'lucide';
import type { AppContext } from '../../../state/app-context.ts';
import '../forget-everything.ts';
import '../storage-used.ts';
import type { SettingSection } from '../rows.ts';

export const storageSection = ({ state }: AppContext): SettingSection => ({
  id: 'storage',
  title: msg('Storage'),
  picture: Database,
  lead: msg('Everything is kept on this device only. There is no account that could bring it back.'),
  rows: [
    {
      label: msg('What is kept'),
      below: true,
      control: () =>
        html`<ul class="list">
          <li>
            <span class="grow">${msg('Your key')}</span
            ><span class="soft">${state.identity.value === null ? msg('Not yet') : msg('Kept')}</span>
          </li>
          <li>
            <span class="grow">${msg('Places that you opened, with their links')}</span
            ><span class="soft number">${state.recentPlaces.value.length}</span>
          </li>
          <li><span class="grow">${msg('Your name, your look and these settings')}</span><span class="soft">${msg('Kept')}</span></li>
          <li>
            <span class="grow">${msg('The app itself, to open without a network')}</span
            ><patio-storage-used class="soft number"></patio-storage-used>
          </li>
        </ul>`,
    },
    {
      label: msg('Forget everything'),
      hint: msg('Key, places and settings go from this device. Places whose links nobody else has are lost.'),
      keywords: msg('delete erase reset'),
      control: (id, hintId) => html`<patio-forget-everything id=${id} aria-describedby=${hintId}></patio-forget-everything>`,
      below: true,
    },
  ],
});
