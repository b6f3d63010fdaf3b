/**
 * The gate of push-to-talk: open while the key is held and a little longer, so that last syllables are not cut off.
 * Knows no keys and no tracks.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { MediaClock } from './clock.ts';

export const RELEASE_TAIL_MS = 200;

export type PushToTalk = {
  /** May the microphone be sent now? Always true while push-to-talk is not in use. */
  readonly open: ReadonlySignal<boolean>;
  readonly enable: (on: boolean) => void;
  /** Repeated key-down events are fine. */
  readonly hold: (down: boolean) => void;
  readonly close: () => void;
};

export const createPushToTalk = (clock: MediaClock, enabledAtFirst: boolean): PushToTalk => {
  let enabled = enabledAtFirst;
  let cancelTail: (() => void) | null = null;
  const open = signal(!enabled);

  const endTail = (): void => {
    cancelTail?.();
    cancelTail = null;
  };

  return {
    open,
    enable: (on) => {
      if (on === enabled) return;
      endTail();
      enabled = on;
      open.value = !on;
    },
    hold: (down) => {
      if (!enabled) return;
      if (down) {
        endTail();
        open.value = true;
      } else if (open.peek() && cancelTail === null) {
        cancelTail = clock.after(RELEASE_TAIL_MS, () => {
          cancelTail = null;
          open.value = false;
        });
      }
    },
    close: endTail,
  };
};
