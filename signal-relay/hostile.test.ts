/**
 * Ten thousand hostile messages in each dialect, and as many broken frames below them. The relay must live on, let go of
 * every subscription, and be no larger afterwards. It runs in a process of its own, with its garbage collector at hand.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePing, encodePublish, encodeSubscribe } from '../domain/wire/relay.ts';
import { connect, type Peer } from './testing.ts';

const MESSAGES = 10_000;
/** What ten thousand messages may leave behind: caches of compiled code, not messages. */
const MAX_HEAP_GROWTH = 3_000_000;

let child: ChildProcess;
let port = 0;
type Reading = { readonly heap: number; readonly stats: { readonly sockets: number; readonly subscriptions: number } };

const read = async (): Promise<Reading> => {
  child.send('read');
  const [reading] = (await once(child, 'message')) as [Reading];
  return reading;
};
/** Reads until every socket is gone. */
const settled = async (): Promise<Reading> => {
  for (;;) {
    const reading = await read();
    if (reading.stats.sockets === 0) return reading;
  }
};

beforeAll(async () => {
  child = fork(join(import.meta.dirname, 'testing-process.ts'), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  [port] = (await once(child, 'message')) as [number];
});
afterAll(async () => {
  child.disconnect();
  await once(child, 'exit');
});

const deep = '['.repeat(15_000);
const polluted = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},';
const long = 'y'.repeat(60_000);
const junk = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.string(),
  fc.constantFrom('{', '[', '"', '', 'null', '1', '[]', '{}', deep, `${deep}${']'.repeat(15_000)}`, `{"a":${deep}`),
);
/** Values of every wrong type for the fields of a message. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(null, 5, -1, 1e308, '', long, [], {}, [[[[]]]], { length: 1e9 }, ['__proto__'], '__proto__', 'constructor'),
);
const array = fc.array(value, { maxLength: 5 });

const withFields = (lead: string, names: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.dictionary(fc.constantFrom(...names), value), fc.boolean()).map(
    ([fields, isPolluted]) =>
      `${isPolluted ? polluted : '{'}${lead}${JSON.stringify(fields)
        .replace(/^\{(?=.)/, ',')
        .replace(/^,\}$/, '}')}`,
  );

const nostr = fc.oneof(
  junk,
  fc
    .tuple(fc.constantFrom('EVENT', 'REQ', 'CLOSE', 'AUTH', 'COUNT', '__proto__'), array)
    .map(([verb, rest]) => JSON.stringify([verb, ...rest])),
  fc
    .tuple(fc.string({ maxLength: 70 }), fc.dictionary(fc.constantFrom('#x', '#e', 'kinds', 'since', 'ids', '__proto__'), value))
    .map((rest) => JSON.stringify(['REQ', ...rest])),
  fc.dictionary(fc.constantFrom('id', 'pubkey', 'sig', 'kind', 'tags', 'content', 'created_at'), value).map((event) =>
    JSON.stringify([
      'EVENT',
      {
        id: 'a'.repeat(64),
        pubkey: 'b'.repeat(64),
        sig: 'c'.repeat(128),
        kind: 20_000,
        tags: [['x', 'y']],
        content: '',
        created_at: 1,
        ...event,
      },
    ]),
  ),
  fc.nat(1e6).map((n) => JSON.stringify(['REQ', `s${n}`, { '#x': Array.from({ length: 100 }, (_, i) => `${n}-${i}`) }])),
);
const tracker = fc.oneof(
  junk,
  withFields('"action":"announce"', ['info_hash', 'peer_id', 'offers', 'answer', 'event', 'left', 'to_peer_id', 'offer_id', 'numwant']),
  withFields('"action":"scrape"', ['info_hash']),
  fc
    .tuple(fc.nat(1e6), array)
    .map(([n, offers]) => JSON.stringify({ action: 'announce', info_hash: String(n).padStart(20, 'h'), peer_id: 'p'.repeat(20), offers })),
  fc.constant(
    JSON.stringify({
      action: 'announce',
      info_hash: 'h'.repeat(20),
      peer_id: 'p'.repeat(20),
      offers: Array.from({ length: 2000 }, () => ({ offer: { type: 'offer', sdp: '' }, offer_id: 'x' })),
    }),
  ),
);
const yWebrtc = fc.oneof(
  junk,
  withFields('"type":"publish"', ['topic', 'data', 'clients', 'toJSON']),
  withFields('"type":"subscribe"', ['topics']),
  fc.nat(1e6).map((n) => JSON.stringify({ type: 'subscribe', topics: Array.from({ length: 200 }, (_, i) => `${n}-${i}`) })),
  fc.constant(`{"type":"publish","topic":"room","data":${'['.repeat(14_000)}${']'.repeat(14_000)}}`),
);
const ours = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.tuple(fc.integer({ min: 0x10, max: 0x17 }), fc.uint8Array({ maxLength: 200 })).map(([kind, rest]) => Uint8Array.of(kind, ...rest)),
  fc.nat(1e6).map((n) => encodeSubscribe(Array.from({ length: 64 }, (_, i) => `${n}-${i}`))),
  fc.constant(encodePublish('room', new Uint8Array(60_000))),
  fc.constant(new Uint8Array(65_536)),
);

/** Sends everything over as many sockets as it takes: the relay closes one after a hundred strikes. */
const flood = async (first: string | Uint8Array, messages: readonly (string | Uint8Array)[]): Promise<void> => {
  let peer: Peer | null = null;
  for (const [i, message] of messages.entries()) {
    if (peer === null || peer.socket.readyState !== peer.socket.OPEN) {
      peer = await connect(port);
      peer.send(first);
    }
    peer.send(message);
    // let the relay read now and then, and its goodbye arrive
    if (i % 50 === 49) await new Promise((resolve) => setImmediate(resolve));
  }
  await peer?.close();
};

