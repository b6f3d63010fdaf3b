/** What a browser costs while it does something: CPU of all its processes, and work of the page's own thread. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Of one core. */
export type Load = { readonly cpuPercent: number; readonly mainThreadPercent: number };
type Sample = { readonly atMs: number; readonly cpuSeconds: number; readonly mainSeconds: number };
export type LoadMeter = { readonly sample: () => Promise<Sample> };

/** Of pages that have a browser process of their own. */
export const createLoadMeter = async (page: Page): Promise<LoadMeter> => {
  const browser = page.context().browser();
  if (browser === null) throw new Error('a page without a browser');
  const whole = await browser.newBrowserCDPSession();
  const own = await page.context().newCDPSession(page);
  // CPU of the thread, not wall clock: what others do on this machine does not count
  await own.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    sample: async () => {
      const [{ processInfo }, { metrics }] = await Promise.all([
        whole.send('SystemInfo.getProcessInfo'),
        own.send('Performance.getMetrics'),
      ]);
      return {
        atMs: performance.now(),
        cpuSeconds: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
        mainSeconds: metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN,
      };
    },
  };
};

const round = (value: number): number => Math.round(value * 10) / 10;

export const loadBetween = (before: Sample, after: Sample): Load => {
  const seconds = (after.atMs - before.atMs) / 1000;
  return {
    cpuPercent: round(((after.cpuSeconds - before.cpuSeconds) / seconds) * 100),
    mainThreadPercent: round(((after.mainSeconds - before.mainSeconds) / seconds) * 100),
  };
};

const TICKS_PER_SECOND = 100;

/** Seconds of CPU that a process has used so far; NaN where there is no /proc. */
export const cpuSecondsOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
};

export const median = (values: readonly number[]): number => {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? Number.NaN : round((low + high) / 2);
};
