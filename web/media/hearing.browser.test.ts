import { afterEach, expect, it } from 'vitest';
import { createGathering, HZ } from './testing-people.ts';
import { createEar, quietSettings, until } from './testing.ts';

const HEARD_DB = -50;
const SILENT_DB = -85;

const { someone, introduce, disperse } = createGathering();
afterEach(disperse);

it('follows the gain down to silence and the slider up to twice as loud', async () => {
  const [a, b] = [someone('a'), someone('b')];
  await introduce(a, b);
  await a.media.setMicrophone(true);
  const ear = b.earAt(0);
  const element = () => b.elements()[0];
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
  const full = await ear.hear(HZ.a);

  b.plan({ gain: 0.5 });
  await until(() => element()?.volume === 0.5);
  expect(Math.abs((await ear.hear(HZ.a)) - (full - 6))).toBeLessThan(2);

  b.plan({ gain: 0 });
  await until(() => element()?.volume === 0);
  expect(await ear.hear(HZ.a)).toBeLessThan(SILENT_DB);

  b.plan({ gain: 1, volume: 2 });
  await until(() => element()?.muted === true);
  await until(async () => (await b.graphEar.hear(HZ.a)) > full + 4);

  b.plan({ volume: 1 });
  await until(() => element()?.muted === false && element()?.volume === 1);
  expect(await b.graphEar.hear(HZ.a)).toBeLessThan(SILENT_DB);
});

it('mutes one person without telling them, and leaves the others', async () => {
  const [a, b, c] = [someone('a'), someone('b'), someone('c')];
  await introduce(a, b);
  await introduce(b, c);
  await Promise.all([a.media.setMicrophone(true), c.media.setMicrophone(true)]);
  const [fromA, fromC] = [b.earAt(0), b.earAt(1)];
  await until(async () => (await fromA.hear(HZ.a)) > HEARD_DB && (await fromC.hear(HZ.c)) > HEARD_DB);
  b.plan({ muted: true }, 'a');
  expect(await fromA.hear(HZ.a)).toBeLessThan(SILENT_DB);
  expect(await fromC.hear(HZ.c)).toBeGreaterThan(HEARD_DB);
  expect(b.media.outgoing.value.size).toBe(2);
});

it('places voices around the head with headphones', async () => {
  const [a, b] = [someone('a'), someone('b', { settings: { ...quietSettings, headphones: true } })];
  await introduce(a, b);
  await a.media.setMicrophone(true);
  const context = b.output.context as AudioContext;
  const split = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
  b.output.connect(split);
  const [left, right] = [createEar(context), createEar(context)];
  split.connect(left.input, 0);
  split.connect(right.input, 1);
  /** dB by which the right ear hears more. */
  const toTheRight = async (): Promise<number> => {
    const [l, r] = await Promise.all([left.hear(HZ.a), right.hear(HZ.a)]);
    return r - l;
  };
  b.plan({ dx: 3, dy: 0 });
  await until(async () => (await right.hear(HZ.a)) > HEARD_DB && (await toTheRight()) > 2);
  b.plan({ dx: -3, dy: 0 });
  await until(async () => (await toTheRight()) < -2);
  b.plan({ dx: 0, dy: -3 });
  await until(async () => Math.abs(await toTheRight()) < 1);
  expect(b.elements()[0]?.muted).toBe(true);

  b.media.configure({ headphones: false });
  await until(() => b.elements()[0]?.muted === false);
  const ear = b.earAt(0);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
});

it('shows who speaks and whose picture there is', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toA } = await introduce(a, b);
  b.plan({ sends: { mic: true, cam: true, screen: false } });
  await Promise.all([a.media.setMicrophone(true), a.media.setCamera(true)]);
  const seen = () => b.media.remote.value.get(toA.peerId);
  await until(() => seen()?.speaking === true);
  const camera = seen()?.camera;
  expect(seen()?.screen).toBeNull();
  const video = document.createElement('video');
  Object.assign(video, { muted: true, srcObject: camera });
  await video.play();
  await until(() => video.videoWidth > 0);

  await a.media.setMicrophone(false);
  await until(() => seen()?.speaking === false);
  expect(seen()?.camera).toBe(camera);
  b.plan({ talking: false });
  expect(seen()?.camera).toBeNull();
  video.srcObject = null;
});

it('says that sound is blocked until a click, and then plays', async () => {
  let allowed = false;
  const createAudio = (): HTMLAudioElement => {
    const element = new Audio();
    const play = element.play.bind(element);
    element.play = () => (allowed ? play() : Promise.reject(new DOMException('play() needs a gesture', 'NotAllowedError')));
    return element;
  };
  const [a, b] = [someone('a'), someone('b', { createAudio })];
  await introduce(a, b);
  await a.media.setMicrophone(true);
  await until(() => b.media.playbackBlocked.value);
  const ear = b.earAt(0);
  expect(await ear.hear(HZ.a)).toBeLessThan(SILENT_DB);
  await b.media.unblock();
  expect(b.media.playbackBlocked.value).toBe(true);
  allowed = true;
  await b.media.unblock();
  expect(b.media.playbackBlocked.value).toBe(false);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
});

it('no longer waits for a click once nobody is to be heard', async () => {
  const createAudio = (): HTMLAudioElement => {
    const element = new Audio();
    element.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    return element;
  };
  const [a, b] = [someone('a'), someone('b', { createAudio })];
  await introduce(a, b);
  await until(() => b.media.playbackBlocked.value);
  b.plan({ talking: false });
  expect(b.media.playbackBlocked.value).toBe(false);
});
