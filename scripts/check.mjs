/** `npm run check`: the fast subset, under a minute: format, lint, types, unit tests that need no browser, budget of the last build. */
import { runMain } from './lib/complaint.mjs';
import { requireNode } from './lib/node-version.mjs';
import { setUp } from './lib/setup.mjs';

runMain(async () => {
  requireNode();
  await setUp({ needsBuild: false });
  const { check, runSuites, vitest } = await import('./lib/suites.mjs');

  process.exitCode = await runSuites([
    check('format', 'oxfmt', ['--check', '.']),
    check('lint', 'oxlint', ['--type-aware']),
    check('types', 'tsc', ['-b']),
    vitest('unit', 'unit', ['domain', 'workers', 'web', 'signal-relay']),
    check('build', 'vite', ['build', '--logLevel', 'warn']),
    check('budget', 'node', ['scripts/budget.mjs']),
  ]);
});
