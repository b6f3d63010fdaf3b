/**
 * `<patio-tiles>`: the pictures near the upper edge. Owns which tile is pinned and the memory of the plan (order, who has
 * spoken); the plan itself is in `tile-plan.ts`. Draws the hairline between a tile and its person, frame by frame, only
 * while one is pointed at.
 */
import { msg, str } from '@lit/localize';
import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { styleMap } from 'lit/directives/style-map.js';
import { type PeerId, peerId } from '../../../domain/ids.ts';
import type { Person } from '../../state/people.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import type { FrameSize } from '../world/frame-size.ts';
import { type Point, tiePath } from './tie.ts';
import {
  emptyMemory,
  fitTiles,
  planTiles,
  type Tile,
  type TileMemory,
  type TilePlan,
  tileSize,
  type TileSource,
  visibleTiles,
} from './tile-plan.ts';
import { createHeights } from './shown-heights.ts';
import './tile.ts';
import { tilesStyles } from './tiles.styles.ts';

const SELF = 'self';

/** Everyone in the call and myself, as the plan wants them. */
export const tileSources = (
  people: readonly Person[],
  own: { readonly camera: boolean; readonly screen: boolean; readonly speaking: boolean },
): readonly TileSource[] => [
  ...people
    .filter(({ talking }) => talking)
    .map(({ peerId: id, camera, screen, speaking }) => ({
      id,
      isSelf: false,
      hasCamera: camera !== null,
      hasScreen: screen !== null,
      speaking,
    })),
  { id: SELF, isSelf: true, hasCamera: own.camera, hasScreen: own.screen, speaking: own.speaking },
];

/** @fires tiles-change - `detail`: how many tiles there are, hidden ones included */
@customElement('patio-tiles')
export class PatioTiles extends AppElement {
  static override styles = [...baseStyles, tilesStyles];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  /** Pixels that the row may take. */
  @property({ type: Number }) space = 640;
  /** A sheet leaves little room: small tiles, none large. */
  @property({ type: Boolean }) compact = false;
  /** Where a person's head is in the window, or null when off screen. */
  @property({ attribute: false }) positionOf: ((id: string) => Point | null) | null = null;

  @state() private pinned: string | null = null;
  @state() private held: string | null = null;
  #memory: TileMemory = emptyMemory;
  #plan: TilePlan = { tiles: [], lead: null, memory: emptyMemory };
  #frameRequest = 0;
  #told = -1;
  #heights = createHeights();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.#frameRequest);
    this.#frameRequest = 0;
    this.actions.point(null);
  }

  override willUpdate(): void {
    const { people, ownCamera, ownScreen, speaking } = this.state;
    const own = { camera: ownCamera.value !== null, screen: ownScreen.value !== null, speaking: speaking.value };
    this.#plan = planTiles(this.#memory, tileSources(people.value, own), this.pinned);
    this.#memory = this.#plan.memory;
  }

  override render(): TemplateResult | typeof nothing {
    const { tiles, lead } = this.#plan;
    if (tiles.length === 0) return nothing;
    const narrow = this.frame === 'narrow';
    const fit = narrow ? { scale: 1, room: tiles.length } : fitTiles(tiles.length, lead !== null, this.space);
    const shown = visibleTiles(tiles, lead, fit.room);
    const hidden = tiles.length - shown.length;
    return html`${this.#tie()}
      <section class="row" aria-label=${msg('People you see')} @tile-press=${this.#pressed}>
        ${repeat(
          shown,
          ({ key }) => key,
          (tile) => this.#tile(tile, tile.key === lead, narrow, fit.scale),
        )}
        ${
          hidden === 0
            ? nothing
            : html`<button
                class="more float"
                aria-label=${msg(str`${hidden} more: everyone in a grid`)}
                @click=${() => this.actions.showGrid(true)}
              >
                +${hidden}
              </button>`
        }
      </section>`;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const count = this.#plan.tiles.length;
    if (count !== this.#told) {
      this.#told = count;
      this.dispatchEvent(new CustomEvent<number>('tiles-change', { detail: count }));
    }
    this.#heights.tell(this.renderRoot, this.actions);
    this.#drawTie();
  }

  #tile({ key, id, kind }: Tile, isLead: boolean, narrow: boolean, scale: number): TemplateResult {
    const person = this.state.people.value.find(({ peerId: peer }) => peer === id) ?? null;
    const { width, height } = narrow ? this.#narrowSize(isLead) : tileSize(isLead, scale);
    return html`<patio-tile
      data-key=${key}
      .person=${person}
      .kind=${kind}
      .pinned=${key === this.pinned}
      .small=${!isLead && width < 150}
      style=${styleMap({ inlineSize: `${width}px`, blockSize: `${height}px` })}
      @pointerenter=${() => this.#hold(id)}
      @pointerleave=${() => this.#hold(null)}
      @focusin=${() => this.#hold(id)}
      @focusout=${() => this.#hold(null)}
    ></patio-tile>`;
  }

  /** On a phone three tiles fit without a scroll, whatever its width. */
  #narrowSize(isLead: boolean): { readonly width: number; readonly height: number } {
    if (this.compact) return { width: 88, height: 64 };
    const width = Math.max(84, Math.min(104, Math.floor((this.space - 16) / 3.37)));
    return { width: isLead ? Math.round(width * 1.37) : width, height: width };
  }

  #pressed = (event: Event): void => {
    const tile = event.target as HTMLElement & { readonly kind: Tile['kind'] };
    const key = tile.dataset['key'] ?? null;
    if (tile.kind === 'screen') this.actions.showGrid(true);
    else this.pinned = this.pinned === key ? null : key;
  };

  #hold(id: string | null): void {
    if (id === this.held) return;
    this.held = id;
    this.actions.point(id === null || id === SELF ? null : peerId(id));
  }

  /** Who is tied: the tile under the pointer or focus, else the person under the pointer in the world. */
  get #tied(): string | null {
    const pointed: PeerId | null = this.state.pointed.value;
    const id = this.held ?? pointed;
    return id !== null && this.#plan.tiles.some((tile) => tile.id === id) ? id : null;
  }

  #tie(): TemplateResult | typeof nothing {
    if (this.#tied === null || this.positionOf === null) return nothing;
    return html`<svg class="tie" aria-hidden="true">${svg`<path class="under" /><path class="over" /><circle r="3.5" />`}</svg>`;
  }

  /** One frame, and the next one for as long as someone is tied. */
  #drawTie = (): void => {
    cancelAnimationFrame(this.#frameRequest);
    this.#frameRequest = 0;
    const id = this.isConnected ? this.#tied : null;
    const overlay = this.renderRoot.querySelector<SVGElement>('.tie');
    if (id === null || overlay === null) return;
    const tile = [...this.renderRoot.querySelectorAll('patio-tile')].find(({ dataset }) => dataset['key']?.startsWith(`${id}/`));
    const to = this.positionOf?.(id) ?? null;
    overlay.toggleAttribute('hidden', to === null || tile === undefined);
    if (to !== null && tile !== undefined) {
      const box = tile.getBoundingClientRect();
      const path = tiePath({ x: box.left + box.width / 2, y: box.bottom + 2 }, to);
      for (const line of overlay.querySelectorAll('path')) line.setAttribute('d', path);
      overlay.querySelector('circle')?.setAttribute('cx', String(to.x));
      overlay.querySelector('circle')?.setAttribute('cy', String(to.y));
    }
    this.#frameRequest = requestAnimationFrame(this.#drawTie);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-tiles': PatioTiles;
  }
}
