/**
 * Pictures that were encoded before anything is measured: a key frame and the frames that follow, of one size and rate. The
 * eleven others send them again and again instead of encoding, so that they cost about the same whatever they send.
 */
import type { ClipSize } from '../mesh-pages.ts';

export type Clip = { readonly height: number; readonly fps: number; readonly frames: readonly ArrayBuffer[] };

const SECONDS = 8;

/** Something like a face before a room: most of it stands, some of it moves, and there is a little noise. */
const draw = (pen: OffscreenCanvasRenderingContext2D, seconds: number): void => {
  const { width, height } = pen.canvas;
  const wall = pen.createLinearGradient(0, 0, width, height);
  wall.addColorStop(0, '#c9b79c');
  wall.addColorStop(1, '#4f6d7a');
  pen.fillStyle = wall;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#8d5b4c';
  pen.beginPath();
  const [x, y] = [width * (0.5 + 0.05 * Math.sin(seconds * 1.7)), height * (0.45 + 0.03 * Math.sin(seconds * 2.3))];
  pen.ellipse(x, y, height * 0.2, height * 0.28, 0.1 * Math.sin(seconds), 0, 2 * Math.PI);
  pen.fill();
  pen.fillStyle = '#222';
  pen.fillRect(x - height * 0.08, y + height * 0.1, height * 0.16, height * (0.02 + 0.02 * Math.abs(Math.sin(seconds * 9))));
  for (let i = 0; i < 400; i += 1) {
    pen.fillStyle = i % 2 === 0 ? 'rgb(255 255 255 / 8%)' : 'rgb(0 0 0 / 8%)';
    pen.fillRect(Math.random() * width, Math.random() * height, height / 90, height / 90);
  }
};

export const encodeClip = async ({ height, fps, kbps }: ClipSize): Promise<Clip> => {
  const width = Math.round((height * 16) / 9 / 2) * 2;
  const pen = new OffscreenCanvas(width, height).getContext('2d');
  if (pen === null) throw new Error('No canvas');
  const frames: ArrayBuffer[] = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const data = new ArrayBuffer(chunk.byteLength);
      chunk.copyTo(data);
      frames.push(data);
    },
    error: (problem) => console.error(problem),
  });
  encoder.configure({ codec: 'vp8', width, height, bitrate: kbps * 1000, framerate: fps, latencyMode: 'realtime' });
  for (let n = 0; n < SECONDS * fps; n += 1) {
    draw(pen, n / fps);
    const frame = new VideoFrame(pen.canvas, { timestamp: (n / fps) * 1_000_000 });
    encoder.encode(frame, { keyFrame: n === 0 });
    frame.close();
    if (encoder.encodeQueueSize > 4) await new Promise((next) => setTimeout(next, 5));
  }
  await encoder.flush();
  encoder.close();
  return { height, fps, frames };
};
