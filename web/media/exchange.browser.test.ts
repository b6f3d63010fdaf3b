import { effect } from '@preact/signals-core';
import { afterEach, describe, expect, it } from 'vitest';
import { peerId } from '../../domain/ids.ts';
import { flowsNow } from './flow.ts';
import { createGathering, HZ, type Someone } from './testing-people.ts';
import { createRecorder, type Recorder } from './testing-recorder.ts';
import { createSfuDouble, type SfuDouble } from './testing-sfu.ts';
import { quietSettings, readSent, until } from './testing.ts';

const HEARD_DB = -50;
/** Beyond what a busy machine does to any sound; the exact figures are the bench's. */
const GAP_MS = 300;

const { someone, introduce, disperse } = createGathering();
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  disperse();
});

/** What the control channel does: each tells the other how it wants things, and what it sends. */
const converse = (one: Someone, other: Someone): void => {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    ends.push(
      effect(() => {
        const way = from.media.ways.value.get(peerId(to.name)) ?? null;
        queueMicrotask(() => to.plan({ way }, from.name));
      }),
      effect(() => {
        const sends = from.media.outgoing.value.get(peerId(to.name));
        if (sends !== undefined) queueMicrotask(() => to.plan({ sends }, from.name));
      }),
    );
  }
};

const wayOf = (one: Someone, other: Someone) => one.media.ways.value.get(peerId(other.name));
const sfuOf = (): SfuDouble => {
  const sfu = createSfuDouble();
  ends.push(sfu.close);
  return sfu;
};
const recorderOf = async (context = new AudioContext()): Promise<Recorder> => {
  const recorder = await createRecorder(context);
  ends.push(() => void context.close());
  return recorder;
};

/** Two who talk, one of whom is recorded. */
const pair = async () => {
  const recorder = await recorderOf();
  const [a, b] = [someone('a'), someone('b', { createAudio: recorder.createAudio })];
  const links = await introduce(a, b);
  converse(a, b);
  await Promise.all([a.media.setMicrophone(true), b.media.setMicrophone(true)]);
  await until(() => b.elements()[0]?.volume === 1 && b.elements()[0]?.paused === false);
  const ear = b.earAt(0);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
  return { a, b, recorder, ...links };
};

const voiceSent = async (link: Parameters<typeof readSent>[0]): Promise<number> => {
  const before = await readSent(link);
  await new Promise((next) => setTimeout(next, 400));
  return (await readSent(link)).voice - before.voice;
};

