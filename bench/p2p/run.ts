/**
 * How long strangers take to meet, in real Chromium pages on loopback, with stock trystero beside it in the same run.
 * `node bench/p2p/run.ts [--quick] [--only pair,faults,crowd,late,bulk,outage] [--runs N]`, N crowds;
 * figures to stdout and `.cache/bench/p2p.json`. Medians; the machine's load is printed, because it decides about everything else.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import { openStage, type Stage } from '../../transports/testing/people.ts';
import { measureBare } from './bare.ts';
import { measureBulk } from './bulk.ts';
import { CROWD, measureCrowd, measureLateJoiner } from './crowd.ts';
import { measureOutage, measureStockOutage } from './outage.ts';
import { measurePair, measureStock } from './pair.ts';
import { type Servers, startServers } from './servers.ts';
import { type Row, show } from './table.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, runs: { type: 'string' } },
});
const parts = new Set(values.only?.split(',') ?? ['pair', 'faults', 'crowd', 'late', 'bulk', 'outage']);
const n = values.quick ? 3 : 11;
const crowdRuns = Number(values.runs ?? (values.quick ? 3 : 20));
const outageMs = values.quick ? 20_000 : 120_000;
const rows: Row[] = [];

const add = (...more: readonly Row[]): void => {
  for (const row of more) {
    rows.push(row);
    process.stdout.write(`${show(row)}\n`);
  }
};

/** One network replaced by one that is dead, or that accepts and stays silent. */
const faulty = (servers: Servers, kind: NetworkEndpoint['kind'], fault: 'dead' | 'hole'): readonly NetworkEndpoint[] =>
  servers.raced.map((endpoint) => (endpoint.kind === kind ? { ...endpoint, url: servers[fault] } : endpoint));

const run = async (stage: Stage, servers: Servers): Promise<void> => {
  if (parts.has('pair'))
    add(
      ...(await measurePair(stage, n, {
        relay: [servers.relay],
        nostr: [servers.nostr],
        tracker: [servers.tracker],
        raced: servers.raced,
        'raced, on our relay alone': servers.home,
      })),
      ...(await measureStock(stage, n, { nostr: servers.nostr.url, tracker: servers.tracker.url })),
    );
  if (parts.has('faults')) {
    const cases = (['relay', 'nostr', 'tracker'] as const).flatMap((kind) =>
      (['dead', 'hole'] as const).map(
        (fault) => [`raced, ${kind} ${fault === 'hole' ? 'black-holed' : 'dead'}`, faulty(servers, kind, fault)] as const,
      ),
    );
    add(...(await measurePair(stage, n, Object.fromEntries(cases))));
  }
  if (parts.has('crowd')) {
    add(await measureBare(stage, Math.min(5, crowdRuns), CROWD));
    add(await measureCrowd(stage, crowdRuns, '8 at once, raced', servers.raced));
    add(await measureCrowd(stage, crowdRuns, '8 at once, tracker + mesh', [servers.tracker]));
    add(await measureCrowd(stage, crowdRuns, '8 at once, relay', [servers.relay]));
  }
  if (parts.has('late'))
    for (const [name, networks] of [
      ['raced', servers.raced],
      ['relay', [servers.relay]],
      ['tracker', [servers.tracker]],
    ] as const)
      // prettier-ignore
      add(await measureLateJoiner(stage, n, `late joiner to all 7, ${name}`, networks));
  if (parts.has('bulk')) add(...(await measureBulk(stage, values.quick ? 3 : 10, [servers.relay])));
  if (parts.has('outage')) {
    add(await measureOutage(stage, values.quick ? 1 : 2, outageMs));
    if (!values.quick) add(await measureStockOutage(stage, outageMs));
  }
};

const servers = await startServers();
const stage = await openStage(servers.pagePort, join(import.meta.dirname, 'stock-page.ts'));
process.stdout.write(`Enter → first message, ms (load ${loadavg()[0]!.toFixed(1)}, Chromium ${stage.browser.version()})\n`);
try {
  await run(stage, servers);
} finally {
  await stage.close();
  await servers.close();
}
const folder = join(import.meta.dirname, '../../.cache/bench');
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'p2p.json'),
  `${JSON.stringify({ at: new Date().toISOString(), load: loadavg(), quick: values.quick, rows }, null, 2)}\n`,
);
