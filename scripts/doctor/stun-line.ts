/** A way to a STUN or TURN server: UDP with repetition, TCP or TLS. Asks, and waits for the answer with the same number. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect as connectTcp, isIP, isIPv6, type Socket } from 'node:net';
import { lookup } from 'node:dns/promises';
import { connect as connectTls } from 'node:tls';
import { Timeout } from './finding.ts';
import { type Message, messageLength, parseMessage } from './stun-wire.ts';

const ANSWER_MS = 4000;
const REPEAT_MS = 500;

export type Transport = 'udp' | 'tcp' | 'tls';
export type StunLine = {
  /** @throws Timeout */
  readonly ask: (request: { readonly bytes: Buffer; readonly id: string }) => Promise<Message>;
  readonly onMessage: (listener: (message: Message) => void) => void;
  readonly close: () => void;
};

/** @throws the system's error or Timeout if there is no connection */
export const openLine = async (host: string, port: number, transport: Transport): Promise<StunLine> => {
  let isOpen = true;
  const waiting = new Map<string, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  const hear = (bytes: Buffer): void => {
    const message = parseMessage(bytes);
    if (message === null) return;
    waiting.get(message.id)?.(message);
    for (const listener of listeners) listener(message);
  };
  const { write, close } = await (transport === 'udp' ? overUdp(host, port, hear) : overTcp(host, port, transport, hear));
  return {
    ask: async ({ bytes, id }) => {
      const { promise, resolve, reject } = Promise.withResolvers<Message>();
      waiting.set(id, resolve);
      const late = setTimeout(() => reject(new Timeout('no answer')), ANSWER_MS);
      const again = transport === 'udp' ? setInterval(() => isOpen && write(bytes), REPEAT_MS) : undefined;
      write(bytes);
      try {
        return await promise;
      } finally {
        clearTimeout(late);
        clearInterval(again);
        waiting.delete(id);
      }
    },
    onMessage: (listener) => void listeners.add(listener),
    close: () => {
      isOpen = false;
      close();
    },
  };
};

type Wire = { readonly write: (bytes: Buffer) => void; readonly close: () => void };

const overUdp = async (host: string, port: number, hear: (bytes: Buffer) => void): Promise<Wire> => {
  const ip = isIP(host) === 0 ? (await lookup(host)).address : host;
  const socket = createSocket(isIPv6(ip) ? 'udp6' : 'udp4');
  // nothing listens there: told by a silence that lasts too long, as a firewall's
  socket.on('error', () => undefined);
  socket.on('message', hear);
  socket.bind();
  await once(socket, 'listening');
  return { write: (bytes) => socket.send(bytes, port, ip, () => undefined), close: () => socket.close() };
};

const overTcp = async (host: string, port: number, transport: Transport, hear: (bytes: Buffer) => void): Promise<Wire> => {
  const socket: Socket =
    transport === 'tls' ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }) }) : connectTcp({ host, port });
  const late = setTimeout(() => socket.destroy(new Timeout('no connection')), ANSWER_MS);
  try {
    await once(socket, transport === 'tls' ? 'secureConnect' : 'connect');
  } finally {
    clearTimeout(late);
  }
  socket.on('error', () => undefined);
  let stream = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    stream = Buffer.concat([stream, chunk]);
    for (let length = messageLength(stream); length !== null && stream.length >= length; length = messageLength(stream)) {
      hear(stream.subarray(0, length));
      stream = stream.subarray(length);
    }
  });
  return { write: (bytes) => void socket.write(bytes), close: () => socket.destroy() };
};
