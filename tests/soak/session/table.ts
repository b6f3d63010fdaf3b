/** What the session found, phase by phase, against what is allowed. Pure. */
import type { Silence } from '../../support/tone-meter.ts';

/** No gap beyond this while a room moves, or while nothing happens. */
export const MOVE_LIMIT_MS = 60;
/** A server that was killed is answered within this. */
export const KILLED_LIMIT_MS = 3000;

export type Heard = {
  readonly name: string;
  readonly longest: Silence;
  /** Null: this one is not judged in this phase. */
  readonly limitMs: number | null;
};

export type Phase = {
  readonly key: string;
  readonly title: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly mode: string;
  readonly epoch: number | null;
  readonly people: number;
  readonly load: number;
  readonly heard: readonly Heard[];
  /** Anything else that was measured, in words. */
  readonly notes: readonly string[];
  /** What should have been and was not. */
  readonly complaints: readonly string[];
};

export const complaintsOf = ({ title, heard, complaints }: Phase): readonly string[] => [
  ...heard.flatMap(({ name, longest, limitMs }) =>
    limitMs !== null && longest.ms > limitMs ? [`${title}: ${name} was silent for ${longest.ms} ms; ${limitMs} are allowed`] : [],
  ),
  ...complaints.map((complaint) => `${title}: ${complaint}`),
];

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
const silent = ({ longest, limitMs }: Heard): string => {
  if (limitMs === null) return `(${longest.ms})`;
  return longest.ms > limitMs ? `**${longest.ms}** > ${limitMs}` : `${longest.ms} ≤ ${limitMs}`;
};

/** Markdown. */
export const tableOf = (phases: readonly Phase[]): string => {
  const names = [...new Set(phases.flatMap(({ heard }) => heard.map(({ name }) => name)))];
  return [
    `| phase | s | people | mode, epoch | ${names.map((name) => `${name}, ms`).join(' | ')} | load |`,
    `|---|---|---|---|${names.map(() => '---|').join('')}---|`,
    ...phases.map((phase) => {
      const cells = names.map((name) => {
        const one = phase.heard.find((heard) => heard.name === name);
        return one === undefined ? '–' : silent(one);
      });
      const when = `${seconds(phase.fromMs)}–${seconds(phase.toMs)}`;
      return `| ${phase.title} | ${when} | ${phase.people} | ${phase.mode}, ${phase.epoch ?? '–'} | ${cells.join(' | ')} | ${phase.load.toFixed(1)} |`;
    }),
    '',
    ...phases.flatMap(({ title, notes }) => notes.map((note) => `- ${title}: ${note}`)),
  ].join('\n');
};
