/**
 * One peer's voice through Web Audio: louder than an element can be, or placed around the head. Sound on this path
 * escapes the browser's echo canceller (https://crbug.com/687574), so it is only taken when asked for. A track must
 * also sit on a playing, muted `<audio>` element, or Chromium delivers silence; `peer-player.ts` sees to that. The same
 * voice may come by two tracks for a moment; the audio clock fades one into the other.
 */
import type { SoundPosition } from './line-plan.ts';

export type SoundTap = {
  /** Its share of the whole, 0–1; in a straight line over that time, at once with 0. */
  readonly share: (share: number, fadeMs: number) => void;
  /** Has it given more than zeros since it was made? A new one may need most of a second. */
  readonly hasSounded: () => boolean;
  readonly close: () => void;
};

export type SoundGraph = {
  readonly tap: (track: MediaStreamTrack, share: number) => SoundTap;
  /** @param position null: in the middle. */
  readonly move: (loudness: number, position: SoundPosition | null) => void;
  readonly close: () => void;
};

const GAIN_TIME_CONSTANT_S = 0.035;
const MOVE_TIME_CONSTANT_S = 0.06;

/** Distance is already in the gain, so the panner only turns. */
const createPanner = (context: AudioContext): PannerNode =>
  new PannerNode(context, { panningModel: 'HRTF', distanceModel: 'linear', rolloffFactor: 0 });

const createTap = (context: AudioContext, track: MediaStreamTrack, first: number, output: AudioNode): SoundTap => {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const gain = new GainNode(context, { gain: first });
  source.connect(gain).connect(output);
  let witness: AnalyserNode | null = null;
  let sounded = false;
  return {
    share: (share, fadeMs) => {
      const nowS = context.currentTime;
      const from = gain.gain.value;
      gain.gain.cancelScheduledValues(nowS);
      gain.gain.setValueAtTime(fadeMs === 0 ? share : from, nowS);
      if (fadeMs > 0) gain.gain.linearRampToValueAtTime(share, nowS + fadeMs / 1000);
    },
    hasSounded: () => {
      if (sounded) return true;
      if (witness === null) source.connect((witness = new AnalyserNode(context, { fftSize: 2048 })));
      const samples = new Float32Array(witness.fftSize);
      witness.getFloatTimeDomainData(samples);
      sounded = samples.some((sample) => sample !== 0);
      if (sounded) source.disconnect(witness);
      return sounded;
    },
    close: () => {
      source.disconnect();
      gain.disconnect();
    },
  };
};

/** @param output where the sound goes: the context's destination, or a test's ear. */
export const createSoundGraph = (context: AudioContext, output: AudioNode): SoundGraph => {
  const gain = new GainNode(context, { gain: 0 });
  let panner: PannerNode | null = null;
  let connected = false;

  const route = (spatial: boolean): void => {
    if (connected && spatial === (panner !== null)) return;
    gain.disconnect();
    panner?.disconnect();
    panner = spatial ? createPanner(context) : null;
    if (panner === null) gain.connect(output);
    else gain.connect(panner).connect(output);
    connected = true;
  };

  const place = ({ x, y, z }: SoundPosition, node: PannerNode, isNew: boolean): void => {
    for (const [param, value] of [
      [node.positionX, x],
      [node.positionY, y],
      [node.positionZ, z],
    ] as const) {
      if (isNew) param.value = value;
      else param.setTargetAtTime(value, context.currentTime, MOVE_TIME_CONSTANT_S);
    }
  };

  return {
    tap: (track, share) => createTap(context, track, share, gain),
    move: (loudness, position) => {
      const before = panner;
      route(position !== null);
      if (position !== null && panner !== null) place(position, panner, panner !== before);
      gain.gain.setTargetAtTime(loudness, context.currentTime, GAIN_TIME_CONSTANT_S);
    },
    close: () => {
      gain.disconnect();
      panner?.disconnect();
    },
  };
};
