/**
 * The set-up that every command shares: dependencies as the lockfile says, and a build that fits the sources. Each is
 * done only if needed, and finding out takes a few dozen milliseconds.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Complaint } from './complaint.mjs';
import { withSetupLock } from './lock.mjs';
import { nodePath } from './node-version.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { run } from './process.mjs';

const STAMP = join(CACHE, 'build.json');
const INDEX = join(ROOT, 'dist', 'index.html');
/** What the build is made of. */
const SOURCES = [
  'domain',
  'transports',
  'workers',
  'web',
  'sw',
  'public',
  'index.html',
  'vite.config.ts',
  'tsconfig.base.json',
  'package-lock.json',
  'config.yaml',
];

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** Compares what npm noted down at its last install with the lockfile, package by package. */
const isInstalled = () => {
  const wanted = readJson(join(ROOT, 'package-lock.json'));
  const present = readJson(join(ROOT, 'node_modules', '.package-lock.json'));
  if (wanted === null) throw new Complaint('package-lock.json is missing or damaged: get it back with "git checkout package-lock.json".');
  if (present === null || !existsSync(nodePath())) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    const found = present.packages[path];
    // packages for other systems are in the lockfile, and rightly not here
    return path === '' || (found === undefined ? entry.optional === true || entry.peer === true : found.version === entry.version);
  });
};

const lastLine = (output) => {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return lines.find((line) => /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network|ENOSPC|EACCES|E40\d|code /i.test(line)) || 'see npm ci';
};

const install = async () => {
  process.stdout.write('Installing what package-lock.json says …\n');
  let { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  // a lockfile that was written on one system may lack the optional packages of another (an old npm bug): npm ci then
  // refuses, while npm install takes every version from the lockfile all the same, and fills in what is missing
  if (code !== 0 && /EUSAGE/.test(output)) ({ code, output } = await run('npm', ['install', '--no-save', '--no-audit', '--no-fund']));
  if (code === 0) return;
  const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i.test(output);
  if (isOffline) throw new Complaint('npm could not reach its registry: the first start needs the internet (or a filled npm cache).');
  if (/ENOSPC/.test(output)) throw new Complaint('npm could not install: the disk is full.');
  throw new Complaint(`npm could not install what package-lock.json says (${lastLine(output)}). Run "npm ci" to see all of it.`);
};

const isSource = (name) => !/\.test\.ts$|^testing\.ts$|^\./.test(name);

const addFiles = (hash, path) => {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return;
  if (info.isDirectory()) {
    for (const name of readdirSync(path).toSorted()) if (isSource(name)) addFiles(hash, join(path, name));
    return;
  }
  hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path)).update('\0');
};

const fingerprint = () => {
  const hash = createHash('sha256');
  for (const path of SOURCES) addFiles(hash, join(ROOT, path));
  return hash.digest('hex');
};

const indexTime = () => {
  const info = statSync(INDEX, { throwIfNoEntry: false });
  return info === undefined ? null : info.mtimeMs;
};

const build = async (sources) => {
  process.stdout.write('Building the app …\n');
  const { code, output } = await run(nodePath(), [join('node_modules', 'vite', 'bin', 'vite.js'), 'build']);
  if (code !== 0) {
    const reason = output.split('\n').find((line) => /error|ENOSPC/i.test(line)) || 'see npm run build';
    throw new Complaint(`The app could not be built (${reason.trim()}). Run "npm run build" to see all of it.`);
  }
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ sources, indexTime: indexTime() }));
};

/**
 * @param {{needsBuild: boolean}} options
 * @throws Complaint
 */
export const setUp = async ({ needsBuild }) => {
  try {
    await withSetupLock(async () => {
      if (!isInstalled()) await install();
      if (!needsBuild) return;
      const sources = fingerprint();
      const stamp = readJson(STAMP);
      const isFresh = stamp !== null && stamp.sources === sources && stamp.indexTime !== null && stamp.indexTime === indexTime();
      if (!isFresh) await build(sources);
    });
  } catch (error) {
    if (error instanceof Complaint || error.code === undefined) throw error;
    const reason = error.code === 'ENOSPC' ? 'the disk is full' : error.code;
    throw new Complaint(`The folder ${ROOT} cannot be written (${reason}).`);
  }
};
