/** Before the end-to-end tests: the app must be built, because people open what `npm start` serves. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { APP_FOLDER } from './servers.ts';

const setup = (): void => {
  if (!existsSync(join(APP_FOLDER, 'index.html'))) throw new Error('dist/ is missing: run `npm run build` first (npm test does)');
};
export default setup;
