/** Debian's packages, for browsers that tests need: installed only as root or where sudo asks nothing. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALL_TIMEOUT_MS = 6 * 60_000;

/** @returns {boolean} whether it worked; false where there is no apt-get or no right to use it */
export const aptInstall = (what, packages) => {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const isRoot = process.getuid?.() === 0;
  const apt = (args) => {
    const [command, ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
    console.log(`No ${what} yet; trying: ${[command, ...before, ...args].join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return (
      spawnSync(command, [...before, ...args], { stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_TIMEOUT_MS, env }).status === 0
    );
  };
  return apt(['update', '-q']) && apt(['install', '-y', '-q', '--no-install-recommends', ...packages]);
};
