/**
 * What others do, on the same lines and the same SFU: `break` ends one before it begins the other; `switch` begins the
 * other first, and turns to each track as soon as the track is there.
 */
import { peerId } from '../../../domain/ids.ts';
import type { Recorder } from '../../../web/media/testing-recorder.ts';
import { createLinkedPair, until } from '../../../web/media/testing.ts';
import type { Connect } from './exchanged.ts';
import { busyPicture, figuresOf, recorderFor, rest, steadyTone, type Figures } from './instruments.ts';
import { createPlainView } from './view.ts';
import { createWatcher } from './watcher.ts';

/** Plays one track at a time. */
const createSpeaker = (route: 'element' | 'graph', recorder: Recorder, context: AudioContext) => {
  let end = (): void => undefined;
  return {
    play: (track: MediaStreamTrack | null): void => {
      end();
      end = () => undefined;
      if (track === null) return;
      const stream = new MediaStream([track]);
      const element = route === 'element' ? recorder.createAudio() : new Audio();
      element.muted = route === 'graph';
      element.srcObject = stream;
      void element.play();
      const source = route === 'graph' ? context.createMediaStreamSource(stream) : null;
      source?.connect(recorder.input);
      end = () => {
        source?.disconnect();
        element.pause();
        element.srcObject = null;
      };
    },
  };
};

export const runNaive = async (
  how: 'break' | 'switch',
  route: 'element' | 'graph',
  connect: Connect,
): Promise<{ up: Figures; down: Figures }> => {
  const context = new AudioContext();
  const voice = steadyTone(context);
  const picture = busyPicture();
  const recorder = await recorderFor(context);
  const watcher = createWatcher(createPlainView());
  const speaker = createSpeaker(route, recorder, context);
  const pair = await createLinkedPair();
  const [sent, got] = [pair.toB.lines.peek(), pair.toA.lines.peek()];
  if (sent === null || got === null) throw new Error('No lines');
  const ofMesh = { audio: got.audio.receiver.track, camera: new MediaStream([got.camera.receiver.track]) };
  const sendByMesh = (isOn: boolean) =>
    Promise.all([sent.audio.sender.replaceTrack(isOn ? voice.track : null), sent.camera.sender.replaceTrack(isOn ? picture.track : null)]);
  try {
    await sendByMesh(true);
    speaker.play(ofMesh.audio);
    watcher.show(ofMesh.camera);
    await until(() => watcher.frames() > 30, 30_000);
    await rest(1500);

    recorder.restart();
    watcher.restart();
    let began = performance.now();
    if (how === 'break') {
      await sendByMesh(false);
      speaker.play(null);
    }
    const [ofA, ofB] = await Promise.all([connect('a'), connect('b')]);
    ofA.allow(new Set([peerId('b')]));
    ofA.publish({ audio: voice.track, camera: picture.track, screen: null });
    ofB.want(new Map([[peerId('a'), { audio: true, camera: 360, screen: 0 }]]));
    const came = { audio: false, camera: false };
    await until(() => {
      const { audio, camera } = ofB.remote.peek().get(peerId('a')) ?? {};
      if (audio !== undefined && !came.audio) speaker.play(audio.track);
      if (camera !== undefined && !came.camera) watcher.show(new MediaStream([camera.track]));
      Object.assign(came, { audio: came.audio || audio !== undefined, camera: came.camera || camera !== undefined });
      return came.audio && came.camera;
    }, 30_000);
    if (how === 'switch') await sendByMesh(false);
    let tookMs = performance.now() - began;
    await rest(2500);
    const up = figuresOf(recorder, watcher, tookMs);

    recorder.restart();
    watcher.restart();
    began = performance.now();
    const leave = () => Promise.all([ofA.close(), ofB.close()]);
    if (how === 'break') await leave();
    await sendByMesh(true);
    speaker.play(ofMesh.audio);
    watcher.show(ofMesh.camera);
    if (how === 'switch') await leave();
    tookMs = performance.now() - began;
    await rest(2500);
    return { up, down: figuresOf(recorder, watcher, tookMs) };
  } finally {
    speaker.play(null);
    watcher.close();
    pair.close();
    voice.close();
    picture.close();
    recorder.close();
    await context.close();
  }
};
