/** The desk from a tab's side, over real sockets to real relays. */
import { signal } from '@preact/signals-core';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { ConfigFile } from '../domain/config/config-file.ts';
import { type PeerId, peerId, placeId } from '../domain/ids.ts';
import { testPeer } from '../signal-relay/desk/testing.ts';
import { type Relay, startRelay } from '../signal-relay/relay.ts';
import { readSecrets } from '../signal-relay/secrets.ts';
import { testConfig } from '../signal-relay/testing.ts';
import { freePort } from '../tests/support/servers.ts';
import { systemClock } from './clock.ts';
import { createRoomIds, makeDeskKeys } from './desk-keys.ts';
import { resolveSfuUrl } from './desk-client.ts';
import { createRelayDesks, type RelayDesk } from './relay-desk.ts';
import { createRelayNet } from './relay-net.ts';
import type { SocketLike } from './socket.ts';
import { createFakeIo, createHandClock } from './testing.ts';
import { startTurnCredentials } from './turn-credentials.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };
const SECRET = 's'.repeat(32);
const TURN = { turn: { urls: ['turn:self:3478'], secret: SECRET, credentialSeconds: 3600, relayPorts: '49160-49259' } };
const SFU = { sfu: { url: 'self:7880', apiKey: 'patio', apiSecret: SECRET, tokenSeconds: 600, rtcPort: 7882, tcpPort: 7881 } };
type Settings = Partial<Omit<ConfigFile, 'limits'>>;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

type Running = Relay & { readonly url: string; readonly end: () => Promise<void> };
const start = async (settings: Settings = {}): Promise<Running> => {
  const config = testConfig({}, settings);
  const relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder: '/nowhere' });
  let isOver = false;
  const end = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await relay.close();
  };
  ends.push(end);
  return { ...relay, url: `ws://127.0.0.1:${relay.port}/`, end };
};

/** A stretch of network that can fall silent without anybody hanging up. */
const startCable = async (port: number): Promise<{ readonly url: string; readonly hold: (isHeld: boolean) => void }> => {
  const lines = new Set<Socket>();
  let isHeld = false;
  const server = createServer((near) => {
    const far = createConnection(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      lines.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        lines.delete(from);
        to.destroy();
      });
      if (isHeld) from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    for (const line of lines) line.destroy();
    server.close();
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    hold: (held) => {
      isHeld = held;
      for (const line of lines)
        if (held) line.pause();
        else line.resume();
    },
  };
};

const place = { secret: new Uint8Array(randomBytes(32)), placeId: placeId(randomBytes(16).toString('base64url')) };

type Tab = {
  readonly desk: RelayDesk;
  readonly selfId: PeerId;
  /** The sockets that are open or were. */
  readonly sockets: WebSocket[];
  /** The browser is killed. */
  readonly kill: () => void;
};
const openTab = (urls: readonly string[], where = place, selfId = testPeer()): Tab => {
  const sockets: WebSocket[] = [];
  let isDead = false;
  const desks = createRelayDesks({
    ...where,
    selfId: peerId(selfId),
    clock: systemClock,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    pageHref: 'http://127.0.0.1:8000/',
  });
  const nets = urls.map((url, order) =>
    createRelayNet(
      { url },
      createFakeIo({ selfId, rootTopic: 'root', selfTopic: selfId }),
      {
        clock: systemClock,
        random: Math.random,
        connect: (to) => {
          if (isDead) throw new Error('dead');
          const socket = new WebSocket(to);
          sockets.push(socket);
          return socket as unknown as SocketLike;
        },
      },
      (port) => desks.attach(order, port),
    ),
  );
  const kill = (): void => {
    if (isDead) return;
    isDead = true;
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.terminate();
    }
    desks.close();
    for (const net of nets) net.close();
  };
  ends.push(kill);
  return { desk: desks.desk, selfId: peerId(selfId), sockets, kill };
};

const isReady = async (tab: Tab): Promise<void> => {
  await expect.poll(() => tab.desk.state.value.status, PATIENCE).toBe('ready');
};

describe('what a relay learns', () => {
  it('is the same for everybody with the link, and tells nothing of it', async () => {
    const [a, b] = [await makeDeskKeys(place.secret, place.placeId), await makeDeskKeys(place.secret, place.placeId)];
    expect(a.deskId).toBe(b.deskId);
    expect(a.deskId).toMatch(/^[\w-]{43}$/);
    const other = await makeDeskKeys(new Uint8Array(randomBytes(32)), place.placeId);
    expect(other.deskId).not.toBe(a.deskId);
    const room = createRoomIds(place.secret, place.placeId);
    expect(room('kitchen')).toMatch(/^[\w-]{22}$/);
    expect(room('kitchen')).not.toBe(room('open'));
    expect(room('kitchen')).toBe(createRoomIds(place.secret, place.placeId)('kitchen'));
    expect(room('kitchen')).not.toBe(createRoomIds(new Uint8Array(32), place.placeId)('kitchen'));
  });
  it('is where its SFU is: beside the page, or where it says', () => {
    expect(resolveSfuUrl('self:7880', 'https://patio.example.org/x/#/p')).toBe('wss://patio.example.org:7880');
    expect(resolveSfuUrl('self/sfu', 'http://[::1]:80/')).toBe('ws://[::1]/sfu');
    expect(resolveSfuUrl('wss://sfu.example.org', 'http://x/')).toBe('wss://sfu.example.org');
  });
});

