/**
 * The worker through which every frame of one SFU connection passes. Outgoing frames leave sealed or not at all; of
 * incoming ones only those get through that their sender sealed. One worker per connection: closing it forgets the key.
 */
import { createOpen, createSeal, frameKey, importMediaKey, type FrameType, type Open, type Seal } from './frame-cipher.ts';
import type { FromSfuWorker, FrameSource, LineOptions, ToSfuWorker } from './protocol.ts';

type EncodedFrame = RTCEncodedAudioFrame | RTCEncodedVideoFrame;
type Binding = { readonly binding: number; readonly source: FrameSource; readonly open: Promise<Open>; isProven: boolean };

const mediaKey = Promise.withResolvers<CryptoKey>();
const bindings = new Map<number, Binding>();
const opens = new Map<string, Promise<Open>>();

const tell = (message: FromSfuWorker): void => self.postMessage(message);

/** Kept by sender and kind, not by line: a frame that came on another line before is still a replay. */
const openOf = (source: FrameSource): Promise<Open> => {
  const name = `${source.kind} ${source.peer}`;
  const known = opens.get(name);
  if (known !== undefined) return known;
  const made = mediaKey.promise.then((key) => frameKey(key, source)).then(createOpen);
  opens.set(name, made);
  return made;
};

const typeOf = (frame: EncodedFrame): FrameType => (!('type' in frame) ? 'audio' : frame.type === 'key' ? 'key' : 'delta');

const sealInto = async (seal: Seal, frame: EncodedFrame): Promise<boolean> => {
  frame.data = (await seal(new Uint8Array(frame.data), typeOf(frame))).buffer;
  return true;
};

const openInto = async (line: number, frame: EncodedFrame): Promise<boolean> => {
  const bound = bindings.get(line);
  if (bound === undefined) return false;
  const open = await bound.open;
  const opened = await open(new Uint8Array(frame.data), typeOf(frame));
  if (opened === null || bindings.get(line) !== bound) return false;
  if (!bound.isProven) {
    bound.isProven = true;
    tell({ t: 'authentic', line, binding: bound.binding });
  }
  frame.data = opened.buffer;
  return true;
};

const passThrough = (transformer: RTCRtpScriptTransformer, handle: (frame: EncodedFrame) => Promise<boolean>): void => {
  const frames = new TransformStream<EncodedFrame, EncodedFrame>({
    transform: async (frame, controller) => {
      // Whatever goes wrong with a frame, it is dropped: never sent or played as it is.
      const isGood = await handle(frame).catch(() => false);
      if (isGood) controller.enqueue(frame);
    },
  });
  // Ends with its connection, which is no error of anybody's.
  transformer.readable
    .pipeThrough(frames)
    .pipeTo(transformer.writable)
    .catch(() => undefined);
};

self.addEventListener('rtctransform', (event) => {
  const { transformer } = event as RTCTransformEvent;
  const options = transformer.options as LineOptions;
  if (options.side === 'send') {
    const sealed = mediaKey.promise.then((key) => frameKey(key, options.source)).then((key) => createSeal(key));
    passThrough(transformer, async (frame) => sealInto(await sealed, frame));
  } else {
    passThrough(transformer, (frame) => openInto(options.line, frame));
  }
});

self.addEventListener('message', ({ data }: MessageEvent<ToSfuWorker>) => {
  switch (data.t) {
    case 'key':
      mediaKey.resolve(importMediaKey(data.mediaKey));
      return;
    case 'bind':
      bindings.set(data.line, { binding: data.binding, source: data.source, open: openOf(data.source), isProven: false });
      return;
    case 'unbind':
      if (bindings.get(data.line)?.binding === data.binding) bindings.delete(data.line);
      return;
    default:
      data satisfies never;
  }
});

tell({ t: 'ready' });
