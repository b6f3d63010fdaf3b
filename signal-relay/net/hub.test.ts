import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Limits } from '../../domain/config/config-file.ts';
import { encodeNotice, encodePing, encodePong, encodePublish, encodeSubscribe } from '../../domain/wire/relay.ts';
import type { Relay } from '../relay.ts';
import { connect, refusal, startTestRelay, testConfig, until } from '../testing.ts';

let relay: Relay | null = null;
const start = async (limits: Partial<Limits> = {}, options: { trustProxy?: boolean } = {}): Promise<Relay> => {
  relay = await startTestRelay(limits, options);
  return relay;
};
afterEach(async () => {
  await relay?.close();
  relay = null;
});

describe('admission', () => {
  it('ends at the total, and has room again afterwards', async () => {
    const { port, stats } = await start({ socketsTotal: 2 });
    const first = await connect(port);
    await connect(port);
    expect(await refusal(port)).toBe(503);
    await first.close();
    await until(() => stats().sockets === 1);
    await connect(port);
    expect(stats().dropped.refused).toBe(1);
  });
  it('ends at so many per address', async () => {
    const { port } = await start({ socketsPerAddress: 1 });
    await connect(port);
    expect(await refusal(port)).toBe(429);
    // nobody gets a second address by claiming one
    expect(await refusal(port, { headers: { 'x-forwarded-for': '192.0.2.9' } })).toBe(429);
  });
  it('believes a trusted proxy about the address', async () => {
    const { port } = await start({ socketsPerAddress: 1 }, { trustProxy: true });
    for (const address of ['192.0.2.1', '192.0.2.2']) await connect(port, '/', { headers: { 'x-forwarded-for': address } });
    expect(await refusal(port, { headers: { 'x-forwarded-for': '192.0.2.1' } })).toBe(429);
  });
  it('counts a bad handshake out again', async () => {
    const { port, stats } = await start({ socketsPerAddress: 1 });
    for (let i = 0; i < 5; i++) {
      const raw = createConnection(port, '127.0.0.1');
      raw.end('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\n\r\n');
      raw.resume();
      await once(raw, 'close');
    }
    await connect(port);
    expect(stats()).toMatchObject({ sockets: 1, dropped: { refused: 0 } });
  });
});

describe('a socket', () => {
  it('that says nothing is closed', async () => {
    const { port, stats } = await start({ firstFrameMs: 100 });
    const talker = await connect(port);
    talker.send(encodePing());
    await talker.next();
    await (
      await connect(port)
    ).closed;
    await until(() => stats().sockets === 1);
    expect(stats().dropped.silent).toBe(1);
  });
  it('that falls silent is asked for a sign of life, and lives on if it gives one', async () => {
    const { port, stats } = await start({ silenceMs: 1000 });
    const alive = await connect(port);
    const dead = await connect(port, '/', { autoPong: false });
    for (const peer of [alive, dead]) {
      peer.send(encodePing());
      await peer.next();
    }
    await dead.closed;
    await until(() => stats().sockets === 1);
    expect(stats().dropped.silent).toBe(1);
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  }, 10_000);
  it('that sends too much is told, then closed', async () => {
    const { port, stats } = await start({ messagesPerSecondPerSocket: 1 });
    const peer = await connect(port);
    for (let i = 0; i < 200; i++) peer.send(encodePing());
    expect(await peer.closed).toBe(1008);
    expect(stats().dropped.rateLimited).toBeGreaterThanOrEqual(99);
  });
  it('that floods with control frames is closed too', async () => {
    const { port } = await start({ messagesPerSecondPerSocket: 1 });
    const peer = await connect(port);
    for (let i = 0; i < 200; i++) peer.socket.ping();
    // by us for the rate, or by ws before that for the answers that wait
    expect([1006, 1008]).toContain(await peer.closed);
  });
  it('shares its allowance with its address', async () => {
    const { port, stats } = await start({ messagesPerSecondPerAddress: 1 });
    const [a, b] = [await connect(port), await connect(port)];
    for (let i = 0; i < 3; i++) {
      a.send(encodePing());
      await a.next();
    }
    for (let i = 0; i < 50; i++) b.send(encodePing());
    await until(() => stats().dropped.rateLimited >= 48);
    expect(stats().sockets).toBe(2);
  });
  it('that sends a frame above 64 kB is cut off, alone', async () => {
    const { port, stats } = await start();
    const [a, b] = [await connect(port), await connect(port)];
    a.send(new Uint8Array(65_537));
    expect(await a.closed).toBe(1009);
    b.send(encodePing());
    await b.next();
    await until(() => stats().sockets === 1);
    expect(stats().dropped.broken).toBe(1);
  });
  it('that does not read is cut off before it costs memory', async () => {
    const { port, stats } = await start({ waitingBytesPerSocket: 256 * 1024 });
    const [deaf, talker, listener] = [await connect(port), await connect(port), await connect(port)];
    for (const peer of [deaf, listener]) {
      peer.send(encodeSubscribe(['room']));
      peer.send(encodePing());
      await peer.next();
    }
    deaf.socket.pause();
    const frame = encodePublish('room', new Uint8Array(50_000));
    for (let i = 0; stats().dropped.slow === 0; i++) {
      talker.send(frame);
      await listener.next();
      if (i > 2000) throw new Error('the kernel took 100 MB');
    }
    expect(stats().sockets).toBe(2);
    talker.send(frame);
    await listener.next();
  });
  it('keeps its first language', async () => {
    const { port, stats } = await start();
    const peer = await connect(port);
    peer.send({ type: 'ping' });
    await peer.next();
    peer.send(encodePing());
    peer.send(['REQ', 'a', { '#x': ['y'] }]);
    peer.send({ type: 'ping' });
    expect(await peer.next()).toEqual({ type: 'pong' });
    expect(stats()).toMatchObject({ byDialect: { 'y-webrtc': 1, nostr: 0, patio: 0 }, dropped: { malformed: 2 } });
  });
});

