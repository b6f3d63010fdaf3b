/**
 * Up to fifty people in one SFU room: four browsers with the real app, moved up by its own policy to a real LiveKit, and
 * scripted publishers who join the very same LiveKit room. Asked: does each browser receive its interest set and no more,
 * does it still hear it, and what do people whom it does not listen to cost it? Beside them, in the same room, a page with
 * stock livekit-client, which subscribes to everybody.
 *
 * The scripted people are in LiveKit's room only: they have no link, no pose and no key, so nobody can be near them.
 */
import { expect } from '@playwright/test';
import { goToPlace } from '../../tests/support/acts.ts';
import { hear, HEARD_DB, type Speaker } from '../../tests/support/ears.ts';
import type { RunningLivekit } from '../../tests/support/livekit-server.ts';
import { createPeople } from '../../tests/support/people.ts';
import { expectOnlyThroughServer, startHostedRoom } from '../../tests/support/room.ts';
import { TONES_HZ } from '../../tests/support/tone.ts';
import { receivingFrom } from './arriving.ts';
import { countIn, everybody, roomOf, tokenFor } from './livekit-room.ts';
import { cpuSecondsOf, createLoadMeter, type Load, loadBetween, type LoadMeter } from './load.ts';
import { startScripted } from './scripted.ts';
import { openStock, type StockFigures } from './stock.ts';

const NAMES = ['Ana', 'Bo', 'Cleo', 'Dana'] as const;
export const SCRIPTED = [0, 20, 46] as const;
const MEASURED_MS = 8000;
const JOIN_MS = 60_000;

export type Listener = {
  readonly name: string;
  /** Streams from the SFU in which packets arrived within a second. */
  readonly receives: number;
  /** All of the interest set by their tones. */
  readonly hears: number;
  readonly interest: number;
} & Load;
export type Stage = {
  readonly scripted: number;
  /** How many of them hum at once. */
  readonly humming: number;
  /** As LiveKit counts. */
  readonly people: number;
  readonly tracks: number;
  readonly listeners: readonly Listener[];
  readonly livekitPercent: number;
};
export type SfuRun = {
  readonly stages: readonly Stage[];
  /** The four, after the fourth has walked out of earshot: it stays in the room of the SFU. */
  readonly apart: readonly Pick<Listener, 'name' | 'receives' | 'hears' | 'interest'>[];
  /** While one of each process of scripted people hums, and while all do. */
  readonly stock: { readonly few: StockFigures; readonly all: StockFigures };
  readonly errors: readonly string[];
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const heardBy = async (listener: Speaker, speakers: readonly Speaker[]): Promise<number> => {
  const loud = await hear(
    listener.page,
    speakers.map(({ toneHz }) => toneHz),
  );
  return loud.filter((db) => db > HEARD_DB).length;
};

const measureStage = async (
  scripted: number,
  humming: number,
  all: readonly Speaker[],
  meters: readonly LoadMeter[],
  server: RunningLivekit,
  room: string,
): Promise<Stage> => {
  const before = await Promise.all(meters.map((meter) => meter.sample()));
  const [livekitBefore, beganMs] = [cpuSecondsOf(server.pid), performance.now()];
  await pause(MEASURED_MS);
  const livekit = cpuSecondsOf(server.pid) - livekitBefore;
  const seconds = (performance.now() - beganMs) / 1000;
  const after = await Promise.all(meters.map((meter) => meter.sample()));
  const listeners = await Promise.all(
    all.map(async (person, index): Promise<Listener> => {
      const others = all.filter((other) => other !== person);
      const receives = await receivingFrom(person.page, server);
      const hears = await heardBy(person, others);
      return { name: person.name, interest: others.length, receives, hears, ...loadBetween(before[index]!, after[index]!) };
    }),
  );
  return { scripted, humming, ...(await countIn(server, room)), listeners, livekitPercent: Math.round((livekit / seconds) * 1000) / 10 };
};

const expectInRoom = async (livekit: RunningLivekit, room: string, people: number): Promise<void> => {
  try {
    await expect.poll(() => countIn(livekit, room), { timeout: JOIN_MS }).toEqual({ people, tracks: people });
  } catch (error) {
    throw new Error(`not ${people} in ${room}; ${(await everybody(livekit)).join('; ')}`, { cause: error });
  }
};

/** @param say what has been done so far: a run takes two minutes */
export const measureSfu = async (say: (what: string) => void): Promise<SfuRun> => {
  const { patio, livekit } = await startHostedRoom(2);
  const people = createPeople();
  const scripted = startScripted(livekit.url);
  try {
    const all: Speaker[] = [];
    for (const [index, name] of NAMES.entries()) {
      const toneHz = TONES_HZ[index]!;
      all.push({ ...(await people.open({ name, toneHz, link: patio.placeLink, withoutPicture: true })), toneHz });
    }
    say('four inside');
    for (const person of all) await expectOnlyThroughServer(person, livekit);
    const others = (person: Speaker): readonly Speaker[] => all.filter((other) => other !== person);
    await Promise.all(
      all.map((person) =>
        expect.poll(() => heardBy(person, others(person)), { timeout: JOIN_MS, message: `${person.name} hears all` }).toBe(3),
      ),
    );
    say('four hear each other through the server');
    const room = await roomOf(livekit, all.length);
    if (room === null) throw new Error('LiveKit knows no room of four');
    const meters = await Promise.all(all.map(({ page }) => createLoadMeter(page)));
    const stages: Stage[] = [];
    let present = 0;
    const humming = (): number => scripted.processes();
    for (const count of SCRIPTED) {
      const tokens = Array.from({ length: count - present }, (_, i) => tokenFor(livekit, room, `scripted-${present + i}`, false));
      if (tokens.length > 0) await scripted.grow(tokens);
      present = count;
      await expectInRoom(livekit, room, 4 + count);
      await pause(2000);
      stages.push(await measureStage(count, humming(), all, meters, livekit, room));
      say(JSON.stringify(stages.at(-1)));
    }
    const client = await openStock(people, livekit, room);
    const few = await client.measure(MEASURED_MS);
    say(`stock client, ${all.length + humming()} make a sound: ${JSON.stringify(few)}`);
    const loud = await scripted.humAll();
    const stockOfAll = await client.measure(MEASURED_MS);
    say(`stock client, ${all.length + loud} make a sound: ${JSON.stringify(stockOfAll)}`);
    await client.close();
    await expectInRoom(livekit, room, 4 + present);
    stages.push(await measureStage(present, loud, all, meters, livekit, room));
    say(JSON.stringify(stages.at(-1)));
    const [walker, ...rest] = all.toReversed() as [Speaker, ...Speaker[]];
    await goToPlace(walker, 'Kitchen');
    const apart = await Promise.all(
      all.map(async (person) => {
        const near = person === walker ? [] : rest.filter((other) => other !== person);
        const receives = (): Promise<number> => receivingFrom(person.page, livekit);
        await expect.poll(receives, { timeout: JOIN_MS, intervals: [1000] }).toBeLessThanOrEqual(near.length);
        return { name: person.name, interest: near.length, receives: await receives(), hears: await heardBy(person, near) };
      }),
    );
    say('one walked away');
    return {
      stages,
      apart,
      stock: { few, all: stockOfAll },
      errors: all.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`)),
    };
  } finally {
    scripted.end();
    await people.close();
    await patio.kill();
    await livekit.kill();
  }
};
