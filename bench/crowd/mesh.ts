/**
 * Twelve people with video on a mesh: one whole person in a browser of their own, measured alone, linked with eleven others
 * in a second browser, who hum and send pictures that were encoded beforehand. Three ways in turn, the same peers in the
 * same order: the product's budget, and a naive mesh that sends everybody 360p or 720p. What the others send is what they
 * would send by the same rule.
 *
 * Two cores carry one such person and the others' packets, not twelve: what an encoder costs the others is left out. So is
 * the world; its main thread has figures of its own (`bench/scene`).
 */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createServer } from 'vite';
import { createPeople } from '../../tests/support/people.ts';
import { toneFile } from '../../tests/support/tone.ts';
import { mediaBudget } from '../../domain/policy/media-budget.ts';
import { startLadder } from '../../domain/policy/media-ladder.ts';
import { createLoadMeter, loadBetween } from './load.ts';
import { readMachine } from './machine.ts';
import { meshFigures, type MeshFigures, OTHERS } from './mesh-figures.ts';
import type { Look, Order, Others, PersonPage } from './mesh-pages.ts';

/** A tile of the app on a screen with two pixels to the pixel. */
const SHOWN_HEIGHT = 180;
const MEASURED_MS = 10_000;
const LOOK_EVERY_MS = 2000;
const ROOT = join(import.meta.dirname, '..', '..');

export const WAYS = ['patio', 'patio estimated', 'naive 360p', 'naive 720p'] as const;
export type Way = (typeof WAYS)[number];
export type MeshRun = { readonly way: Way } & MeshFigures;

type Bench<T> = typeof globalThis & { readonly bench: T };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the product's budget gives each of eleven receivers before any load is known. */
const budgeted = () => {
  const receivers = Array.from({ length: OTHERS }, (_, i) => ({
    peer: String(i),
    cameraHeight: SHOWN_HEIGHT,
    screenHeight: null,
    distanceTiles: 1,
  }));
  const camera = mediaBudget({ receivers, sends: { camera: true, screen: false }, ladder: startLadder(0) }).limits.get('0')?.camera;
  if (camera === null || camera === undefined) throw new Error('The budget sends eleven people no picture at all');
  return { height: camera.maxHeight, fps: camera.maxFps, kbps: camera.maxKbps };
};
const NAIVE = { 360: { height: 360, fps: 30, kbps: 800 }, 720: { height: 720, fps: 30, kbps: 2000 } } as const;

const orderOf = (way: Way): Order => ({
  how: way.startsWith('patio') ? 'patio' : 'naive',
  shownHeight: SHOWN_HEIGHT,
  cameraHeight: way === 'naive 360p' ? 360 : 720,
  pressure: way !== 'patio estimated',
});
const sizeOf = (way: Way) => (way === 'naive 360p' ? NAIVE[360] : way === 'naive 720p' ? NAIVE[720] : budgeted());

const openPage = async (browser: Browser, address: string): Promise<Page> => {
  const page = await (await browser.newContext({ permissions: ['microphone', 'camera'] })).newPage();
  page.on('pageerror', (error) => console.error(`  page: ${error.message}`));
  await page.goto(address);
  await page.waitForFunction(() => 'bench' in globalThis);
  return page;
};

const linkAll = async (person: Page, others: Page): Promise<void> => {
  for (let index = 0; index < OTHERS; index += 1) {
    const offer = await person.evaluate(() => (globalThis as Bench<PersonPage>).bench.offer());
    const answer = await others.evaluate((sdp) => (globalThis as Bench<Others>).bench.answer(sdp), offer);
    await person.evaluate(([n, sdp]) => (globalThis as Bench<PersonPage>).bench.accept(n, sdp), [index, answer] as const);
  }
};

const lookAt = (person: Page): Promise<Look> => person.evaluate(() => (globalThis as Bench<PersonPage>).bench.look());

const measureWay = async (way: Way, browser: Browser, address: string, others: Page, settleMs: number): Promise<MeshRun> => {
  const person = await openPage(browser, address);
  try {
    const size = sizeOf(way);
    await others.evaluate(([height, fps]) => (globalThis as Bench<Others>).bench.play(height, fps), [size.height, size.fps] as const);
    await linkAll(person, others);
    await person.evaluate((order) => (globalThis as Bench<PersonPage>).bench.start(order), orderOf(way));
    const meters = [await createLoadMeter(person), await createLoadMeter(others)] as const;
    await pause(settleMs);
    const sample = async () => ({
      look: await lookAt(person),
      heard: await others.evaluate(() => (globalThis as Bench<Others>).bench.heard()),
      loads: [await meters[0].sample(), await meters[1].sample()] as const,
      machine: readMachine(),
    });
    const before = await sample();
    const looks: Look['now'][] = [];
    for (let n = 0; n < MEASURED_MS / LOOK_EVERY_MS; n += 1) {
      await pause(LOOK_EVERY_MS);
      looks.push((await lookAt(person)).now);
    }
    const after = await sample();
    const [own, theirs] = [loadBetween(before.loads[0], after.loads[0]), loadBetween(before.loads[1], after.loads[1])];
    return { way, ...meshFigures({ before, after, looks, own, theirs }) };
  } finally {
    await others.evaluate(() => (globalThis as Bench<Others>).bench.leave());
    await person.context().close();
  }
};

/** @property settleMs before anything is measured: by then the budget has found its place */
export type MeshOrder = { readonly runs: number; readonly ways: readonly Way[]; readonly settleMs: number };

/** @param say figures of one way at a time, in turn: `runs` rounds of all of them */
export const measureMesh = async ({ runs, ways, settleMs }: MeshOrder, say: (run: MeshRun) => void): Promise<readonly MeshRun[]> => {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    cacheDir: join(ROOT, '.cache/vite-crowd'),
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    worker: { format: 'es' },
    optimizeDeps: { include: ['@preact/signals-core', 'valibot'], noDiscovery: true },
  });
  await server.listen();
  const people = createPeople();
  const all: MeshRun[] = [];
  try {
    const address = `${server.resolvedUrls?.local[0] ?? ''}bench/crowd/page/index.html`;
    const [mine, theirs] = [
      await people.browser(['--use-fake-device-for-media-stream=fps=30', `--use-file-for-fake-audio-capture=${toneFile(420)}`]),
      await people.browser(),
    ];
    const others = await openPage(theirs, `${address}#crowd`);
    const clips = await others.evaluate(
      (sizes) => (globalThis as Bench<Others>).bench.prepare(sizes),
      [budgeted(), NAIVE[360], NAIVE[720]],
    );
    console.error(`  clips: ${clips.map(({ height, kbps }) => `${height}p ${kbps} kbit/s`).join(', ')}`);
    for (let n = 0; n < runs; n += 1) {
      for (const way of ways) {
        const run = await measureWay(way, mine, address, others, settleMs);
        all.push(run);
        say(run);
      }
    }
  } finally {
    await people.close();
    await server.close();
  }
  return all;
};
