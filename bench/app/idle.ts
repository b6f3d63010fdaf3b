/**
 * What the app costs while nothing happens: processor time of the page's own process and of the one that draws, frames
 * asked for, and time on the main thread; first alone in the place, then with somebody else who stands there as well.
 */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startPatio } from '../../tests/support/servers.ts';
import { type Row, row } from '../p2p/table.ts';
import { comeIn, newContext, pause } from './stage.ts';

/** Doors, figures and light have been painted; the lobby's last timers are over. */
const SETTLE_MS = 10_000;
const WATCH_MS = 15_000;
const TICKS_PER_S = 100;

/** Processor seconds so far of a process. Linux. */
const cpuSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
};

export const measureIdle = async (drawing: Browser, blind: Browser, runs: number): Promise<Row[]> => {
  const patio = await startPatio();
  const context = await newContext(drawing);
  const page = await comeIn(context, patio.placeLink, 'Anna');
  const browser = await drawing.newBrowserCDPSession();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const mainSeconds = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  const watch = async (name: string): Promise<Row[]> => {
    const figures: { page: number; gpu: number; main: number; frames: number }[] = [];
    for (let run = 0; run < runs; run++) {
      await pause(SETTLE_MS);
      const all = (await browser.send('SystemInfo.getProcessInfo')).processInfo;
      const pidsOf = (type: string): number[] => all.filter((process) => process.type === type).map(({ id }) => id);
      // of the renderers the one that works is the page's
      const [pages, gpus] = [pidsOf('renderer'), pidsOf('GPU')];
      const read = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
      const before = {
        page: read(pages),
        gpu: read(gpus),
        main: await mainSeconds(),
        frames: await page.evaluate(() => window.watch.callsForFrames()),
      };
      await pause(WATCH_MS);
      const percent = (seconds: number): number => (seconds / (WATCH_MS / 1000)) * 100;
      figures.push({
        page: percent(read(pages) - before.page),
        gpu: percent(read(gpus) - before.gpu),
        main: percent((await mainSeconds()) - before.main),
        frames: (await page.evaluate(() => window.watch.callsForFrames())) - before.frames,
      });
    }
    return [
      row(
        `${name}: the page's process`,
        figures.map((f) => f.page),
        '',
        '%',
      ),
      row(
        `${name}: main thread alone`,
        figures.map((f) => f.main),
        '',
        '%',
      ),
      row(
        `${name}: the process that draws`,
        figures.map((f) => f.gpu),
        '',
        '%',
      ),
      row(
        `${name}: frames asked for in ${WATCH_MS / 1000} s`,
        figures.map((f) => f.frames),
        '',
        '',
      ),
    ];
  };
  const alone = await watch('idle, alone');
  const other = await newContext(blind);
  await comeIn(other, patio.placeLink, 'Bela');
  const two = await watch('idle, two people');
  await Promise.all([context.close(), other.close()]);
  await patio.kill();
  return [...alone, ...two];
};
