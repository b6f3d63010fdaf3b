/**
 * Finds a Firefox for the tests, or installs Debian's: `a-firefox-person-among-chromium-people` needs a second engine. The
 * same order of places as `tests/support/firefox.ts`.
 */
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';

const SYSTEM_PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

const find = () => [process.env.PATIO_FIREFOX, ...SYSTEM_PATHS].find((path) => path !== undefined && path !== '' && existsSync(path));

/** @returns the browser's path, or null after saying which command would install one. */
export const findFirefox = () => {
  const present = find();
  if (present !== undefined) return present;
  aptInstall('Firefox', ['firefox-esr']);
  const found = find();
  if (found !== undefined) return found;
  console.error('No Firefox to test with. Install one with: sudo apt-get install firefox-esr (or name it in PATIO_FIREFOX)');
  return null;
};
