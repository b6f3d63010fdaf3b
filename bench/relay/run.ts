/**
 * What the relay costs, beside socket.io and the plainest relay on `ws`, in one run: memory of an idle socket, and CPU
 * and latency of people who send 12 times a second to 11 others. Each figure is the median of RUNS, the servers taking
 * turns. `node run.ts talk` or `idle` measures only that. Writes .cache/bench/relay.json.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { gatherCrowd } from './load.ts';
import type { Question, Reading, ServerKind } from './server.ts';

const RUNS = Number(process.env['PATIO_BENCH_RUNS'] ?? 3);
const FIRST_PORT = 17_060;
const IDLE_SOCKETS = 4000;
const PEOPLE = 240;
const PER_ROOM = 12;
const HERTZ = 12;
/** Until the compiler is done: a relay runs for weeks. */
const WARM_UP_MS = 5000;
const MEASURE_MS = 5000;
const SETTLE_MS = 1000;
const WARM_UP_SOCKETS = 50;
const KINDS = ['patio', 'patio-at-once', 'ws', 'socket.io'] as const;
const LABELS: Readonly<Record<ServerKind, string>> = {
  patio: 'Patio relay',
  'patio-at-once': 'Patio relay, gathering off',
  ws: 'plain ws',
  'socket.io': 'socket.io',
};

const [part] = process.argv.slice(2);

type Sample = {
  idleKib: number;
  cpuPercentPerUser: number;
  systemPercentPerUser: number;
  p50Ms: number;
  p95Ms: number;
  deliveriesPerSecond: number;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * q)] ?? Number.NaN;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Server = { readonly port: number; readonly read: (what: Question) => Promise<Reading>; readonly end: () => Promise<void> };

const startServer = async (kind: ServerKind, port: number): Promise<Server> => {
  const child = fork(join(import.meta.dirname, 'server.ts'), [kind, String(port)], { execArgv: ['--expose-gc'] });
  await once(child, 'message');
  return {
    port,
    read: async (what) => {
      child.send(what);
      return ((await once(child, 'message')) as [Reading])[0];
    },
    end: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
};

/** In a fresh process: after much talk the heap has room to spare, and idle sockets would seem to be free. */
const measureIdle = async (kind: ServerKind, port: number): Promise<Pick<Sample, 'idleKib'>> => {
  const server = await startServer(kind, port);
  (await gatherCrowd(kind, port, WARM_UP_SOCKETS, PER_ROOM)).close();
  await pause(SETTLE_MS);
  const empty = await server.read('memory');
  const crowd = await gatherCrowd(kind, port, IDLE_SOCKETS, PER_ROOM);
  await pause(SETTLE_MS);
  const full = await server.read('memory');
  crowd.close();
  await server.end();
  return { idleKib: (full.rssBytes - empty.rssBytes) / IDLE_SOCKETS / 1024 };
};

const measureTalk = async (kind: ServerKind, port: number): Promise<Omit<Sample, 'idleKib'>> => {
  const server = await startServer(kind, port);
  const crowd = await gatherCrowd(kind, port, PEOPLE, PER_ROOM);
  await crowd.talk(HERTZ, WARM_UP_MS);
  const before = await server.read('cpu');
  const latencies = await crowd.talk(HERTZ, MEASURE_MS);
  const after = await server.read('cpu');
  crowd.close();
  await server.end();
  const seconds = MEASURE_MS / 1000;
  return {
    cpuPercentPerUser: (after.cpuMs - before.cpuMs) / seconds / 10 / PEOPLE,
    systemPercentPerUser: (after.systemMs - before.systemMs) / seconds / 10 / PEOPLE,
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
    deliveriesPerSecond: latencies.length / seconds,
  };
};

const samples = new Map<ServerKind, Partial<Sample>[]>(KINDS.map((kind) => [kind, []]));
for (let i = 0; i < RUNS; i++) {
  for (const [j, kind] of KINDS.entries()) {
    const port = FIRST_PORT + j;
    const sample = { ...(part !== 'talk' && (await measureIdle(kind, port))), ...(part !== 'idle' && (await measureTalk(kind, port))) };
    samples.get(kind)!.push(sample);
    process.stderr.write(`run ${i + 1} ${kind} ${JSON.stringify(sample)}, load ${loadavg()[0]!.toFixed(1)}\n`);
  }
}

const results = KINDS.map((kind) => {
  const of = (key: keyof Sample): number => Number(median(samples.get(kind)!.map((sample) => sample[key] ?? Number.NaN)).toFixed(4));
  return {
    server: LABELS[kind],
    idleKibPerSocket: of('idleKib'),
    cpuPercentOfCorePerUser: of('cpuPercentPerUser'),
    ofItInTheKernel: of('systemPercentPerUser'),
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
  load: loadavg(),
};
writeFileSync(join(folder, 'relay.json'), `${JSON.stringify({ setting, results, samples: Object.fromEntries(samples) }, null, 2)}\n`);
console.table(Object.fromEntries(results.map(({ server, ...figures }) => [server, figures])));
