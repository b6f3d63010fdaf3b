/**
 * Work in slices, so that the main thread is never held for long: jobs run in the order of their urgency until the
 * budget is used, then the browser gets its turn. Knows nothing of what the jobs do.
 */
export type Slices = {
  /** Lower is sooner. A job with the same key replaces the waiting one. */
  readonly add: (key: string, urgency: number, run: () => void) => void;
  readonly drop: (key: string) => void;
  readonly clear: () => void;
  readonly size: () => number;
  readonly close: () => void;
};

export type SliceOptions = {
  readonly budgetMs: number;
  readonly now: () => number;
  /** Calls back soon, after the browser had its turn. */
  readonly defer: (run: () => void) => void;
  /** After every slice; `left` jobs still wait. */
  readonly onSlice: (left: number) => void;
};

type Job = { readonly urgency: number; readonly order: number; readonly run: () => void };

export const createSlices = ({ budgetMs, now, defer, onSlice }: SliceOptions): Slices => {
  const jobs = new Map<string, Job>();
  let order = 0;
  let isDeferred = false;
  let isClosed = false;

  const work = (): void => {
    isDeferred = false;
    if (isClosed) return;
    const start = now();
    const next = [...jobs].toSorted(([, a], [, b]) => a.urgency - b.urgency || a.order - b.order);
    for (const [key, job] of next) {
      if (jobs.get(key) !== job) continue;
      jobs.delete(key);
      job.run();
      if (now() - start >= budgetMs) break;
    }
    onSlice(jobs.size);
    if (jobs.size > 0) plan();
  };
  const plan = (): void => {
    if (isDeferred || isClosed) return;
    isDeferred = true;
    defer(work);
  };

  return {
    add: (key, urgency, run) => {
      jobs.set(key, { urgency, order: order++, run });
      plan();
    },
    drop: (key) => void jobs.delete(key),
    clear: () => jobs.clear(),
    size: () => jobs.size,
    close: () => {
      isClosed = true;
      jobs.clear();
    },
  };
};

/** A macrotask without the 4 ms clamp of nested timeouts. */
export const createDefer = (): { readonly defer: (run: () => void) => void; readonly close: () => void } => {
  const channel = new MessageChannel();
  let waiting: (() => void)[] = [];
  channel.port1.addEventListener('message', () => {
    const runs = waiting;
    waiting = [];
    for (const run of runs) run();
  });
  channel.port1.start();
  return {
    defer: (run) => {
      waiting.push(run);
      channel.port2.postMessage(null);
    },
    close: () => {
      waiting = [];
      channel.port1.close();
    },
  };
};
