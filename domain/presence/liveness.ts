/** Is somebody still there? By when they were last heard, with frames due every second. Pure. */

/** Three frames in a row are missing: drawn paler. */
export const FAINT_AFTER_MS = 3200;
/** Crashed, or without network: no longer shown. They come back with their next frame. */
export const GONE_AFTER_MS = 4500;

export type Liveness = 'here' | 'faint' | 'gone';

export const livenessOf = (lastHeardMs: number, nowMs: number): Liveness => {
  const silentMs = nowMs - lastHeardMs;
  if (silentMs >= GONE_AFTER_MS) return 'gone';
  return silentMs >= FAINT_AFTER_MS ? 'faint' : 'here';
};
