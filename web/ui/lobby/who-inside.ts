/**
 * Who is inside now, before one enters: a row per room with faces and names. Looking, nobody, nobody answers: each says
 * so in words.
 */
import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ChevronDown } from 'lucide';
import { formatList, formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import { type Company, groupPeople } from './group-people.ts';

const FIRST_GROUPS = 3;
const FACES = 3;

const styles = css`
  :host {
    display: block;
    min-block-size: 40px;
  }
  ul {
    display: grid;
    gap: var(--space-3);
  }
  li {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    animation: arrive var(--time-enter) var(--ease);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      translate: 0 calc(4px * var(--motion));
    }
  }
  .faces {
    flex: none;
    display: flex;
    inline-size: 84px;
  }
  .faces patio-face {
    --face-size: 32px;
    border-radius: 50%;
    box-shadow: 0 0 0 2px var(--canvas);
  }
  .faces patio-face + patio-face {
    margin-inline-start: -6px;
  }
  .more {
    margin-inline-start: 88px;
  }
  .state {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    color: var(--text-soft);
    text-wrap: pretty;
  }
  .waiting {
    display: flex;
    visibility: hidden;
    animation: show 0s 300ms forwards;
  }
  .waiting i {
    inline-size: 32px;
    block-size: 32px;
    border-radius: 50%;
    background: var(--line);
    box-shadow: 0 0 0 2px var(--canvas);
    margin-inline-end: -6px;
  }
  @keyframes show {
    to {
      visibility: visible;
    }
  }
`;

@customElement('patio-who-inside')
export class PatioWhoInside extends AppElement {
  static override styles = [...baseStyles, styles];

  @state() private all = false;

  private where({ zoneId, talking }: Company): string {
    const zone = this.state.zones.value.find((known) => known.id === zoneId)?.name;
    if (zone === undefined) return talking ? msg('Talking') : msg('Walking around');
    return talking ? msg(str`${zone}, talking`) : zone;
  }

  private group(company: Company): TemplateResult {
    return html`<li>
      <span class="faces" aria-hidden="true">
        ${company.people.slice(0, FACES).map((person) => html`<patio-face .look=${person.look}></patio-face>`)}
      </span>
      <span class="grow">
        <span class="medium">${formatList(company.people.map((person) => person.name))}</span><br />
        <span class="caption soft">${this.where(company)}</span>
      </span>
    </li>`;
  }

  private people(): TemplateResult {
    const groups = groupPeople(this.state.lobby.value.people);
    const shown = this.all ? groups : groups.slice(0, FIRST_GROUPS);
    const rest = groups.slice(shown.length).reduce((sum, group) => sum + group.people.length, 0);
    return html`<ul aria-label=${msg('Inside now')}>
        ${shown.map((company) => this.group(company))}
      </ul>
      ${
        rest === 0
          ? nothing
          : html`<button class="button text more" @click=${() => (this.all = true)}>
              ${plural(rest, { one: msg('and 1 more'), other: msg(str`and ${formatNumber(rest)} more`) })} ${icon(ChevronDown, 16)}
            </button>`
      }`;
  }

  override render() {
    const { status, people } = this.state.lobby.value;
    if (people.length > 0) return this.people();
    if (status === 'looking')
      return html`<p class="state" role="status">
        <span class="waiting" aria-hidden="true"><i></i><i></i><i></i></span>${msg('Looking who is inside')}
      </p>`;
    if (status === 'known') return html`<p class="state" role="status">${msg('Nobody is inside yet. You would be the first.')}</p>`;
    return html`<p class="state" role="status">${msg('Nobody answers yet. You can go in; people appear as soon as they are found.')}</p>`;
  }
}
