/**
 * Pictures of the office for looking at: `node bench/scene/shots.ts [name …]`. Serves the page through Vite and takes
 * screenshots in real Chromium; they land in `.cache/scene/`.
 */
import { mkdirSync } from 'node:fs';
import { CACHE, openStudio, untilSettled } from './serve.ts';

const PORT = 17350;
const OUT = `${CACHE}scene/`;

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

mkdirSync(OUT, { recursive: true });
const studio = await openStudio(PORT);
const names = process.argv.slice(2);
for (const [name, shot] of Object.entries(SHOTS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const context = await studio.browser.newContext({
    viewport: { width: shot.width ?? 1440, height: shot.height ?? 900 },
    deviceScaleFactor: shot.dpr ?? 1,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(name, error.stack ?? error.message));
  await page.goto(studio.address(`index.html?still&${shot.query}`));
  await untilSettled(page);
  if (shot.act !== undefined) {
    await page.evaluate(shot.act);
    await untilSettled(page);
  }
  await page.screenshot({ path: `${OUT}${name}.png` });
  console.log(name, await page.evaluate('JSON.stringify({ createdMs: Math.round(createdMs), ...scene.stats() })'));
  await context.close();
}
await studio.close();
