/**
 * `<patio-people>`: everyone, by how near they are, with all that can be done about them. The twin of the world for those
 * who do not look at it. Owns which rows are open; the grouping is in `people-groups.ts`.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { AudioLines, Check, ChevronDown, Ear, Footprints, Hand, type IconNode, Link, Lock, Mic, MicOff, VolumeX } from 'lucide';
import { Status } from '../../../domain/presence/avatar.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Person } from '../../state/people.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../connection/countdown.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import '../person-menu/person-actions.ts';
import { statusName } from '../words/status.ts';
import type { FrameSize } from '../world/frame-size.ts';
import '../world/popup.ts';
import { menuStyles } from '../world/popup.styles.ts';
import { listStyles } from './list.styles.ts';
import { groupPeople, type PeopleGroups, type ZoneGroup } from './people-groups.ts';
import { personLine, zoneLine } from './people-words.ts';
import { RowKeys } from './row-keys.ts';

const MOST_FACES = 3;
/** Up to here everyone elsewhere gets a row at once; beyond it, one row per place that opens. */
const FEW_ELSEWHERE = 4;
const SELF_ROW = 'self';

type Group = 'call' | 'near' | 'elsewhere';

@customElement('patio-people')
export class PatioPeople extends AppElement {
  static override styles = [...baseStyles, menuStyles, listStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  @state() private open: string | null = null;
  /** Places that were opened or closed by hand. */
  @state() private zonesByHand: ReadonlyMap<string, boolean> = new Map();
  readonly #keys = new RowKeys(this);

  override render(): TemplateResult {
    const { people, zones, self } = this.state;
    const groups = groupPeople(people.value, zones.value, self.value.zoneId);
    const few = groups.elsewhere.reduce((sum, group) => sum + group.people.length, 0) <= FEW_ELSEWHERE;
    this.#keys.setRows(this.#rowIds(groups, few));
    return html`<div class="scroll">
        <div role="list" aria-label=${msg('People')}>
          ${this.#me()} ${groups.call.length === 0 ? nothing : this.#call(groups.call)}
          ${
            groups.near.length === 0
              ? nothing
              : html`<div class="group"><span class="medium">${msg('Near you')}</span></div>
                  ${this.#rows(groups.near, 'near')}`
          }
          ${
            groups.elsewhere.length === 0
              ? nothing
              : html`<div class="group"><span class="medium">${msg('Elsewhere')}</span></div>
                  ${repeat(
                    groups.elsewhere,
                    ({ zone }) => zone?.id ?? '',
                    (group) => this.#zone(group, few),
                  )}`
          }
        </div>
        ${people.value.length > 0 ? nothing : html`<p class="empty">${msg('Only you so far. Send the link; the place stays as it is.')}</p>`}
        ${this.frame === 'narrow' ? this.#invite() : nothing}
      </div>
      ${this.frame === 'narrow' ? nothing : html`<div class="foot">${this.#invite()}</div>`}`;
  }

  #invite(): TemplateResult {
    return html`<button class="button line wide invite" @click=${() => this.actions.showDialog('invite')}>
      ${icon(Link, 16)}${msg('Invite with the link')}
    </button>`;
  }

  #rowIds({ call, near, elsewhere }: PeopleGroups, few: boolean): readonly string[] {
    const ids = (some: readonly Person[]): readonly string[] => some.map(({ peerId }) => peerId);
    const far = elsewhere.flatMap((group) => [this.#zoneRow(group), ...(this.#isOpen(group, few) ? ids(group.people) : [])]);
    return [SELF_ROW, ...ids(call), ...ids(near), ...far];
  }

  #zoneRow({ zone }: ZoneGroup): string {
    return `zone ${zone?.id ?? ''}`;
  }

  #isOpen({ zone }: ZoneGroup, few: boolean): boolean {
    return this.zonesByHand.get(zone?.id ?? '') ?? few;
  }

  #me(): TemplateResult {
    const { name, look, status } = this.state.self.value;
    const chosen = (other: Status): TemplateResult =>
      html`<button
        class="menu-item"
        role="menuitemradio"
        aria-checked=${other === status}
        tabindex="-1"
        @click=${() => this.actions.setStatus(other)}
      >
        ${statusName(other)}${other === status ? html`<span class="end">${icon(Check, 16)}</span>` : nothing}
      </button>`;
    return html`<div role="listitem" class="item" data-row=${SELF_ROW}>
      <patio-popup side="bottom" align="end" label=${msg('Your status')}>
        <button
          slot="trigger"
          class="who main"
          data-control="who"
          tabindex=${this.#keys.tabIndexOf(SELF_ROW)}
          aria-label=${msg(str`${name}, you. ${statusName(status)}. Change your status`)}
        >
          <patio-face .look=${look} .status=${status}></patio-face>
          <span class="grow cut"><span class="medium">${name}</span> <span class="soft">${msg('you')}</span></span>
          <span class="caption soft row" style="gap: 4px">${statusName(status)} ${icon(ChevronDown, 16)}</span>
        </button>
        <div>
          ${[Status.Available, Status.Busy, Status.DoNotDisturb, Status.Away].map(chosen)}
          <div class="menu-line"></div>
          <button class="menu-item" role="menuitem" tabindex="-1" @click=${() => this.actions.showDialog('avatar')}>
            ${msg('Name and look')}
          </button>
        </div>
      </patio-popup>
    </div>`;
  }

  #call(people: readonly Person[]): TemplateResult {
    const heard = this.state.microphone.value.status === 'on';
    return html`<div class="pond">
      <div class="group">
        ${icon(Ear, 16)}<span class="medium">${heard ? msg('Hear you') : msg('With you; you are muted')}</span>
        <span class="number">${formatNumber(people.length)}</span>
      </div>
      ${this.#rows(people, 'call')}
    </div>`;
  }

  #rows(people: readonly Person[], group: Group): unknown {
    return repeat(
      people,
      ({ peerId }) => peerId,
      (person) => this.#row(person, group),
    );
  }

  #row(person: Person, group: Group): TemplateResult {
    const { peerId, name, look, status, link } = person;
    const open = this.open === peerId;
    const tab = this.#keys.tabIndexOf(peerId);
    const line = personLine(person);
    const heard = group === 'call' && this.state.microphone.value.status === 'on';
    const voice = group === 'call' && person.speaking && !person.muted;
    return html`<div role="listitem" class="item ${open ? 'open' : ''} ${group === 'elsewhere' ? 'inset' : ''}" data-row=${peerId}>
      <div class="main">
        <button class="who" data-control="who" tabindex=${tab} aria-expanded=${open} @click=${() => (this.open = open ? null : peerId)}>
          <patio-face .look=${look} .status=${status}></patio-face>
          <span class="text">
            <span class="medium cut">${name}</span>
            ${line === '' || link.status === 'failing' ? nothing : html`<span class="caption cut ${voice ? 'voice' : ''}">${line}</span>`}
          </span>
          ${heard ? html`<span class="visually-hidden">${msg('hears you')}</span>` : nothing}
        </button>
        ${open ? nothing : this.#tools(person, group, tab)} ${group === 'call' ? this.#sign(person) : nothing}
      </div>
      ${link.status === 'failing' ? this.#failing(person, link.retryAtMs, tab) : nothing}
      ${open ? html`<div class="actions"><patio-person-actions .person=${person}></patio-person-actions></div>` : nothing}
    </div>`;
  }

  /** The two commands that are wished for most; the open row offers them all. */
  #tools({ peerId, name }: Person, group: Group, tab: 0 | -1): TemplateResult {
    const tool = (control: string, drawing: IconNode, label: string, title: string, act: () => void): TemplateResult =>
      html`<button class="icon-button" data-control=${control} tabindex=${tab} aria-label=${label} title=${title} @click=${act}>
        ${icon(drawing)}
      </button>`;
    return html`<span class="tools ${group === 'near' ? '' : 'quiet'}">
      ${tool('wave', Hand, msg(str`Wave to ${name}`), msg('Wave'), () => this.actions.wave(peerId))}
      ${tool('go', Footprints, msg(str`Go to ${name}`), msg('Go to'), () => this.actions.goToPerson(peerId))}
    </span>`;
  }

  #sign(person: Person): TemplateResult {
    if (person.muted) return html`<span class="sign bad">${icon(VolumeX, 16)}</span>`;
    if (person.speaking) return html`<span class="sign voice">${icon(AudioLines, 16)}</span>`;
    return person.micOn ? html`<span class="sign">${icon(Mic, 16)}</span>` : html`<span class="sign bad">${icon(MicOff, 16)}</span>`;
  }

  #failing(person: Person, retryAtMs: number | null, tab: 0 | -1): TemplateResult {
    const words = (seconds: number | null): string =>
      seconds === null
        ? msg('No direct path yet. Trying again.')
        : msg(str`No direct path yet. Trying again in ${formatNumber(seconds)} s.`);
    return html`<div class="failing caption">
      <patio-countdown class="caption" .until=${retryAtMs} .words=${words}></patio-countdown>
      <button
        class="button text"
        data-control="retry"
        tabindex=${tab}
        aria-label=${msg(str`Try now to reach ${person.name}`)}
        @click=${() => this.actions.retryPeer(person.peerId)}
      >
        ${msg('Try now')}
      </button>
    </div>`;
  }

  #zone(group: ZoneGroup, few: boolean): TemplateResult {
    const { zone, people } = group;
    const row = this.#zoneRow(group);
    const open = this.#isOpen(group, few);
    const tab = this.#keys.tabIndexOf(row);
    const name = zone?.name ?? msg('Somewhere in the place');
    return html`<div role="listitem" class="item" data-row=${row}>
        <div class="main">
          <button
            class="who"
            data-control="who"
            tabindex=${tab}
            aria-expanded=${open}
            @click=${() => this.#toggleZone(zone?.id ?? '', !open)}
          >
            <span class="text">
              <span class="medium title-row">${name}${zone?.locked === true ? icon(Lock, 16) : nothing}</span>
              <span class="caption cut">${open && zone?.closed !== true ? this.#count(people.length) : zoneLine(group)}</span>
            </span>
            ${
              open
                ? nothing
                : html`<span class="faces"
                    >${people.slice(0, MOST_FACES).map(({ look }) => html`<patio-face .look=${look}></patio-face>`)}</span
                  >`
            }
            <span class="chevron">${icon(ChevronDown, 16)}</span>
          </button>
        </div>
      </div>
      ${open ? this.#rows(people, 'elsewhere') : nothing}`;
  }

  #count(count: number): string {
    return count === 1 ? msg('1 person') : msg(str`${formatNumber(count)} people`);
  }

  #toggleZone(zone: string, open: boolean): void {
    this.zonesByHand = new Map(this.zonesByHand).set(zone, open);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-people': PatioPeople;
  }
}
