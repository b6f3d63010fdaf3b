/**
 * What the app costs while nothing happens: processor time of the page's own process and of the one that draws, frames
 * asked for, and time on the main thread; first alone in the place, then with somebody else who stands there as well.
 */
import type { Browser } from 'playwright-core';
import { startPatio } from '../../tests/support/servers.ts';
import { cpuSince } from '../p2p/cpu.ts';
import { type Row, row } from '../p2p/table.ts';
import { comeIn, newContext, pause } from './stage.ts';

/** Doors, figures and light have been painted; the lobby's last timers are over. */
const SETTLE_MS = 8_000;
const WATCH_MS = 12_000;

export const measureIdle = async (drawing: Browser, blind: Browser, runs: number): Promise<Row[]> => {
  const patio = await startPatio();
  const context = await newContext(drawing);
  const page = await comeIn(context, patio.placeLink, 'Anna');
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const mainSeconds = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  const watch = async (name: string): Promise<Row[]> => {
    const figures: { page: number; gpu: number; main: number; frames: number }[] = [];
    for (let run = 0; run < runs; run++) {
      await pause(SETTLE_MS);
      const [own, gpu] = [await cpuSince(drawing, 'renderer'), await cpuSince(drawing, 'GPU')];
      const [main, frames] = [await mainSeconds(), await page.evaluate(() => window.watch.callsForFrames())];
      await pause(WATCH_MS);
      const percent = (seconds: number): number => (seconds / (WATCH_MS / 1000)) * 100;
      figures.push({
        page: percent(own()),
        gpu: percent(gpu()),
        main: percent((await mainSeconds()) - main),
        frames: (await page.evaluate(() => window.watch.callsForFrames())) - frames,
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
