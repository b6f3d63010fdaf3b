/**
 * `<patio-level-meter>`: my microphone's level as a short bar. Follows the signal itself, about fifteen times a second,
 * so that nothing around it renders again. Decorative: the switch beside it says whether the microphone is on.
 */
import { effect, type ReadonlySignal } from '@preact/signals-core';

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; block-size: 3px; border-radius: 2px; background: var(--line); overflow: hidden; }
  i { display: block; block-size: 100%; border-radius: 2px; background: var(--speaking); transform-origin: left; scale: var(--level, 0) 1; transition: scale 90ms linear; }
  :host(:dir(rtl)) i { transform-origin: right; }
  @media (forced-colors: active) { :host { border: 1px solid CanvasText; } i { background: Highlight; forced-color-adjust: none; } }
`);

export class PatioLevelMeter extends HTMLElement {
  #source: ReadonlySignal<number> | null = null;
  #stop: (() => void) | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(document.createElement('i'));
  }

  /** Level 0–1. */
  set source(source: ReadonlySignal<number> | null) {
    if (source === this.#source) return;
    this.#source = source;
    this.#follow();
  }

  connectedCallback(): void {
    this.setAttribute('aria-hidden', 'true');
    this.#follow();
  }

  disconnectedCallback(): void {
    this.#stop?.();
    this.#stop = null;
  }

  #follow(): void {
    this.#stop?.();
    const source = this.#source;
    this.#stop =
      source === null || !this.isConnected
        ? null
        : effect(() => this.style.setProperty('--level', Math.max(0, Math.min(1, source.value)).toFixed(2)));
  }
}

customElements.define('patio-level-meter', PatioLevelMeter);

declare global {
  interface HTMLElementTagNameMap {
    'patio-level-meter': PatioLevelMeter;
  }
}
