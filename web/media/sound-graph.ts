/**
 * One peer's voice through Web Audio: louder than an element can be, or placed around the head. Sound on this path
 * escapes the browser's echo canceller (https://crbug.com/687574), so it is only taken when asked for. The track must
 * also sit on a playing, muted `<audio>` element, or Chromium delivers silence; `peer-player.ts` sees to that.
 */
import type { SoundPosition } from './line-plan.ts';

export type SoundGraph = {
  /** @param position null: in the middle. */
  readonly move: (loudness: number, position: SoundPosition | null) => void;
  readonly close: () => void;
};

const GAIN_TIME_CONSTANT_S = 0.035;
const MOVE_TIME_CONSTANT_S = 0.06;

/** Distance is already in the gain, so the panner only turns. */
const createPanner = (context: AudioContext): PannerNode =>
  new PannerNode(context, { panningModel: 'HRTF', distanceModel: 'linear', rolloffFactor: 0 });

/** @param output where the sound goes: the context's destination, or a test's ear. */
export const createSoundGraph = (context: AudioContext, track: MediaStreamTrack, output: AudioNode): SoundGraph => {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const gain = new GainNode(context, { gain: 0 });
  source.connect(gain);
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
    move: (loudness, position) => {
      const before = panner;
      route(position !== null);
      if (position !== null && panner !== null) place(position, panner, panner !== before);
      gain.gain.setTargetAtTime(loudness, context.currentTime, GAIN_TIME_CONSTANT_S);
    },
    close: () => {
      source.disconnect();
      gain.disconnect();
      panner?.disconnect();
    },
  };
};
