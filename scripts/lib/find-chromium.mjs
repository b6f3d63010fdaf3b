/**
 * Finds a Chromium for the tests, or installs one: Playwright's, else Debian's package. Plain JavaScript, because it runs
 * before anything is certain. The same order of places as `tests/support/chromium.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const INSTALL_TIMEOUT_MS = 4 * 60_000;

const playwrightPath = async () => {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
};

const find = async () => {
  const places = [process.env.PATIO_CHROMIUM, process.env.CHROMIUM, ...SYSTEM_PATHS, await playwrightPath()];
  return places.find((path) => path !== undefined && path !== '' && existsSync(path));
};

const tryCommand = (command, args) => {
  console.log(`No Chromium yet; trying: ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_TIMEOUT_MS }).status === 0;
};

/** @returns the browser's path, or null after saying which command would install one. */
export const findChromium = async () => {
  const present = await find();
  if (present !== undefined) return present;
  const isDebian = existsSync('/usr/bin/apt-get');
  const isRoot = process.getuid?.() === 0;
  const debian = isRoot ? ['apt-get', []] : ['sudo', ['-n', 'apt-get']];
  if (
    isDebian &&
    tryCommand(debian[0], [...debian[1], 'update', '-q']) &&
    tryCommand(debian[0], [...debian[1], 'install', '-y', '-q', 'chromium'])
  ) {
    const found = await find();
    if (found !== undefined) return found;
  }
  if (tryCommand('npx', ['playwright', 'install', 'chromium'])) {
    const found = await find();
    if (found !== undefined) return found;
  }
  console.error(
    `No Chromium to test with. Install one with: ${isDebian ? 'sudo apt-get install chromium' : 'npx playwright install chromium'}`,
  );
  return null;
};
