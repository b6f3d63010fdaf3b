/**
 * `<patio-countdown>`: a sentence with the seconds that are left in it. Ticks by itself, so that nothing around it renders
 * again; silent for screen readers between changes of the sentence around it.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';

const TICK_MS = 1000;

/** Whole seconds until `atMs`, never below 0; both in `performance.now()` ms. */
export const secondsLeft = (atMs: number, nowMs: number): number => Math.max(0, Math.ceil((atMs - nowMs) / TICK_MS));

@customElement('patio-countdown')
export class PatioCountdown extends LitElement {
  /** `performance.now()` ms; null says that nothing is planned. */
  @property({ type: Number }) until: number | null = null;
  /** The sentence; gets whole seconds, or null when nothing is planned or it is due. */
  @property({ attribute: false }) words: (seconds: number | null) => string = () => '';
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): TemplateResult {
    const left = this.until === null ? 0 : secondsLeft(this.until, performance.now());
    return html`${this.words(left === 0 ? null : left)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-countdown': PatioCountdown;
  }
}
