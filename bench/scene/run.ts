/**
 * How much main-thread work a frame costs with a hundred people walking on 64 × 64 tiles, beside the naive way (sort
 * and paint everything in each frame) in the same run; and what an idle office costs. `node bench/scene/run.ts`
 * writes `.cache/bench/scene.json`. There is no GPU here: frames a second mean nothing, milliseconds of the main
 * thread do.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { CDPSession, Page } from 'playwright-core';
import { CACHE, openStudio, until, untilSettled } from './serve.ts';

const PORT = 17360;
/** Before measuring: everybody has been painted in all eight facings, and the code is warm. */
const WARM_FRAMES = 150;
const MEASURED_FRAMES = 80;
const IDLE_MS = 10_000;
/** At zoom 0.6 this shows 1200 × 750 pixels of the world. */
const VIEWPORT = { width: 720, height: 450 };

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
const summary = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b);
  const round = (v: number): number => Math.round(v * 100) / 100;
  return {
    frames: times.length,
    p50: round(quantile(sorted, 0.5)),
    p95: round(quantile(sorted, 0.95)),
    max: round(sorted.at(-1) ?? Number.NaN),
  };
};
/** Seconds of the page's own thread at work (CPU, not wall clock: other programs on this machine do not count). */
const busySeconds = async (session: CDPSession): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
};

const studio = await openStudio(PORT);
const newPage = async (path: string): Promise<Page> => {
  const page = await (await studio.browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.goto(studio.address(path));
  return page;
};

const measured = async (page: Page): Promise<CDPSession> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return session;
};

const walk = async (variant: 'scene' | 'naive') => {
  const page = await newPage(`walkers.html?variant=${variant}`);
  await until(page, "typeof isReady !== 'undefined'");
  await until(page, `times.length > ${variant === 'scene' ? WARM_FRAMES : 10}`);
  const session = await measured(page);
  await page.evaluate('times.length = 0');
  const before = await busySeconds(session);
  await until(page, `times.length >= ${variant === 'scene' ? MEASURED_FRAMES : MEASURED_FRAMES / 4}`);
  const busy = (await busySeconds(session)) - before;
  const times = JSON.parse(await page.evaluate<string>('JSON.stringify(times)')) as number[];
  await page.screenshot({ path: `${CACHE}bench/walkers-${variant}.png` });
  await page.context().close();
  return { ...summary(times), cpuMsPerFrame: Math.round((busy * 1e5) / times.length) / 100 };
};
const idle = async () => {
  const page = await newPage('index.html?hour=10&follow=self&quiet');
  await untilSettled(page);
  const session = await measured(page);
  const framesBefore = await page.evaluate<number>('scene.stats().frames');
  const before = await busySeconds(session);
  await page.waitForTimeout(IDLE_MS);
  const busy = (await busySeconds(session)) - before;
  const frames = (await page.evaluate<number>('scene.stats().frames')) - framesBefore;
  await page.context().close();
  return { seconds: IDLE_MS / 1000, frames, cpuPercent: Math.round((busy / (IDLE_MS / 1000)) * 10_000) / 100 };
};

mkdirSync(`${CACHE}bench`, { recursive: true });
const said = <T>(name: string, value: T): T => {
  console.log(name, JSON.stringify(value));
  return value;
};
const result = {
  walkers: 100,
  tiles: '64x64',
  idle: said('idle', await idle()),
  scene: said('scene', await walk('scene')),
  naive: said('naive', await walk('naive')),
  machineLoad: loadavg()[0],
};
writeFileSync(`${CACHE}bench/scene.json`, `${JSON.stringify(result, null, 2)}\n`);
await studio.close();
