/**
 * Runs suites one after another and counts: a check that has no tests of its own (format, lint, types, budget) counts as
 * one. Reports come as JSON files from Vitest and Playwright, so nothing is guessed from printed text.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './paths.mjs';

const REPORTS = '.cache/reports';

const run = (command, args, env) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** What went wrong, short enough to stand in a summary: its first lines, without colours. */
const EXCERPT_LINES = 6;
const EXCERPT_CHARS = 500;
const excerpt = (message) =>
  stripVTControlCharacters(message ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, EXCERPT_LINES)
    .join('\n')
    .slice(0, EXCERPT_CHARS);

/** A check without tests: passes or fails as a whole. */
export const check = (name, command, args) => async () => {
  const code = await run(command, args);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
};

/** By `skipIf` and the like. */
const isLeftOut = ({ status }) => status === 'pending' || status === 'skipped' || status === 'todo';
const vitestLeftOut = (report) => (report?.testResults ?? []).flatMap((file) => file.assertionResults.filter(isLeftOut)).length;

const vitestTroubles = (report) =>
  (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed' || (mayNotSkip() && isLeftOut(test)));
    // a file that could not be loaded has no tests, only a message
    if (failed.length === 0 && file.status === 'failed') return [{ test: relative(ROOT, file.name), why: excerpt(file.message) }];
    return failed.map((test) => ({
      test: `${relative(ROOT, file.name)} › ${test.fullName}`,
      why: isLeftOut(test) ? SKIPPED : excerpt(test.failureMessages[0]),
    }));
  });

const playwrightTroubles = (suite, titles = []) => [
  ...(suite.suites ?? []).flatMap((inner) => playwrightTroubles(inner, inner.file === inner.title ? titles : [...titles, inner.title])),
  ...(suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky' || (mayNotSkip() && status === 'skipped'))
      .map((test) => ({
        test: [`${spec.file}:${spec.line}`, ...titles, spec.title].join(' › '),
        isSecondTry: test.status === 'flaky',
        why: test.status === 'skipped' ? SKIPPED : excerpt(test.results.find((result) => result.error !== undefined)?.error.message),
      })),
  ),
];

export const vitest =
  (name, project, filters = []) =>
  async () => {
    const file = join(REPORTS, `${name}.json`);
    rmSync(file, { force: true });
    const code = await run('vitest', [
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]);
    const report = readReport(file);
    const passed = report?.numPassedTests ?? 0;
    const leftOut = vitestLeftOut(report);
    const failed = (report?.numFailedTests ?? 0) + (mayNotSkip() ? leftOut : 0);
    // a suite that could not start, or left an unhandled error, is a failure even if no single test says so
    return { name, passed, failed: code !== 0 && failed === 0 ? 1 : failed, leftOut, troubles: vitestTroubles(report) };
  };

/**
 * Where nothing may be skipped (PATIO_SKIP=never, which .ci/run sets), a suite or a test that cannot run here has failed.
 */
const mayNotSkip = () => process.env.PATIO_SKIP === 'never';
const SKIPPED = 'was skipped, and this gate skips nothing (PATIO_SKIP=never): its reason is said above';

/** A suite that cannot run on this machine: said where nobody overlooks it, and counted as skipped. */
const skipped = (name, why) => {
  const line = `SKIPPED: ${name}, because ${why}.`;
  console.log(`\n${'!'.repeat(line.length)}\n${line}\n${'!'.repeat(line.length)}`);
  if (!mayNotSkip()) return { name, passed: 0, failed: 0, skipped: why };
  return { name, passed: 0, failed: 1, troubles: [{ test: 'the whole suite', why: `cannot run here: ${why}` }] };
};

/**
 * @param {{config?: string, isImpossible?: () => string | null}} options another configuration than the usual one, and why
 *   the suite cannot run here, asked when its turn comes
 */
export const playwright =
  (name, { config, isImpossible } = {}) =>
  async () => {
    const why = isImpossible?.() ?? null;
    if (why !== null) return skipped(name, why);
    // a relative path would be taken from the folder of the configuration
    const file = join(ROOT, REPORTS, `${name}.json`);
    rmSync(file, { force: true });
    const args = ['test', '--reporter=list,json', ...(config === undefined ? [] : ['--config', config])];
    const code = await run('playwright', args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
    const report = readReport(file);
    const stats = report?.stats;
    const leftOut = stats?.skipped ?? 0;
    const failed = (stats?.unexpected ?? 0) + (mayNotSkip() ? leftOut : 0);
    return {
      name,
      leftOut,
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: code !== 0 && failed === 0 ? 1 : failed,
      troubles: report === null ? [] : playwrightTroubles(report),
    };
  };

/** @param suites functions that resolve to { name, passed, failed } @returns the exit code */
export const runSuites = async (suites) => {
  if (!existsSync(REPORTS)) mkdirSync(REPORTS, { recursive: true });
  const results = [];
  for (const suite of suites) {
    const started = Date.now();
    const result = await suite();
    results.push({ ...result, seconds: Math.round((Date.now() - started) / 1000) });
    if (result.skipped === undefined)
      console.log(`\n— ${result.name}: ${result.passed} passed, ${result.failed} failed (${results.at(-1).seconds} s)\n`);
  }
  const passed = results.reduce((sum, r) => sum + r.passed, 0);
  const failed = results.reduce((sum, r) => sum + r.failed, 0);
  for (const r of results)
    if (r.skipped !== undefined) console.log(`SKIP ${r.name.padEnd(12)} ${r.skipped}`);
    else
      console.log(
        `${r.failed === 0 ? 'ok  ' : 'FAIL'} ${r.name.padEnd(12)} ${String(r.passed).padStart(5)} passed ${String(r.failed).padStart(3)} failed ${String(r.seconds).padStart(4)} s`,
      );
  for (const r of results)
    if (r.leftOut > 0) console.log(`SKIP ${r.name.padEnd(12)} ${r.leftOut} of its tests: what they need is not on this machine`);
  const left = results.filter((r) => r.skipped !== undefined).map((r) => r.name);
  if (left.length > 0) console.log(`Skipped on this machine: ${left.join(', ')} (why is said above)`);
  // whoever reads only the end of a log learns which test it was, and why
  for (const { name, troubles = [] } of results)
    for (const { test, why, isSecondTry } of troubles)
      console.log(`\n${isSecondTry ? 'SECOND TRY' : 'FAILED'} ${name}: ${test}\n${why.replace(/^/gm, '    ')}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
};
