/**
 * One track that a peer's voice comes by, on an `<audio>` element of its own: plain, or muted beside Web Audio. Knows its
 * share of the whole while one input is exchanged for another; `peer-player.ts` owns it.
 */
import type { PlayerWorld } from './peer-player.ts';
import type { SoundGraph, SoundTap } from './sound-graph.ts';

export type PlayerInput = {
  readonly element: HTMLAudioElement;
  /** 0–1, of the loudness of the whole. */
  readonly setShare: (share: number, fadeMs: number) => void;
  readonly share: () => number;
  readonly setLoudness: (loudness: number) => void;
  /** Through this graph from now on; null: by the element alone. */
  readonly enter: (graph: SoundGraph | null) => void;
  readonly play: () => void;
  readonly pause: () => void;
  /** Would it be heard if it had a share? Its statistics may say so before it is. */
  readonly isSounding: () => boolean;
  readonly close: () => void;
};

/** An element that has moved on by this much does sound. */
const PLAYED_S = 0.1;
/** A tap that still gives zeros after so long belongs to somebody who is silent. */
const TAP_PATIENCE_MS = 1200;

export const createPlayerInput = (world: PlayerWorld, track: MediaStreamTrack, shareAtFirst: number): PlayerInput => {
  const element = world.createAudio();
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  let share = shareAtFirst;
  let loudness = 0;
  let tap: { readonly node: SoundTap; readonly sinceMs: number } | null = null;
  let playedFromS: number | null = null;

  const apply = (): void => {
    element.volume = Math.min(1, loudness) * share;
  };

  const closeTap = (): void => {
    tap?.node.close();
    tap = null;
  };

  const pause = (): void => {
    element.pause();
    world.autoplay.forget(element);
    playedFromS = null;
  };

  apply();
  return {
    element,
    share: () => share,
    setShare: (next, fadeMs) => {
      share = next;
      apply();
      tap?.node.share(next, fadeMs);
    },
    setLoudness: (next) => {
      loudness = next;
      apply();
    },
    enter: (graph) => {
      if (graph === null) closeTap();
      else tap ??= { node: graph.tap(track, share), sinceMs: performance.now() };
    },
    play: () => world.autoplay.play(element),
    pause,
    isSounding: () => {
      if (element.paused) return false;
      playedFromS ??= element.currentTime;
      const plays = element.currentTime - playedFromS >= PLAYED_S;
      return tap === null ? plays : tap.node.hasSounded() || performance.now() - tap.sinceMs >= TAP_PATIENCE_MS;
    },
    close: () => {
      closeTap();
      element.muted = true;
      pause();
      element.srcObject = null;
    },
  };
};
