/** What both kinds of run are measured with: a steady tone and a busy picture to send, and a video that is watched. */
import { createRecorder, type Recorder } from '../../../web/media/testing-recorder.ts';
import type { Trace, Watcher } from './watcher.ts';

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

export const busyPicture = (): Voice => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 360 });
  const pen = canvas.getContext('2d');
  let frame = 0;
  const timer = setInterval(() => {
    if (pen === null) return;
    pen.fillStyle = `hsl(${String((frame += 7) % 360)} 60% 50%)`;
    pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = '#fff';
    pen.font = '80px sans-serif';
    pen.fillText(String(frame), 50, 200);
  }, 33);
  const [track] = canvas.captureStream(30).getVideoTracks();
  if (track === undefined) throw new Error('A canvas without a track');
  return { track, close: () => clearInterval(timer) };
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
