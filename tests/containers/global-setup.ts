/** Before the containers' stories: the app must be built, and the images are. */
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { findLivekit } from '../support/livekit-server.ts';
import { ROOT } from './engine.ts';
import { buildImages } from './images.ts';

const setup = async (): Promise<void> => {
  if (!existsSync(join(ROOT, 'dist', 'index.html'))) throw new Error('dist/ is missing: run `npm run build` first (npm test does)');
  const livekit = findLivekit();
  if (livekit === null) throw new Error('No LiveKit to put into a container: name it in PATIO_LIVEKIT');
  const started = performance.now();
  await buildImages(livekit);
  console.log(`Images built in ${Math.round((performance.now() - started) / 1000)} s`);
};
export default setup;
