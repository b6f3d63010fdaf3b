/**
 * `<patio-minimap>`: the whole place small, on demand, with the ways to look closer or farther. Someone else paints: the
 * `paint` property fills the canvas. Owns being open and when to paint again. People and Places say the same in words.
 */
import { msg } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { LocateFixed, Map as MapIcon, Minus, Plus, X } from 'lucide';
import { baseStyles } from '../../theme/base.styles.ts';
import { AppElement } from '../app-element.ts';
import { icon } from '../icon/icon.ts';
import type { FrameSize } from '../world/frame-size.ts';

/** Fills the canvas, whose size in device pixels is already set. */
export type PaintMap = (canvas: HTMLCanvasElement) => void;

const SIZE = { width: 240, height: 150 };
/** People move at walking pace: twice a second shows it. */
const REPAINT_MS = 500;

/** @fires map-toggle - the button was pressed: the owner sets `open` */
@customElement('patio-minimap')
export class PatioMinimap extends AppElement {
  static override styles = [
    ...baseStyles,
    css`
      :host {
        display: block;
        pointer-events: auto;
      }
      .button.map {
        min-block-size: 44px;
        padding: 0 var(--space-4) 0 var(--space-3);
        border-radius: var(--radius-panel);
      }
      :host([frame='medium']) .button.map {
        inline-size: 44px;
        padding: 0;
      }
      .card {
        padding: var(--space-2);
        inline-size: 256px;
        animation: open var(--time-enter) var(--ease);
        transform-origin: 0 100%;
      }
      @keyframes open {
        from {
          opacity: 0;
          scale: calc(1 - 0.08 * var(--motion));
        }
      }
      canvas {
        display: block;
        inline-size: 240px;
        block-size: 150px;
        border-radius: var(--button-radius-big);
        background: var(--well);
      }
      .tools {
        display: flex;
        gap: 2px;
        margin-block-start: var(--space-1);
      }
    `,
  ];

  @property({ reflect: true }) frame: FrameSize = 'wide';
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) paint: PaintMap | null = null;
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  #timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#rest();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.open) {
      if (this.frame === 'narrow') return nothing;
      const bare = this.frame === 'medium';
      return html`<button
        class="button map float"
        aria-expanded="false"
        aria-label=${msg('Map')}
        title=${bare ? msg('Map') : nothing}
        @click=${this.#toggle}
      >
        ${icon(MapIcon)}${bare ? nothing : msg('Map')}
      </button>`;
    }
    return html`<section class="card float" aria-label=${msg('Map')}>
      <canvas
        role="img"
        aria-label=${this.#words()}
        width=${SIZE.width * devicePixelRatio}
        height=${SIZE.height * devicePixelRatio}
      ></canvas>
      <div class="tools">
        <button class="icon-button" aria-label=${msg('Closer')} title=${msg('Closer')} @click=${() => this.actions.zoomBy(1.25)}>
          ${icon(Plus)}
        </button>
        <button class="icon-button" aria-label=${msg('Farther away')} title=${msg('Farther away')} @click=${() => this.actions.zoomBy(0.8)}>
          ${icon(Minus)}
        </button>
        <button
          class="icon-button"
          aria-label=${msg('Back to yourself')}
          title=${msg('Back to yourself')}
          @click=${() => this.actions.resetCamera()}
        >
          ${icon(LocateFixed)}
        </button>
        <span class="grow"></span>
        <button class="icon-button" aria-label=${msg('Close the map')} @click=${this.#toggle}>${icon(X)}</button>
      </div>
    </section>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') || changed.has('paint')) {
      this.#rest();
      if (this.open) this.#watch();
    }
    if (changed.get('open') !== undefined) this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  #words(): string {
    const here = this.state.zones.value.find(({ isHere }) => isHere);
    return here === undefined ? msg('The place from above') : `${msg('The place from above. You are here:')} ${here.name}`;
  }

  #watch(): void {
    this.#timer = setInterval(this.#repaint, REPAINT_MS);
    this.#repaint();
  }

  #repaint = (): void => {
    if (this.canvas !== null && !document.hidden) this.paint?.(this.canvas);
  };

  #rest(): void {
    clearInterval(this.#timer);
  }

  #toggle = (): void => {
    this.dispatchEvent(new CustomEvent('map-toggle'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-minimap': PatioMinimap;
  }
}
