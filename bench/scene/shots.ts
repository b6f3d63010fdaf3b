/**
 * Pictures of the office for looking at: `node bench/scene/shots.ts [name …]`. Serves the page through Vite and takes
 * screenshots in real Chromium; they land in `.cache/scene/`.
 */
import { mkdirSync } from 'node:fs';
import { type Page, chromium } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_FLAGS, chromiumPath } from '../../tests/support/chromium.ts';

const PORT = 17350;
const OUT = new URL('../../.cache/scene/', import.meta.url).pathname;
const ROOT = new URL('../../', import.meta.url).pathname;

type Shot = { readonly query: string; readonly width?: number; readonly height?: number; readonly dpr?: number; readonly act?: string };
const SHOTS: { readonly [name: string]: Shot } = {
  light: { query: 'hour=10' },
  dark: { query: 'scheme=dark&hour=19' },
  night: { query: 'hour=23' },
  evening: { query: 'hour=18.4' },
  morning: { query: 'hour=7.2' },
  'phone-light': { query: 'hour=10&follow=self', width: 390, height: 844, dpr: 2 },
  'phone-night': { query: 'hour=23&follow=self', width: 390, height: 844, dpr: 2 },
  near: { query: 'hour=10&follow=self', act: 'scene.zoomBy(2); scene.zoomBy(2); scene.zoomBy(2)' },
  'near-night': { query: 'hour=23&follow=self', act: 'scene.zoomBy(2); scene.zoomBy(2); scene.zoomBy(2)' },
};

const settled = async (page: Page): Promise<void> => {
  await page.waitForTimeout(400);
  // The page forbids eval, so conditions are polled from here: all painted, and no frame for a while.
  for (let frames = -1, quiet = 0; quiet < 3;) {
    const stats = JSON.parse(await page.evaluate('JSON.stringify(scene.stats())')) as { frames: number; waiting: number };
    quiet = stats.waiting === 0 && stats.frames === frames ? quiet + 1 : 0;
    frames = stats.frames;
    await page.waitForTimeout(200);
  }
};

mkdirSync(OUT, { recursive: true });
const server = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  cacheDir: `${ROOT}.cache/vite-scene`,
  server: { port: PORT, host: '127.0.0.1', strictPort: true, hmr: false, watch: null },
  optimizeDeps: { include: ['pixi.js', 'pixi.js/unsafe-eval', 'valibot'], noDiscovery: true },
});
await server.listen();
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: [...CHROMIUM_FLAGS, '--use-gl=angle', '--use-angle=swiftshader'],
});
const names = process.argv.slice(2);
for (const [name, shot] of Object.entries(SHOTS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const context = await browser.newContext({
    viewport: { width: shot.width ?? 1440, height: shot.height ?? 900 },
    deviceScaleFactor: shot.dpr ?? 1,
  });
  const page = await context.newPage();
  page.on('console', (message) => (message.type() === 'error' || message.type() === 'warning') && console.log(name, message.text()));
  page.on('pageerror', (error) => console.log(name, error.stack ?? error.message));
  await page.goto(`http://127.0.0.1:${PORT}/bench/scene/page/index.html?${shot.query}`);
  while ((await page.evaluate('typeof scene')) === 'undefined') await page.waitForTimeout(50);
  await settled(page);
  if (shot.act !== undefined) {
    await page.evaluate(shot.act);
    await settled(page);
  }
  await page.screenshot({ path: `${OUT}${name}.png` });
  console.log(name, await page.evaluate('JSON.stringify({ createdMs: Math.round(createdMs), ...scene.stats() })'));
  await context.close();
}
await browser.close();
await server.close();
