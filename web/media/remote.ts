/**
 * Which peers are speaking, read from what their receivers already know (RTP audio levels): no Web Audio, no decoding.
 * One timer for all, and none while nobody's voice is expected.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import type { MediaClock } from './clock.ts';
import { hearSpeech, silentSpeech, type SpeechState } from './speech-detector.ts';

/** The part of a receiver that is read. */
export type LevelSource = Pick<RTCRtpReceiver, 'getSynchronizationSources'>;

export type RemoteSpeaking = {
  readonly speaking: ReadonlySignal<ReadonlySet<PeerId>>;
  /** null: nothing is expected of this peer. */
  readonly watch: (peer: PeerId, receiver: LevelSource | null) => void;
  readonly close: () => void;
};

const PERIOD_MS = 100;

/** @returns linear 0–1; 0 when nothing new was played since the last look. */
const createReader = (receiver: LevelSource): (() => number) => {
  let lastTimestamp = -1;
  return () => {
    const newest = receiver.getSynchronizationSources().at(0);
    if (newest === undefined || newest.timestamp === lastTimestamp) return 0;
    lastTimestamp = newest.timestamp;
    return newest.audioLevel ?? 0;
  };
};

type Watched = { readonly receiver: LevelSource; readonly read: () => number; speech: SpeechState };

export const createRemoteSpeaking = (clock: MediaClock): RemoteSpeaking => {
  const speaking = signal<ReadonlySet<PeerId>>(new Set());
  const watched = new Map<PeerId, Watched>();
  let stop: (() => void) | null = null;

  const publish = (): void => {
    const now = new Set([...watched].filter(([, { speech }]) => speech.speaking).map(([peer]) => peer));
    const before = speaking.peek();
    if (now.size !== before.size || [...now].some((peer) => !before.has(peer))) speaking.value = now;
  };

  const listen = (): void => {
    const nowMs = clock.now();
    for (const one of watched.values()) one.speech = hearSpeech(one.speech, one.read(), nowMs);
    publish();
  };

  return {
    speaking,
    watch: (peer, receiver) => {
      if ((watched.get(peer)?.receiver ?? null) === receiver) return;
      if (receiver === null) watched.delete(peer);
      else watched.set(peer, { receiver, read: createReader(receiver), speech: silentSpeech(clock.now()) });
      publish();
      if (watched.size > 0) stop ??= clock.every(PERIOD_MS, listen);
      else {
        stop?.();
        stop = null;
      }
    },
    close: () => {
      stop?.();
      stop = null;
      watched.clear();
    },
  };
};
