/**
 * One server under test in a process of its own: `node --expose-gc server.ts patio|patio-at-once|ws|socket.io PORT`. Each
 * does the same: what a member of a room sends goes to every other member. Tells its CPU time and memory when asked.
 */
import { createServer } from 'node:http';
import { Server as SocketIo } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';
import { parseConfigFile } from '../../domain/config/config-file.ts';
import { startRelay } from '../../signal-relay/relay.ts';

export type ServerKind = 'patio' | 'patio-at-once' | 'ws' | 'socket.io';
export type Question = 'cpu' | 'memory';
export type Reading = { readonly cpuMs: number; readonly systemMs: number; readonly rssBytes: number };

const HOST = '127.0.0.1';
const [kind, portText] = process.argv.slice(2);
const port = Number(portText);

/** Our relay as it is, with limits that let one address be everybody. */
const patio = async (gatherMs?: number): Promise<void> => {
  const many = 1_000_000;
  const result = parseConfigFile({
    port,
    host: HOST,
    limits: {
      socketsTotal: many,
      socketsPerAddress: many,
      newSocketsPerMinutePerAddress: many,
      messagesPerSecondPerAddress: many,
      bytesPerSecondPerAddress: 1_000_000_000,
      silenceMs: 600_000,
    },
  });
  if (!result.ok) throw new Error(result.problem);
  await startRelay({ config: result.config, appFolder: '/nowhere', ...(gatherMs !== undefined && { gatherMs }) });
};

/** The simplest relay that can be written with the same library. */
const plainWs = async (): Promise<void> => {
  const rooms = new Map<string, Set<WebSocket>>();
  const http = createServer();
  new WebSocketServer({ server: http, perMessageDeflate: false, clientTracking: false }).on('connection', (socket, request) => {
    const name = request.url ?? '/';
    const room = rooms.get(name) ?? new Set();
    rooms.set(name, room.add(socket));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => room.delete(socket));
    socket.on('message', (data: Buffer) => {
      for (const other of room) if (other !== socket) other.send(data);
    });
  });
  await new Promise<void>((resolve) => http.listen(port, HOST, resolve));
};

const socketIo = async (): Promise<void> => {
  const http = createServer();
  const io = new SocketIo(http, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
  io.on('connection', (socket) => {
    const room = String(socket.handshake.query['room']);
    void socket.join(room);
    socket.on('p', (text: string) => socket.to(room).emit('p', text));
  });
  await new Promise<void>((resolve) => http.listen(port, HOST, resolve));
};

process.on('message', (what: Question) => {
  // a collection that is only for the reading is nobody's work
  if (what === 'memory') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, systemMs: system / 1000, rssBytes: process.memoryUsage().rss } satisfies Reading);
});
process.on('disconnect', () => process.exit());

if (kind === 'patio') await patio();
else if (kind === 'patio-at-once') await patio(0);
else if (kind === 'ws') await plainWs();
else if (kind === 'socket.io') await socketIo();
else throw new Error(`unknown server: ${kind}`);
process.send?.('ready');
