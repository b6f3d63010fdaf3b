/** One person is there, a second one enters: ms from Enter to the first message from the other side. */
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import { connectionsOf, enter, meets, newPlace, type Person, type Stage } from '../../transports/testing/people.ts';
import type { StockApi } from './stock-page.ts';
import { type Row, row } from './table.ts';

declare global {
  interface Window {
    readonly stock: StockApi;
  }
}

const SETTLE_MS = 1_200;
const PATIENCE_MS = 30_000;
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const firstMessageMs = async (person: Person): Promise<number> => (await person.page.evaluate(() => window.person.times())).firstMs;
export const lastMessageMs = async (person: Person): Promise<number> => (await person.page.evaluate(() => window.person.times())).lastMs;

/** Cases take turns, so that the machine's moods fall on all of them. */
export const measurePair = async (
  stage: Stage,
  runs: number,
  cases: Readonly<Record<string, readonly NetworkEndpoint[]>>,
): Promise<Row[]> => {
  const results = new Map(Object.keys(cases).map((name) => [name, { times: [] as (number | null)[], strays: 0 }]));
  for (let run = 0; run < runs; run++)
    for (const [name, networks] of Object.entries(cases)) {
      const result = results.get(name)!;
      const [first, second] = [await stage.person(), await stage.person()];
      const place = newPlace();
      await enter(first, { ...place, networks });
      await pause(SETTLE_MS);
      await enter(second, { ...place, networks });
      result.times.push((await meets(second, 1, PATIENCE_MS)) ? await firstMessageMs(second) : null);
      await pause(200);
      const { connected } = await connectionsOf(second);
      if (connected !== 1) result.strays += 1;
      await Promise.all([first.close(), second.close()]);
    }
  return [...results].map(([name, { times, strays }]) =>
    row(name, times, strays === 0 ? 'always 1 connection' : `${strays} runs with more or fewer than 1 connection`),
  );
};

export const measureStock = async (stage: Stage, runs: number, urls: Readonly<Record<'nostr' | 'tracker', string>>): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const kind of ['nostr', 'tracker'] as const) {
    const times: (number | null)[] = [];
    for (let run = 0; run < runs; run++) {
      const [first, second] = [await stage.person(), await stage.person()];
      const room = newPlace().place;
      const options = { kind, url: urls[kind], room };
      const go = (person: Person): Promise<void> =>
        person.page.evaluate(({ kind: k, url, room: r }) => window.stock.enter(k, url, r), options);
      await go(first);
      await pause(SETTLE_MS);
      await go(second);
      times.push(await second.page.evaluate(() => window.stock.first(10_000)));
      await Promise.all([first.close(), second.close()]);
    }
    rows.push(row(`stock trystero, ${kind}`, times, 'gave up after 10 s'));
  }
  return rows;
};
