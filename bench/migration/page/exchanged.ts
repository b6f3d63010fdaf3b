/** A run of the product: two people of `createMedia`, whose words to each other are passed on as the control channel does. */
import { effect } from '@preact/signals-core';
import { peerId } from '../../../domain/ids.ts';
import type { SfuConnection } from '../../../web/media/sfu/sfu-driver.ts';
import { createGathering, type Someone } from '../../../web/media/testing-people.ts';
import { createFakeDevices, quietSettings, until } from '../../../web/media/testing.ts';
import { busyPicture, figuresOf, recorderFor, rest, steadyTone, type Figures } from './instruments.ts';
import { createProductView } from './view.ts';
import { createWatcher, type Watcher } from './watcher.ts';

const DEVICES = [
  { kind: 'audioinput', deviceId: 'mic', label: 'Tone' },
  { kind: 'videoinput', deviceId: 'cam', label: 'Canvas' },
] as const;

const converse = (one: Someone, other: Someone, delayMs: number): (() => void)[] =>
  (
    [
      [one, other],
      [other, one],
    ] as const
  ).flatMap(([from, to]) => [
    effect(() => {
      const way = from.media.ways.value.get(peerId(to.name)) ?? null;
      setTimeout(() => to.plan({ way }, from.name), delayMs);
    }),
    effect(() => {
      const sends = from.media.outgoing.value.get(peerId(to.name));
      if (sends !== undefined) setTimeout(() => to.plan({ sends }, from.name), delayMs);
    }),
  ]);

/** What arrives by the SFU, and when. */
const noteArrivals = ({ remote, state }: SfuConnection, who: string, { note }: Watcher): (() => void) =>
  effect(() => note(`${who} ${state.value} ${[...remote.value.values()].map((kinds) => Object.keys(kinds).join('+')).join(' ')}`));

export type Connect = (name: string) => Promise<SfuConnection>;

export const runExchange = async (
  route: 'element' | 'graph',
  connect: Connect,
  delayMs: number,
): Promise<{ up: Figures; down: Figures }> => {
  const { someone, introduce, disperse } = createGathering();
  const context = new AudioContext();
  const voice = steadyTone(context);
  const picture = busyPicture();
  const recorderOfElements = await recorderFor(context);
  const a = someone('a', {
    mediaDevices: createFakeDevices(DEVICES, ({ kind }) => (kind === 'audioinput' ? voice.track : picture.track).clone()),
  });
  const b = someone(
    'b',
    route === 'graph' ? { settings: { ...quietSettings, headphones: true } } : { createAudio: recorderOfElements.createAudio },
  );
  const recorder = route === 'graph' ? await recorderFor(b.output.context as AudioContext) : recorderOfElements;
  if (route === 'graph') b.output.connect(recorder.input);
  const watcher = createWatcher(createProductView());
  await introduce(a, b);
  const ends = converse(a, b, delayMs);
  const wayToB = () => b.media.ways.value.get(peerId('a'));
  ends.push(effect(() => watcher.note(`b hears by ${JSON.stringify(wayToB())}`)));
  try {
    await Promise.all([a.media.setMicrophone(true), a.media.setCamera(true)]);
    await until(() => (b.media.remote.value.get(peerId('a'))?.camera ?? null) !== null);
    ends.push(
      effect(() => {
        const shown = b.media.remote.value.get(peerId('a'))?.camera ?? null;
        watcher.note('stream');
        watcher.show(shown);
      }),
    );
    await until(() => watcher.frames() > 30, 30_000);
    await rest(1500);

    recorder.restart();
    watcher.restart();
    let began = performance.now();
    const connections = await Promise.all([a, b].map(async (one) => [one, await connect(one.name)] as const));
    for (const [one, connection] of connections) {
      ends.push(noteArrivals(connection, one.name, watcher));
      one.media.useSfu([connection], { prefer: 'sfu' });
    }
    await until(() => wayToB()?.audio === 'sfu' && wayToB()?.camera === 'sfu', 30_000);
    let tookMs = performance.now() - began;
    await rest(1500);
    for (const [one, connection] of connections) watcher.note(`${one.name} has an RTT of ${String((await connection.stats()).rttMs)}`);
    const up = figuresOf(recorder, watcher, tookMs);

    recorder.restart();
    watcher.restart();
    began = performance.now();
    for (const [one, connection] of connections) one.media.useSfu([connection], { prefer: 'mesh' });
    await until(() => !b.media.sfuInUse.value && !a.media.sfuInUse.value, 30_000);
    tookMs = performance.now() - began;
    for (const [one, connection] of connections) {
      one.media.useSfu([], { prefer: 'mesh' });
      await connection.close();
    }
    await rest(1500);
    return { up, down: figuresOf(recorder, watcher, tookMs) };
  } finally {
    for (const end of ends) end();
    watcher.close();
    disperse();
    voice.close();
    picture.close();
    recorder.close();
    await context.close();
  }
};
