/**
 * A whole person as in the world, for choosing how to look. Stands still, or plays one of the world's clips while it is
 * on screen and motion is allowed.
 */
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AvatarLook } from '../../../domain/presence/avatar.ts';
import type { Facing } from '../../../domain/world/map.ts';
import { type ClipName, STANCES } from '../../scene/avatar/paint/stance.ts';
import { canvasStyles } from './face.styles.ts';
import { pictures } from './pictures.ts';
import { SizedCanvas } from './sized-canvas.ts';

/** How long a frame of a clip stays. */
const FRAME_MS: { readonly [clip in ClipName]?: number } = { idle: 900, walk: 110, run: 80, wave: 130 };
/** Frames that a clip plays in turn, where that is not simply all of them. */
const ORDER: { readonly [clip in ClipName]?: readonly number[] } = { idle: [0, 1, 0, 1, 2], wave: [0, 1, 2, 1] };
const BLINK_MS = 140;

/**
 * Decorative unless it is given a `label`.
 *
 * @csspart picture the canvas
 */
@customElement('patio-avatar')
export class PatioAvatar extends LitElement {
  static override styles = [
    canvasStyles,
    css`
      :host {
        display: inline-block;
        position: relative;
        inline-size: 48px;
        aspect-ratio: 2 / 3;
        flex: none;
        user-select: none;
      }
      :host([hidden]) {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) look: AvatarLook | null = null;
  @property({ type: Number }) facing: Facing = 2;
  /** The clip to play; still when empty. */
  @property() clip: ClipName | '' = '';
  @property() label = '';

  #step = 0;
  #timer: number | undefined;
  #seen = false;
  #watch: IntersectionObserver | null = null;

  readonly canvas = new SizedCanvas(this, (widthPx, heightPx) => {
    if (!this.look) return null;
    const clip = this.clip === '' ? 'idle' : this.clip;
    return pictures.of({ kind: 'figure', look: this.look, facing: this.facing, clip, frame: this.#frame(clip) }, { widthPx, heightPx });
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch = new IntersectionObserver(([entry]) => {
      this.#seen = entry?.isIntersecting ?? false;
      this.#play();
    });
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    this.#seen = false;
    window.clearTimeout(this.#timer);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('clip')) return;
    this.#step = 0;
    this.#play();
  }

  #frame(clip: ClipName): number {
    if (this.clip === '') return 0;
    const order = ORDER[clip];
    return order ? (order[this.#step % order.length] ?? 0) : this.#step % STANCES[clip].length;
  }

  #play(): void {
    window.clearTimeout(this.#timer);
    const { clip } = this;
    const still = clip === '' || !this.#seen || getComputedStyle(this).getPropertyValue('--motion').trim() === '0';
    if (still) {
      this.#step = 0;
      this.canvas.draw();
      return;
    }
    const blinks = clip === 'idle' && this.#frame(clip) === 2;
    this.#timer = window.setTimeout(
      () => {
        this.#step++;
        this.canvas.draw();
        this.#play();
      },
      blinks ? BLINK_MS : (FRAME_MS[clip] ?? 150),
    );
  }

  override render(): TemplateResult {
    const named = this.label !== '';
    return html`<canvas
      part="picture"
      role=${named ? 'img' : 'presentation'}
      aria-label=${named ? this.label : ''}
      aria-hidden=${named ? 'false' : 'true'}
    ></canvas>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-avatar': PatioAvatar;
  }
}
