/**
 * What the spatial rules cost. Two questions, in one process, on the same wandering crowd at 12 Hz:
 *   everyone   the 24 nearest of every avatar (what a server or planner computes), ours beside the usual grid, same answers checked
 *   one tab    a whole tick of one tab's worker: zones, rooms, speeds, calls, gains and its own interest set
 * Medians of CPU time; `node bench/spatial/run.ts`. Writes .cache/bench/spatial.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { OFFICE } from '../../domain/world/office/office.ts';
import { createZones } from '../../domain/world/zones.ts';
import { createCrowdIndex } from '../../workers/spatial/crowd-index.ts';
import { createProximity } from '../../workers/spatial/proximity.ts';
import { createCrowd, type Layout } from './crowd.ts';
import { createPlainGrid } from './plain-grid.ts';

const K = 24;
const REACH_TILES = 10;
const TICKS = 60;
const WARM_UP = 15;
const DT_S = 1 / 12;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
const cpuMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const everyone = (count: number, layout: Layout) => {
  const crowd = createCrowd(count, layout);
  const plain = createPlainGrid(crowd.sizeTiles, REACH_TILES, K, count);
  const index = createCrowdIndex(count, REACH_TILES / 3);
  const room = new Int32Array(count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const hints = new Float32Array(count);
  const found = new Int32Array(K);
  const sums = { plain: 0, ours: 0 };
  const ms: { plain: number[]; ours: number[] } = { plain: [], ours: [] };
  const distanceTo = (self: number, list: Int32Array, kept: number): number => {
    let sum = 0;
    for (let n = 0; n < kept; n++) {
      const j = list[n] as number;
      sum += Math.hypot((crowd.x[j] as number) - (crowd.x[self] as number), (crowd.y[j] as number) - (crowd.y[self] as number));
    }
    return sum;
  };
  const ours = (visit: (self: number, list: Int32Array, kept: number) => void) => {
    index.build(count, crowd.x, crowd.y, room, order);
    for (let i = 0; i < count; i++) {
      const kept = index.nearest(i, K, REACH_TILES, hints[i] as number, found);
      hints[i] = kept === K ? index.farthest() + 0.1 : REACH_TILES;
      visit(i, found, kept);
    }
  };
  let pairs = 0;
  for (let t = 0; t < WARM_UP + TICKS; t++) {
    crowd.step(DT_S);
    const a = cpuMs(() => plain(crowd.x, crowd.y, count, (_, __, kept) => (pairs += kept)));
    const b = cpuMs(() => ours((_, __, kept) => (pairs -= kept)));
    if (t < WARM_UP) continue;
    ms.plain.push(a);
    ms.ours.push(b);
  }
  plain(crowd.x, crowd.y, count, (self, list, kept) => (sums.plain += distanceTo(self, list, kept)));
  ours((self, list, kept) => (sums.ours += distanceTo(self, list, kept)));
  if (pairs !== 0 || Math.abs(sums.plain - sums.ours) > 1e-6 * sums.plain) {
    throw new Error(`${count} ${layout}: the two do not find the same neighbours (${pairs}, ${sums.plain}, ${sums.ours})`);
  }
  return { question: 'everyone', count, layout, plainMs: median(ms.plain), oursMs: median(ms.ours), oursP95Ms: p95(ms.ours) };
};

const oneTab = (count: number, layout: Layout) => {
  const crowd = createCrowd(count, layout);
  const scale = Math.min(1, OFFICE.width / crowd.sizeTiles);
  const zones = createZones(OFFICE, new Map());
  const proximity = createProximity({ capacity: count, maxLinks: K, ringLinks: 4, zones });
  for (let i = 0; i < count; i++) proximity.join(i, `peer-${String(i).padStart(6, '0')}`);
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const ms: number[] = [];
  for (let t = 0; t < WARM_UP + TICKS; t++) {
    crowd.step(DT_S);
    // Some of the crowd is drawn into the office, so that zones and rooms matter.
    for (let i = 0; i < count; i++) {
      const inOffice = i % 4 === 0;
      x[i] = (crowd.x[i] as number) * (inOffice ? scale : 1);
      y[i] = (crowd.y[i] as number) * (inOffice ? scale : 1);
    }
    const spent = cpuMs(() => proximity.tick(t * DT_S * 1000, x, y));
    if (t >= WARM_UP) ms.push(spent);
  }
  return { question: 'one tab', count, layout, plainMs: null, oursMs: median(ms), oursP95Ms: p95(ms) };
};

const cases: [number, Layout][] = [
  [1000, 'uniform'],
  [1000, 'clustered'],
  [10_000, 'uniform'],
  [10_000, 'clustered'],
];
const rows = [...cases.map(([n, layout]) => everyone(n, layout)), ...cases.map(([n, layout]) => oneTab(n, layout))];

const cell = (value: string | number | null) => (typeof value === 'number' ? value.toFixed(2) : (value ?? '–'));
console.log('question   avatars layout      usual grid ms   ours ms   ours p95 ms');
for (const r of rows) {
  console.log(
    [
      r.question.padEnd(10),
      String(r.count).padStart(7),
      r.layout.padEnd(11),
      cell(r.plainMs).padStart(13),
      cell(r.oursMs).padStart(9),
      cell(r.oursP95Ms).padStart(13),
    ].join(' '),
  );
}
const budgets = [
  { name: '1,000 avatars ≤ 1 ms a tick', met: rows.every((r) => r.count !== 1000 || r.oursMs <= 1) },
  {
    name: '10,000 avatars, clustered ≤ 8 ms a tick',
    met: rows.every((r) => r.count !== 10_000 || r.layout !== 'clustered' || r.oursMs <= 8),
  },
];
for (const b of budgets) console.log(`${b.met ? 'met   ' : 'MISSED'} ${b.name}`);
mkdirSync('.cache/bench', { recursive: true });
writeFileSync('.cache/bench/spatial.json', `${JSON.stringify({ k: K, reachTiles: REACH_TILES, ticks: TICKS, rows, budgets }, null, 2)}\n`);
