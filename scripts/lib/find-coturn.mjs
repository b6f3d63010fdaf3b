/** Finds coturn for the tests, or installs Debian's: TURN is tested against the real server. */
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';

const SYSTEM_PATHS = ['/usr/bin/turnserver', '/usr/local/bin/turnserver', '/opt/homebrew/bin/turnserver'];

const find = () => [process.env.PATIO_COTURN, ...SYSTEM_PATHS].find((path) => path !== undefined && path !== '' && existsSync(path));

/** @returns the server's path, or null after saying which command would install it */
export const findCoturn = () => {
  const present = find();
  if (present !== undefined) return present;
  aptInstall('coturn', ['coturn']);
  const found = find();
  if (found !== undefined) return found;
  console.error('No coturn to test with. Install it with: sudo apt-get install coturn (or name it in PATIO_COTURN)');
  return null;
};
