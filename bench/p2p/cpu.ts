/** Processor time of a browser's processes, from /proc: sound where wall time on a shared machine is not. Linux only. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

const TICKS_PER_S = 100;

/** So far; 0 for a process that is gone. */
const secondsOf = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  } catch {
    return 0;
  }
};

/** @returns how many seconds the processes of this kind that exist now have used since. */
export const cpuSince = async (browser: Browser, type: 'renderer' | 'GPU'): Promise<() => number> => {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.filter((process) => process.type === type).map(({ id }) => id);
  const read = (): number => pids.reduce((sum, pid) => sum + secondsOf(pid), 0);
  const before = read();
  return () => read() - before;
};
