import { afterEach, expect, it } from 'vitest';
import { peerId } from '../../domain/ids.ts';
import type { PeerLink } from '../../transports/place-link.ts';
import { createMedia } from './create-media.ts';
import type { Media, PeerMediaPlan } from './media.ts';
import {
  createEar,
  createFakeDevices,
  createLinkedPair,
  createPicture,
  createTone,
  readSent,
  quietSettings,
  talkingPlan,
  until,
  type Ear,
  type LinkedPair,
  type Sent,
} from './testing.ts';

/** Hz of each person's own tone: none is a multiple of another. */
const HZ = { a: 440, b: 617, c: 893 } as const;
type Name = keyof typeof HZ;
const HEARD_DB = -50;
const SILENT_DB = -85;
/** A codec smears a voice a little over all frequencies, most of all in its first moments. */
const STRANGER_DB = -70;

type Someone = {
  readonly media: Media;
  /** The elements that play, in the order of the links. */
  readonly elements: readonly HTMLAudioElement[];
  readonly links: Map<ReturnType<typeof peerId>, PeerLink>;
  readonly plan: (change?: Partial<PeerMediaPlan>, only?: Name) => void;
};

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const someone = (name: Name): Someone & { readonly context: AudioContext; readonly graphEar: Ear } => {
  // Instruments have a context of their own: the one of the product sleeps when it is not needed.
  const context = new AudioContext();
  const ownContext = new AudioContext();
  const tone = createTone(context, HZ[name]);
  const picture = createPicture();
  const graphEar = createEar(ownContext);
  // The first element only answers whether volume can be set.
  const made: HTMLAudioElement[] = [];
  const media = createMedia({
    settings: quietSettings,
    mediaDevices: createFakeDevices(
      [
        { kind: 'audioinput', deviceId: 'mic', label: 'Tone' },
        { kind: 'videoinput', deviceId: 'cam', label: 'Canvas' },
      ],
      (device) => (device.kind === 'audioinput' ? tone.track : picture.track).clone(),
    ),
    createAudio: () => {
      const element = new Audio();
      made.push(element);
      return element;
    },
    createContext: () => ownContext,
    outputOf: () => graphEar.input,
  });
  const links = new Map<ReturnType<typeof peerId>, PeerLink>();
  const plans = new Map<ReturnType<typeof peerId>, PeerMediaPlan>();
  ends.push(() => {
    media.close();
    tone.close();
    picture.close();
    void context.close();
  });
  return {
    media,
    context,
    graphEar,
    links,
    get elements() {
      return made.slice(1);
    },
    plan: (change = {}, only) => {
      for (const peer of links.keys()) {
        if (only === undefined || peer === only) plans.set(peer, { ...talkingPlan, ...plans.get(peer), ...change });
      }
      media.reconcile(links, plans);
    },
  };
};

const introduce = async (a: Someone, nameOfA: Name, b: Someone, nameOfB: Name): Promise<LinkedPair> => {
  const pair = await createLinkedPair(nameOfA, nameOfB);
  ends.push(pair.close);
  a.links.set(pair.toB.peerId, pair.toB);
  b.links.set(pair.toA.peerId, pair.toA);
  a.plan();
  b.plan();
  return pair;
};

const earFor = (person: ReturnType<typeof someone>, index = 0): Ear => {
  const element = person.elements[index];
  if (element === undefined) throw new Error('Nobody is played');
  const ear = createEar(person.context, element);
  ends.push(ear.close);
  return ear;
};

/** What left in a stretch of time that begins now. */
const sentMeanwhile = async (link: PeerLink): Promise<Sent> => {
  const before = await readSent(link);
  await new Promise((next) => setTimeout(next, 400));
  const after = await readSent(link);
  return { voice: after.voice - before.voice, frames: after.frames - before.frames, packets: after.packets - before.packets };
};

/** No voice and no picture from this moment; and once the bandwidth probes of a young line are over, not one packet. */
const expectNothingSent = async (link: PeerLink): Promise<void> => {
  const { voice, frames } = await sentMeanwhile(link);
  expect({ voice, frames }).toEqual({ voice: 0, frames: 0 });
  await until(async () => (await sentMeanwhile(link)).packets === 0);
};

