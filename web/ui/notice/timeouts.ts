/** When each message leaves, with a pause for all of them. Knows ids and times, no messages. */

export type Timeouts = {
  /** The ids that exist now and how long each stays; new ones start, missing ones are forgotten. */
  readonly keep: (stays: ReadonlyMap<number, number>) => void;
  /** Nothing ends until `resume`, which gives everyone their whole time again. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly close: () => void;
};

export type TimeoutsWorld = {
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onEnd: (id: number) => void;
};

export const createTimeouts = ({ after, onEnd }: TimeoutsWorld): Timeouts => {
  const stays = new Map<number, number>();
  const running = new Map<number, () => void>();
  let paused = false;

  const start = (id: number, ms: number): void => {
    running.set(
      id,
      after(ms, () => {
        running.delete(id);
        stays.delete(id);
        onEnd(id);
      }),
    );
  };
  const stop = (id: number): void => {
    running.get(id)?.();
    running.delete(id);
  };

  return {
    keep: (wanted) => {
      for (const id of stays.keys()) {
        if (wanted.has(id)) continue;
        stop(id);
        stays.delete(id);
      }
      for (const [id, ms] of wanted) {
        if (stays.has(id)) continue;
        stays.set(id, ms);
        if (!paused) start(id, ms);
      }
    },
    pause: () => {
      paused = true;
      for (const id of running.keys()) stop(id);
    },
    resume: () => {
      if (!paused) return;
      paused = false;
      for (const [id, ms] of stays) start(id, ms);
    },
    close: () => {
      for (const id of running.keys()) stop(id);
      stays.clear();
    },
  };
};
