/**
 * How loud the own microphone is, and whether its owner speaks. Listens through an analyser of its own that leads
 * nowhere: the sound that peers get and the sound that is played never pass here. No timer runs while there is no track.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { MediaClock } from './clock.ts';
import type { SoundContext } from './sound-context.ts';
import { hearSpeech, meterLevel, rmsOf, silentSpeech } from './speech-detector.ts';

export type LevelMeter = {
  /** 0–1, 15 times a second while something is followed, else 0. */
  readonly level: ReadonlySignal<number>;
  readonly speaking: ReadonlySignal<boolean>;
  readonly follow: (track: MediaStreamTrack | null) => void;
  readonly close: () => void;
};

const PERIOD_MS = 66;
/** 43 ms at 48 kHz: most of a period, and short enough for syllables. */
const WINDOW_SAMPLES = 2048;

export const createLevelMeter = (clock: MediaClock, sound: SoundContext): LevelMeter => {
  const level = signal(0);
  const speaking = signal(false);
  let followed: MediaStreamTrack | null = null;
  let end: (() => void) | null = null;

  const listen = (context: AudioContext, track: MediaStreamTrack): (() => void) => {
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = new AnalyserNode(context, { fftSize: WINDOW_SAMPLES });
    source.connect(analyser);
    const samples = new Float32Array(WINDOW_SAMPLES);
    let speech = silentSpeech(clock.now());
    let lastMs = clock.now();
    const stop = clock.every(PERIOD_MS, () => {
      const nowMs = clock.now();
      analyser.getFloatTimeDomainData(samples);
      const rms = rmsOf(samples);
      speech = hearSpeech(speech, rms, nowMs);
      level.value = Math.round(meterLevel(level.peek(), rms, nowMs - lastMs) * 100) / 100;
      speaking.value = speech.speaking;
      lastMs = nowMs;
    });
    return () => {
      stop();
      source.disconnect();
    };
  };

  const begin = (track: MediaStreamTrack): (() => void) | null => {
    const hold = sound.hold('to-measure');
    if (hold === null) return null;
    try {
      const stop = listen(hold.context, track);
      return () => {
        stop();
        hold.release();
      };
    } catch {
      // Firefox refuses a device whose sample rate is not the context's: a call without a meter is still a call.
      hold.release();
      return null;
    }
  };

  const follow = (track: MediaStreamTrack | null): void => {
    if (track === followed) return;
    followed = track;
    end?.();
    end = track === null ? null : begin(track);
    if (end !== null) return;
    level.value = 0;
    speaking.value = false;
  };

  return { level, speaking, follow, close: () => follow(null) };
};
