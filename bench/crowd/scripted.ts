/**
 * The processes of scripted publishers. Several, because within one of them every room hears the events of all others: what
 * that costs grows with the third power of the people, and twenty of them keep more than a core busy.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Report } from './publishers.ts';

/** The first of them hums. */
export const PER_PROCESS = 5;
const JOIN_MS = 90_000;

export type Scripted = {
  readonly grow: (tokens: readonly string[]) => Promise<void>;
  /** In each of them one hums from the start. */
  readonly processes: () => number;
  /** Everybody who is there hums. @returns how many that are */
  readonly humAll: () => Promise<number>;
  readonly end: () => void;
};

const start = (): ChildProcess =>
  fork(join(import.meta.dirname, 'publishers.ts'), {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

export const startScripted = (url: string): Scripted => {
  const children: ChildProcess[] = [];
  const ask = async (child: ChildProcess, order: Order): Promise<number> => {
    child.send(order);
    const [report] = (await once(child, 'message', { signal: AbortSignal.timeout(JOIN_MS) })) as [Report];
    if ('error' in report) throw new Error(report.error);
    return report.humming;
  };
  const add = async (tokens: readonly string[]): Promise<void> => {
    const child = start();
    children.push(child);
    await ask(child, { t: 'join', url, tokens });
  };
  return {
    grow: async (tokens) => {
      for (let from = 0; from < tokens.length; from += PER_PROCESS) await add(tokens.slice(from, from + PER_PROCESS));
    },
    processes: () => children.length,
    humAll: async () => (await Promise.all(children.map((child) => ask(child, { t: 'hum' })))).reduce((sum, count) => sum + count, 0),
    end: () => {
      for (const child of children) child.kill();
    },
  };
};
