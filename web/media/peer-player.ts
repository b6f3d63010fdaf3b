/**
 * Makes one peer audible, in the way that `line-plan.ts` decided. Owns that peer's `<audio>` elements — one, or two while
 * the voice moves from one track to another — and, while needed, a graph. Silence is immediate; everything else is faded.
 */
import type { Autoplay } from './autoplay.ts';
import type { Faders } from './fader.ts';
import type { Hearing } from './line-plan.ts';
import { createPlayerInput, type PlayerInput } from './player-input.ts';
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
  /** Plays another track of the same voice, inaudibly, so that it is ready. */
  readonly prepare: (track: MediaStreamTrack) => void;
  /** Would this one be heard now? True while nothing is to be heard. */
  readonly isSounding: (track: MediaStreamTrack) => boolean;
  /** This track is heard from now on: both are played for 40 ms, and their sum stays as loud as one. */
  readonly turnTo: (track: MediaStreamTrack) => void;
  readonly drop: (track: MediaStreamTrack) => void;
  /** '' is the system's default. */
  readonly setSink: (deviceId: string) => void;
  readonly close: () => void;
};

const CROSS_MS = 40;

export const createPeerPlayer = (world: PlayerWorld, firstTrack: MediaStreamTrack, sinkAtFirst: string): PeerPlayer => {
  const inputs = new Map<MediaStreamTrack, PlayerInput>();
  let heard = firstTrack;
  let loudness = 0;
  let sink = sinkAtFirst;
  let route: Hearing['route'] = 'silent';
  let graph: { readonly hold: SoundHold; readonly nodes: SoundGraph } | null = null;
  let stopCross: () => void = () => undefined;

  const fader = world.faders.add((value) => {
    loudness = value;
    for (const input of inputs.values()) input.setLoudness(value);
  });

  const applySink = ({ element }: PlayerInput): void => {
    if (typeof element.setSinkId !== 'function') return;
    // A sink that is gone rejects and leaves the element where it is; `devices` will name one that exists.
    if (element.sinkId !== sink) void element.setSinkId(sink).catch(() => undefined);
  };

  const closeGraph = (): void => {
    for (const input of inputs.values()) input.enter(null);
    graph?.nodes.close();
    graph?.hold.release();
    graph = null;
  };

  const openGraph = (): SoundGraph | null => {
    if (graph === null) {
      const hold = world.sound.hold('to-hear');
      if (hold === null) return null;
      graph = { hold, nodes: createSoundGraph(hold.context, world.outputOf(hold.context)) };
    }
    for (const input of inputs.values()) input.enter(graph.nodes);
    return graph.nodes;
  };

  const mute = (isMuted: boolean): void => {
    for (const { element } of inputs.values()) element.muted = isMuted;
  };

  const silence = (): void => {
    mute(true);
    for (const input of inputs.values()) input.pause();
    fader.jump(0);
    closeGraph();
  };

  const playPlain = (next: number): void => {
    closeGraph();
    mute(false);
    if (route === 'graph') fader.jump(Math.min(1, next));
    else fader.to(Math.min(1, next));
  };

  const add = (track: MediaStreamTrack, share: number): void => {
    const input = createPlayerInput(world, track, share);
    inputs.set(track, input);
    input.setLoudness(loudness);
    applySink(input);
    if (graph !== null) input.enter(graph.nodes);
    if (route === 'silent') return;
    input.element.muted = graph !== null;
    input.play();
  };

  /** By elements the shares move in small steps; a graph does it by itself, on its own clock. */
  const cross = (): void => {
    stopCross();
    const from = new Map([...inputs].map(([track, input]) => [track, input.share()] as const));
    const shareOf = (track: MediaStreamTrack, progress: number): number => {
      const start = from.get(track) ?? 0;
      return start + ((track === heard ? 1 : 0) - start) * progress;
    };
    const apply = (progress: number, fadeMs: number): void => {
      for (const [track, input] of inputs) input.setShare(shareOf(track, progress), fadeMs);
    };
    if (route === 'silent') apply(1, 0);
    else if (graph !== null) apply(1, CROSS_MS);
    else stopCross = world.faders.cross(CROSS_MS, (progress) => apply(progress, 0));
  };

  fader.jump(0);
  add(firstTrack, 1);
  return {
    hear: (hearing) => {
      // Unmuting an element that the browser let play only because it was muted pauses it, so each new route plays again.
      const starting = hearing.route !== 'silent' && hearing.route !== route;
      if (hearing.route === 'silent') {
        if (route !== 'silent') silence();
      } else if (hearing.route === 'plain') {
        playPlain(hearing.loudness);
      } else {
        const nodes = openGraph();
        mute(nodes !== null);
        if (nodes === null) fader.to(Math.min(1, hearing.loudness));
        else nodes.move(hearing.loudness, hearing.position);
      }
      route = hearing.route;
      if (starting) for (const input of inputs.values()) input.play();
    },
    prepare: (track) => {
      if (!inputs.has(track)) add(track, 0);
    },
    isSounding: (track) => route === 'silent' || (inputs.get(track)?.isSounding() ?? false),
    turnTo: (track) => {
      if (track === heard) return;
      if (!inputs.has(track)) add(track, 0);
      heard = track;
      cross();
    },
    drop: (track) => {
      if (track === heard) return;
      inputs.get(track)?.close();
      inputs.delete(track);
    },
    setSink: (deviceId) => {
      sink = deviceId;
      for (const input of inputs.values()) applySink(input);
    },
    close: () => {
      stopCross();
      silence();
      for (const input of inputs.values()) input.close();
      inputs.clear();
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
