/** The command behind `npm run sim`: reads a scenario, says what the room did, writes the picture. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { modeChanges } from '../../domain/policy/simulate.ts';
import { clockOf, drawChart } from './chart.ts';
import { readPolicy, readScenario, type Reading } from './scenario.ts';
import { simulate } from './simulation.ts';

const HELP = `npm run sim -- scenario.yaml [flags]     what a room would do, drawn

  scenario.yaml     such as docs/sim/lunch.yaml, or the JSON that the connection panel exports
  --policy F        with the policy of this config.yaml instead of the scenario's own
  --out F           where the picture goes; .cache/sim/NAME.svg unless said otherwise
  --help            this text
`;

/** One sentence for whoever typed the command. */
class Complaint extends Error {}

/** npm runs scripts in the project's folder, whatever folder the person is in. */
const fromHere = (file: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

const read = <T>(file: string, parse: (text: string) => Reading<T>): T => {
  const name = basename(file);
  let text: string;
  try {
    text = readFileSync(fromHere(file), 'utf8');
  } catch (error) {
    throw new Complaint(`${name}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
  const reading = parse(text);
  if (reading.ok) return reading.value;
  throw new Complaint(`${name}${reading.line === null ? '' : `, line ${reading.line}`}: ${reading.problem}.`);
};

const flagsOf = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, policy: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Complaint(`${(error as Error).message.split(/\.\s|\n/)[0]}. Try --help.`);
  }
};

const main = (args: readonly string[]): void => {
  const { values, positionals } = flagsOf(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Complaint('One scenario file is needed, such as docs/sim/lunch.yaml. Try --help.');
  const policy = values.policy === undefined ? null : read(values.policy, readPolicy);
  const simulation = simulate(read(file, readScenario), policy);
  const out = values.out === undefined ? join('.cache', 'sim', `${basename(file).replace(/\.\w+$/, '')}.svg`) : fromHere(values.out);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, drawChart(simulation.moments, simulation));
  console.log(simulation.title);
  const first = simulation.moments[0]?.atMs ?? 0;
  for (const { atMs, mode, epoch, reason } of modeChanges(simulation.moments)) {
    console.log(`  ${clockOf(atMs - first).padStart(8)}  ${mode.padEnd(10)} epoch ${epoch}${reason === 'none' ? '' : `  (${reason})`}`);
  }
  console.log(`Drawn in ${out}`);
};

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Complaint)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
