/**
 * The canvas's size in pixels: that of its place on the page, less while the picture moves on a machine that does not draw
 * so many in time. What has come to rest is drawn once more, sharp.
 */
import type { WebGLRenderer } from 'pixi.js';
import { deviceResolution, isSoftwareDrawn } from './renderer.ts';
import { createSharpness } from './sharpness.ts';

export type PictureSize = {
  /** Device pixels per CSS pixel at rest: what textures are painted for. */
  readonly resolution: () => number;
  /** The page has another size, or is on another screen. */
  readonly fit: () => void;
  /** Before a frame is drawn. @param isMoving the view or people, not only a ring that pulses: names are to be read. @param isPainting parts of the picture are still to come. @param ownMs this thread's part of the last frame */
  readonly prepare: (nowMs: number, isMoving: boolean, isPainting: boolean, ownMs: number) => void;
  readonly close: () => void;
};

/** Who walks step by step sees one softness, not two in turn. */
const REST_MS = 180;

/** @param onRest asks for another frame */
export const createPictureSize = (renderer: WebGLRenderer, host: HTMLElement, onRest: () => void): PictureSize => {
  const isSoftware = isSoftwareDrawn(renderer);
  let resolution = deviceResolution();
  let sharpness = createSharpness({ resolution, isSoftware });
  let share = 1;
  let lastMovedMs: number | null = null;
  let restedMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const setSize = (): void => renderer.resize(Math.max(1, host.clientWidth), Math.max(1, host.clientHeight), resolution * share);
  return {
    resolution: () => resolution,
    fit: () => {
      const now = deviceResolution();
      if (now !== resolution) sharpness = createSharpness({ resolution: now, isSoftware });
      resolution = now;
      setSize();
    },
    prepare: (nowMs, isMoving, isPainting, ownMs) => {
      // uploads of what was just painted say nothing of how fast pixels are drawn
      if (isMoving && !isPainting && lastMovedMs !== null) sharpness.moved(nowMs - lastMovedMs, ownMs, nowMs);
      lastMovedMs = isMoving && !isPainting ? nowMs : null;
      if (isMoving || isPainting) restedMs = nowMs + REST_MS;
      const next = nowMs < restedMs ? sharpness.factor() : 1;
      clearTimeout(timer);
      if (next < 1) timer = setTimeout(onRest, REST_MS);
      if (next === share) return;
      share = next;
      setSize();
    },
    close: () => clearTimeout(timer),
  };
};
