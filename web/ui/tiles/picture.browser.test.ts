import { afterEach, beforeEach, expect, it } from 'vitest';
import { PatioPicture } from './picture.ts';

type Source = { readonly stream: MediaStream; readonly draw: () => void };
/** Gives a frame only when it is told to. */
const sourceOf = (colour: string): Source => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 });
  const pen = canvas.getContext('2d')!;
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks() as [CanvasCaptureMediaStreamTrack];
  return {
    stream,
    draw: () => {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 16, 16);
      track.requestFrame();
    },
  };
};

let picture: PatioPicture;
beforeEach(() => {
  picture = document.body.appendChild(new PatioPicture());
});
afterEach(() => picture.remove());

const videos = () => [...picture.querySelectorAll('video')];
const shown = (): readonly MediaProvider[] => videos().flatMap((one) => (one.classList.contains('coming') ? [] : [one.srcObject!]));
const hasFrame = (video: HTMLVideoElement | undefined): boolean => (video?.videoWidth ?? 0) > 0 && (video?.readyState ?? 0) >= 2;
/** Draws until something is so: a video that has just been attached may miss a frame. */
const drawUntil = (source: Source, isSo: () => boolean): Promise<void> =>
  expect
    .poll(() => {
      source.draw();
      return isSo();
    })
    .toBe(true);

it('shows the first stream at once, and nothing at once', () => {
  const { stream } = sourceOf('red');
  picture.stream = stream;
  expect(shown()).toEqual([stream]);
  expect(videos().every(({ muted, playsInline, ariaHidden }) => muted && playsInline && ariaHidden === 'true')).toBe(true);
  picture.stream = null;
  expect(videos().map(({ srcObject }) => srcObject)).toEqual([null]);
});

it('keeps the old stream until a frame of the new one is there', async () => {
  const [old, next] = [sourceOf('red'), sourceOf('green')];
  picture.stream = old.stream;
  await drawUntil(old, () => hasFrame(videos()[0]));
  picture.stream = next.stream;
  expect(picture.stream).toBe(next.stream);
  const seen: boolean[] = [];
  for (let frame = 0; frame < 10; frame += 1) {
    await new Promise((done) => requestAnimationFrame(done));
    old.draw();
    seen.push(shown().length === 1 && shown()[0] === old.stream);
  }
  expect(seen).not.toContain(false);
  await drawUntil(next, () => shown()[0] === next.stream);
  expect(videos()).toHaveLength(1);
  expect(hasFrame(videos()[0])).toBe(true);
});

it('leaves out a stream that is replaced before it was seen', async () => {
  const [old, never, next] = [sourceOf('red'), sourceOf('blue'), sourceOf('green')];
  picture.stream = old.stream;
  await drawUntil(old, () => hasFrame(videos()[0]));
  picture.stream = never.stream;
  picture.stream = next.stream;
  expect(videos().map(({ srcObject }) => srcObject)).toEqual([old.stream, next.stream]);
  await drawUntil(next, () => shown()[0] === next.stream);
  expect(videos()).toHaveLength(1);
});

it('goes back to what is still shown', async () => {
  const [old, never] = [sourceOf('red'), sourceOf('blue')];
  picture.stream = old.stream;
  await drawUntil(old, () => hasFrame(videos()[0]));
  const [video] = videos();
  picture.stream = never.stream;
  picture.stream = old.stream;
  expect(videos()).toEqual([video]);
});
