/**
 * Which of three frames the window gets. narrow: a dock under the thumb, sheets above it · medium: tiles below the chip,
 * panel between them and the bar · wide: tiles beside the chip, panel of full height. Pure but for the media queries.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export type FrameSize = 'narrow' | 'medium' | 'wide';

/** The same limits stand in the style sheets of this folder's neighbours, through the `frame` attribute only. */
export const NARROW_BELOW_PX = 640;
export const WIDE_FROM_PX = 1180;

export const frameSizeOf = (widthPx: number): FrameSize => {
  if (widthPx < NARROW_BELOW_PX) return 'narrow';
  return widthPx < WIDE_FROM_PX ? 'medium' : 'wide';
};

/** Keeps `size` equal to the window and asks its host to render when it changes. */
export class FrameSizeController implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private ends: AbortController | null = null;
  size: FrameSize = frameSizeOf(innerWidth);

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.ends = new AbortController();
    addEventListener('resize', this.measure, { signal: this.ends.signal });
    this.measure();
  }

  hostDisconnected(): void {
    this.ends?.abort();
  }

  private readonly measure = (): void => {
    const size = frameSizeOf(innerWidth);
    if (size === this.size) return;
    this.size = size;
    this.host.requestUpdate();
  };
}
