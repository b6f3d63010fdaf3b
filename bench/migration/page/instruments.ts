/** What both kinds of run are measured with: a steady tone and a busy picture to send, and a video that is watched. */
import { createRecorder, type Recorder } from '../../../web/media/testing-recorder.ts';

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

export type Watcher = {
  readonly show: (stream: MediaStream | null) => void;
  readonly restart: () => void;
  readonly frames: () => number;
  readonly longestGapMs: () => number;
  readonly blackLooks: () => number;
  readonly close: () => void;
};

export const createWatcher = (): Watcher => {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, autoplay: true });
  document.body.append(video);
  const pen = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  let times: number[] = [];
  let black = 0;
  let isOver = false;
  const onFrame = (): void => {
    times.push(performance.now());
    if (!isOver) video.requestVideoFrameCallback(onFrame);
  };
  video.requestVideoFrameCallback(onFrame);
  const timer = setInterval(() => {
    if (times.length === 0) return;
    pen?.clearRect(0, 0, 8, 8);
    pen?.drawImage(video, 0, 0, 8, 8);
    const [red = 0, green = 0, blue = 0, alpha = 0] = pen?.getImageData(7, 7, 1, 1).data ?? [];
    if (alpha === 0 || red + green + blue < 60) black += 1;
  }, 10);
  return {
    show: (stream) => {
      if (video.srcObject !== stream) video.srcObject = stream;
    },
    restart: () => {
      times = times.slice(-1);
      black = 0;
    },
    frames: () => times.length,
    longestGapMs: () => Math.round(Math.max(0, ...times.slice(1).map((time, index) => time - (times[index] ?? time)))),
    blackLooks: () => black,
    close: () => {
      isOver = true;
      clearInterval(timer);
      video.srcObject = null;
      video.remove();
    },
  };
};

export type Figures = { readonly audioGapMs: number; readonly videoGapMs: number; readonly blackLooks: number; readonly tookMs: number };

export const figuresOf = (recorder: Recorder, watcher: Watcher, tookMs: number): Figures => ({
  audioGapMs: recorder.longestGapMs(QUIET),
  videoGapMs: watcher.longestGapMs(),
  blackLooks: watcher.blackLooks(),
  tookMs: Math.round(tookMs),
});

export const recorderFor = (context: AudioContext): Promise<Recorder> => createRecorder(context);
export const rest = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));
