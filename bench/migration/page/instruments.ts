/** What both kinds of run are measured with: a steady tone and a busy picture to send. */
import { createRecorder, type Recorder } from '../../../web/media/testing-recorder.ts';
import type { Trace, Watcher } from './watcher.ts';

/** Not in the DOM's types: the first form of `VideoTrackGenerator`, on the main thread. */
declare class MediaStreamTrackGenerator extends MediaStreamTrack {
  constructor(init: { readonly kind: 'video' });
  readonly writable: WritableStream<VideoFrame>;
}

/** Quieter than this share of what is usual is a gap: as in the first measurements of all. */
export const QUIET = 0.2;

export type Voice = { readonly track: MediaStreamTrack; readonly close: () => void };

/** No codec or canceller is between it and the recorder but the one under test, so it need not swell. */
export const steadyTone = (context: AudioContext): Voice => {
  const sine = new OscillatorNode(context, { frequency: 440 });
  const loudness = new GainNode(context, { gain: 0.3 });
  const way = context.createMediaStreamDestination();
  sine.connect(loudness).connect(way);
  sine.start();
  const [track] = way.stream.getAudioTracks();
  if (track === undefined) throw new Error('A destination without a track');
  return { track, close: () => sine.stop() };
};

const DRAW = `onmessage = ({ data: writable }) => {
  const writer = writable.getWriter();
  const canvas = new OffscreenCanvas(640, 360);
  const pen = canvas.getContext('2d');
  let frame = 0;
  setInterval(() => {
    frame += 1;
    pen.fillStyle = 'hsl(' + ((frame * 7) % 360) + ' 60% 50%)';
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = '#fff';
    pen.font = '80px sans-serif';
    pen.fillText(String(frame), 50, 200);
    const picture = new VideoFrame(canvas, { timestamp: performance.now() * 1000 });
    if (writer.desiredSize > 0) writer.write(picture);
    else picture.close();
  }, 33);
};`;

/** As a camera, it does not wait for the page: it is drawn in a worker. Chromium only, as the bench is. */
export const busyPicture = (): Voice => {
  const source = URL.createObjectURL(new Blob([DRAW], { type: 'text/javascript' }));
  const worker = new Worker(source);
  URL.revokeObjectURL(source);
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  worker.postMessage(track.writable, [track.writable]);
  return {
    track,
    close: () => {
      worker.terminate();
      track.stop();
    },
  };
};

export type Figures = {
  readonly audioGapMs: number;
  readonly videoGapMs: number;
  readonly blackLooks: number;
  readonly tookMs: number;
  readonly trace: Trace;
};

export const figuresOf = (recorder: Recorder, watcher: Watcher, tookMs: number): Figures => ({
  audioGapMs: recorder.longestGapMs(QUIET),
  videoGapMs: watcher.longestGapMs(),
  blackLooks: watcher.blackLooks(),
  tookMs: Math.round(tookMs),
  trace: watcher.trace(),
});

export const recorderFor = (context: AudioContext): Promise<Recorder> => createRecorder(context);
export const rest = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
