/** What the scene's scripts share: a Vite server for the pages beside this file, and a Chromium to look with. */
import { type Browser, type Page, chromium } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_FLAGS, chromiumPath } from '../../tests/support/chromium.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
export const CACHE = `${ROOT}.cache/`;

export type Studio = { readonly browser: Browser; readonly address: (path: string) => string; readonly close: () => Promise<void> };

export const openStudio = async (port: number): Promise<Studio> => {
  const server = await createServer({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    cacheDir: `${CACHE}vite-scene`,
    server: { port, host: '127.0.0.1', strictPort: true, hmr: false, watch: null },
    optimizeDeps: { include: ['pixi.js', 'pixi.js/unsafe-eval', 'valibot'], noDiscovery: true },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  return {
    browser,
    address: (path) => `http://127.0.0.1:${port}/bench/scene/page/${path}`,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
};

/** The pages forbid eval, so conditions are polled from here. */
export const until = async (page: Page, condition: string): Promise<void> => {
  while (!(await page.evaluate<boolean>(condition))) await page.waitForTimeout(100);
};

/** All painted, and no frame for a while. */
export const untilSettled = async (page: Page): Promise<void> => {
  await until(page, "typeof scene !== 'undefined'");
  for (let frames = -1, quiet = 0; quiet < 3;) {
    const stats = JSON.parse(await page.evaluate('JSON.stringify(scene.stats())')) as { frames: number; waiting: number };
    quiet = stats.waiting === 0 && stats.frames > 0 && stats.frames === frames ? quiet + 1 : 0;
    frames = stats.frames;
    await page.waitForTimeout(200);
  }
};
