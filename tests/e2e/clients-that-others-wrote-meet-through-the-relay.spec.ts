/** The relay's four dialects against the clients that speak them, unmodified, in real Chromium. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { parseConfigFile } from '../../domain/config/config-file.ts';
import { type Relay, startRelay } from '../../signal-relay/relay.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../support/chromium.ts';
import type { stock as Stock, StockKind } from '../support/stock-clients/page.ts';

declare const stock: typeof Stock;

let folder = '';
let relay: Relay;
let browser: Browser;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patio-stock-'));
  await build({
    configFile: false,
    root: join(import.meta.dirname, '..', 'support', 'stock-clients'),
    logLevel: 'error',
    define: { global: 'globalThis' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2023' },
  });
  const result = parseConfigFile({ port: 17_050, host: '127.0.0.1' });
  if (!result.ok) throw new Error(result.problem);
  relay = await startRelay({ config: result.config, appFolder: folder });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
});
test.afterAll(async () => {
  await browser.close();
  await relay.close();
  rmSync(folder, { recursive: true });
});

const open = async (): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => expect(error).toBeNull());
  await page.goto(`http://127.0.0.1:${relay.port}/`);
  await page.waitForFunction(() => 'stock' in window);
  return page;
};

const meet = (page: Page, kind: StockKind, words: string): Promise<string> =>
  page.evaluate(([client, url, mine]) => stock.meet(client, url, `room-${client}`, mine), [
    kind,
    `ws://127.0.0.1:${relay.port}/`,
    words,
  ] as const);

for (const [kind, dialect] of [
  ['torrent', 'tracker'],
  ['nostr', 'nostr'],
  ['y-webrtc', 'y-webrtc'],
] as const) {
  test(`two ${kind} clients meet`, async () => {
    const [a, b] = [await open(), await open()];
    const heard = await Promise.all([meet(a, kind, 'from a'), meet(b, kind, 'from b')]);
    expect(heard).toEqual(['from b', 'from a']);
    expect(relay.stats().byDialect[dialect]).toBe(2);
    expect(relay.stats().dropped).toMatchObject({ malformed: 0, rateLimited: 0, limited: 0 });
    await a.context().close();
    await b.context().close();
    await expect.poll(() => relay.stats().subscriptions).toBe(0);
  });
}

test('a browser gets an answer from the STUN server', async () => {
  const page = await open();
  const before = relay.stats().stunAnswered;
  // its own address is no news, so there is a "host" candidate and no "srflx": what counts is that it was answered
  expect(await page.evaluate((url) => stock.gather(url), `stun:127.0.0.1:${relay.stunPort}`)).toContain('host');
  expect(relay.stats().stunAnswered).toBeGreaterThan(before);
  await page.context().close();
});
