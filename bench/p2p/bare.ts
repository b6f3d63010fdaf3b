/** What eight browsers' pages need at least to be linked in pairs on this machine, now: the floor under our crowd. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { bundlePage, type Stage } from '../../transports/testing/people.ts';
import type { BareApi } from './bare-page.ts';
import { cpuSince } from './cpu.ts';
import { pause } from './pair.ts';
import { type Row, row } from './table.ts';

declare global {
  interface Window {
    readonly bare: BareApi;
  }
}
const PATIENCE_MS = 30_000;

export const measureBare = async (stage: Stage, runs: number, crowd: number): Promise<Row> => {
  const script = await bundlePage(join(import.meta.dirname, 'bare-page.ts'));
  const server = createServer(({ url }, response) => {
    const isScript = url === '/bare.js';
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' });
    response.end(isScript ? script : '<!doctype html><script src="/bare.js"></script>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const here = new Map<number, WebSocket>();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) =>
    socket.on('message', (data: Buffer) => {
      const { to, from } = JSON.parse(data.toString()) as { to: number; from: number };
      if (to !== -1) here.get(to)?.send(data.toString());
      else if (here.set(from, socket).size === crowd) for (const one of here.values()) one.send('{"to":-1}');
    }),
  );
  const times: (number | null)[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < runs; run++) {
    here.clear();
    const pages = await Promise.all(
      Array.from({ length: crowd }, async () => {
        const page = await (await stage.browser.newContext()).newPage();
        await page.goto(`http://127.0.0.1:${port}/`);
        return page;
      }),
    );
    await pause(500);
    const used = await cpuSince(stage.browser, 'renderer');
    const url = `ws://127.0.0.1:${port}/`;
    await Promise.all(
      pages.map((page, self) => page.evaluate(([to, i, all]) => window.bare.start(to, i, all), [url, self, crowd] as const)),
    );
    const last = await Promise.all(pages.map((page) => page.evaluate((ms) => window.bare.lastMs(ms), PATIENCE_MS)));
    times.push(last.every((ms) => ms !== null) ? Math.max(...last) : null);
    cpu.push(used());
    await Promise.all(pages.map((page) => page.context().close()));
  }
  sockets.close();
  server.closeAllConnections();
  server.close();
  return row(`${crowd} at once, nothing but connections`, times, `${row('', cpu).median} s of processor`);
};
