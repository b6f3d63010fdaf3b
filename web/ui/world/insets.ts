/**
 * What of the window is covered by chrome, so that the camera keeps people in what is left. Pure: boxes in, insets out.
 */
import type { FrameSize } from './frame-size.ts';

/** CSS pixels from each edge. The same shape as the scene's. */
export type Insets = { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };

export type Covered = {
  readonly frame: FrameSize;
  readonly window: { readonly width: number; readonly height: number };
  /** Boxes in CSS pixels of the window; null when that part is absent or closed. */
  readonly tiles: DOMRect | null;
  readonly bar: DOMRect | null;
  readonly panel: DOMRect | null;
  readonly dockHeight: number;
};

const AIR = 12;

export const insetsOf = ({ frame, window, tiles, bar, panel, dockHeight }: Covered): Insets => {
  const top = tiles === null ? 72 : tiles.bottom + AIR;
  if (frame === 'narrow') return { top: Math.round(top), right: 0, bottom: Math.round(dockHeight), left: 0 };
  const bottom = bar === null ? 0 : window.height - bar.top + AIR;
  const right = panel === null ? 0 : window.width - panel.left + AIR;
  return { top: Math.round(top), right: Math.round(right), bottom: Math.round(bottom), left: 0 };
};

export const sameInsets = (a: Insets, b: Insets): boolean =>
  a.top === b.top && a.right === b.right && a.bottom === b.bottom && a.left === b.left;
