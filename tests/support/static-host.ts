/**
 * A web server as plain as they come: the files of a folder below some path, nothing else. For what a static host does to
 * the app: any sub-path, and a new build in the place of the old one. `config.json` is given, as a relay would give it.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { APP_FOLDER, freePort } from './servers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
};

export type StaticHost = {
  /** The app's address, with the sub-path and a slash at the end. */
  readonly url: string;
  /** Whoever asks from now on gets the files of this folder. */
  readonly serve: (folder: string) => void;
  readonly close: () => Promise<void>;
};

/** @param path begins and ends with a slash */
export const startStaticHost = async (path: string, folder: string, config: object): Promise<StaticHost> => {
  let root = folder;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const inside = pathname.startsWith(path) ? normalize(pathname.slice(path.length)) : null;
    if (inside === 'config.json') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(config));
      return;
    }
    const file = inside === null ? null : join(root, inside === '.' || inside === '' ? 'index.html' : inside);
    if (file === null || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' });
    response.end(readFileSync(file));
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}${path}`,
    serve: (next) => {
      root = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/**
 * A copy of the build with something more in its page's head, so that a browser takes it for another version.
 * @returns its folder
 */
export const buildWith = (head: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'patio-build-'));
  cpSync(APP_FOLDER, folder, { recursive: true });
  const index = join(folder, 'index.html');
  const page = readFileSync(index, 'utf8').replace('<head>', `<head>${head}`);
  writeFileSync(index, page);
  const worker = join(folder, 'sw.js');
  const source = readFileSync(worker, 'utf8');
  // the worker's list of files says by a hash of its content that the page has changed
  const revision = createHash('md5').update(page).digest('hex');
  const changed = source.replace(/\{"revision":"[0-9a-f]+","url":"index\.html"\}/, `{"revision":"${revision}","url":"index.html"}`);
  if (changed === source) throw new Error('sw.js lists index.html in another way than this test knows');
  writeFileSync(worker, changed);
  return folder;
};
