/**
 * `npm run sim -- scenario.yaml [--out picture.svg] [--policy config.yaml]`: what a room would do, drawn. The work is in
 * `scripts/sim/`; see docs/policy.md.
 */
import { join } from 'node:path';
import { runMain } from './lib/complaint.mjs';
import { nodePath, requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { keep } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

runMain(async () => {
  requireNode();
  await setUp({ needsBuild: false });
  process.exit(await keep(nodePath(), [join(ROOT, 'scripts', 'sim', 'run.ts'), ...process.argv.slice(2)]).done);
});
