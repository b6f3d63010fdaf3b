/**
 * The one AudioContext of the page: made when first needed, suspended while nobody needs it, so that an idle office
 * costs no audio thread. Knows who holds it only by count.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { MediaClock } from './clock.ts';

export type SoundHold = { readonly context: AudioContext; readonly release: () => void };

export type SoundContext = {
  /**
   * @param purpose a meter that cannot start is no reason to bother anybody with a click.
   * @returns null where there is no Web Audio.
   */
  readonly hold: (purpose: 'to-hear' | 'to-measure') => SoundHold | null;
  /** Something is to be heard, and the browser waits for a gesture. */
  readonly blocked: ReadonlySignal<boolean>;
  /** From a click: try again. */
  readonly resume: () => Promise<void>;
  /** '' is the system's default. */
  readonly setSink: (deviceId: string) => void;
  readonly close: () => void;
};

/** A context that may run needs a moment to start; only after it is silence called a block. */
const START_GRACE_MS = 600;

type SinkContext = AudioContext & { readonly setSinkId?: (id: string) => Promise<void> };

export const createSoundContext = (clock: MediaClock, create: () => AudioContext): SoundContext => {
  let context: SinkContext | null = null;
  let sink = '';
  let cancelGrace: (() => void) | null = null;
  let holders = 0;
  const audible = signal(0);
  const stalled = signal(false);

  const applySink = (): void => {
    // A sink that is gone rejects; the context keeps the one it has, and `devices` will say which is left.
    void context?.setSinkId?.(sink).catch(() => undefined);
  };

  const watch = (): void => {
    cancelGrace?.();
    cancelGrace = null;
    if (context === null || holders === 0 || context.state === 'running') stalled.value = false;
    else cancelGrace = clock.after(START_GRACE_MS, () => (stalled.value = context?.state !== 'running'));
  };

  const start = (): AudioContext | null => {
    if (context !== null) return context;
    try {
      context = create();
    } catch {
      return null;
    }
    context.addEventListener('statechange', watch);
    if (sink !== '') applySink();
    return context;
  };

  return {
    hold: (purpose) => {
      const held = start();
      if (held === null) return null;
      const share = purpose === 'to-hear' ? 1 : 0;
      holders += 1;
      audible.value = audible.peek() + share;
      // Never awaited: without a gesture this stays pending for as long as the page lives.
      if (held.state !== 'running') void held.resume().catch(() => undefined);
      watch();
      let released = false;
      return {
        context: held,
        release: () => {
          if (released) return;
          released = true;
          holders -= 1;
          audible.value = audible.peek() - share;
          if (holders === 0 && held.state === 'running') void held.suspend().catch(() => undefined);
          watch();
        },
      };
    },
    blocked: computed(() => audible.value > 0 && stalled.value),
    resume: async () => {
      if (context === null || holders === 0) return;
      await Promise.race([context.resume().catch(() => undefined), new Promise<void>((done) => clock.after(START_GRACE_MS, done))]);
      watch();
    },
    setSink: (deviceId) => {
      if (deviceId === sink) return;
      sink = deviceId;
      applySink();
    },
    close: () => {
      cancelGrace?.();
      context?.removeEventListener('statechange', watch);
      void context?.close().catch(() => undefined);
      context = null;
      holders = 0;
      audible.value = 0;
    },
  };
};
