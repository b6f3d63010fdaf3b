/**
 * The last two minutes of round trip and loss, as one figure a second over all links, and the line that draws them.
 * Pure; times in `performance.now()` ms.
 */
import type { ConnectionRow } from '../../state/connection.ts';

export const HISTORY_MS = 120_000;
const SPACING_MS = 900;

export type Sample = { readonly atMs: number; readonly rttMs: number | null; readonly lossPercent: number | null };

const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** Adds the present figures, unless the last ones are younger than a second, and forgets what is older than two minutes. */
export const addSample = (history: readonly Sample[], rows: readonly ConnectionRow[], atMs: number): readonly Sample[] => {
  const last = history.at(-1);
  if (last !== undefined && atMs - last.atMs < SPACING_MS) return history;
  const sample = { atMs, rttMs: mean(rows.map(({ rttMs }) => rttMs)), lossPercent: mean(rows.map(({ lossPercent }) => lossPercent)) };
  return [...history.filter((old) => atMs - old.atMs <= HISTORY_MS), sample];
};

export type LineBox = { readonly width: number; readonly height: number; readonly top: number };

/** SVG path data; a gap where nothing was measured. @param top the value at the upper edge */
export const linePath = (
  points: readonly { readonly atMs: number; readonly value: number | null }[],
  nowMs: number,
  { width, height, top }: LineBox,
): string => {
  let pen = 'M';
  const parts: string[] = [];
  for (const { atMs, value } of points) {
    if (value === null) {
      pen = 'M';
      continue;
    }
    const x = width * (1 - Math.min(1, Math.max(0, (nowMs - atMs) / HISTORY_MS)));
    const y = height * (1 - Math.min(1, Math.max(0, value / top)));
    parts.push(`${pen}${x.toFixed(1)} ${y.toFixed(1)}`);
    pen = 'L';
  }
  return parts.join('');
};
