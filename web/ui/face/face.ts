/**
 * A person's round portrait, made from their look: in lists, tiles, the call bar. Crisp at every size and pixel ratio,
 * painted once per look and size.
 */
import { html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type AvatarLook, Status } from '../../../domain/presence/avatar.ts';
import { canvasStyles, faceStyles } from './face.styles.ts';
import { pictures } from './pictures.ts';
import { SizedCanvas } from './sized-canvas.ts';

/** ● ◐ ⊘ ☾ in a box of 12: told apart by shape, coloured as well. */
const SHAPES: { readonly [status in Status]: TemplateResult } = {
  [Status.Available]: svg`<circle cx="6" cy="6" r="5.5" fill="currentColor" />`,
  [Status.Busy]: svg`<circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.8" /><path d="M6 1.3a4.7 4.7 0 0 0 0 9.4z" fill="currentColor" />`,
  [Status.DoNotDisturb]: svg`<circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.8" /><path d="M3 9 9 3" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />`,
  [Status.Away]: svg`<path d="M10.900 7.400A5.400 5.400 0 1 1 5.300.700a4.500 4.500 0 0 0 5.600 6.700z" fill="currentColor" />`,
};

/**
 * Decorative (hidden from assistive technology) unless it is given a `label`: names stand beside faces.
 *
 * @cssprop --face-size width and height, 32 px if nothing else sizes the element
 * @csspart picture the canvas
 * @csspart status the badge with the status shape, when there is a status
 */
@customElement('patio-face')
export class PatioFace extends LitElement {
  static override styles = [canvasStyles, faceStyles];

  @property({ attribute: false }) look: AvatarLook | null = null;
  @property({ attribute: false }) status: Status | null = null;
  /** Name for assistive technology; with it the face is an image of its own. */
  @property() label = '';
  /** Width and height in CSS pixels; style sheets may size the element instead. */
  @property({ type: Number }) size = 0;

  readonly canvas = new SizedCanvas(this, (widthPx, heightPx) =>
    this.look ? pictures.of({ kind: 'face', look: this.look }, { widthPx, heightPx }) : null,
  );

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('size')) {
      if (this.size > 0) this.style.setProperty('--face-size', `${this.size}px`);
      else if (changed.get('size') !== undefined) this.style.removeProperty('--face-size');
    }
  }

  override render(): TemplateResult {
    const named = this.label !== '';
    return html`<canvas
        part="picture"
        role=${named ? 'img' : 'presentation'}
        aria-label=${named ? this.label : ''}
        aria-hidden=${named ? 'false' : 'true'}
      ></canvas>
      ${
        this.status === null
          ? ''
          : html`<span part="status" class="status ${this.status}" aria-hidden="true"
              ><svg viewBox="0 0 12 12">${SHAPES[this.status]}</svg></span
            >`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-face': PatioFace;
  }
}
