/**
 * The mirror without a camera: head and shoulders, standing on the lower edge of a soft room. Fills its container.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import { canvasStyles } from './face.styles.ts';
import { pictures } from './pictures.ts';
import { SizedCanvas } from './sized-canvas.ts';

/**
 * Decorative unless it is given a `label`. The room behind takes `--portrait-sky` and `--portrait-ground`.
 *
 * @csspart room what is behind the person: light from a window, a plant out of focus
 * @csspart picture the canvas
 */
@customElement('patio-portrait')
export class PatioPortrait extends LitElement {
  static override styles = [
    canvasStyles,
    css`
      :host {
        display: block;
        position: relative;
        overflow: hidden;
        inline-size: 100%;
        block-size: 100%;
        background: linear-gradient(155deg, var(--portrait-ground), var(--portrait-sky) 55%, var(--portrait-ground));
      }
      :host([hidden]) {
        display: none;
      }
      .room {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }
      .light {
        fill: var(--surface-solid);
        opacity: 0.34;
        filter: blur(3px);
      }
      .leaf {
        fill: var(--backdrop-leaf);
        opacity: 0.72;
        filter: blur(2.2px);
      }
    `,
  ];

  @property({ attribute: false }) look: AvatarLook | null = null;
  @property() label = '';

  readonly canvas = new SizedCanvas(this, (widthPx, heightPx) =>
    this.look ? pictures.of({ kind: 'bust', look: this.look, blink: false }, { widthPx, heightPx }) : null,
  );

  override render(): TemplateResult {
    const named = this.label !== '';
    return html`<svg part="room" class="room" viewBox="0 0 160 100" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
        <path class="light" d="M121 20h23q2 0 1.800 2l-1.600 16q-.200 2-2.200 2h-20q-2 0-2-2V22q0-2 1-2z" />
        <path
          class="leaf"
          d="M27 104q1-32-17-64 16 12 21 34 3-24 20-34-12 20-15 38 8-12 22-14-18 12-22 40zM25 104q-4-20-22-28 20 2 26 22z"
        />
      </svg>
      <canvas
        part="picture"
        role=${named ? 'img' : 'presentation'}
        aria-label=${named ? this.label : ''}
        aria-hidden=${named ? 'false' : 'true'}
      ></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-portrait': PatioPortrait;
  }
}
