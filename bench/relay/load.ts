/**
 * The crowd: raw sockets that speak just enough WebSocket, so that the generator costs little beside the server. Senders
 * are spread over the period (in phase they would make gathering look better than it is), and latency counts from the
 * moment at which a message was due.
 */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { encodePublish, encodeSubscribe } from '../../domain/wire/relay.ts';
import type { ServerKind } from './server.ts';

export const PAYLOAD_BYTES = 24;
const BINARY = 0x82;
const TEXT = 0x81;

/** A client's frame with a mask of zeros: masked as the protocol demands, and unchanged. Up to 64 kB. */
const frame = (lead: number, payload: Uint8Array): Buffer => {
  const header = payload.length < 126 ? [lead, 0x80 | payload.length] : [lead, 0x80 | 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), payload]);
};

type Speech = {
  readonly path: (room: string) => string;
  /** What is sent once after the handshake. */
  readonly greeting: (room: string) => Buffer | null;
  readonly message: (room: string, dueMs: number) => Buffer;
  /** @returns when a received message was due, or null if it is none */
  readonly dueOf: (payload: Buffer) => number | null;
};

const stamped = (dueMs: number): Buffer => {
  const payload = Buffer.alloc(PAYLOAD_BYTES);
  payload.writeDoubleBE(dueMs);
  return payload;
};
const stampAtEnd = (payload: Buffer): number | null =>
  payload.length < PAYLOAD_BYTES ? null : payload.readDoubleBE(payload.length - PAYLOAD_BYTES);

/** As long as the topics that are derived from a place's secret. */
const topicOf = (room: string): string => room.padEnd(43, '-');

const patio: Speech = {
  path: () => '/',
  greeting: (room) => frame(BINARY, encodeSubscribe([topicOf(room)])),
  message: (room, dueMs) => frame(BINARY, encodePublish(topicOf(room), stamped(dueMs))),
  dueOf: stampAtEnd,
};
const SPEECHES: Readonly<Record<ServerKind, Speech>> = {
  patio,
  'patio-at-once': patio,
  ws: { path: (room) => `/${room}`, greeting: () => null, message: (_room, dueMs) => frame(BINARY, stamped(dueMs)), dueOf: stampAtEnd },
  'socket.io': {
    path: (room) => `/socket.io/?EIO=4&transport=websocket&room=${room}`,
    greeting: () => frame(TEXT, Buffer.from('40')),
    message: (_room, dueMs) => frame(TEXT, Buffer.from(`42["p","${dueMs.toFixed(3).padStart(PAYLOAD_BYTES, '0')}"]`)),
    dueOf: (payload) =>
      payload.toString('latin1', 0, 7) === '42["p","'.slice(0, 7) ? Number(payload.toString('latin1', 8, 8 + PAYLOAD_BYTES)) : null,
  },
};

const handshake = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`;

/** Cuts a stream of unmasked frames into payloads. */
const createReader = (onPayload: (payload: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk: Buffer): void => {
    let bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (;;) {
      const short = (bytes[1] ?? 0) & 127;
      const header = short === 126 ? 4 : 2;
      if (bytes.length < header) break;
      const size = short === 126 ? bytes.readUInt16BE(2) : short;
      if (bytes.length < header + size) break;
      onPayload(bytes.subarray(header, header + size));
      bytes = bytes.subarray(header + size);
    }
    rest = bytes;
  };
};

export type Crowd = {
  /** Everybody sends `hertz` times a second for so long. @returns latencies in ms, of every delivery */
  readonly talk: (hertz: number, durationMs: number) => Promise<number[]>;
  readonly close: () => void;
};

/** Connects so many people, `perRoom` to a room. */
export const gatherCrowd = async (kind: ServerKind, port: number, people: number, perRoom: number): Promise<Crowd> => {
  const speech = SPEECHES[kind];
  let latencies: number[] | null = null;
  const members: { readonly socket: Socket; readonly room: string }[] = [];
  const onPayload = (payload: Buffer): void => {
    if (latencies === null) return;
    const due = speech.dueOf(payload);
    if (due !== null) latencies.push(performance.now() - due);
  };
  const connect = async (i: number): Promise<void> => {
    const room = `room-${Math.floor(i / perRoom)}`;
    const socket = createConnection(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.write(handshake(speech.path(room)));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(`refused: ${answer.toString('latin1', 0, 60)}`);
    socket.on('data', createReader(onPayload));
    const greeting = speech.greeting(room);
    if (greeting !== null) socket.write(greeting);
    members.push({ socket, room });
  };
  for (let i = 0; i < people; i += 50) await Promise.all(Array.from({ length: Math.min(50, people - i) }, (_, j) => connect(i + j)));

  return {
    talk: (hertz, durationMs) =>
      new Promise((resolve) => {
        const heard: number[] = [];
        latencies = heard;
        const periodMs = 1000 / hertz;
        const startMs = performance.now() + 50;
        let sent = 0;
        const total = Math.floor((members.length * durationMs) / periodMs);
        const tick = setInterval(() => {
          const now = performance.now();
          // message n is due n/people of a period after the start: evenly spread over everybody
          for (; sent < total; sent++) {
            const dueMs = startMs + (sent * periodMs) / members.length;
            if (dueMs > now) return;
            // 7919 is prime: neighbours in time are no neighbours in a room
            const { socket, room } = members[(sent * 7919) % members.length]!;
            socket.write(speech.message(room, dueMs));
          }
          if (now < startMs + durationMs + 300) return;
          clearInterval(tick);
          latencies = null;
          resolve(heard);
        }, 1);
      }),
    close: () => {
      for (const { socket } of members) socket.destroy();
    },
  };
};
