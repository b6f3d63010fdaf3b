/** Runs of the mesh as a table of medians, and what the product may not exceed. */
import { median } from './load.ts';
import { OTHERS } from './mesh-figures.ts';
import { type MeshRun, type Way, WAYS } from './mesh.ts';

const MOST_LOSS_PERCENT = 1;
const MOST_MAIN_THREAD_PERCENT = 50;

const worst = (run: MeshRun): number => Math.max(run.lossDownPercent, run.lossUpPercent);

const rowOf = (way: Way, runs: readonly MeshRun[]): string => {
  const of = (read: (run: MeshRun) => number): number => median(runs.map(read));
  const last = runs.at(-1)!.last;
  const budget = [...new Set(runs.map(({ decisions }) => decisions.at(-1)))].join('; ');
  const limited = Object.entries(last.limitedBy).map(([reason, count]) => `${reason} ${count}`);
  return `| ${[
    way,
    `${of((r) => r.lossDownPercent)} / ${of((r) => r.lossUpPercent)} % (most ${Math.max(...runs.map(worst))})`,
    `${of((r) => r.cameDownPercent)} / ${of((r) => r.cameUpPercent)} %`,
    `${of((r) => r.concealedPercent)} %`,
    `${of((r) => r.mainThreadPercent)} % (${of((r) => r.longTaskPercent)})`,
    `${of((r) => r.cpuPercent)} %`,
    `${of((r) => r.othersCpuPercent)} / ${of((r) => r.machinePercent)} %`,
    `${of((r) => r.upKbps)} / ${of((r) => r.downKbps)}`,
    `${of((r) => median(r.last.sentHeights))}p ${of((r) => r.sentFps)} (${limited.join(', ')})`,
    `${of((r) => median(r.last.seenHeights))}p ${of((r) => r.seenFps)}`,
    `${of((r) => r.last.rttMs ?? Number.NaN)}`,
    budget,
  ].join(' | ')} |`;
};

export const showMesh = (all: readonly MeshRun[]): string =>
  [
    '| way, medians | audio lost down / up | came down / up | made up | main thread (long tasks) | CPU of the person | others / machine | kbit/s up / down | sends | sees | RTT ms | budget at the end |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...WAYS.flatMap((way) => {
      const runs = all.filter((run) => run.way === way);
      return runs.length === 0 ? [] : [rowOf(way, runs)];
    }),
  ].join('\n');

/** Only of the product, unless there was no crowd: the others are there to be worse. */
export const meshComplaints = (all: readonly MeshRun[]): readonly string[] => [
  ...all.filter((run) => run.last.seenHeights.length < OTHERS).map((run) => `${run.way}: ${run.last.seenHeights.length} pictures came`),
  ...WAYS.filter((way) => way.startsWith('patio')).flatMap((way) => {
    const runs = all.filter((run) => run.way === way);
    const [loss, main] = [median(runs.map(worst)), median(runs.map((run) => run.mainThreadPercent))];
    return [
      ...(loss >= MOST_LOSS_PERCENT ? [`${way}: ${loss} % of the sound is lost`] : []),
      ...(main >= MOST_MAIN_THREAD_PERCENT ? [`${way}: the main thread works ${main} % of the time`] : []),
    ];
  }),
];
