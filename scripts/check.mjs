/** `npm run check`: the fast subset, under a minute: format, lint, types, unit tests that need no browser, budget of the last build. */
import { ensureInstalled } from './lib/setup.mjs';

await ensureInstalled();
const { check, runSuites, vitest } = await import('./lib/suites.mjs');

process.exitCode = await runSuites([
  check('format', 'oxfmt', ['--check', '.']),
  check('lint', 'oxlint', ['--type-aware']),
  check('types', 'tsc', ['-b']),
  vitest('unit', 'unit', ['domain', 'workers', 'web', 'signal-relay']),
  check('build', 'vite', ['build', '--logLevel', 'warn']),
  check('budget', 'node', ['scripts/budget.mjs']),
]);