describe('a tab at the desk', () => {
  it('is ready, waiting, refused, or has none', async () => {
    expect(openTab([]).desk.state.value.status).toBe('none');
    const relay = await start(TURN);
    const tab = openTab([relay.url]);
    expect(tab.desk.state.value.status).toBe('waiting');
    await isReady(tab);
    expect(tab.desk.state.value).toEqual({ status: 'ready', turn: true, sfu: false });
    await relay.end();
    await expect.poll(() => tab.desk.state.value.status, PATIENCE).toBe('waiting');
    const closed = openTab([(await start({ access: 'listed', places: [] })).url]);
    await expect.poll(() => closed.desk.state.value.status, PATIENCE).toBe('refused');
    expect(await closed.desk.takeLease('kitchen')).toBeNull();
    expect(await closed.desk.turn()).toBeNull();
  });

  it('is known to the operator by the id that it shows', async () => {
    const { deskId } = await makeDeskKeys(place.secret, place.placeId);
    const tab = openTab([(await start({ access: 'listed', places: [deskId] })).url]);
    await isReady(tab);
    expect(await tab.desk.deskId()).toBe(deskId);
  });

  it('uses the first of the list that is ready', async () => {
    const [first, second] = [await start(TURN), await start(SFU)];
    const tab = openTab([first.url, second.url]);
    await expect.poll(() => tab.desk.state.value, PATIENCE).toEqual({ status: 'ready', turn: true, sfu: false });
    await first.end();
    await expect.poll(() => tab.desk.state.value, PATIENCE).toEqual({ status: 'ready', turn: false, sfu: true });
  });

  it('hears that the settings changed, and that the relay was started anew', async () => {
    const port = await freePort();
    const relay = await start({ port });
    const tab = openTab([relay.url]);
    let heard = 0;
    tab.desk.onConfig(() => (heard += 1));
    await isReady(tab);
    const next = testConfig({}, { ...TURN, ...SFU });
    relay.reconfigure(next, await readSecrets(next, '/'));
    await expect.poll(() => tab.desk.state.value, PATIENCE).toEqual({ status: 'ready', turn: true, sfu: true });
    expect(heard).toBe(1);
    expect(tab.sockets.length).toBe(1);
    await relay.end();
    await start({ port });
    await expect.poll(() => heard, PATIENCE).toBe(2);
    await isReady(tab);
  });
});

