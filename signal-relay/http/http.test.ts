import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PublicConfigSchema } from '../../domain/config/public-config.ts';
import type { Relay } from '../relay.ts';
import { startTestRelay } from '../testing.ts';

const PAGE = `<!doctype html><title>Patio</title>${'<p>text</p>'.repeat(200)}`;
const SECRET = 'nobody may read this';
let root = '';
let relay: Relay;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'patio-http-'));
  mkdirSync(join(root, 'dist', 'assets'), { recursive: true });
  mkdirSync(join(root, 'dist', '.vite'));
  writeFileSync(join(root, 'secret.txt'), SECRET);
  writeFileSync(join(root, 'dist', '.vite', 'manifest.json'), SECRET);
  symlinkSync(join(root, 'secret.txt'), join(root, 'dist', 'link.txt'));
  writeFileSync(join(root, 'dist', 'index.html'), PAGE);
  writeFileSync(join(root, 'dist', 'sw.js'), 'self.x = 1;');
  writeFileSync(join(root, 'dist', 'manifest.webmanifest'), '{}');
  writeFileSync(join(root, 'dist', 'assets', 'main-DiwrgTda.js'), 'export const a = 1;'.repeat(100));
  writeFileSync(join(root, 'dist', 'assets', 'nostr-B2xK_9az.wasm'), 'wasm'.repeat(300));
  writeFileSync(join(root, 'dist', 'assets', 'icon-AAAAAAAA.png'), 'png'.repeat(300));
  relay = await startTestRelay({}, { appFolder: join(root, 'dist') });
});
afterAll(async () => {
  await relay.close();
  rmSync(root, { recursive: true });
});

type Answer = { readonly status: number; readonly headers: Record<string, string | string[] | undefined>; readonly body: Buffer };
/** Unlike fetch, sends the path and the headers exactly as they are, and decompresses nothing. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: relay.port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    sent.end();
  });

describe('the app', () => {
  it('comes with its type, its caching and its protection', async () => {
    const page = await get('/?from=home');
    expect(page.status).toBe(200);
    expect(page.body.toString()).toBe(PAGE);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(page.headers['permissions-policy']).toContain('microphone=(self)');
    expect(page.headers['x-powered-by']).toBeUndefined();
  });
  it.each([
    ['/assets/main-DiwrgTda.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/nostr-B2xK_9az.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
    ['/assets/icon-AAAAAAAA.png', 'image/png', 'public, max-age=31536000, immutable'],
    ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
  ])('%s is %s, %s', async (path, type, caching) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['cache-control']).toBe(caching);
  });
  it('is compressed as the browser wishes', async () => {
    const br = await get('/', { 'accept-encoding': 'gzip, deflate, br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body).toString()).toBe(PAGE);
    const gz = await get('/', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gunzipSync(gz.body).toString()).toBe(PAGE);
    expect((await get('/assets/icon-AAAAAAAA.png', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
    expect(br.headers['etag']).not.toBe(gz.headers['etag']);
  });
  it('is not sent twice', async () => {
    const first = await get('/');
    const second = await get('/', { 'if-none-match': `"other", ${String(first.headers['etag'])}` });
    expect(second.status).toBe(304);
    expect(second.body.length).toBe(0);
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });
  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await get('/', {}, 'HEAD');
    expect(head.headers['content-length']).toBe(String(PAGE.length));
    expect(head.body.length).toBe(0);
    expect((await get('/', {}, 'POST')).status).toBe(405);
  });
  it('is noticed when it was built again', async () => {
    const index = join(root, 'dist', 'index.html');
    writeFileSync(index, `${PAGE}new`);
    utimesSync(index, new Date(), new Date(Date.now() + 5000));
    await expect.poll(async () => (await get('/')).body.toString(), { timeout: 5000 }).toBe(`${PAGE}new`);
  });
});

describe('a path out of the folder', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '//etc/passwd',
    '/link.txt',
    '/.vite/manifest.json',
    '/assets/..%2f.vite/manifest.json',
    '/index.html%00.js',
    '/%',
    '/assets/',
    '/__proto__',
    '/constructor',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await get(path);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain(SECRET);
  });
  it('nor does a target that is no path', async () => {
    const raw = createConnection(relay.port, '127.0.0.1');
    let text = '';
    raw.on('data', (chunk) => (text += chunk.toString()));
    raw.write('GET ../secret.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    await new Promise((resolve) => raw.on('close', resolve));
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(' 200 ');
  });
});

describe('the relay itself', () => {
  it('tells its health without naming anybody', async () => {
    const { headers, body } = await get('/healthz');
    expect(headers['cache-control']).toBe('no-store');
    const health = JSON.parse(body.toString()) as Record<string, unknown>;
    expect(health).toMatchObject({ ok: true, sockets: 0, subscriptions: 0, dropped: { refused: 0 } });
    expect(health['uptimeSeconds']).toBeTypeOf('number');
    expect(body.toString()).not.toContain('127.0.0.1');
  });
  it('hands out its public settings, and only those', async () => {
    const { headers, body } = await get('/config.json');
    expect(headers['cache-control']).toBe('no-store');
    const config: unknown = JSON.parse(body.toString());
    expect(v.parse(PublicConfigSchema, config)).toEqual(config);
    expect(config).toMatchObject({ networks: [{ kind: 'relay', url: 'self' }], iceServers: [{ urls: [`stun:self:${relay.port}`] }] });
    expect(Object.keys(config as object).toSorted()).toEqual(['iceServers', 'networks', 'policy', 'proximity', 'sfu', 'turn']);
  });
  it('describes itself to Nostr clients', async () => {
    const { headers, body } = await get('/', { accept: 'application/nostr+json' });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(JSON.parse(body.toString())).toMatchObject({ supported_nips: [1, 11], limitation: { max_message_length: 65_536 } });
  });
  it('says what to do when the app was not built', async () => {
    const bare = await startTestRelay();
    const response = await fetch(`http://127.0.0.1:${bare.port}/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    await bare.close();
  });
});