it('each hears the others and nobody else', async () => {
  const [a, b, c] = [someone('a'), someone('b'), someone('c')];
  await introduce(a, 'a', b, 'b');
  await introduce(b, 'b', c, 'c');
  for (const one of [a, b, c]) await one.media.setMicrophone(true);
  const earOfA = earFor(a);
  await until(async () => (await earOfA.hear(HZ.b)) > HEARD_DB);
  expect(await earOfA.hear(HZ.c)).toBeLessThan(STRANGER_DB);
  const [fromA, fromC] = [earFor(b, 0), earFor(b, 1)];
  await until(async () => (await fromA.hear(HZ.a)) > HEARD_DB && (await fromC.hear(HZ.c)) > HEARD_DB);
  expect(await fromA.hear(HZ.c)).toBeLessThan(STRANGER_DB);
});

it('sends nothing while muted, nothing after the call, and again after both', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toA, toB } = await introduce(a, 'a', b, 'b');
  await Promise.all([a.media.setMicrophone(true), b.media.setMicrophone(true), a.media.setCamera(true)]);
  await until(async () => (await readSent(toB)).voice > 5 && (await readSent(toB)).frames > 5 && (await readSent(toA)).voice > 5);
  expect(a.media.outgoing.value.get(toB.peerId)).toEqual({ mic: true, cam: true, screen: false });

  await a.media.setMicrophone(false);
  await a.media.setCamera(false);
  await until(() => a.media.outgoing.value.get(toB.peerId)?.mic === false && a.media.outgoing.value.get(toB.peerId)?.cam === false);
  await expectNothingSent(toB);
  expect((await sentMeanwhile(toA)).voice).toBeGreaterThan(5);

  await a.media.setMicrophone(true);
  const ear = earFor(b);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);

  a.plan({ talking: false });
  b.plan({ talking: false });
  expect(a.elements[0]?.muted).toBe(true);
  expect(await ear.hear(HZ.a)).toBeLessThan(SILENT_DB);
  await Promise.all([expectNothingSent(toB), expectNothingSent(toA)]);
  expect(a.media.outgoing.value.get(toB.peerId)?.mic).toBe(false);

  a.plan({ talking: true });
  b.plan({ talking: true });
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
});

it('follows the gain down to silence and the slider up to twice as loud', async () => {
  const [a, b] = [someone('a'), someone('b')];
  await introduce(a, 'a', b, 'b');
  await a.media.setMicrophone(true);
  const ear = earFor(b);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
  const full = await ear.hear(HZ.a);

  b.plan({ gain: 0.5 });
  await until(() => b.elements[0]?.volume === 0.5);
  expect(await ear.hear(HZ.a)).toBeCloseTo(full - 6, -0.5);

  b.plan({ gain: 0 });
  await until(() => b.elements[0]?.volume === 0);
  expect(await ear.hear(HZ.a)).toBeLessThan(SILENT_DB);

  b.plan({ gain: 1, volume: 2 });
  await until(() => b.elements[0]?.muted === true);
  await until(async () => (await b.graphEar.hear(HZ.a)) > full + 4);

  b.plan({ volume: 1 });
  await until(() => b.elements[0]?.muted === false && b.elements[0].volume === 1);
  expect(await b.graphEar.hear(HZ.a)).toBeLessThan(SILENT_DB);
});

it('turns the camera on and off twenty times on the same three lines', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const pair = await introduce(a, 'a', b, 'b');
  for (let turn = 0; turn < 20; turn += 1) {
    await a.media.setCamera(turn % 2 === 0);
    await b.media.setCamera(turn % 2 === 1);
  }
  await a.media.setCamera(true);
  await until(() => a.media.outgoing.value.get(pair.toB.peerId)?.cam === true);
  await until(async () => (await sentMeanwhile(pair.toB)).frames > 0);
  for (const { connection } of [pair.toA, pair.toB]) {
    expect(connection.signalingState).toBe('stable');
    expect(connection.localDescription?.sdp.match(/^m=(?:audio|video)/gm)).toHaveLength(3);
  }
  expect(pair.renegotiations()).toBe(0);
});
