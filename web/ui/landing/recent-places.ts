/**
 * The places that this device has opened: real links (they open in a new tab, too), each with a way to forget it that
 * asks once. Renders nothing when there are none. Who is inside is not known before one enters the lobby.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { X } from 'lucide';
import { formatAgo } from '../../i18n/format.ts';
import type { RecentPlace } from '../../state/places.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { placePicture } from '../icon/logo.ts';

/** More than these are shown on demand. */
const FIRST = 4;

const styles = css`
  :host {
    display: block;
    margin: var(--space-8) calc(-1 * var(--space-3)) 0;
  }
  li {
    position: relative;
    display: flex;
    align-items: center;
    min-block-size: 56px;
    border-radius: var(--radius-large);
    transition: background-color var(--time-feedback);
  }
  li + li::before {
    content: '';
    position: absolute;
    inset: 0 var(--space-3) auto;
    block-size: var(--border);
    background: var(--line);
  }
  li:hover,
  li:focus-within {
    background: var(--surface);
  }
  a {
    flex: 1;
    min-inline-size: 0;
    display: flex;
    align-items: center;
    gap: var(--space-4);
    padding: var(--space-2) var(--space-3);
    color: inherit;
    text-decoration: none;
    border-radius: inherit;
  }
  .place-picture {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: var(--radius-large);
  }
  .forget {
    margin-inline-end: var(--space-2);
    opacity: 0;
  }
  li:hover .forget,
  li:focus-within .forget {
    opacity: 1;
  }
  @media (pointer: coarse) {
    .forget {
      opacity: 1;
    }
  }
  .ask {
    flex: 1;
    flex-wrap: wrap;
    padding: var(--space-2) var(--space-3);
  }
  .all {
    margin-inline-start: var(--space-1);
  }
`;

@customElement('patio-recent-places')
export class PatioRecentPlaces extends AppElement {
  static override styles = [...baseStyles, styles];

  /** The link that is about to be forgotten. */
  @state() private asking: string | null = null;
  @state() private all = false;

  private open(event: MouseEvent, place: RecentPlace): void {
    // Ctrl, middle button and the like keep their meaning: another tab.
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.actions.openLink(place.link);
  }

  private forget(link: string): void {
    this.asking = null;
    this.actions.forgetPlace(link);
  }

  private async ask(link: string): Promise<void> {
    this.asking = link;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.keep')?.focus();
  }

  private async keep(link: string): Promise<void> {
    this.asking = null;
    await this.updateComplete;
    const row = [...this.renderRoot.querySelectorAll<HTMLElement>('li')].find((item) => item.dataset['link'] === link);
    row?.querySelector<HTMLElement>('.forget')?.focus();
  }

  private row(place: RecentPlace, name: string): TemplateResult {
    const opened = msg(str`Last open ${formatAgo(place.lastOpenMs, Date.now())}`);
    return html`<a href=${place.link} @click=${(event: MouseEvent) => this.open(event, place)}>
        ${placePicture(place.placeId)}
        <span class="grow">
          <span class="medium cut" style="display: block">${name}</span>
          <span class="caption soft">${place.mine ? html`${msg('Yours')} · ${opened}` : opened}</span>
        </span>
      </a>
      <button class="icon-button forget" aria-label=${msg(str`Forget ${name}`)} @click=${() => this.ask(place.link)}>${icon(X)}</button>`;
  }

  private question(place: RecentPlace, name: string): TemplateResult {
    return html`<div class="row ask">
      <span class="grow">
        <span class="medium">${msg(str`Forget ${name}?`)}</span><br />
        <span class="caption soft">${msg('Its link goes from this device. You need the link to come back.')}</span>
      </span>
      <button class="button danger" @click=${() => this.forget(place.link)}>${msg('Forget')}</button>
      <button class="button quiet keep" @click=${() => this.keep(place.link)}>${msg('Keep')}</button>
    </div>`;
  }

  override render() {
    const places = this.state.recentPlaces.value;
    if (places.length === 0) return nothing;
    const shown = this.all ? places : places.slice(0, FIRST);
    return html`<section aria-label=${msg('Your places')}>
      <ul>
        ${repeat(
          shown,
          (place) => place.link,
          (place) => {
            const name = place.name === '' ? msg('A place without a name') : place.name;
            return html`<li data-link=${place.link}>
              ${this.asking === place.link ? this.question(place, name) : this.row(place, name)}
            </li>`;
          },
        )}
      </ul>
      ${
        shown.length < places.length
          ? html`<button class="button text all" @click=${() => (this.all = true)}>${msg(str`All ${places.length} places`)}</button>`
          : nothing
      }
    </section>`;
  }
}
