/** How it works, which build this is, and how to run a place of one's own. */
import { msg } from '@lit/localize';
import { html } from 'lit';
import { Info, Link, Footprints, Server, ShieldCheck } from 'lucide';
import { icon } from '../../icon/icon.ts';
import type { SettingSection } from '../rows.ts';

declare const __BUILD__: string;
/** Unknown where nothing was built: in component tests. */
const build = typeof __BUILD__ === 'undefined' ? 'unversioned' : __BUILD__;

export const aboutSection = (): SettingSection => ({
  id: 'about',
  title: msg('How it works'),
  picture: Info,
  rows: [
    {
      label: msg('Three things to know'),
      below: true,
      keywords: msg('about help privacy'),
      control: () =>
        html`<ul class="plain">
          <li>
            ${icon(Link)}<span
              >${msg('A place is its link. Whoever has it comes in; the part after # is a key that never leaves the browser.')}</span
            >
          </li>
          <li>
            ${icon(Footprints)}<span
              >${msg('Walk up to someone and you see and hear each other. Walk away and the call ends, for both.')}</span
            >
          </li>
          <li>
            ${icon(ShieldCheck)}<span
              >${msg(
                'Sound, pictures and chat go from browser to browser, encrypted. Servers only introduce you, and you see which ones.',
              )}</span
            >
          </li>
        </ul>`,
    },
    { label: msg('Build'), keywords: msg('version'), control: (id) => html`<output id=${id} class="number soft">${build}</output>` },
    {
      label: msg('Licence'),
      hint: msg('Free to use, change and host.'),
      control: (id) => html`<output id=${id} class="soft">Apache-2.0</output>`,
    },
  ],
});

export const hostSection = (): SettingSection => ({
  id: 'host',
  title: msg('Host your own'),
  picture: Server,
  lead: msg('One command starts a relay of your own, which also serves this app. Nobody else is asked for anything.'),
  rows: [
    {
      label: msg('On a machine with git and Node'),
      hint: msg('It prints an address and a link that you can send.'),
      below: true,
      keywords: 'npm node relay docker',
      control: () => html`<pre><code>npm start</code></pre>`,
    },
    {
      label: msg('With containers'),
      hint: msg('The relay alone, small and without rights.'),
      below: true,
      keywords: 'docker podman compose',
      control: () => html`<pre><code>docker compose up</code></pre>`,
    },
    {
      label: msg('As files on any web server'),
      hint: msg('The folder dist is the whole app; it finds people through public networks until you name your own.'),
      below: true,
      keywords: 'static build dist',
      control: () => html`<pre><code>npm run build</code></pre>`,
    },
  ],
});
