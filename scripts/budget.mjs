/**
 * The first load, as gzip, from what the build says loads what: the lobby, then networks and cryptography, then the world;
 * each worker; the whole precache. Fails when a budget is passed.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1000;
const dist = 'dist';
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const gzipBytes = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

/** Everything that importing these entries loads, except what lies behind a dynamic import. */
const closure = (keys, seen = new Set()) => {
  for (const key of keys) {
    const entry = manifest[key];
    if (entry === undefined) throw new Error(`${key} is not in the build: the budget must follow the code`);
    if (seen.has(key)) continue;
    seen.add(key);
    closure(entry.imports ?? [], seen);
  }
  return seen;
};
const filesOf = (keys) => new Set([...keys].flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]));
const sum = (files) => [...files].reduce((bytes, file) => bytes + gzipBytes(file), 0);
const without = (files, others) => new Set([...files].filter((file) => !others.has(file)));

const ENTRY = 'index.html';
const lobby = filesOf(closure([ENTRY, 'web/ui/lobby/lobby.ts']));
const networks = without(filesOf(closure(['transports/open-place-link.ts', 'transports/world.ts', 'web/app/identity.ts'])), lobby);
const world = filesOf(
  closure([
    ENTRY,
    'web/ui/lobby/lobby.ts',
    'transports/open-place-link.ts',
    'transports/world.ts',
    'web/app/identity.ts',
    'web/app/session/open-place-session.ts',
    'web/media/create-media.ts',
    'web/scene/create-scene.ts',
    'web/ui/world/world.ts',
  ]),
);

/** Loaded when a room moves up, never before: what the driver adds to a world that stands, and its worker. */
const SFU_DRIVER = 'web/media/sfu/livekit-driver.ts';
const sfu = () => {
  const driver = manifest[SFU_DRIVER];
  if (driver === undefined) return 0;
  if (world.has(driver.file)) throw new Error('the SFU driver is loaded with the world: import it only on escalation');
  const worker = readdirSync(join(dist, 'assets')).filter((file) => /^sfu-worker-[\w-]+\.js$/.test(file));
  return sum(without(filesOf(closure([SFU_DRIVER])), world)) + worker.reduce((bytes, file) => bytes + gzipBytes(join('assets', file)), 0);
};

const walk = (folder) =>
  readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? walk(join(folder, name)) : [join(folder, name)]));
const workers = readdirSync(join(dist, 'assets')).filter((file) => /worker-[\w-]+\.js$/.test(file));
const precached = walk(dist)
  .filter((file) => /\.(js|css|html|svg|webmanifest)$/.test(file) && !file.endsWith('sw.js'))
  // as vite.config.ts leaves them out
  .filter((file) => !/\/(livekit-driver|sfu-worker)-[\w-]+\.js$/.test(file))
  .reduce((bytes, file) => bytes + statSync(file).size, 0);

const rows = [
  ['lobby usable', sum(lobby) + gzipBytes('index.html'), 60 * KB],
  ['networks and cryptography after it', sum(networks), 60 * KB],
  ['all until the world stands', sum(world) + gzipBytes('index.html'), 300 * KB],
  ...workers.map((file) => [`worker ${file}`, gzipBytes(join('assets', file)), 25 * KB]),
  ['SFU driver and worker', sfu(), 200 * KB],
  ['precache, not compressed', precached, 1500 * KB],
];
let isOver = false;
for (const [name, bytes, budget] of rows) {
  const over = bytes > budget;
  isOver ||= over;
  console.log(
    `${over ? 'OVER' : 'ok  '} ${name.padEnd(44)} ${(bytes / KB).toFixed(1).padStart(8)} kB of ${(budget / KB).toFixed(0).padStart(5)}`,
  );
}
process.exitCode = isOver ? 1 : 0;
