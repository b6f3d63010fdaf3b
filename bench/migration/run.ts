/**
 * How long the ear hears nothing and the eye sees nothing new while a voice and a picture move from the mesh to the SFU and
 * back: the product, beside switching when the track is there and beside break-before-make, in the same run and on the
 * same lines. RMS in bins of 5 ms behind the player; frames by `requestVideoFrameCallback`.
 * `node bench/migration/run.ts [--runs=20] [--quick] [--only=exchange,switch,break] [--route=element,graph] [--rtt=120]
 * [--loss=5]` (ms; percent each way; media, words and LiveKit's signaling: `wire.ts`, `socket-wire.ts`). `--add` goes on
 * from the runs that are kept for these conditions until there are so many, `--minutes=8` ends in time and leaves the rest
 * for the next. Figures to stdout and `.cache/bench/migration*.json`. Needs LiveKit (PATIO_LIVEKIT, or where `npm test`
 * puts it); without one it measures against the page's own double, and says so.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_FLAGS, chromiumPath } from '../../tests/support/chromium.ts';
import { liveKitPath, startLiveKit } from '../../tests/support/livekit.ts';
import { createSocketWire } from '../../tests/support/socket-wire.ts';
import { createWire } from './wire.ts';
import { figure, type Figures, show, WAYS } from './table.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'exchange,switch,break' },
    route: { type: 'string', default: 'element,graph' },
    rtt: { type: 'string', default: '0' },
    loss: { type: 'string', default: '0' },
    add: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '600' },
  },
});
const runs = values.quick ? 3 : Number(values.runs);
const [rttMs, lossPercent] = [Number(values.rtt), Number(values.loss)];
const ROOT = join(import.meta.dirname, '..', '..');
type Sfu = { readonly url: string | null; readonly token: (room: string, identity: string) => string; readonly close: () => Promise<void> };

const openSfu = async (): Promise<Sfu> => {
  if (liveKitPath() === null) {
    console.log('No LiveKit here: the SFU is a double within the page. The figures say nothing about a real one.');
    return { url: null, token: () => '', close: () => Promise.resolve() };
  }
  const server = await startLiveKit();
  const signaling = rttMs > 0 ? await createSocketWire({ rttMs, port: Number(new URL(server.url).port) }) : null;
  return {
    url: signaling === null ? server.url : `ws://127.0.0.1:${String(signaling.port)}`,
    token: (room, identity) => server.token({ room, identity }),
    close: async () => {
      await signaling?.close();
      await server.close();
    },
  };
};

/** A page of its own for each run: what an earlier one left behind is nobody's gap. */
const measure = async (browser: Browser, address: string, sfu: Sfu, how: string, route: string): Promise<Figures> => {
  const page = await browser.newPage();
  const wire = rttMs > 0 || lossPercent > 0 ? createWire({ rttMs, lossPercent }) : null;
  try {
    await wire?.install(page);
    await page.goto(address);
    await page.waitForFunction(() => 'measure' in globalThis);
    const room = crypto.randomUUID();
    const order = { how, route, delayMs: rttMs / 2, url: sfu.url, tokens: { a: sfu.token(room, 'a'), b: sfu.token(room, 'b') } };
    return await page.evaluate<Figures>(`measure(${JSON.stringify(order)})`);
  } finally {
    await page.close();
    wire?.close();
  }
};

const server = await createServer({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  cacheDir: join(ROOT, '.cache/vite-migration'),
  server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
  optimizeDeps: { include: ['@preact/signals-core', 'valibot', 'livekit-client'], noDiscovery: true },
});
await server.listen();
const address = `${server.resolvedUrls?.local[0] ?? ''}bench/migration/page/index.html`;
const sfu = await openSfu();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
const FOLDER = join(ROOT, '.cache/bench');
const FILE = join(FOLDER, `migration${rttMs > 0 ? `-rtt${values.rtt}` : ''}${lossPercent > 0 ? `-loss${values.loss}` : ''}.json`);
type Kept = Record<string, readonly Figures[]>;
const kept: Kept = values.add && existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as { kept: Kept }).kept : {};
const endMs = Date.now() + Number(values.minutes) * 60_000;
const keep = (): void => {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, JSON.stringify({ rttMs, lossPercent, isReal: sfu.url !== null, kept }, null, 1));
};
try {
  console.log(
    `load ${loadavg()[0]?.toFixed(1) ?? '?'} · ${String(runs)} runs each · RTT ${values.rtt} ms, loss ${values.loss} % · gaps in ms`,
  );
  for (const how of WAYS.filter((way) => values.only.split(',').includes(way))) {
    for (const route of values.route.split(',')) {
      const name = `${how}, ${route}`;
      const all: Figures[] = [...(kept[name] ?? [])];
      while (all.length < runs && Date.now() < endMs) {
        const load = loadavg()[0] ?? Number.NaN;
        const figures = await measure(browser, address, sfu, how, route).catch((error: unknown) => {
          console.error(`${name}: ${String(error).slice(0, 400)}`);
          return null;
        });
        all.push(figures === null ? null : { ...figures, load });
        kept[name] = all;
        keep();
      }
      for (const direction of ['up', 'down'] as const) console.log(show(how, route, direction, all));
    }
  }
} finally {
  await browser.close();
  await server.close();
  await sfu.close();
}
const limit = figure(Object.entries(kept), lossPercent);
if (limit !== null) {
  console.error(limit);
  process.exitCode = 1;
}
