/**
 * Stands behind the encoders and before the decoders of the eleven others: what a tiny encoder made goes out as the next
 * frame of a clip, and what comes in is exchanged for a tiny picture, which costs nothing to decode. Packets, bits, key
 * frames and feedback stay those of real video.
 */
import type { Clip } from './clips.ts';

type Order = { readonly t: 'clips'; readonly clips: readonly Clip[] } | { readonly t: 'play'; readonly height: number };
type Options = { readonly way: 'out' | 'in' };
type Transformer = {
  readonly options: Options;
  readonly readable: ReadableStream<RTCEncodedVideoFrame>;
  readonly writable: WritableStream<RTCEncodedVideoFrame>;
};
type Scope = {
  onrtctransform: ((event: { readonly transformer: Transformer }) => void) | null;
  readonly addEventListener: (name: 'message', listener: (event: MessageEvent<Order>) => void) => void;
};
const scope = globalThis as unknown as Scope;

let clips: readonly Clip[] = [];
let playing: Clip | null = null;

/** From the first frame on whenever a key frame is asked for. The end is followed by the beginning, which is a key frame too. */
const createPlayer = (): ((frame: RTCEncodedVideoFrame) => ArrayBuffer | null) => {
  let clip: Clip | null = null;
  let next = 0;
  return ({ type }) => {
    if (type === 'key') {
      clip = playing;
      next = 0;
    }
    return clip?.frames[next++ % clip.frames.length] ?? null;
  };
};

const tiny = (): Clip | undefined => clips.find(({ height }) => height < 100);

scope.onrtctransform = ({ transformer }) => {
  const play = createPlayer();
  const change = new TransformStream<RTCEncodedVideoFrame, RTCEncodedVideoFrame>({
    transform: (frame, controller) => {
      const data = transformer.options.way === 'out' ? play(frame) : (tiny()?.frames[frame.type === 'key' ? 0 : 1] ?? null);
      if (data === null) return;
      frame.data = data.slice(0);
      controller.enqueue(frame);
    },
  });
  transformer.readable
    .pipeThrough(change)
    .pipeTo(transformer.writable)
    .catch(() => undefined);
};

scope.addEventListener('message', ({ data }) => {
  if (data.t === 'clips') clips = data.clips;
  else playing = clips.find(({ height }) => height === data.height) ?? null;
});
