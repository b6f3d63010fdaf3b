/**
 * `npm start`: whatever set-up is missing, then the relay, which also serves the app. Plain JavaScript, so that a Node
 * that is too old can still say so. Ctrl-C ends it with exit code 0.
 */
import { join } from 'node:path';
import { runMain } from './lib/complaint.mjs';
import { answerHelp, parseFlags, toArguments } from './lib/flags.mjs';
import { nodePath, requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { keep } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

runMain(async () => {
  requireNode();
  const flags = parseFlags(process.argv.slice(2));
  if (answerHelp(flags)) return;
  await setUp({ needsBuild: true });
  const relay = keep(nodePath(), [join(ROOT, 'signal-relay', 'main.ts'), '--first-place', ...toArguments(flags)]);
  process.exit(await relay.done);
});
