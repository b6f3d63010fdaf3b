/** Before the end-to-end tests: the app must be built, because people open what `npm start` serves. */
import { existsSync } from 'node:fs';

const setup = (): void => {
  if (!existsSync('dist/index.html')) throw new Error('dist/ is missing: run `npm run build` first (npm test does)');
};
export default setup;
