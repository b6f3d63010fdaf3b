import { signal } from '@preact/signals-core';
import { afterEach, expect, it } from 'vitest';
import type { MediaLines, PeerLink } from '../../transports/place-link.ts';
import { createGathering, HZ } from './testing-people.ts';
import { readSent, until, type Sent } from './testing.ts';

const HEARD_DB = -50;
const SILENT_DB = -85;
/** A codec smears a voice a little over all frequencies, most of all in its first moments. */
const STRANGER_DB = -70;

const { someone, introduce, disperse } = createGathering();
afterEach(disperse);

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
  await introduce(a, b);
  await introduce(b, c);
  for (const one of [a, b, c]) await one.media.setMicrophone(true);
  const earOfA = a.earAt(0);
  await until(async () => (await earOfA.hear(HZ.b)) > HEARD_DB);
  expect(await earOfA.hear(HZ.c)).toBeLessThan(STRANGER_DB);
  const [fromA, fromC] = [b.earAt(0), b.earAt(1)];
  await until(async () => (await fromA.hear(HZ.a)) > HEARD_DB && (await fromC.hear(HZ.c)) > HEARD_DB);
  expect(await fromA.hear(HZ.c)).toBeLessThan(STRANGER_DB);
});

it('sends nothing while muted, nothing after the call, and again after both', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toA, toB } = await introduce(a, b);
  const outgoing = () => a.media.outgoing.value.get(toB.peerId);
  await Promise.all([a.media.setMicrophone(true), b.media.setMicrophone(true), a.media.setCamera(true)]);
  await until(async () => (await readSent(toB)).voice > 5 && (await readSent(toB)).frames > 5 && (await readSent(toA)).voice > 5);
  expect(outgoing()).toEqual({ mic: true, cam: true, screen: false });

  await a.media.setMicrophone(false);
  await a.media.setCamera(false);
  await until(() => outgoing()?.mic === false && outgoing()?.cam === false);
  await expectNothingSent(toB);
  const pictureRests = () => toB.lines.value?.camera.sender.getParameters().encodings[0]?.active === false;
  await until(pictureRests);
  expect((await sentMeanwhile(toA)).voice).toBeGreaterThan(5);

  await a.media.setMicrophone(true);
  const ear = b.earAt(0);
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);

  a.plan({ talking: false });
  b.plan({ talking: false });
  expect(a.elements()[0]).toMatchObject({ muted: true, paused: true });
  expect(await ear.hear(HZ.a)).toBeLessThan(SILENT_DB);
  await Promise.all([expectNothingSent(toB), expectNothingSent(toA)]);
  expect(outgoing()?.mic).toBe(false);

  a.plan({ talking: true });
  b.plan({ talking: true });
  await until(async () => (await ear.hear(HZ.a)) > HEARD_DB);
});

it('sends nothing with push-to-talk until the key is held', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toB } = await introduce(a, b);
  a.media.configure({ pushToTalk: true });
  await a.media.setMicrophone(true);
  await expectNothingSent(toB);
  a.media.holdToTalk(true);
  await until(async () => (await sentMeanwhile(toB)).voice > 5);
  a.media.holdToTalk(false);
  await until(() => a.media.outgoing.value.get(toB.peerId)?.mic === false);
  await expectNothingSent(toB);
});

it('sends nothing to somebody who is not in the plan, and does not play them', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toB } = await introduce(a, b);
  await Promise.all([a.media.setMicrophone(true), b.media.setMicrophone(true)]);
  const ear = a.earAt(0);
  await until(async () => (await ear.hear(HZ.b)) > HEARD_DB);
  a.forget(toB.peerId);
  expect(await ear.hear(HZ.b)).toBeLessThan(SILENT_DB);
  await expectNothingSent(toB);
});

it('waits for the lines of a young link, and lets go of an old one', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toB } = await introduce(a, b);
  const lines = signal<MediaLines | null>(null);
  a.links.set(toB.peerId, { ...toB, lines });
  a.plan();
  await a.media.setMicrophone(true);
  expect(toB.lines.value?.audio.sender.track ?? null).toBeNull();
  lines.value = toB.lines.value;
  await until(() => a.media.outgoing.value.get(toB.peerId)?.mic === true);
  a.links.delete(toB.peerId);
  a.plan();
  await until(() => toB.lines.value?.audio.sender.track === null);
  expect(a.media.outgoing.value.size).toBe(0);
  expect(a.media.remote.value.size).toBe(0);
});

it('turns the camera on and off twenty times on the same three lines', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const pair = await introduce(a, b);
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

it('gives many receivers smaller pictures', async () => {
  const [a, b] = [someone('a'), someone('b')];
  const { toB } = await introduce(a, b);
  await a.media.setCamera(true);
  const encoding = () => toB.lines.value?.camera.sender.getParameters().encodings[0];
  await until(() => encoding()?.maxBitrate === 1_200_000);
  expect(encoding()?.scaleResolutionDownBy).toBe(1);
  for (const name of ['p', 'q', 'r', 's', 't'] as const) {
    const c = someone('c');
    const { toA } = await introduce(c, b);
    // The same far end under other names: what counts is how many are talked to.
    a.links.set(`${toA.peerId}${name}` as typeof toA.peerId, { ...toA, lines: signal(null) });
  }
  a.plan();
  await until(() => encoding()?.maxBitrate === 150_000);
  expect(encoding()?.scaleResolutionDownBy).toBe(2);
});