describe('leases', () => {
  it('go to one of two candidates, and both know whom', async () => {
    const relay = await start();
    const [a, b] = [openTab([relay.url]), openTab([relay.url])];
    await Promise.all([isReady(a), isReady(b)]);
    const stop = b.desk.watch('kitchen');
    const [mine, yours] = await Promise.all([a.desk.takeLease('kitchen'), b.desk.takeLease('kitchen')]);
    expect(mine).toEqual(yours);
    expect([a.selfId, b.selfId]).toContain(mine?.holder);
    await expect.poll(() => b.desk.leases.value.get('kitchen'), PATIENCE).toEqual(mine);
    stop();
  });

  it('are kept alive by themselves, and given back when dropped', async () => {
    const relay = await start();
    const [a, b] = [openTab([relay.url]), openTab([relay.url])];
    await Promise.all([isReady(a), isReady(b)]);
    b.desk.watch('kitchen');
    const mine = await a.desk.takeLease('kitchen');
    const sinceMs = performance.now();
    // longer than a lease lives that is not kept
    await expect.poll(() => performance.now() - sinceMs > 4000, PATIENCE).toBe(true);
    expect(await b.desk.takeLease('kitchen')).toEqual(mine);
    expect(a.desk.leases.value.get('kitchen')).toEqual(mine);
    a.desk.dropLease('kitchen');
    await expect.poll(() => b.desk.leases.value.has('kitchen'), PATIENCE).toBe(false);
    const next = await b.desk.takeLease('kitchen');
    expect(next?.holder).toBe(b.selfId);
    expect(next!.number).toBeGreaterThan(mine!.number);
  });

  it('pass on with a higher number when the browser of their holder is killed', async () => {
    const relay = await start();
    const [a, b] = [openTab([relay.url]), openTab([relay.url])];
    // a wish from before the desk is there
    b.desk.watch('kitchen');
    await Promise.all([isReady(a), isReady(b)]);
    const mine = await a.desk.takeLease('kitchen');
    await expect.poll(() => b.desk.leases.value.get('kitchen'), PATIENCE).toEqual(mine);
    a.kill();
    await expect.poll(() => b.desk.leases.value.has('kitchen'), PATIENCE).toBe(false);
    const next = await b.desk.takeLease('kitchen');
    expect(next?.holder).toBe(b.selfId);
    expect(next!.number).toBeGreaterThan(mine!.number);
  });

  it('are taken again when the relay comes back, with a higher number', async () => {
    const port = await freePort();
    const relay = await start({ port });
    const tab = openTab([relay.url]);
    await isReady(tab);
    const before = await tab.desk.takeLease('kitchen');
    await relay.end();
    await expect.poll(() => tab.desk.leases.value.size, PATIENCE).toBe(0);
    await start({ port });
    await expect.poll(() => tab.desk.leases.value.get('kitchen')?.holder, PATIENCE).toBe(tab.selfId);
    expect(tab.desk.leases.value.get('kitchen')!.number).toBeGreaterThan(before!.number);
  });

  it('count no more when the line falls silent, neither for their holder nor for those who watch', { timeout: 90_000 }, async () => {
    const relay = await start();
    const cable = await startCable(relay.port);
    const [cut, whole, watching] = [openTab([cable.url]), openTab([relay.url]), openTab([cable.url])];
    await Promise.all([cut, whole, watching].map(isReady));
    watching.desk.watch('kitchen');
    const mine = await cut.desk.takeLease('kitchen');
    await expect.poll(() => watching.desk.leases.value.get('kitchen'), PATIENCE).toEqual(mine);
    cable.hold(true);
    // nobody hangs up: only the silence tells
    await expect.poll(async () => (await whole.desk.takeLease('kitchen'))?.holder, PATIENCE).toBe(whole.selfId);
    for (const tab of [cut, watching]) await expect.poll(() => tab.desk.leases.value.has('kitchen'), PATIENCE).toBe(false);
    cable.hold(false);
    await expect.poll(() => watching.desk.leases.value.get('kitchen')?.holder, { timeout: 40_000 }).toBe(whole.selfId);
    expect(watching.desk.leases.value.get('kitchen')!.number).toBeGreaterThan(mine!.number);
  });

  it('open the SFU for their room, and for nobody else', async () => {
    const relay = await start(SFU);
    const [a, b] = [openTab([relay.url]), openTab([relay.url])];
    await Promise.all([isReady(a), isReady(b)]);
    const lease = await a.desk.takeLease('kitchen');
    expect(await b.desk.openSfu('kitchen', lease!.number, 1)).toBe(false);
    expect(await b.desk.sfuToken('kitchen', 1)).toBeNull();
    expect(await a.desk.openSfu('kitchen', lease!.number, 1)).toBe(true);
    const ticket = await b.desk.sfuToken('kitchen', 1);
    expect(ticket?.url).toBe('ws://127.0.0.1:7880');
    expect(ticket?.token.split('.').length).toBe(3);
    expect(await b.desk.sfuToken('open', 1)).toBeNull();
  });
});

describe('TURN credentials', () => {
  it('are lent by the relay', async () => {
    const tab = openTab([(await start(TURN)).url]);
    await isReady(tab);
    const lent = await tab.desk.turn();
    expect(lent?.expiresInMs).toBe(3_600_000);
    expect(lent?.servers[0]?.urls).toEqual(['turn:self:3478']);
    expect(lent?.servers[0]?.username).toMatch(new RegExp(`^\\d+:${tab.selfId}$`));
  });

  it('are renewed before they end, kept while the relay is away, and gone when they have ended', async () => {
    const clock = createHandClock();
    const ready = { status: 'ready', turn: true, sfu: false } as const;
    const away = { status: 'waiting', turn: false, sfu: false } as const;
    const state = signal<RelayDesk['state']['value']>(away);
    let asked = 0;
    const given: string[] = [];
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
    const stop = startTurnCredentials({
      clock,
      desk: {
        state,
        turn: () => {
          asked += 1;
          return Promise.resolve(state.value.turn ? { servers: [{ urls: `turn:${asked}` }], expiresInMs: 100_000 } : null);
        },
      },
      onServers: (servers) => given.push(servers.map(({ urls }) => String(urls)).join() || 'none'),
    });
    await settle();
    expect(asked).toBe(0);
    state.value = ready;
    await settle();
    expect(given).toEqual(['turn:1']);
    clock.advance(79_000);
    await settle();
    expect(asked).toBe(1);
    clock.advance(2_000);
    await settle();
    expect(given).toEqual(['turn:1', 'turn:2']);
    state.value = away;
    clock.advance(85_000);
    await settle();
    expect(given).toEqual(['turn:1', 'turn:2']);
    clock.advance(20_000);
    expect(given).toEqual(['turn:1', 'turn:2', 'none']);
    state.value = ready;
    await settle();
    expect(given.at(-1)).toBe('turn:3');
    state.value = { ...ready, turn: false };
    expect(given.at(-1)).toBe('none');
    stop();
  });
});
