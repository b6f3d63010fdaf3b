/**
 * Counts what a driver's peer connections carry, and looks twice a second whether the server is still there. Every driver has
 * one; whether a silence is the end is decided in `silence-watch.ts`.
 */
import type { SfuStats } from './sfu-driver.ts';
import { watchSilence, type SilenceWatch } from './silence-watch.ts';
import { createStatsTally } from './stats-tally.ts';

const LOOK_MS = 500;

type Reporting = { readonly getStats: () => Promise<RTCStatsReport> | undefined };

export type PathWatchOptions = {
  /** By a name of the driver's own, which stays: two may use the same ids inside. */
  readonly connections: () => Readonly<Record<string, Reporting | undefined>>;
  /** Is the microphone on its way? Pictures may rest while nobody looks at them; sound goes on as long as it is on. */
  readonly isSpeaking: () => boolean;
  readonly onDead: () => void;
};

export type PathWatch = {
  readonly start: () => void;
  readonly stop: () => void;
  readonly stats: () => Promise<SfuStats>;
};

export const createPathWatch = ({ connections, isSpeaking, onDead }: PathWatchOptions): PathWatch => {
  const tally = createStatsTally();
  let silence: SilenceWatch = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  const take = async (): Promise<void> => {
    for (const [scope, connection] of Object.entries(connections())) {
      const report = await connection?.getStats();
      if (report !== undefined) tally.add(scope, [...report.values()]);
    }
  };

  const look = async (): Promise<void> => {
    await take().catch(() => undefined);
    if (isOver) return;
    const path = tally.path();
    if (path !== null) {
      const { watch, isDead } = watchSilence(silence, { atMs: performance.now(), ...path, isSending: isSpeaking() });
      silence = watch;
      if (isDead) return onDead();
    }
    timer = setTimeout(() => void look(), LOOK_MS);
  };

  return {
    start: () => void look(),
    stop: () => {
      isOver = true;
      clearTimeout(timer);
    },
    stats: async () => {
      if (!isOver) await take().catch(() => undefined);
      return tally.stats();
    },
  };
};
