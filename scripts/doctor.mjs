/** `npm run doctor -- https://host`: says what is wrong with an installation, and what to open. See scripts/doctor/. */
import { join } from 'node:path';
import { runMain } from './lib/complaint.mjs';
import { nodePath, requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { keep } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

runMain(async () => {
  requireNode();
  await setUp({ needsBuild: false });
  const doctor = keep(nodePath(), [join(ROOT, 'scripts', 'doctor', 'main.ts'), ...process.argv.slice(2)]);
  process.exitCode = await doctor.done;
});
