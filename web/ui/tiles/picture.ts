/**
 * `<patio-picture>`: what moves within a tile. When the stream becomes another one — the same person by another way — the
 * old one is shown until a frame of the new one is there to be seen: two videos for that moment, one otherwise. Knows
 * nobody and no sizes; the videos are its light children, so that the tile's own styles hold for them.
 */
import { customElement } from 'lit/decorators.js';

const createVideo = (stream: MediaStream | null): HTMLVideoElement => {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true, playsInline: true, disablePictureInPicture: true, tabIndex: -1 });
  video.ariaHidden = 'true';
  video.srcObject = stream;
  return video;
};

@customElement('patio-picture')
export class PatioPicture extends HTMLElement {
  #shown = createVideo(null);
  /** Gets ready behind the scenes. */
  #coming: HTMLVideoElement | null = null;

  connectedCallback(): void {
    if (this.#shown.parentNode !== this) this.append(this.#shown);
  }

  /** Null at once; another stream as soon as it can be seen. */
  set stream(next: MediaStream | null) {
    if (next === this.stream) return;
    this.#forget(this.#coming);
    this.#coming = null;
    if (next === this.#shown.srcObject) return;
    if (next === null || this.#shown.srcObject === null) this.#shown.srcObject = next;
    else this.#prepare(next);
  }
  get stream(): MediaStream | null {
    return (this.#coming ?? this.#shown).srcObject as MediaStream | null;
  }

  #prepare(stream: MediaStream): void {
    const coming = createVideo(stream);
    coming.classList.add('coming');
    coming.requestVideoFrameCallback(() => {
      if (coming !== this.#coming) return;
      const over = this.#shown;
      this.#shown = coming;
      this.#coming = null;
      coming.classList.remove('coming');
      this.#forget(over);
    });
    this.#coming = coming;
    this.append(coming);
  }

  #forget(video: HTMLVideoElement | null): void {
    video?.remove();
    if (video !== null) video.srcObject = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'patio-picture': PatioPicture;
  }
}
