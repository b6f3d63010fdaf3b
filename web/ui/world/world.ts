/**
 * `<patio-world>`: the frame around the scene. Owns where things stand and which room they leave; knows nothing of what is
 * in them, nor of Pixi: the scene is slotted. Tells `insets-change` for the camera, and `world-ready` once, so that the
 * composition root can hand it what only it knows (`positionOf`, `paintMap`, `announce`).
 */
import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { PeerId } from '../../../domain/ids.ts';
import { deepActiveElement } from '../../a11y/focus.ts';
import { baseStyles } from '../../theme/base.styles.ts';
import { untilLoaded } from '../../../transports/until-loaded.ts';
import { AppElement } from '../app-element.ts';
import '../call-bar/call-bar.ts';
import '../chip/chip.ts';
import type { PaintMap } from '../minimap/minimap.ts';
import type { SheetHeight } from '../panel/sheet-drag.ts';
import type { PatioPersonMenu } from '../person-menu/person-menu.ts';
import type { Point } from '../tiles/tie.ts';
import { FrameSizeController } from './frame-size.ts';
import { type Insets, insetsOf, sameInsets } from './insets.ts';
import { worldStyles } from './world.styles.ts';

/** Heights of the phone's dock, in CSS pixels: the call row, and the grip with the tabs above it. */
const CALL_ROW_PX = 73;
const GRIP_AND_TABS_PX = 76;
const PANEL_PX = 328;
const CONNECTION_PX = 720;
/** The call bar at its widest. */
const BAR_PX = 620;
const EDGE_PX = 16;
/** Room for the row of tiles in a medium frame, whoever speaks. */
const TILES_PX = 180;

/**
 * @slot scene - what draws the world; fills the frame
 * @fires insets-change - `detail`: Insets, CSS pixels of the window that chrome covers
 * @fires world-ready - bubbles, composed; `event.target` is this element
 */
@customElement('patio-world')
export class PatioWorld extends AppElement {
  static override styles = [...baseStyles, worldStyles];

  /** Where a person's head is in the window, CSS pixels; null when off screen. */
  @property({ attribute: false }) positionOf: ((id: string) => Point | null) | null = null;
  /** Fills the minimap's canvas. */
  @property({ attribute: false }) paintMap: PaintMap | null = null;
  /** Says a sentence to screen readers. */
  @property({ attribute: false }) announce: ((sentence: string) => void) | null = null;

  @state() private sheet: SheetHeight = 'half';
  @state() private mapOpen = false;
  @state() private hasTiles = false;
  @query('patio-person-menu') private personMenu!: PatioPersonMenu;
  readonly #frame = new FrameSizeController(this);
  #insets: Insets = { top: 0, right: 0, bottom: 0, left: 0 };
  #ends: AbortController | null = null;
  /** What was open at the last look for the focus. */
  #chrome = '';

  readonly #sizes = new ResizeObserver(() => this.#measure());

