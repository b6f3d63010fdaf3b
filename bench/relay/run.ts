/**
 * What the relay costs, beside socket.io and the plainest relay on `ws`, in one run: memory of an idle socket, and CPU
 * and latency of people who send 12 times a second to 11 others. Each figure is the median of RUNS, the servers taking
 * turns. Writes .cache/bench/relay.json.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherCrowd } from './load.ts';
import type { Reading, ServerKind } from './server.ts';

const RUNS = Number(process.env['PATIO_BENCH_RUNS'] ?? 3);
const FIRST_PORT = 17_060;
const IDLE_SOCKETS = 2000;
const PEOPLE = 240;
const PER_ROOM = 12;
const HERTZ = 12;
const WARM_UP_MS = 3000;
const MEASURE_MS = 6000;
const SETTLE_MS = 1000;
const KINDS = ['patio', 'patio-at-once', 'ws', 'socket.io'] as const;
const LABELS: Readonly<Record<ServerKind, string>> = {
  patio: 'Patio relay',
  'patio-at-once': 'Patio relay, gathering off',
  ws: 'plain ws',
  'socket.io': 'socket.io',
};

type Sample = { idleKib: number; cpuPercentPerUser: number; p50Ms: number; p95Ms: number; deliveriesPerSecond: number };

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * q)] ?? Number.NaN;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const measure = async (kind: ServerKind, port: number): Promise<Sample> => {
  const child = fork(join(import.meta.dirname, 'server.ts'), [kind, String(port)], { execArgv: ['--expose-gc'] });
  await once(child, 'message');
  const read = async (): Promise<Reading> => {
    child.send('read');
    return ((await once(child, 'message')) as [Reading])[0];
  };

  // people first: code is warm before memory is compared
  const crowd = await gatherCrowd(kind, port, PEOPLE, PER_ROOM);
  await crowd.talk(HERTZ, WARM_UP_MS);
  const before = await read();
  const startMs = performance.now();
  const latencies = await crowd.talk(HERTZ, MEASURE_MS);
  const seconds = (performance.now() - startMs) / 1000;
  const after = await read();
  crowd.close();

  await pause(SETTLE_MS);
  const empty = await read();
  const idle = await gatherCrowd(kind, port, IDLE_SOCKETS, PER_ROOM);
  await pause(SETTLE_MS);
  const full = await read();
  idle.close();
  child.disconnect();
  await once(child, 'exit');
  return {
    idleKib: (full.rssBytes - empty.rssBytes) / IDLE_SOCKETS / 1024,
    cpuPercentPerUser: (after.cpuMs - before.cpuMs) / (MEASURE_MS / 1000) / 10 / PEOPLE,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    deliveriesPerSecond: latencies.length / seconds,
  };
};

const samples = new Map<ServerKind, Sample[]>(KINDS.map((kind) => [kind, []]));
for (let i = 0; i < RUNS; i++) {
  for (const [j, kind] of KINDS.entries()) {
    const sample = await measure(kind, FIRST_PORT + j);
    samples.get(kind)!.push(sample);
    process.stderr.write(`run ${i + 1} ${kind} ${JSON.stringify(sample)}\n`);
  }
}

const results = KINDS.map((kind) => {
  const of = (key: keyof Sample): number => Number(median(samples.get(kind)!.map((sample) => sample[key])).toFixed(3));
  return {
    server: LABELS[kind],
    idleKibPerSocket: of('idleKib'),
    cpuPercentOfCorePerUser: of('cpuPercentPerUser'),
    latencyP50Ms: of('p50Ms'),
    latencyP95Ms: of('p95Ms'),
    deliveriesPerSecond: Math.round(of('deliveriesPerSecond')),
  };
});
const folder = join(import.meta.dirname, '..', '..', '.cache', 'bench');
mkdirSync(folder, { recursive: true });
const setting = {
  runs: RUNS,
  idleSockets: IDLE_SOCKETS,
  people: PEOPLE,
  perRoom: PER_ROOM,
  hertz: HERTZ,
  payloadBytes: 24,
  node: process.version,
};
writeFileSync(join(folder, 'relay.json'), `${JSON.stringify({ setting, results, samples: Object.fromEntries(samples) }, null, 2)}\n`);
console.table(Object.fromEntries(results.map(({ server, ...figures }) => [server, figures])));
