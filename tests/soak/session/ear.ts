/** What the listener with the meter has heard so far, kept here: by speaker, every 5 ms, with the time that belongs to it. */
import type { Page } from '@playwright/test';
import { HOP_MS, longestSilence, readToneMeter, type Silence, silences, usualLoudness } from '../../support/tone-meter.ts';

export type Mark = { readonly index: number; readonly atMs: number };
export type Gap = Silence & { readonly speaker: number };

export type Ear = {
  /** Takes over what was heard until now. @returns where that is */
  readonly mark: () => Promise<Mark>;
  readonly longest: (speaker: number, from: Mark, to: Mark) => Silence;
  /** All silences of a speaker, times since the session began. */
  readonly gaps: (speaker: number, from: Mark, to: Mark) => readonly Silence[];
  /** Heard nearly all of the time lately. */
  readonly hearsNow: (speaker: number, ms?: number) => Promise<boolean>;
  /** Heard at no moment lately. */
  readonly isSilentNow: (speaker: number, ms?: number) => Promise<boolean>;
};

/** How much of the past tells how loud somebody usually is. */
const USUAL_MS = 30_000;
const MOSTLY = 0.9;

export const createEar = (page: Page, speakers: number, began: number): Ear => {
  const heard: number[][] = Array.from({ length: speakers }, () => []);
  let index = 0;
  let now: Promise<Mark> = Promise.resolve({ index: 0, atMs: 0 });

  const take = async (): Promise<Mark> => {
    const news = await readToneMeter(page, index);
    const atMs = performance.now() - began;
    const more = news[0]?.length ?? 0;
    for (const [speaker, levels] of news.entries()) heard[speaker]?.push(...levels);
    index += more;
    return { index, atMs };
  };
  const mark = (): Promise<Mark> => {
    // one after the other, or what two of them read would be kept twice
    now = now.then(take, take);
    return now;
  };
  const between = (speaker: number, from: number, to: number): readonly number[] => (heard[speaker] ?? []).slice(Math.max(0, from), to);
  const usualAt = (speaker: number, from: number, to: number): number =>
    usualLoudness(between(speaker, Math.min(from, to - USUAL_MS / HOP_MS), to));
  const shareHeard = async (speaker: number, ms: number): Promise<number> => {
    const { index: end } = await mark();
    const from = end - ms / HOP_MS;
    if (from < 0) return 0;
    const usual = usualAt(speaker, from, end);
    const silent = silences(between(speaker, from, end), usual).reduce((sum, one) => sum + one.ms, 0);
    return Math.max(0, 1 - silent / ms);
  };
  const gaps = (speaker: number, from: Mark, to: Mark): readonly Silence[] =>
    silences(between(speaker, from.index, to.index), usualAt(speaker, from.index, to.index)).map(({ ms, atMs }) => ({
      ms,
      atMs: Math.round(from.atMs + atMs),
    }));

  return {
    mark,
    gaps,
    longest: (speaker, from, to) => {
      const { ms, atMs } = longestSilence(between(speaker, from.index, to.index), usualAt(speaker, from.index, to.index));
      return { ms, atMs: Math.round(from.atMs + atMs) };
    },
    hearsNow: async (speaker, ms = 1000) => (await shareHeard(speaker, ms)) >= MOSTLY,
    isSilentNow: async (speaker, ms = 1000) => (await shareHeard(speaker, ms)) <= 1 - MOSTLY,
  };
};
