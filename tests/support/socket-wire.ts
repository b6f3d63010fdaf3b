/**
 * A long wire before a server that is spoken with over TCP: a WebSocket of LiveKit or of the relay, and whatever else that
 * port answers. Bytes come half a round trip late each way, in order; before the first ones a connection costs the round
 * trips of its handshakes, which loopback hides. Nothing is lost on it.
 */
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

export type SocketWireOptions = {
  readonly rttMs: number;
  /** Where it leads. */
  readonly port: number;
  /** TCP's own and, on the internet, one of TLS 1.3. */
  readonly handshakes?: number;
};
export type SocketWire = { readonly port: number; readonly close: () => Promise<void> };

const TCP_AND_TLS = 2;

/** Everything of one direction, the first no sooner than `notBeforeMs`. */
const carry = (from: Socket, to: Socket, delayMs: number, notBeforeMs: number): void => {
  const waiting: (() => void)[] = [];
  const later = (act: () => void): void => {
    // whichever timer is first, the oldest goes first
    waiting.push(act);
    const nowMs = performance.now();
    setTimeout(() => waiting.shift()?.(), Math.max(delayMs, notBeforeMs - nowMs));
  };
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroy()));
  from.on('error', () => undefined);
};

export const createSocketWire = async ({ rttMs, port, handshakes = TCP_AND_TLS }: SocketWireOptions): Promise<SocketWire> => {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = createConnection({ port, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    }
    carry(near, far, rttMs / 2, performance.now() + rttMs * (handshakes + 1 / 2));
    carry(far, near, rttMs / 2, 0);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return {
    port: address.port,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
