/** Patio's mark, two tiles of a floor, and the same tile as the picture of a place. Decorative: names stand beside them. */
import { html, type TemplateResult } from 'lit';

export const logo = (sizePx = 28): TemplateResult =>
  html`<svg class="icon" aria-hidden="true" width=${sizePx} height=${sizePx} viewBox="0 0 28 28">
    <path d="M14 4 26 10.500 14 17 2 10.500z" fill="var(--accent)" />
    <path d="M2 13.500 14 20l12-6.500v4L14 24 2 17.500z" fill="var(--speaking)" />
  </svg>`;

const PLACE_TONES = 6;

/** A tone of its own for each place, the same on every device. Pure. @returns 1–6, as in `--place-1` */
export const placeTone = (placeId: string): number => {
  let sum = 0;
  for (const letter of placeId) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521;
  return (sum % PLACE_TONES) + 1;
};

export const placePicture = (placeId: string): TemplateResult =>
  html`<span class="place-picture" style="background: var(--place-${placeTone(placeId)})">
    <svg class="icon" aria-hidden="true" width="26" height="26" viewBox="0 0 28 28">
      <path d="M14 5 26 11.500 14 18 2 11.500z" fill="var(--place-top)" />
      <path d="M2 11.500 14 18v4L2 15.500z" fill="var(--place-left)" />
      <path d="M26 11.500 14 18v4l12-6.500z" fill="var(--place-right)" />
    </svg>
  </span>`;
