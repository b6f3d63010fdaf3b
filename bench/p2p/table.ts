/** One measured case, and how it is shown. */
export type Row = {
  readonly name: string;
  readonly unit: string;
  /** One value a run; null for a run that did not get there in time. */
  readonly values: readonly (number | null)[];
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  /** Runs without a result. */
  readonly missing: number;
  readonly note: string;
};

const round = (value: number): number => Math.round(value * 10) / 10;

export const row = (name: string, values: readonly (number | null)[], note = '', unit = 'ms'): Row => {
  const sorted = values.filter((value) => value !== null).toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = sorted.length === 0 ? null : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return {
    name,
    unit,
    values: values.map((value) => (value === null ? null : round(value))),
    median: median === null ? null : round(median),
    min: sorted.length === 0 ? null : round(sorted[0]!),
    max: sorted.length === 0 ? null : round(sorted.at(-1)!),
    missing: values.length - sorted.length,
    note,
  };
};

export const show = ({ name, unit, values, median, min, max, missing, note }: Row): string => {
  const figure = (value: number | null): string => (value === null ? 'never' : String(value));
  return [
    name.padEnd(44),
    `${figure(median).padStart(8)} ${unit}`,
    `(${figure(min)}–${figure(max)})`.padEnd(20),
    `n=${values.length}`.padEnd(6),
    missing > 0 ? `${missing} missing` : '',
    note,
  ].join(' ');
};
