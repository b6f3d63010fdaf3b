/**
 * `npm test`: everything CI runs, from a clean checkout: installs, finds a browser, then format, lint, types, unit,
 * component, build, budget and end-to-end. The last line is `N passed, N failed`.
 */
import { ensureInstalled } from './lib/setup.mjs';

await ensureInstalled();
const { findChromium } = await import('./lib/find-chromium.mjs');
const { check, playwright, runSuites, vitest } = await import('./lib/suites.mjs');

const chromium = await findChromium();
if (chromium === null) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
process.env.PATIO_CHROMIUM = chromium;

process.exitCode = await runSuites([
  check('format', 'oxfmt', ['--check', '.']),
  check('lint', 'oxlint', ['--type-aware']),
  check('types', 'tsc', ['-b']),
  vitest('unit', 'unit'),
  vitest('component', 'component'),
  check('build', 'vite', ['build', '--logLevel', 'warn']),
  check('budget', 'node', ['scripts/budget.mjs']),
  playwright('e2e'),
]);
