/** The list of keys: the same that the world listens to. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { Keyboard } from 'lucide';
import { shortcutGroups } from '../../../a11y/keys.ts';
import type { SettingSection } from '../rows.ts';

export const keyboardSection = (): SettingSection => ({
  id: 'keyboard',
  title: msg('Keyboard'),
  picture: Keyboard,
  lead: msg('Letters act while you are in a place and not writing. Tab reaches everything, everywhere.'),
  rows: shortcutGroups().map((group) => ({
    label: group.title,
    below: true,
    keywords: group.shortcuts.map((shortcut) => shortcut.label).join(' '),
    control: () =>
      html`<dl class="keys">
        ${group.shortcuts.map(
          (shortcut) =>
            html`<dt>${shortcut.label}</dt>
              <dd>${shortcut.caps.map((cap) => html`<kbd class="kbd">${cap}</kbd>`)}</dd>`,
        )}
      </dl>`,
  })),
});
