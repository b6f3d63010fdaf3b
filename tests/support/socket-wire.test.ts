import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { createSocketWire, type SocketWire } from './socket-wire.ts';

const RTT_MS = 100;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const serve = async (onSocket: (socket: Socket) => void): Promise<Server> => {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  return server;
};
const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
};
const wireTo = async (port: number, handshakes: number): Promise<SocketWire> => {
  const wire = await createSocketWire({ rttMs: RTT_MS, port, handshakes });
  ends.push(wire.close);
  return wire;
};
const connect = async ({ port }: SocketWire): Promise<Socket> => {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  ends.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
};

it.each([
  [0, RTT_MS],
  [2, 3 * RTT_MS],
])('an answer after %i handshakes takes no less than %i ms', async (handshakes, leastMs) => {
  const server = await serve((socket) => socket.pipe(socket));
  const wire = await wireTo(portOf(server), handshakes);
  const atMs = performance.now();
  const socket = await connect(wire);
  socket.write('?');
  await once(socket, 'data');
  // timers may be a millisecond early
  expect(performance.now() - atMs).toBeGreaterThanOrEqual(leastMs - 5);
});

it('keeps the order of what comes, and the end after it', async () => {
  const came = Promise.withResolvers<string>();
  const server = await serve((socket) => void text(socket).then(came.resolve, came.reject));
  const wire = await wireTo(portOf(server), 1);
  const socket = await connect(wire);
  const sent = Array.from({ length: 300 }, (_, index) => `${String(index)} `);
  for (const [index, word] of sent.entries()) {
    socket.write(word);
    if (index % 30 === 0) await new Promise((next) => setTimeout(next, 1));
  }
  socket.end();
  expect(await came.promise).toBe(sent.join(''));
});

it('a server that is not there ends the connection', async () => {
  const server = await serve(() => undefined);
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  const socket = await connect(await wireTo(port, 0));
  socket.resume();
  await once(socket, 'close');
  expect(socket.destroyed).toBe(true);
});