describe('hostile messages', () => {
  it.each([
    ['our own dialect', encodePing(), ours],
    ['Nostr', '["REQ","a",{"#x":["room"]}]', nostr],
    ['tracker', JSON.stringify({ action: 'announce', info_hash: 'h'.repeat(20), peer_id: 'q'.repeat(20) }), tracker],
    ['y-webrtc', '{"type":"subscribe","topics":["room"]}', yWebrtc],
  ] as const)(
    'in %s neither kill the relay nor make it grow',
    async (_name, first, arbitrary) => {
      const batch = (seed: number, size: number) => fc.sample<string | Uint8Array>(arbitrary, { numRuns: size, seed });
      await flood(first, batch(1, 1000));
      const before = await settled();
      await flood(first, batch(2, MESSAGES));
      const after = await settled();
      expect(after.stats.subscriptions).toBe(0);
      expect(after.heap - before.heap).toBeLessThan(MAX_HEAP_GROWTH);
      expect(child.exitCode).toBeNull();
    },
    60_000,
  );
  it('as the very first frame close the socket', async () => {
    for (const message of ['{', '', 'null', '"x"', '7', '{}', '{"foo":1}', deep, '{"__proto__":{"type":"ping"}}']) {
      const peer = await connect(port);
      peer.send(message);
      expect(await peer.closed).toBe(1003);
    }
  });
});

describe('broken frames', () => {
  it('hurt only their own socket', async () => {
    const handshake =
      'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';
    const attack = async (bytes: Uint8Array): Promise<void> => {
      const raw = createConnection(port, '127.0.0.1');
      raw.on('error', () => undefined);
      raw.write(handshake);
      await once(raw, 'data');
      raw.write(bytes);
      raw.end();
      raw.resume();
      await once(raw, 'close');
    };
    const endless = Buffer.concat(Array.from({ length: 5000 }, (_, i) => Buffer.from([i === 0 ? 0x02 : 0x00, 0x80, 0, 0, 0, 0])));
    await attack(endless);
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const payloads = fc.sample(bytes, { numRuns: 500, seed: 3 });
    for (let i = 0; i < payloads.length; i += 20) await Promise.all(payloads.slice(i, i + 20).map(attack));
    expect((await settled()).stats.subscriptions).toBe(0);
    expect(child.exitCode).toBeNull();
  }, 30_000);
});