describe('other limits while sockets are there', () => {
  it('count from then on: the pace, the address, who is believed about it; and nobody is dropped', async () => {
    const { port, stats, reconfigure } = await start();
    const peer = await connect(port);
    const ping = async (): Promise<void> => {
      peer.send(encodePing());
      await peer.next();
    };
    for (let i = 0; i < 10; i++) await ping();
    expect(stats().dropped.rateLimited).toBe(0);

    reconfigure(testConfig({ messagesPerSecondPerSocket: 1, socketsPerAddress: 1 }));
    for (let i = 0; i < 10; i++) peer.send(encodePing());
    await until(() => stats().dropped.rateLimited > 0);
    expect(await refusal(port)).toBe(429);
    expect(await refusal(port, { headers: { 'x-forwarded-for': '192.0.2.9' } })).toBe(429);

    reconfigure(testConfig({ socketsPerAddress: 1 }, { trustProxy: true }));
    const other = await connect(port, '/', { headers: { 'x-forwarded-for': '192.0.2.9' } });
    const before = stats().dropped.rateLimited;
    // as many as the pace of before would have let pass, several times over
    for (let i = 0; i < 50; i++) peer.send(encodePing());
    other.send(encodePing());
    await other.next();
    expect(stats().dropped.rateLimited).toBe(before);
    expect(stats()).toMatchObject({ sockets: 2, dropped: { silent: 0, slow: 0 } });
  });
  it('close sooner whoever says nothing', async () => {
    const { port, stats, reconfigure } = await start();
    const quiet = await connect(port);
    reconfigure(testConfig({ firstFrameMs: 100 }));
    await quiet.closed;
    expect(stats().dropped.silent).toBe(1);
  });
});

describe('the end', () => {
  it('is told to everybody', async () => {
    const { port, close } = await start();
    const peers = [await connect(port), await connect(port)];
    await close();
    relay = null;
    expect(await Promise.all(peers.map((peer) => peer.closed))).toEqual([1001, 1001]);
  });
  it('is said in our own dialect, to those who speak it', async () => {
    const { port, close } = await start();
    const [ours, other] = [await connect(port), await connect(port)];
    ours.send(encodePing());
    other.send({ type: 'ping' });
    expect(await ours.next()).toEqual(Uint8Array.from(encodePong()));
    expect(await other.next()).toEqual({ type: 'pong' });
    await close();
    relay = null;
    expect(await ours.next()).toEqual(Uint8Array.from(encodeNotice('closing')));
    await other.closed;
    expect(other.waiting()).toBe(0);
  });
  it('comes also when a socket does not answer', async () => {
    const { port, close } = await start();
    const peer = await connect(port);
    peer.socket.pause();
    await close();
    relay = null;
    peer.socket.terminate();
    expect([1001, 1006]).toContain(await peer.closed);
  });
});
