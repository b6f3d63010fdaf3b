/** Eight people at once, and an eighth who comes to seven. */
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import { connectionsOf, enter, meets, newPlace, type Stage } from '../../transports/testing/people.ts';
import { cpuSince } from './cpu.ts';
import { lastMessageMs, pause } from './pair.ts';
import { type Row, row } from './table.ts';

export const CROWD = 8;
const PATIENCE_MS = 30_000;
/** Each window of Chromium starts processes of its own, which are busy at first. */
const WINDOWS_MS = 2_000;

/** ms until the last of them has heard all seven others. */
export const measureCrowd = async (stage: Stage, runs: number, name: string, networks: readonly NetworkEndpoint[]): Promise<Row> => {
  const times: (number | null)[] = [];
  let missing = 0;
  let made = 0;
  const cpu: number[] = [];
  for (let run = 0; run < runs; run++) {
    const people = await Promise.all(Array.from({ length: CROWD }, () => stage.person()));
    await pause(WINDOWS_MS);
    const place = newPlace();
    const used = await cpuSince(stage.browser, 'renderer');
    await Promise.all(people.map((person) => enter(person, { ...place, networks })));
    const arrived = await Promise.all(people.map((person) => meets(person, CROWD - 1, PATIENCE_MS)));
    cpu.push(used());
    times.push(arrived.every(Boolean) ? Math.max(...(await Promise.all(people.map(lastMessageMs)))) : null);
    const linked = await Promise.all(people.map((person) => person.page.evaluate(() => window.person.link().links.value.size)));
    console.log(
      `  ${name}: ${Math.round(times.at(-1) ?? Number.NaN)} ms, ${cpu.at(-1)!.toFixed(1)} s of processor, linked ${linked.join(' ')}`,
    );
    for (const person of people) {
      const count = await connectionsOf(person);
      missing += Math.max(0, CROWD - 1 - count.connected);
      made = Math.max(made, count.made);
    }
    await Promise.all(people.map((person) => person.close()));
  }
  const seconds = row('', cpu).median;
  return row(name, times, `${missing} links missing, at most ${made} connections made by one, ${seconds} s of processor`);
};

/** ms from Enter until all seven others were heard. */
export const measureLateJoiner = async (stage: Stage, runs: number, name: string, networks: readonly NetworkEndpoint[]): Promise<Row> => {
  const times: (number | null)[] = [];
  const people = await Promise.all(Array.from({ length: CROWD - 1 }, () => stage.person()));
  const place = newPlace();
  await Promise.all(people.map((person) => enter(person, { ...place, networks })));
  await Promise.all(people.map((person) => meets(person, CROWD - 2, PATIENCE_MS)));
  for (let run = 0; run < runs; run++) {
    await pause(1_500);
    const late = await stage.person();
    await pause(500);
    await enter(late, { ...place, networks });
    times.push((await meets(late, CROWD - 1, PATIENCE_MS)) ? await lastMessageMs(late) : null);
    await late.page.evaluate(() => window.person.leave());
    await late.close();
  }
  await Promise.all(people.map((person) => person.close()));
  return row(name, times);
};
