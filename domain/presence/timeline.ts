/**
 * Translates a sender's 16-bit clock into when to play what it sent. Follows the fastest frames closely and a link that
 * has become slower soon enough; clocks need not agree. Knows no poses.
 */
import { since16 } from './codec.ts';

/** How far the estimate moves towards a slower frame: a single late one is jitter, … */
const SLOWER = 0.02;
/** … many that come after their time was played are a slower link. */
const MUCH_SLOWER = 0.25;
/** A clock that is further off than this from what had to be expected was set, or belongs to another run. */
const JUMP_MS = 5000;

export type Timeline = {
  /** A frame with this clock came in. `atMs` is on the sender's unwrapped clock; after a restart nothing older counts. */
  readonly note: (clock16: number, nowMs: number) => { readonly atMs: number; readonly restarted: boolean };
  /** The moment on the sender's clock that is to be shown now. */
  readonly playedAt: (nowMs: number) => number;
  /** When the last frame came in, local clock; −Infinity before the first. */
  readonly heardAtMs: () => number;
};

export const createTimeline = (bufferMs: number): Timeline => {
  /** Local time minus sender's time for the fastest frames. */
  let offsetMs = 0;
  let lastAtMs = 0;
  let heardAtMs = -Infinity;

  const note = (clock16: number, nowMs: number) => {
    const isFirst = heardAtMs === -Infinity;
    const expectedMs = isFirst ? clock16 : lastAtMs + (nowMs - heardAtMs);
    const aheadMs = since16(clock16, Math.floor(expectedMs) & 0xffff);
    const restarted = isFirst || Math.abs(aheadMs) > JUMP_MS;
    const atMs = restarted ? clock16 : Math.floor(expectedMs) + aheadMs;
    const sampleOffsetMs = nowMs - atMs;
    const lateMs = sampleOffsetMs - offsetMs;
    if (restarted || lateMs < 0) offsetMs = sampleOffsetMs;
    else offsetMs += lateMs * (lateMs > bufferMs ? MUCH_SLOWER : SLOWER);
    lastAtMs = atMs;
    heardAtMs = nowMs;
    return { atMs, restarted };
  };

  return { note, playedAt: (nowMs) => nowMs - offsetMs - bufferMs, heardAtMs: () => heardAtMs };
};
