/**
 * Finds WebKitGTK with its driver, and a screen for it, or installs Debian's: `webkit-opens-every-screen` needs them. The
 * same places as `tests/support/webdriver.ts`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall } from './apt.mjs';

const LIBRARIES = '/usr/lib';

const hasMiniBrowser = () =>
  existsSync(LIBRARIES) &&
  readdirSync(LIBRARIES).some((triplet) =>
    ['webkit2gtk-4.1', 'webkit2gtk-4.0'].some((version) => existsSync(join(LIBRARIES, triplet, version, 'MiniBrowser'))),
  );
const isPresent = () => existsSync('/usr/bin/WebKitWebDriver') && existsSync('/usr/bin/Xvfb') && hasMiniBrowser();

/** @returns {boolean} whether it is there; false after saying which command would install it */
export const findWebKit = () => {
  if (isPresent() || (aptInstall('WebKit', ['webkit2gtk-driver', 'xvfb']) && isPresent())) return true;
  console.error('No WebKit to test with. Install one with: sudo apt-get install webkit2gtk-driver xvfb');
  return false;
};
