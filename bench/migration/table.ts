/** What a run gives, how many are shown, and what the product may not exceed. */
export const WAYS = ['exchange', 'switch', 'break'] as const;

export type Figure = { readonly audioGapMs: number; readonly videoGapMs: number; readonly blackLooks: number; readonly tookMs: number };
/** What was seen and what happened around the longest gap of the picture; ms from its beginning. */
export type Traced = { readonly trace?: { readonly frames: readonly string[]; readonly notes: readonly string[] } };
/** null: it did not get there. */
export type Figures = { readonly up: Figure & Traced; readonly down: Figure & Traced; readonly load?: number } | null;

const at = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

const summary = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p95, max] = [at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1)].map((value) => String(Math.round(value)));
  return `${p50} / ${p95} / ${max}`;
};

const NAMES = { exchange: 'Patio', switch: 'switch on track', break: 'break before make' } as const;

export const show = (how: keyof typeof NAMES, route: string, direction: 'up' | 'down', all: readonly Figures[]): string => {
  const runs = all.flatMap((one) => (one === null ? [] : [one[direction]]));
  const column = (name: keyof Figure): string => summary(runs.map((run) => run[name])).padEnd(18);
  return [
    `${NAMES[how]}, ${route}, ${direction === 'up' ? 'mesh → SFU' : 'SFU → mesh'}`.padEnd(44),
    `audio ${column('audioGapMs')}`,
    `video ${column('videoGapMs')}`,
    `black ${column('blackLooks')}`,
    `took ${column('tookMs')}`,
    `load ${summary(all.map((one) => one?.load ?? Number.NaN).filter(Number.isFinite))}`,
    `n=${String(runs.length)}${runs.length < all.length ? `, ${String(all.length - runs.length)} failed` : ''}`,
  ].join(' ');
};

/** p50, p95 and max of audio, p95 of video; ms. */
const limits = (lossPercent: number) =>
  lossPercent === 0 ? ({ audio: [0, 20, 60], video: 200 } as const) : ({ audio: [60, 60, Infinity], video: 500 } as const);

/** @returns what is not as promised, or null. */
export const figure = (kept: readonly (readonly [string, readonly Figures[]])[], lossPercent: number): string | null => {
  const limit = limits(lossPercent);
  const wrong = kept.flatMap(([name, all]) => {
    if (!name.startsWith('exchange')) return [];
    return (['up', 'down'] as const).flatMap((direction) => {
      const runs = all.flatMap((one) => (one === null ? [] : [one[direction]]));
      const audio = runs.map(({ audioGapMs }) => audioGapMs).toSorted((a, b) => a - b);
      const video = runs.map(({ videoGapMs }) => videoGapMs).toSorted((a, b) => a - b);
      const isHeard = [0.5, 0.95, 1].every((share, index) => at(audio, share) <= (limit.audio[index] ?? 0));
      const isKept = isHeard && at(video, 0.95) <= limit.video;
      return isKept && runs.length === all.length ? [] : [`${name}, ${direction}`];
    });
  });
  return wrong.length === 0 ? null : `Beyond the table: ${wrong.join('; ')}`;
};
