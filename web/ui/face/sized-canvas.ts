/**
 * Keeps the canvas of an element as sharp as the screen: follows its size and the pixel ratio, and asks for a picture
 * whenever either changes. A ReactiveController; knows nothing of people.
 */
import type { LitElement, ReactiveController } from 'lit';

/** The greatest side of a picture in device pixels: a portrait on a wall display is still a small texture. */
const MOST_PX = 1600;

export class SizedCanvas implements ReactiveController {
  readonly #host: LitElement;
  readonly #picture: (widthPx: number, heightPx: number) => HTMLCanvasElement | null;
  #observer: ResizeObserver | null = null;
  #widthPx = 0;
  #heightPx = 0;

  /** @param picture the canvas to show in a number of device pixels */
  constructor(host: LitElement, picture: (widthPx: number, heightPx: number) => HTMLCanvasElement | null) {
    this.#host = host;
    this.#picture = picture;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  hostUpdated(): void {
    this.draw();
  }

  /** Draws again what the element shows now. */
  draw(): void {
    const canvas = this.#host.renderRoot?.querySelector('canvas');
    if (!canvas || this.#widthPx === 0 || this.#heightPx === 0) return;
    const picture = this.#picture(this.#widthPx, this.#heightPx);
    if (canvas.width !== this.#widthPx || canvas.height !== this.#heightPx) {
      canvas.width = this.#widthPx;
      canvas.height = this.#heightPx;
    }
    const ctx = canvas.getContext('2d');
    if (!ctx || !picture) return;
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(picture, 0, 0);
  }

  #measure(): void {
    const { clientWidth, clientHeight } = this.#host;
    const ratio = Math.min(window.devicePixelRatio || 1, MOST_PX / Math.max(1, clientWidth, clientHeight));
    const widthPx = Math.round(clientWidth * ratio);
    const heightPx = Math.round(clientHeight * ratio);
    if (widthPx === this.#widthPx && heightPx === this.#heightPx) return;
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.draw();
  }
}
