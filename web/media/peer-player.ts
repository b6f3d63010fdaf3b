/**
 * Makes one peer audible, in the way that `line-plan.ts` decided. Owns that peer's `<audio>` element and, while needed,
 * a graph. Silence is immediate; everything else is faded.
 */
import type { Autoplay } from './autoplay.ts';
import type { Faders } from './fader.ts';
import type { Hearing } from './line-plan.ts';
import type { SoundContext, SoundHold } from './sound-context.ts';
import { createSoundGraph, type SoundGraph } from './sound-graph.ts';

export type PlayerWorld = {
  readonly autoplay: Autoplay;
  readonly faders: Faders;
  readonly sound: SoundContext;
  readonly createAudio: () => HTMLAudioElement;
  /** Where graphs end: the context's destination unless a test listens in. */
  readonly outputOf: (context: AudioContext) => AudioNode;
};

export type PeerPlayer = {
  readonly hear: (hearing: Hearing) => void;
  /** '' is the system's default. */
  readonly setSink: (deviceId: string) => void;
  readonly close: () => void;
};

export const createPeerPlayer = (world: PlayerWorld, track: MediaStreamTrack, sinkAtFirst: string): PeerPlayer => {
  const element = world.createAudio();
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  const fader = world.faders.add((loudness) => {
    element.volume = Math.min(1, loudness);
  });
  fader.jump(0);
  let route: Hearing['route'] = 'silent';
  let graph: { readonly hold: SoundHold; readonly nodes: SoundGraph } | null = null;

  const setSink = (deviceId: string): void => {
    if (typeof element.setSinkId !== 'function') return;
    // A sink that is gone rejects and leaves the element where it is; `devices` will name one that exists.
    if (element.sinkId !== deviceId) void element.setSinkId(deviceId).catch(() => undefined);
  };

  const closeGraph = (): void => {
    graph?.nodes.close();
    graph?.hold.release();
    graph = null;
  };

  const openGraph = (): SoundGraph | null => {
    if (graph === null) {
      const hold = world.sound.hold('to-hear');
      if (hold === null) return null;
      graph = { hold, nodes: createSoundGraph(hold.context, track, world.outputOf(hold.context)) };
    }
    return graph.nodes;
  };

  const silence = (): void => {
    element.muted = true;
    element.pause();
    world.autoplay.forget(element);
    fader.jump(0);
    closeGraph();
  };

  const playPlain = (loudness: number): void => {
    closeGraph();
    element.muted = false;
    if (route === 'graph') fader.jump(Math.min(1, loudness));
    else fader.to(Math.min(1, loudness));
  };

  const hear = (hearing: Hearing): void => {
    // Unmuting an element that the browser let play only because it was muted pauses it, so each new route plays again.
    const starting = hearing.route !== 'silent' && hearing.route !== route;
    if (hearing.route === 'silent') {
      if (route !== 'silent') silence();
    } else if (hearing.route === 'plain') {
      playPlain(hearing.loudness);
    } else {
      const nodes = openGraph();
      element.muted = nodes !== null;
      if (nodes === null) fader.to(Math.min(1, hearing.loudness));
      else nodes.move(hearing.loudness, hearing.position);
    }
    route = hearing.route;
    if (starting) world.autoplay.play(element);
  };

  setSink(sinkAtFirst);
  return {
    hear,
    setSink,
    close: () => {
      silence();
      element.srcObject = null;
    },
  };
};

/** iOS plays every element at full volume, whatever one sets. */
export const ignoresVolume = (element: HTMLAudioElement): boolean => {
  const before = element.volume;
  element.volume = 0.5;
  const ignored = element.volume !== 0.5;
  element.volume = before;
  return ignored;
};
