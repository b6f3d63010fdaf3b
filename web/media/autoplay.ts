/**
 * Browsers may refuse to play sound before a gesture. Collects the elements that were refused, says that there are some,
 * and starts them all from one click.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { SoundContext } from './sound-context.ts';

export type Autoplay = {
  readonly blocked: ReadonlySignal<boolean>;
  /** Plays the element, or remembers it as refused. */
  readonly play: (element: HTMLMediaElement) => void;
  /** The element is to be quiet: it is no longer waiting. */
  readonly forget: (element: HTMLMediaElement) => void;
  readonly unblock: () => Promise<void>;
};

export const createAutoplay = (sound: Pick<SoundContext, 'blocked' | 'resume'>): Autoplay => {
  const waiting = signal<ReadonlySet<HTMLMediaElement>>(new Set());
  const wanted = new WeakSet<HTMLMediaElement>();

  const remove = (element: HTMLMediaElement): void => {
    if (!waiting.peek().has(element)) return;
    waiting.value = new Set([...waiting.peek()].filter((other) => other !== element));
  };

  const attempt = async (element: HTMLMediaElement): Promise<void> => {
    try {
      await element.play();
      remove(element);
    } catch (error) {
      // A pause or a new source interrupts `play` with AbortError: that is no refusal.
      const refused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (refused && wanted.has(element)) waiting.value = new Set([...waiting.peek(), element]);
    }
  };

  return {
    blocked: computed(() => waiting.value.size > 0 || sound.blocked.value),
    play: (element) => {
      wanted.add(element);
      void attempt(element);
    },
    forget: (element) => {
      wanted.delete(element);
      remove(element);
    },
    unblock: async () => {
      await Promise.all([sound.resume(), ...[...waiting.peek()].map(attempt)]);
    },
  };
};
