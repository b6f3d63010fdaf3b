/**
 * Gathers in `.cache/relay` what the relay's container needs and nothing else: the built app, the relay's sources, and of
 * node_modules only what they import. `deploy/relay/Dockerfile` runs it; a checkout that was built and tested may run it
 * too, and build the image from that: `--build-arg PARTS=checkout`.
 */
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Complaint, runMain } from './lib/complaint.mjs';
import { packagesFor, sourcesIn } from './lib/imports.mjs';
import { CACHE, ROOT } from './lib/paths.mjs';

const SOURCES = ['domain', 'signal-relay'];
const OUT = join(CACHE, 'relay');
/** What no program reads: types, their maps, other formats' sources. */
const LEFT_OUT = /\.(d\.[cm]?ts|map|md|markdown|flow|tsbuildinfo)$|^(test|tests|docs|example|examples|\.github)$/i;
/** Node's own program needs it, and images that are made to be small do not have it. */
const LIBRARY = 'libatomic.so.1';
const findLibrary = () => {
  for (const folder of ['/usr/lib', '/lib', '/usr/lib64']) {
    if (!existsSync(folder)) continue;
    const triplets = readdirSync(folder).filter((name) => name.includes('-linux-'));
    const found = ['', ...triplets].map((name) => join(folder, name, LIBRARY)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  return null;
};

runMain(async () => {
  if (!existsSync(join(ROOT, 'dist', 'index.html'))) throw new Complaint('dist/ is missing: run "npm run build" first.');
  rmSync(OUT, { recursive: true, force: true });
  const app = join(OUT, 'app');
  const files = SOURCES.flatMap((folder) => sourcesIn(join(ROOT, folder)));
  for (const file of files) cpSync(file, join(app, relative(ROOT, file)));
  for (const folder of packagesFor(files, ROOT))
    cpSync(folder, join(app, relative(ROOT, folder)), {
      recursive: true,
      dereference: true,
      // a package inside another one is found by itself, if it is needed
      filter: (path) => !LEFT_OUT.test(basename(path)) && !relative(folder, path).split('/').includes('node_modules'),
    });
  cpSync(join(ROOT, 'dist'), join(app, 'dist'), { recursive: true, filter: (path) => basename(path) !== '.vite' });
  for (const file of ['package.json', 'config.yaml']) cpSync(join(ROOT, file), join(app, file));
  mkdirSync(join(OUT, 'lib'));
  const library = findLibrary();
  if (library !== null) copyFileSync(library, join(OUT, 'lib', LIBRARY));
  // where volumes are mounted: a new volume takes owner and mode from here
  for (const folder of ['secrets', 'generated/turn', 'generated/sfu', 'https'])
    mkdirSync(join(OUT, 'data', folder), { recursive: true, mode: 0o700 });
});
