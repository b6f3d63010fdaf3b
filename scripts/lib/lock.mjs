/** One set-up at a time: two starts at once would build into the same folder. A lock of a dead process counts for nothing. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './paths.mjs';

const FOLDER = join(CACHE, 'setup.lock');
const RETRY_MS = 200;

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

const take = () => {
  try {
    mkdirSync(FOLDER);
    writeFileSync(join(FOLDER, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
};

const holder = () => {
  try {
    return Number(readFileSync(join(FOLDER, 'pid'), 'utf8'));
  } catch {
    return 0;
  }
};

/** Waits for the lock, runs `action`, gives the lock back. */
export const withSetupLock = async (action) => {
  mkdirSync(CACHE, { recursive: true });
  let emptyTries = 0;
  while (!take()) {
    const pid = holder();
    // its maker may just be about to write its number
    emptyTries = pid === 0 ? emptyTries + 1 : 0;
    if ((pid !== 0 && !isAlive(pid)) || emptyTries > 5) rmSync(FOLDER, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  const free = () => rmSync(FOLDER, { recursive: true, force: true });
  process.once('exit', free);
  try {
    return await action();
  } finally {
    process.off('exit', free);
    free();
  }
};
