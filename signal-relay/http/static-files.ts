/**
 * The built app from memory. Only what was listed when the folder was read can be asked for, so no path leads out of
 * it. Files are read and compressed once, at their first request. A new build is noticed by its index.html.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { cacheControl, contentType, isCompressible, SECURITY_HEADERS } from './headers.ts';

const MIN_COMPRESSED_BYTES = 512;
const RECHECK_MS = 1000;
/** 9 of 11: the last two steps cost ten times the time for two per cent. */
const BROTLI_QUALITY = 9;

type Encoding = 'br' | 'gzip' | 'identity';
type Asset = { readonly etag: string; readonly bodies: Readonly<Record<Encoding, Buffer>> };

export type StaticFiles = {
  /** @returns false if there is no such file */
  readonly serve: (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
};

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };

const load = async (file: string): Promise<Asset> => {
  const identity = await readFile(file);
  const etag = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  if (!isCompressible(file) || identity.length < MIN_COMPRESSED_BYTES) return { etag, bodies: { identity, br: identity, gzip: identity } };
  const [br, gz] = await Promise.all([
    compress.br(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length },
    }),
    compress.gzip(identity, { level: 9 }),
  ]);
  return { etag, bodies: { identity, br, gzip: gz } };
};

/** @returns request path → file; hidden files are left out */
const list = async (folder: string): Promise<Map<string, string>> => {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(join(folder, '/').length - 1).replaceAll('\\', '/');
    if (entry.isFile() && !path.includes('/.')) files.set(path, file);
  }
  return files;
};

const preferred = (accepted: string | undefined): Encoding => {
  const offers = new Set(
    (accepted ?? '').split(',').map((part) => (/;\s*q=0(\.0+)?\s*$/.test(part) ? '' : part.replace(/;.*/, '').trim())),
  );
  if (offers.has('br')) return 'br';
  return offers.has('gzip') ? 'gzip' : 'identity';
};

/** @param folder where the build is; it may be empty or missing, then nothing is found */
export const createStaticFiles = (folder: string, nowMs: () => number): StaticFiles => {
  let files: Map<string, string> | null = null;
  let assets = new Map<string, Promise<Asset>>();
  let builtAtMs = -1;
  let checkedAtMs = -Infinity;

  const refresh = async (): Promise<Map<string, string>> => {
    if (files !== null && nowMs() - checkedAtMs < RECHECK_MS) return files;
    checkedAtMs = nowMs();
    const changedAtMs = await stat(join(folder, 'index.html')).then(
      (info) => info.mtimeMs,
      () => 0,
    );
    if (files !== null && changedAtMs === builtAtMs) return files;
    builtAtMs = changedAtMs;
    assets = new Map();
    files = await list(folder);
    return files;
  };

  const assetOf = (path: string, file: string): Promise<Asset> => {
    const known = assets.get(path) ?? load(file);
    assets.set(path, known);
    return known;
  };

  return {
    serve: async (path, request, response) => {
      const name = path.endsWith('/') ? `${path}index.html` : path;
      const file = (await refresh()).get(name);
      if (file === undefined) return false;
      const asset = await assetOf(name, file).catch(() => null);
      if (asset === null) {
        assets.delete(name);
        return false;
      }
      const encoding = preferred(request.headers['accept-encoding']);
      const body = asset.bodies[encoding];
      const isSmaller = body !== asset.bodies.identity;
      const etag = `"${asset.etag}${isSmaller ? `-${encoding}` : ''}"`;
      const isUnchanged = request.headers['if-none-match']?.split(',').some((tag) => tag.trim() === etag) ?? false;
      response.writeHead(isUnchanged ? 304 : 200, {
        ...SECURITY_HEADERS,
        'Content-Type': contentType(name),
        'Cache-Control': cacheControl(name),
        Vary: 'Accept-Encoding',
        ETag: etag,
        ...(isSmaller && { 'Content-Encoding': encoding }),
        ...(!isUnchanged && { 'Content-Length': body.length }),
      });
      response.end(isUnchanged || request.method === 'HEAD' ? undefined : body);
      return true;
    },
  };
};