  override connectedCallback(): void {
    super.connectedCallback();
    void import('./later.ts');
    this.#ends = new AbortController();
    addEventListener('resize', () => this.requestUpdate(), { signal: this.#ends.signal });
    void this.#narrate(this.#ends.signal);
    this.dispatchEvent(new CustomEvent('world-ready', { bubbles: true, composed: true }));
  }

  async #narrate(end: AbortSignal): Promise<void> {
    const { narrate } = await untilLoaded(() => import('./narrator.ts'));
    if (!end.aborted)
      end.addEventListener(
        'abort',
        narrate(this.state, (sentence) => this.announce?.(sentence)),
      );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ends?.abort();
    this.#sizes.disconnect();
    document.documentElement.style.removeProperty('--chrome-bottom');
  }

  /** Opens the menu about a person at a point of the window: they were pressed in the scene. */
  openPersonMenu(peer: PeerId, at: Point): void {
    void this.personMenu.openAt(peer, at);
  }

  override render(): TemplateResult {
    const { panel, connectionOpen, gridOpen, people, dialog } = this.state;
    const frame = this.#frame.size;
    const narrow = frame === 'narrow';
    const open = panel.value !== null;
    const grid = gridOpen.value;
    const connection = connectionOpen.value;
    const alone = people.value.length === 0 && dialog.value !== 'invite' && !connection && !(narrow && open);
    this.setAttribute('frame', frame);
    this.toggleAttribute('pushed', connection && this.#hasRoomToPush());
    this.toggleAttribute('tiled', this.hasTiles && !grid);
    this.style.setProperty('--call-height', `calc(${CALL_ROW_PX}px + env(safe-area-inset-bottom))`);
    this.style.setProperty('--dock-height', this.#dockHeight());
    this.style.setProperty('--tiles-space', this.hasTiles ? `${TILES_PX}px` : '0px');
    const route = this.state.route.value;
    return html`<main>
      <h1 class="visually-hidden">${'place' in route ? route.place.name : ''}</h1>
      ${this.#scene(grid)} ${grid ? html`<patio-grid .frame=${frame} style=${styleMap(this.#gridSpace())}></patio-grid>` : nothing}
      <div class="place dock"></div>
      <div class="place chip"><patio-chip .frame=${frame}></patio-chip></div>
      <div class="place top">
        ${
          grid
            ? nothing
            : html`<patio-tiles
                  .frame=${frame}
                  .space=${this.#tileSpace()}
                  .compact=${narrow && open}
                  .positionOf=${this.positionOf}
                  @tiles-change=${this.#tilesChanged}
                ></patio-tiles>
                ${alone ? html`<patio-empty-place .frame=${frame}></patio-empty-place>` : nothing}`
        }
      </div>
      <div class="place map" ?hidden=${grid}>
        <patio-minimap .frame=${frame} .open=${this.mapOpen} .paint=${this.paintMap} @map-toggle=${this.#toggleMap}></patio-minimap>
      </div>
      <div class="place bar">
        <div class="float-above"><patio-door-menu></patio-door-menu></div>
        <patio-call-bar .frame=${frame} .covered=${open || connection} @map-toggle=${this.#toggleMap}></patio-call-bar>
      </div>
      <div class="place panel ${open ? 'open' : ''}">
        ${
          connection && !narrow
            ? nothing
            : html`<patio-panel .frame=${frame} .height=${this.sheet} @sheet-height=${this.#setSheet}></patio-panel>`
        }
      </div>
      <div class="place panel connection" ?hidden=${!connection}><patio-connection .frame=${frame}></patio-connection></div>
      <patio-person-menu></patio-person-menu>
    </main>`;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#sizes.disconnect();
    for (const part of this.renderRoot.querySelectorAll('.place')) this.#sizes.observe(part);
    this.#measure();
    this.#catchFocus();
  }

  /** What closes may take the focus with it: then it goes to the scene, so that keys never speak to nobody. */
  #catchFocus(): void {
    const { panel, connectionOpen, gridOpen, dialog } = this.state;
    const chrome = [panel, connectionOpen, gridOpen, dialog].map(({ value }) => value).join();
    if (chrome === this.#chrome) return;
    this.#chrome = chrome;
    // the parts render after the frame
    requestAnimationFrame(() => {
      if (!this.isConnected || dialog.value !== null || gridOpen.value || deepActiveElement() !== null) return;
      this.renderRoot.querySelector<HTMLElement>('.scene')?.focus({ preventScroll: true });
    });
  }

  #scene(covered: boolean): TemplateResult {
    return html`<div class="scene" role="region" aria-label=${msg('World')} aria-describedby="scene-hint" tabindex=${covered ? -1 : 0}>
        <slot name="scene"></slot>
      </div>
      <p class="scene-hint" id="scene-hint">${msg('Walk with the arrow keys. People and Places say in words what is here.')}</p>`;
  }

  #dockHeight(): string {
    const closed = `calc(${CALL_ROW_PX + GRIP_AND_TABS_PX}px + env(safe-area-inset-bottom))`;
    if (this.state.panel.value === null) return closed;
    return this.sheet === 'full' ? 'calc(100dvh - 72px)' : 'max(60dvh, 320px)';
  }

  /** Tiles stay in the middle of the window: what chrome takes on one side is lost on both. */
  #tileSpace(): number {
    const { size } = this.#frame;
    const connection = this.state.connectionOpen.value;
    if (size !== 'wide') return innerWidth - 2 * EDGE_PX;
    return connection && this.#hasRoomToPush() ? innerWidth - CONNECTION_PX - 3 * EDGE_PX : innerWidth - 2 * (PANEL_PX + 2 * EDGE_PX);
  }

  /** The connection panel pushes the bar only where the bar still fits beside it. */
  #hasRoomToPush(): boolean {
    return innerWidth >= CONNECTION_PX + BAR_PX + 3 * EDGE_PX;
  }

  #gridSpace(): Record<string, string> {
    const open = this.state.panel.value !== null && this.#frame.size === 'wide';
    return { '--chip-space': '312px', '--panel-space': open ? `${PANEL_PX + EDGE_PX}px` : '0px' };
  }

  #measure(): void {
    const boxOf = (selector: string): DOMRect | null => this.renderRoot.querySelector(selector)?.getBoundingClientRect() ?? null;
    const tiles = boxOf('patio-tiles');
    const connection = this.state.connectionOpen.value;
    const panel = connection || this.state.panel.value !== null ? boxOf(connection ? '.place.panel.connection' : '.place.panel') : null;
    const next = insetsOf({
      frame: this.#frame.size,
      window: { width: innerWidth, height: innerHeight },
      tiles: tiles !== null && tiles.height > 0 ? tiles : null,
      bar: boxOf('patio-call-bar'),
      panel,
      dockHeight: boxOf('.place.dock')?.height ?? 0,
    });
    document.documentElement.style.setProperty('--chrome-bottom', `${next.bottom + (this.#frame.size === 'narrow' ? 12 : 0)}px`);
    if (sameInsets(next, this.#insets)) return;
    this.#insets = next;
    this.dispatchEvent(new CustomEvent<Insets>('insets-change', { detail: next, bubbles: true, composed: true }));
  }

  #setSheet = (event: CustomEvent<SheetHeight>): void => {
    this.sheet = event.detail;
  };

  #tilesChanged = (event: CustomEvent<number>): void => {
    this.hasTiles = event.detail > 0;
  };

  #toggleMap = (): void => {
    this.mapOpen = !this.mapOpen;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-world': PatioWorld;
  }
}
