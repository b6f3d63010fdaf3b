/**
 * `<patio-places>`: the rooms and corners of this place, who is inside, and the way there. The floor plan for those who
 * do not walk. Doors can be handled by those inside and by who stands at them; others knock.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  AudioLines,
  BellRing,
  BookOpen,
  DoorClosed,
  DoorOpen,
  Footprints,
  type IconNode,
  Lock,
  LockOpen,
  MapPin,
  Monitor,
  Presentation,
  Sprout,
  Users,
} from 'lucide';
import { ZoneType } from '../../../domain/world/map.ts';
import { formatList, formatNumber } from '../../i18n/format.ts';
import { plural } from '../../i18n/plural.ts';
import type { Person } from '../../state/people.ts';
import type { ZoneInfo } from '../../state/places.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { listStyles } from './list.styles.ts';
import { placesStyles } from './places.styles.ts';
import { RowKeys } from './row-keys.ts';

const MOST_FACES = 3;

const drawings: { readonly [K in ZoneType]: IconNode } = {
  [ZoneType.Open]: Sprout,
  [ZoneType.Meeting]: Users,
  [ZoneType.Silent]: BookOpen,
  [ZoneType.Stage]: Presentation,
  [ZoneType.Desk]: Monitor,
  [ZoneType.Listening]: AudioLines,
  [ZoneType.Portal]: DoorOpen,
};

const typeNames: { readonly [K in ZoneType]: () => string } = {
  [ZoneType.Open]: () => msg('Open area'),
  [ZoneType.Meeting]: () => msg('Meeting room'),
  [ZoneType.Silent]: () => msg('Quiet'),
  [ZoneType.Stage]: () => msg('Stage'),
  [ZoneType.Desk]: () => msg('Desks'),
  [ZoneType.Listening]: () => msg('Music'),
  [ZoneType.Portal]: () => msg('Way to another place'),
};

@customElement('patio-places')
export class PatioPlaces extends AppElement {
  static override styles = [...baseStyles, listStyles, placesStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  readonly #keys = new RowKeys(this);

  override render(): TemplateResult {
    const { zones, people } = this.state;
    this.#keys.setRows(zones.value.map(({ id }) => id));
    const known = new Map(people.value.map((person) => [person.peerId, person]));
    return html`<div class="scroll">
      <div role="list" aria-label=${msg('Places')}>
        ${repeat(
          zones.value,
          ({ id }) => id,
          (zone) =>
            this.#zone(
              zone,
              zone.people.flatMap((peer) => known.get(peer) ?? []),
            ),
        )}
      </div>
      ${zones.value.length === 0 ? html`<p class="empty">${msg('The map is on its way.')}</p>` : nothing}
    </div>`;
  }

  #zone(zone: ZoneInfo, inside: readonly Person[]): TemplateResult {
    const { id, name, type, isHere } = zone;
    const tab = this.#keys.tabIndexOf(id);
    const go = msg(str`Go to ${name}`);
    return html`<div role="listitem" class="item ${isHere ? 'here' : ''}" data-row=${id} aria-current=${isHere ? 'location' : nothing}>
      <div class="main">
        <button class="who" data-control="who" tabindex=${tab} title=${isHere ? nothing : go} @click=${() => this.actions.goToZone(id)}>
          <span class="drawing">${icon(isHere ? MapPin : drawings[type])}</span>
          <span class="text">
            <span class="medium title-row"
              ><span class="cut">${name}</span>${zone.locked ? icon(Lock, 16) : nothing}${
                isHere ? html`<span class="caption pill">${msg('You are here')}</span>` : nothing
              }</span
            >
            <span class="caption cut">${this.#line(zone, inside)}</span>
          </span>
          <span class="visually-hidden">${this.#inside(inside)}${isHere ? nothing : msg('Go there')}</span>
          <span class="faces">${inside.slice(0, MOST_FACES).map(({ look }) => html`<patio-face .look=${look}></patio-face>`)}</span>
        </button>
        ${this.#tools(zone, tab)}
      </div>
    </div>`;
  }

  #line({ name, type, closed, locked, isHere }: ZoneInfo, inside: readonly Person[]): string {
    const kind = typeNames[type]();
    const door = locked ? msg('locked') : closed ? msg('door closed') : '';
    const count = inside.length + (isHere ? 1 : 0);
    const people = count === 0 ? msg('empty') : plural(count, { one: msg('1 person'), other: msg(str`${formatNumber(count)} people`) });
    // A stage that is called Stage needs no second word.
    return [kind === name ? '' : kind, door, people].filter((part) => part !== '').join(' · ');
  }

  /** Faces in words. */
  #inside(inside: readonly Person[]): string {
    return inside.length === 0 ? '' : `${formatList(inside.map(({ name }) => name))}. `;
  }

  #tools(zone: ZoneInfo, tab: 0 | -1): TemplateResult {
    const { id, name, doors, closed, locked, isHere } = zone;
    const atDoor = this.state.door.value?.zone === id;
    const [first] = doors;
    const tool = (control: string, drawing: IconNode, label: string, act: () => void): TemplateResult =>
      html`<button class="icon-button" data-control=${control} tabindex=${tab} aria-label=${label} title=${label} @click=${act}>
        ${icon(drawing)}
      </button>`;
    const all = (change: { readonly open?: boolean; readonly locked?: boolean }): void => {
      for (const door of doors) this.actions.setDoor(door, change);
    };
    if (first !== undefined && locked && !isHere)
      return html`<span class="tools">${tool('knock', BellRing, msg(str`Knock at ${name}`), () => this.actions.knock(first))}</span>`;
    const handles = first !== undefined && (isHere || atDoor);
    return html`<span class="tools">
      ${
        handles && !locked
          ? closed
            ? tool('door', DoorClosed, msg(str`Open the door of ${name}`), () => all({ open: true }))
            : tool('door', DoorOpen, msg(str`Close the door of ${name}`), () => all({ open: false }))
          : nothing
      }
      ${
        handles && isHere
          ? locked
            ? tool('lock', Lock, msg(str`Unlock ${name}`), () => all({ locked: false }))
            : tool('lock', LockOpen, msg(str`Lock ${name}`), () => all({ open: false, locked: true }))
          : nothing
      }
      ${isHere ? nothing : tool('go', Footprints, msg(str`Go to ${name}`), () => this.actions.goToZone(id))}
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-places': PatioPlaces;
  }
}
