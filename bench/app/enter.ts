/**
 * From the press of Enter until the first other person is drawn in the world, in the whole app. Anna is inside; the newcomer
 * has been here before (name, look and code are kept by their browser, as after any visit) and presses Enter either in the
 * first moment in which it can be pressed, while the page is still starting, or after having read the lobby for a while.
 * Anna draws nothing: on a machine of her own her drawing would cost this one nothing.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import { type RunningPatio, startPatio } from '../../tests/support/servers.ts';
import { connectionsOf } from '../../tests/support/wires.ts';
import { type Row, row } from '../p2p/table.ts';
import type { Entered } from './in-page.ts';
import { comeIn, newContext, pause } from './stage.ts';

export type Endpoint = { readonly kind: 'relay' | 'nostr' | 'tracker'; readonly url: string };
export type EnterCase = { readonly name: string; readonly networks: readonly Endpoint[]; readonly atOnce: boolean };
type Open = { readonly patio: RunningPatio; readonly anna: BrowserContext; readonly newcomer: BrowserContext; readonly of: EnterCase };

const PATIENCE_MS = 30_000;
/** So long somebody looks at the lobby who is in no hurry. */
const LOBBY_MS = 2_500;
/** Anna has seen the one before leave. */
const BETWEEN_MS = 1_200;

const visit = async ({ patio, newcomer, of }: Open): Promise<(Entered & { readonly connections: number }) | null> => {
  const page = await newcomer.newPage();
  try {
    await page.goto(patio.placeLink, { waitUntil: 'commit' });
    if (of.atOnce) await page.evaluate(() => window.watch.enter(true));
    else {
      await page.getByRole('button', { name: 'Enter', exact: true }).waitFor({ timeout: PATIENCE_MS });
      await pause(LOBBY_MS);
      await page.evaluate(() => window.watch.enter(false));
    }
    const entered = await page.evaluate((ms) => window.watch.entered(ms), PATIENCE_MS);
    if (entered === null) return null;
    await pause(500);
    return { ...entered, connections: await connectionsOf(page) };
  } finally {
    await page.close({ runBeforeUnload: false });
  }
};

export const measureEnter = async (
  browsers: { drawing: Browser; blind: Browser },
  cases: readonly EnterCase[],
  runs: number,
): Promise<Row[]> => {
  const all: Open[] = [];
  for (const of of cases) {
    const patio = await startPatio({ config: { networks: of.networks } });
    const anna = await newContext(browsers.blind);
    await comeIn(anna, patio.placeLink, 'Anna');
    const newcomer = await newContext(browsers.drawing);
    const first = await comeIn(newcomer, patio.placeLink, 'Bela');
    await first.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: PATIENCE_MS, polling: 200 });
    await pause(500);
    await first.close();
    all.push({ patio, anna, newcomer, of });
  }
  const results = new Map<EnterCase, Awaited<ReturnType<typeof visit>>[]>(cases.map((of) => [of, []]));
  for (let run = 0; run < runs; run++)
    for (const open of all) {
      await pause(BETWEEN_MS);
      const result = await visit(open);
      results.get(open.of)!.push(result);
      console.log(`  ${open.of.name}: ${JSON.stringify(result)}`);
    }
  for (const { patio, anna, newcomer } of all) {
    await Promise.all([anna.close(), newcomer.close()]);
    await patio.kill();
  }
  return cases.flatMap((of) => {
    const list = results.get(of)!;
    const strays = list.filter((result) => result !== null && result.connections !== 1).length;
    const of2 = (pick: (entered: Entered) => number): (number | null)[] => list.map((result) => (result === null ? null : pick(result)));
    return [
      row(
        of.name,
        of2(({ peerMs }) => peerMs),
        strays === 0 ? 'always 1 connection' : `${strays} with more or fewer than 1 connection`,
      ),
      row(
        '  … oneself',
        of2(({ selfMs, worldMs }) => Math.max(selfMs, worldMs)),
        `${list.filter((r) => r?.wasThere).length} times the other was drawn in the lobby`,
      ),
    ];
  });
};
