/**
 * Checks ids and signatures of Nostr events in a worker thread: a signature costs 0.3 ms, which the main loop has no
 * room for. Events of one turn of the loop travel together. Answers in order. The thread starts with the first event.
 */
import { Worker } from 'node:worker_threads';
import type { Verify } from './nostr.ts';
import type { NostrEvent } from './nostr-filter.ts';

/** Half a second of work: more than this in the queue and the newest is refused. */
const MAX_PENDING = 2000;

type Waiting = { readonly event: NostrEvent; readonly done: (result: 'valid' | 'invalid') => void };

export type NostrVerifier = { readonly verify: Verify; readonly close: () => Promise<void> };

export const createNostrVerifier = (): NostrVerifier => {
  let worker: Worker | null = null;
  let queued: Waiting[] = [];
  let batches: Waiting[][] = [];
  let pending = 0;
  let isClosed = false;

  const settle = (batch: readonly Waiting[], valid: (index: number) => boolean): void => {
    pending -= batch.length;
    for (const [index, { done }] of batch.entries()) done(valid(index) ? 'valid' : 'invalid');
  };
  const failAll = (): void => {
    worker = null;
    const lost = batches;
    batches = [];
    for (const batch of lost) settle(batch, () => false);
  };

  const start = (): Worker => {
    const thread = new Worker(new URL('./nostr-verify-worker.ts', import.meta.url));
    thread.on('message', (results: readonly boolean[]) => {
      const batch = batches.shift();
      if (batch !== undefined) settle(batch, (index) => results[index] === true);
    });
    // a crashed thread costs its batches; the next event starts another one
    thread.on('error', failAll);
    thread.unref();
    return thread;
  };

  const flush = (): void => {
    const batch = queued;
    queued = [];
    if (isClosed) {
      settle(batch, () => false);
      return;
    }
    batches.push(batch);
    worker ??= start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(batch.map(({ event }) => event));
  };

  return {
    verify: (event) => {
      if (isClosed || pending >= MAX_PENDING) return Promise.resolve('busy');
      pending += 1;
      const { promise, resolve } = Promise.withResolvers<'valid' | 'invalid'>();
      queued.push({ event, done: resolve });
      if (queued.length === 1) setImmediate(flush);
      return promise;
    },
    close: async () => {
      isClosed = true;
      const thread = worker;
      failAll();
      await thread?.terminate();
    },
  };
};