describe('a voice moves without a gap', () => {
  it('from the mesh to the SFU and back, by elements', async () => {
    const { a, b, recorder, toB } = await pair();
    const sfu = sfuOf();
    const [ofA, ofB] = [sfu.join('a'), sfu.join('b')];
    await until(() => recorder.heardMs() > 1000);
    recorder.restart();
    for (const [one, connection] of [
      [a, ofA],
      [b, ofB],
    ] as const)
      one.media.useSfu([connection], { prefer: 'sfu' });
    await until(() => wayOf(b, a)?.audio === 'sfu' && wayOf(a, b)?.audio === 'sfu');
    expect(b.media.outgoing.value.get(peerId('a'))?.mic).toBe(true);
    await until(async () => (await voiceSent(toB)) === 0);
    expect(b.elements()).toHaveLength(2);
    expect(b.elements().map(({ volume }) => volume)).toEqual([0, 1]);

    for (const [one, connection] of [
      [a, ofA],
      [b, ofB],
    ] as const)
      one.media.useSfu([connection], { prefer: 'mesh' });
    await until(() => !a.media.sfuInUse.value && !b.media.sfuInUse.value);
    await until(() => sfu.wantsOf('b').size === 0);
    for (const one of [a, b]) one.media.useSfu([], { prefer: 'mesh' });
    await until(async () => (await voiceSent(toB)) > 5);
    expect(recorder.longestGapMs()).toBeLessThan(GAP_MS);
    expect(b.elements()[0]?.volume).toBe(1);
    expect(b.elements()[1]?.srcObject).toBeNull();
  });

  it('and through Web Audio', async () => {
    const [a, b] = [someone('a'), someone('b', { settings: { ...quietSettings, headphones: true } })];
    const recorder = await recorderOf(b.output.context as AudioContext);
    b.output.connect(recorder.input);
    await introduce(a, b);
    converse(a, b);
    await a.media.setMicrophone(true);
    await until(async () => (await b.graphEar.hear(HZ.a)) > HEARD_DB);
    const sfu = sfuOf();
    const [ofA, ofB] = [sfu.join('a'), sfu.join('b')];
    await until(() => recorder.heardMs() > 1000);
    recorder.restart();
    for (const [one, connection] of [
      [a, ofA],
      [b, ofB],
    ] as const)
      one.media.useSfu([connection], { prefer: 'sfu' });
    await until(() => wayOf(b, a)?.audio === 'sfu');
    for (const [one, connection] of [
      [a, ofA],
      [b, ofB],
    ] as const)
      one.media.useSfu([connection], { prefer: 'mesh' });
    await until(() => !b.media.sfuInUse.value);
    await until(async () => (await b.graphEar.hear(HZ.a)) > HEARD_DB);
    expect(recorder.longestGapMs()).toBeLessThan(GAP_MS);
  });

  it('from one room of the SFU to the next', async () => {
    const { a, b, recorder, toB } = await pair();
    const [old, next] = [sfuOf(), sfuOf()];
    const first = [a, b].map((one) => [one, old.join(one.name)] as const);
    for (const [one, connection] of first) one.media.useSfu([connection], { prefer: 'sfu' });
    await until(() => wayOf(b, a)?.audio === 'sfu' && wayOf(a, b)?.audio === 'sfu');
    await until(async () => (await voiceSent(toB)) === 0);
    recorder.restart();
    for (const [one, connection] of first) one.media.useSfu([next.join(one.name), connection], { prefer: 'sfu' });
    await until(() => next.wantsOf('b').size === 1 && old.wantsOf('b').size === 0 && old.wantsOf('a').size === 0);
    for (const [, connection] of first) await connection.close();
    await until(() => b.elements().at(-1)?.volume === 1 && recorder.heardMs() > 500);
    expect(recorder.longestGapMs()).toBeLessThan(GAP_MS);
    expect(wayOf(b, a)?.audio).toBe('sfu');
    expect(await voiceSent(toB)).toBe(0);
  });

  it('while the microphone is turned off and on', async () => {
    const { a, b } = await pair();
    const sfu = sfuOf();
    const [ofA, ofB] = [sfu.join('a'), sfu.join('b')];
    for (const [one, connection] of [
      [a, ofA],
      [b, ofB],
    ] as const)
      one.media.useSfu([connection], { prefer: 'sfu' });
    await a.media.setMicrophone(false);
    await until(() => b.media.outgoing.value.get(peerId('a'))?.mic === true && wayOf(b, a)?.audio === 'sfu');
    expect(sfu.publishedBy('a').audio).toBeNull();
    await a.media.setMicrophone(true);
    await until(() => b.elements().length === 2);
    const ear = b.earAt(1);
    await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
    expect(a.media.outgoing.value.get(peerId('b'))?.mic).toBe(true);
  });
});

describe('when the SFU lets one down', () => {
  it.each([
    ['with notice', true],
    ['without a word', false],
  ])('%s, the voice is heard by mesh again', async (_name, isNoticed) => {
    const { a, b, toB } = await pair();
    const sfu = sfuOf();
    const [ofA, ofB] = [sfu.join('a'), sfu.join('b')];
    for (const [one, connection] of [
      [a, ofA],
      [b, ofB],
    ] as const)
      one.media.useSfu([connection], { prefer: 'sfu' });
    await until(() => wayOf(b, a)?.audio === 'sfu' && wayOf(a, b)?.audio === 'sfu');
    sfu.die(isNoticed);
    await until(() => wayOf(b, a)?.audio === 'mesh' && b.elements()[0]?.volume === 1);
    const ear = b.earAt(0);
    await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
    expect(await voiceSent(toB)).toBeGreaterThan(5);
  });

  it('one who cannot reach it is talked with by mesh, the others by SFU', async () => {
    const [a, b, c] = [someone('a'), someone('b'), someone('c')];
    const withB = await introduce(a, b);
    const withC = await introduce(a, c);
    converse(a, b);
    converse(a, c);
    for (const one of [a, b, c]) await one.media.setMicrophone(true);
    const sfu = sfuOf();
    for (const one of [a, b]) one.media.useSfu([sfu.join(one.name)], { prefer: 'sfu' });
    const dead = sfuOf();
    dead.die(true);
    c.media.useSfu([dead.join('c')], { prefer: 'sfu' });
    await until(() => wayOf(a, b)?.audio === 'sfu' && wayOf(b, a)?.audio === 'sfu');
    await until(async () => (await voiceSent(withB.toB)) === 0);
    await until(() => wayOf(a, c)?.audio === 'mesh' && wayOf(c, a)?.audio === 'mesh');
    expect(await voiceSent(withC.toB)).toBeGreaterThan(5);
    expect(await voiceSent(withC.toA)).toBeGreaterThan(5);
    expect(a.media.outgoing.value.get(peerId('b'))?.mic).toBe(true);
    expect(a.media.outgoing.value.get(peerId('c'))?.mic).toBe(true);
  });
});

