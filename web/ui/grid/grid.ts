/**
 * `<patio-grid>`: everyone in the call, as large as the window allows; a shared screen fills it, with the people in a
 * rail. Owns which share is looked at. Covers the world, never the call bar.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { Map as MapIcon } from 'lucide';
import type { Person } from '../../state/people.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import '../face/face.ts';
import { icon } from '../icon/icon.ts';
import { createHeights } from '../tiles/shown-heights.ts';
import '../tiles/tile.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { gridLayout, MAX_GRID_TILES } from './grid-layout.ts';
import { gridStyles } from './grid.styles.ts';

type Share = { readonly key: string; readonly person: Person | null; readonly name: string };

@customElement('patio-grid')
export class PatioGrid extends AppElement {
  static override styles = [...baseStyles, gridStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  @state() private chosen: string | null = null;
  @state() private box = { width: 960, height: 600 };
  #order: readonly string[] = [];
  #heights = createHeights();

  readonly #sizes = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect;
    if (width !== this.box.width || height !== this.box.height) this.box = { width, height };
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override firstUpdated(): void {
    this.#sizes.observe(this.renderRoot.querySelector('.stage')!);
    this.renderRoot.querySelector<HTMLElement>('.back')?.focus({ preventScroll: true });
  }

  override updated(): void {
    this.#heights.tell(this.renderRoot, this.actions);
  }

  override render(): TemplateResult {
    const inCall = this.#steady(this.state.people.value.filter(({ talking }) => talking));
    const shares = this.#shares(inCall);
    const share = shares.find(({ key }) => key === this.chosen) ?? shares[0] ?? null;
    const tall = this.box.height > this.box.width;
    return html`<div class="top">
        <button class="button line back" @click=${() => this.actions.showGrid(false)}>
          ${icon(MapIcon, 16)}${msg('Back to the world')}
        </button>
        ${shares.length < 2 ? nothing : this.#choices(shares, share)}
      </div>
      <section class="stage ${share === null ? '' : 'shared'} ${tall ? 'tall' : ''}" aria-label=${msg('Everyone in the call')}>
        ${share === null ? this.#grid(inCall) : this.#shared(share, inCall)}
      </section>`;
  }

  /** People stay where they were; newcomers come last. */
  #steady(people: readonly Person[]): readonly Person[] {
    const place = (person: Person): number => {
      const at = this.#order.indexOf(person.peerId);
      return at < 0 ? Number.MAX_SAFE_INTEGER : at;
    };
    const sorted = people.toSorted((a, b) => place(a) - place(b));
    this.#order = sorted.map(({ peerId }) => peerId);
    return sorted;
  }

  #shares(inCall: readonly Person[]): readonly Share[] {
    const others = inCall.filter(({ screen }) => screen !== null).map((person) => ({ key: person.peerId, person, name: person.name }));
    return this.state.ownScreen.value === null ? others : [...others, { key: 'self', person: null, name: msg('Your screen') }];
  }

  #choices(shares: readonly Share[], share: Share | null): TemplateResult {
    return html`<div class="tabs" role="group" aria-label=${msg('Shared screens')}>
      ${shares.map(
        ({ key, person, name }) =>
          html`<button class="button" aria-pressed=${key === share?.key} @click=${() => (this.chosen = key)}>
            ${person === null ? name : msg(str`${name}’s screen`)}
          </button>`,
      )}
    </div>`;
  }

  #grid(inCall: readonly Person[]): TemplateResult {
    const shown: readonly (Person | null)[] = [...inCall.slice(0, MAX_GRID_TILES - 1), null];
    const { width, height } = gridLayout(shown.length, this.box.width, this.box.height);
    const size = styleMap({ inlineSize: `${width}px`, blockSize: `${height}px` });
    const hidden = inCall.length + 1 - shown.length;
    return html`<div class="main">
      ${repeat(
        shown,
        (person) => person?.peerId ?? 'self',
        (person) =>
          html`<patio-tile .person=${person} .kind=${this.#hasCamera(person) ? 'camera' : 'portrait'} style=${size}></patio-tile>`,
      )}
      ${hidden > 0 ? html`<p class="soft nobody">${msg(str`${hidden} more are in this call; they are in People.`)}</p>` : nothing}
      ${inCall.length === 0 ? html`<p class="soft nobody">${msg('Nobody is in a call with you. Walk up to someone.')}</p>` : nothing}
    </div>`;
  }

  #shared(share: Share, inCall: readonly Person[]): TemplateResult {
    return html`<div class="main"><patio-tile .person=${share.person} .kind=${'screen'}></patio-tile></div>
      <div class="rail">
        ${repeat(
          [...inCall, null],
          (person) => person?.peerId ?? 'self',
          (person) => html`<patio-tile .person=${person} .kind=${this.#hasCamera(person) ? 'camera' : 'portrait'} small></patio-tile>`,
        )}
      </div>`;
  }

  #hasCamera(person: Person | null): boolean {
    return (person === null ? this.state.ownCamera.value : person.camera) !== null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-grid': PatioGrid;
  }
}
