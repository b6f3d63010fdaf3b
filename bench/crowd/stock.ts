/** Stock livekit-client in a browser of its own, in the same room, with everything as it comes: it subscribes to everybody. */
import { join } from 'node:path';
import type { RunningLivekit } from '../../tests/support/livekit-server.ts';
import { NO_PICTURE, type People } from '../../tests/support/people.ts';
import { installWires } from '../../tests/support/wires.ts';
import { receivingFrom } from './arriving.ts';
import { tokenFor } from './livekit-room.ts';
import { createLoadMeter, type Load, loadBetween } from './load.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SETTLE_MS = 3000;

/** `subscribed`: tracks that it got; `receives`: those in which packets arrived within a second. */
export type StockFigures = { readonly subscribed: number; readonly receives: number } & Load;
export type Stock = { readonly measure: (windowMs: number) => Promise<StockFigures>; readonly close: () => Promise<void> };

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const openStock = async (people: People, server: RunningLivekit, room: string): Promise<Stock> => {
  const page = await (await people.browser([NO_PICTURE])).newPage();
  await page.addInitScript(installWires);
  await page.goto(server.httpUrl);
  await page.addScriptTag({ path: join(ROOT, 'node_modules/livekit-client/dist/livekit-client.umd.js') });
  await page.evaluate(
    async ({ url, token }) => {
      type Track = { attach: () => HTMLMediaElement };
      type Client = {
        readonly connect: (url: string, token: string) => Promise<void>;
        readonly on: (name: string, listener: (track: Track) => void) => void;
      };
      const { Room } = Reflect.get(globalThis, 'LivekitClient') as { readonly Room: new () => Client };
      const client = new Room();
      client.on('trackSubscribed', (track) => document.body.append(track.attach()));
      await client.connect(url, token);
    },
    { url: server.url, token: tokenFor(server, room, 'stock', true) },
  );
  const meter = await createLoadMeter(page);
  return {
    measure: async (windowMs) => {
      await pause(SETTLE_MS);
      const before = await meter.sample();
      await pause(windowMs);
      const load = loadBetween(before, await meter.sample());
      const receives = await receivingFrom(page, server);
      const subscribed = await page.evaluate(() => document.querySelectorAll('audio').length);
      return { subscribed, receives, ...load };
    },
    close: () => page.close(),
  };
};
