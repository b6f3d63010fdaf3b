/**
 * `npm run session [-- --busy --picture --until=PHASE]`: thirteen people in one place, with real servers that are killed and come back,
 * and a listener with a meter. Some minutes; what there is to look at lands in `.cache/session/`. The work is in
 * `tests/soak/session/`.
 */
import { join } from 'node:path';
import { runMain } from './lib/complaint.mjs';
import { findChromium } from './lib/find-chromium.mjs';
import { findCoturn } from './lib/find-coturn.mjs';
import { findLivekit } from './lib/find-livekit.mjs';
import { nodePath, requireNode } from './lib/node-version.mjs';
import { ROOT } from './lib/paths.mjs';
import { keep } from './lib/process.mjs';
import { setUp } from './lib/setup.mjs';

runMain(async () => {
  requireNode();
  await setUp({ needsBuild: true });
  const [chromium, livekit, coturn] = [await findChromium(), findLivekit(), findCoturn()];
  if (chromium === null || livekit === null || coturn === null) {
    process.exitCode = 1;
    return;
  }
  Object.assign(process.env, { PATIO_CHROMIUM: chromium, PATIO_LIVEKIT: livekit, PATIO_COTURN: coturn });
  process.exit(await keep(nodePath(), [join(ROOT, 'tests', 'soak', 'session', 'run.ts'), ...process.argv.slice(2)]).done);
});
