/** Runs at the SFU as a table, and what must be so in each of them. */
import { median } from './load.ts';
import { PER_PROCESS } from './scripted.ts';
import { SCRIPTED, type SfuRun } from './sfu.ts';

/** Four people with a tone, and one of each process of scripted people; at the end all of them. */
const SPEAKING = 4 + Math.ceil(20 / PER_PROCESS) + Math.ceil(26 / PER_PROCESS);
const EVERYBODY = 4 + SCRIPTED.at(-1)!;

type Receiver = { readonly name: string; readonly interest: number; readonly receives: number; readonly hears: number };
export const sfuComplaints = (run: SfuRun): readonly string[] =>
  [
    ...run.stages.flatMap(({ scripted, humming, listeners }) =>
      listeners.map((one) => ({ where: `${scripted} scripted, ${humming} humming`, one })),
    ),
    ...run.apart.map((one) => ({ where: 'one walked away', one })),
  ]
    .flatMap(({ where, one }: { where: string; one: Receiver }) => [
      ...(one.receives > one.interest ? [`${one.name}, ${where}: receives ${one.receives}, listens to ${one.interest}`] : []),
      ...(one.hears < one.interest ? [`${one.name}, ${where}: hears ${one.hears} of ${one.interest}`] : []),
    ])
    .concat(
      [
        { receives: run.stock.few.receives, loud: SPEAKING },
        { receives: run.stock.all.receives, loud: EVERYBODY },
      ].flatMap(({ receives, loud }) =>
        receives < loud ? [`the stock client receives ${receives} of ${loud} who make a sound: there was no crowd`] : [],
      ),
    )
    .concat(run.errors);

const range = (numbers: readonly number[]): string => {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? String(low) : `${low}–${high}`;
};

export const showSfu = (all: readonly SfuRun[]): string =>
  [
    '| in the room (LiveKit counts people / tracks) | receives | hears | main thread | CPU of the browser | LiveKit |',
    ...(all[0]?.stages ?? []).map(({ scripted, humming, people: count, tracks }, i) => {
      const stages = all.map((run) => run.stages[i]!);
      const people = stages.flatMap(({ listeners }) => listeners);
      return `| 4 browsers, ${scripted} scripted, ${humming} of them humming (${count} / ${tracks}) | ${range(people.map((p) => p.receives))} of 3 | ${range(people.map((p) => p.hears))} of 3 | ${median(people.map((p) => p.mainThreadPercent))} % | ${median(people.map((p) => p.cpuPercent))} % | ${median(stages.map((s) => s.livekitPercent))} % |`;
    }),
    `| one of the four walks out of earshot | ${all.map(({ apart }) => apart.map((p) => p.receives).join(' ')).join(' · ')} | ${all.map(({ apart }) => apart.map((p) => p.hears).join(' ')).join(' · ')} | | | |`,
    ...(['few', 'all'] as const).map((which) => {
      const stocks = all.map(({ stock }) => stock[which]);
      const loud = which === 'few' ? SPEAKING : EVERYBODY;
      return `| beside them while ${loud} make a sound: stock livekit-client, subscribed to ${range(stocks.map((s) => s.subscribed))} | ${range(stocks.map((s) => s.receives))} | | ${median(stocks.map((s) => s.mainThreadPercent))} % | ${median(stocks.map((s) => s.cpuPercent))} % | |`;
    }),
  ].join('\n');