it('a newcomer in SFU mode gets nothing by mesh', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const sfu = sfuOf();
  for (const one of [a, b]) {
    await one.media.setMicrophone(true);
    one.media.useSfu([sfu.join(one.name)], { prefer: 'sfu' });
  }
  const { toA, toB } = await introduce(a, b);
  converse(a, b);
  await until(() => b.elements().length === 2 && b.elements()[1]?.volume === 1);
  const ear = b.earAt(1);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
  expect(wayOf(b, a)).toEqual({ audio: 'sfu', camera: 'sfu', screen: 'sfu' });
  expect((await readSent(toA)).voice + (await readSent(toB)).voice).toBe(0);
});

it('who met a moment before the room moves up goes on talking by mesh until a word is heard', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toB } = await introduce(a, b);
  await a.media.setMicrophone(true);
  await until(async () => (await voiceSent(toB)) > 5);
  const sfu = sfuOf();
  for (const one of [a, b]) one.media.useSfu([sfu.join(one.name)], { prefer: 'sfu' });
  await until(() => a.media.sfuInUse.value && b.media.sfuInUse.value);
  expect(a.media.outgoing.value.get(peerId('b'))?.mic).toBe(true);
  expect(await voiceSent(toB)).toBeGreaterThan(5);
});

it('a picture moves by a stream of its own, in which it goes on', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toA } = await introduce(a, b);
  converse(a, b);
  await a.media.setCamera(true);
  const stream = () => b.media.remote.value.get(peerId('a'))?.camera ?? null;
  const { receiver } = toA.lines.value?.camera ?? {};
  await until(() => stream() !== null && receiver !== undefined && flowsNow(receiver));
  const [line, byMesh] = [stream()?.getTracks()[0], stream()];
  const sfu = sfuOf();
  const connections = [a, b].map((one) => [one, sfu.join(one.name)] as const);
  for (const [one, connection] of connections) one.media.useSfu([connection], { prefer: 'sfu' });
  await until(() => wayOf(b, a)?.camera === 'sfu');
  expect(sfu.wantsOf('b').get(peerId('a'))?.camera).toBe(360);
  // the line's own stream stays what it was, for whoever still shows it
  expect(byMesh?.getTracks()).toEqual([line]);
  const bySfu = stream();
  expect(bySfu?.getTracks()).not.toContain(line);
  for (const [one, connection] of connections) one.media.useSfu([connection], { prefer: 'mesh' });
  await until(() => stream()?.getTracks()[0] === line);
  expect(stream()?.getTracks()).toHaveLength(1);
  expect(bySfu?.getTracks()).not.toContain(line);
  const video = document.createElement('video');
  ends.push(() => {
    video.srcObject = null;
  });
  Object.assign(video, { muted: true, srcObject: stream() });
  await video.play();
  const frames = video.getVideoPlaybackQuality().totalVideoFrames;
  await until(() => video.getVideoPlaybackQuality().totalVideoFrames > frames + 3);
});

it('what it does not carry stays on the mesh, and whoever is not in the call is given nothing', async () => {
  const { a, b } = await pair();
  await a.media.setCamera(true);
  const seen = () => b.media.remote.value.get(peerId('a'))?.camera ?? null;
  await until(() => seen() !== null);
  const ofMesh = seen()?.getTracks()[0];
  const sfu = sfuOf();
  for (const one of [a, b]) one.media.useSfu([sfu.join(one.name, new Set(['audio']))], { prefer: 'sfu' });
  await until(() => wayOf(b, a)?.audio === 'sfu' && wayOf(a, b)?.audio === 'sfu');
  expect(wayOf(b, a)?.camera).toBe('mesh');
  expect(sfu.publishedBy('a').camera).toBeNull();
  expect(seen()?.getTracks()[0]).toBe(ofMesh);
  expect(a.media.outgoing.value.get(peerId('b'))?.cam).toBe(true);

  expect([...sfu.allowedBy('a')]).toEqual([peerId('b')]);
  a.plan({ talking: false }, 'b');
  await until(() => sfu.allowedBy('a').size === 0);
  expect([...sfu.allowedBy('b')]).toEqual([peerId('a')]);
  a.plan({ talking: true }, 'b');
  await until(() => sfu.allowedBy('a').has(peerId('b')) && wayOf(b, a)?.audio === 'sfu');
});
