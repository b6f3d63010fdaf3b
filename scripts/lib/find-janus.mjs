/** Finds Janus for the tests, or installs Debian's: the SFU driver's contract is tested against a second, unrelated SFU. */
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.mjs';

const SYSTEM_PATHS = ['/usr/bin/janus', '/opt/janus/bin/janus'];

const find = () => [process.env.PATIO_JANUS, ...SYSTEM_PATHS].find((path) => path !== undefined && path !== '' && existsSync(path));

/** @returns the server's path, or null after saying which command would install it */
export const findJanus = () => {
  const present = find();
  if (present !== undefined) return present;
  aptInstall('Janus', ['janus']);
  const found = find();
  if (found !== undefined) return found;
  console.error('No Janus to test with. Install it with: sudo apt-get install janus (or name it in PATIO_JANUS)');
  return null;
};
