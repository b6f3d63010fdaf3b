/**
 * The page's side of the SFU worker: hands it the key, puts a transform on each sender and receiver, and hears when an
 * incoming line has proven that its sender holds the key. A receiver keeps its transform for life and changes hands by
 * `bind`, because servers use receivers again for somebody else's track.
 */
import type { PeerId } from '../../../domain/ids.ts';
import type { FromSfuWorker, LineOptions, ToSfuWorker } from '../../../workers/sfu/protocol.ts';
import type { MediaKind } from './sfu-driver.ts';

export type FrameLines = {
  /** The worker runs; before that nothing may be sealed. */
  readonly ready: Promise<void>;
  readonly sealSender: (sender: RTCRtpSender, peer: PeerId, kind: MediaKind) => void;
  /** @param onAuthentic called once, when the first frame of that sender and kind was decrypted. @returns unbinds. */
  readonly openReceiver: (receiver: RTCRtpReceiver, peer: PeerId, kind: MediaKind, onAuthentic: () => void) => () => void;
  readonly close: () => void;
};

export const createSfuWorker = (): Worker =>
  new Worker(new URL('../../../workers/sfu/sfu-worker.ts', import.meta.url), { type: 'module', name: 'sfu' });

/** Without it nothing could be sealed, so nothing may be sent. */
export const canSealFrames = (): boolean => typeof RTCRtpScriptTransform !== 'undefined';

export const createFrameLines = (mediaKey: Uint8Array, worker: Worker): FrameLines => {
  const lines = new Map<RTCRtpReceiver, number>();
  const waiting = new Map<number, () => void>();
  const ready = Promise.withResolvers<void>();
  let bindings = 0;

  const tell = (message: ToSfuWorker): void => worker.postMessage(message);
  const transform = (options: LineOptions): RTCRtpScriptTransform => new RTCRtpScriptTransform(worker, options);

  const lineOf = (receiver: RTCRtpReceiver): number => {
    const known = lines.get(receiver);
    if (known !== undefined) return known;
    const line = lines.size;
    lines.set(receiver, line);
    receiver.transform = transform({ side: 'receive', line });
    return line;
  };

  worker.addEventListener('message', ({ data }: MessageEvent<FromSfuWorker>) => {
    if (data.t === 'ready') return ready.resolve();
    const onAuthentic = waiting.get(data.binding);
    waiting.delete(data.binding);
    onAuthentic?.();
  });
  tell({ t: 'key', mediaKey: new Uint8Array(mediaKey) });

  return {
    ready: ready.promise,
    sealSender: (sender, peer, kind) => {
      sender.transform = transform({ side: 'send', source: { peer, kind } });
    },
    openReceiver: (receiver, peer, kind, onAuthentic) => {
      const line = lineOf(receiver);
      const binding = (bindings += 1);
      let current = true;
      waiting.set(binding, onAuthentic);
      tell({ t: 'bind', line, binding, source: { peer, kind } });
      return () => {
        if (!current) return;
        current = false;
        waiting.delete(binding);
        tell({ t: 'unbind', line, binding });
      };
    },
    close: () => {
      waiting.clear();
      worker.terminate();
    },
  };
};
