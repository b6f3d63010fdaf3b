/** How busy the whole machine is, neighbours included: what a figure that was measured on it has to be read with. */
import { readFileSync } from 'node:fs';

export type MachineSample = { readonly busy: number; readonly all: number };

/** Ticks of all cores since the start; NaN where there is no /proc. */
export const readMachine = (): MachineSample => {
  try {
    const fields = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).slice(1, 9).map(Number);
    const all = fields.reduce((sum, ticks) => sum + ticks, 0);
    return { busy: all - (fields[3] ?? 0) - (fields[4] ?? 0), all };
  } catch {
    return { busy: Number.NaN, all: Number.NaN };
  }
};

/** Of all cores together. */
export const busyPercent = (before: MachineSample, after: MachineSample): number =>
  Math.round(((after.busy - before.busy) / (after.all - before.all)) * 100);
