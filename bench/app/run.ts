/**
 * The whole app as people have it: `node bench/app/run.ts [--quick] [--only enter,faults,keys,idle] [--runs N] [--presses N]
 * [--match case]`; needs a built app. Figures to stdout and `.cache/bench/app.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort, startNetworkServer } from '../../tests/support/servers.ts';
import { openStage } from '../../transports/testing/people.ts';
import { measureStock } from '../p2p/pair.ts';
import { type Row, show } from '../p2p/table.ts';
import { type Endpoint, type EnterCase, measureEnter } from './enter.ts';
import { measureIdle } from './idle.ts';
import { measureKeys } from './keys.ts';
import { launch } from './stage.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    runs: { type: 'string' },
    presses: { type: 'string' },
    match: { type: 'string', default: '' },
  },
});
const parts = new Set(values.only?.split(',') ?? ['enter', 'faults', 'keys', 'idle']);
const runs = Number(values.runs ?? (values.quick ? 3 : 11));
const rows: Row[] = [];
const add = (more: readonly Row[]): void => {
  for (const row of more) {
    rows.push(row);
    console.log(show(row));
  }
};

const RELAY: Endpoint = { kind: 'relay', url: 'self' };
const [nostr, tracker, hole] = await Promise.all([startNetworkServer('nostr'), startNetworkServer('tracker'), startNetworkServer('hole')]);
const dead = `ws://127.0.0.1:${await freePort()}`;
const raced: readonly Endpoint[] = [RELAY, { kind: 'nostr', url: nostr.url }, { kind: 'tracker', url: tracker.url }];
const faulty = (kind: Endpoint['kind'], url: string): readonly Endpoint[] =>
  raced.map((endpoint) => (endpoint.kind === kind ? { kind, url } : endpoint));

const ENTER: readonly EnterCase[] = [
  { name: 'relay, at once', networks: [RELAY], atOnce: true },
  { name: 'Nostr, at once', networks: [raced[1]!], atOnce: true },
  { name: 'tracker, at once', networks: [raced[2]!], atOnce: true },
  { name: 'raced, at once', networks: raced, atOnce: true },
  { name: 'relay, after reading the lobby', networks: [RELAY], atOnce: false },
  { name: 'Nostr, after reading the lobby', networks: [raced[1]!], atOnce: false },
  { name: 'tracker, after reading the lobby', networks: [raced[2]!], atOnce: false },
  { name: 'raced, after reading the lobby', networks: raced, atOnce: false },
];
const FAULTS: readonly EnterCase[] = [
  { name: 'raced, at once', networks: raced, atOnce: true },
  ...(['relay', 'nostr', 'tracker'] as const).flatMap((kind) => [
    { name: `raced, ${kind} dead`, networks: faulty(kind, dead), atOnce: true },
    { name: `raced, ${kind} black-holed`, networks: faulty(kind, hole.url), atOnce: true },
  ]),
];

const isAsked = ({ name }: EnterCase): boolean => name.includes(values.match);
console.log(`load ${loadavg()[0]!.toFixed(1)}`);
const [drawing, blind] = [await launch(true), await launch(false)];
try {
  if (parts.has('enter')) {
    add(await measureEnter({ drawing, blind }, ENTER.filter(isAsked), runs));
    const stage = await openStage(await freePort(), join(import.meta.dirname, '../p2p/stock-page.ts'));
    add(await measureStock(stage, runs, { nostr: nostr.url, tracker: tracker.url }));
    await stage.close();
  }
  if (parts.has('faults')) add(await measureEnter({ drawing, blind }, FAULTS.filter(isAsked), runs));
  if (parts.has('keys')) {
    const presses = Number(values.presses ?? (values.quick ? 10 : 40));
    add(await measureKeys([blind, drawing], presses, 'one draws'));
    if (!values.quick) {
      const other = await launch(true);
      add(await measureKeys([other, drawing], presses, 'both draw'));
      await other.close();
    }
  }
  if (parts.has('idle')) add(await measureIdle(drawing, blind, values.quick ? 1 : 3));
} finally {
  await Promise.all([drawing.close(), blind.close()]);
  await Promise.all([nostr.kill(), tracker.kill(), hole.kill()]);
}
console.log(`load ${loadavg()[0]!.toFixed(1)}`);
const folder = join(import.meta.dirname, '../../.cache/bench');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'app.json'), `${JSON.stringify({ at: new Date().toISOString(), load: loadavg(), rows }, null, 2)}\n`);
