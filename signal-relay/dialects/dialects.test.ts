import { finalizeEvent, generateSecretKey } from 'nostr-tools/pure';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { encodePing, encodePublish, encodeSubscribe, encodeUnsubscribe, parseRelayFrame } from '../../domain/wire/relay.ts';
import type { Relay } from '../relay.ts';
import { connect, type Peer, startTestRelay, until } from '../testing.ts';

let relay: Relay;
let peers: Peer[] = [];
beforeAll(async () => {
  relay = await startTestRelay({ subscriptionsPerSocket: 8 });
});
afterAll(() => relay.close());
afterEach(async () => {
  await Promise.all(peers.map((peer) => peer.close()));
  peers = [];
  await until(() => relay.stats().sockets === 0);
  expect(relay.stats().subscriptions).toBe(0);
});
const join = async (path?: string): Promise<Peer> => {
  const peer = await connect(relay.port, path);
  peers.push(peer);
  return peer;
};

describe('our own dialect', () => {
  const text = (frame: unknown): string => {
    const parsed = parseRelayFrame(frame as Uint8Array);
    return parsed?.kind === 'publish' ? `${parsed.topic}: ${Buffer.from(parsed.payload).toString()}` : String(parsed?.kind);
  };
  const say = (peer: Peer, topic: string, words: string): void => peer.send(encodePublish(topic, Buffer.from(words)));
  /** Everything sent before is handled once this is back. */
  const settle = async (peer: Peer): Promise<void> => {
    peer.send(encodePing());
    expect(text(await peer.next())).toBe('pong');
  };

  it('passes a publish on to every other listener, and not back', async () => {
    const [a, b, c] = [await join(), await join(), await join()];
    for (const peer of [a, b]) {
      peer.send(encodeSubscribe(['room', 'other']));
      await settle(peer);
    }
    say(c, 'room', 'from outside');
    expect(text(await a.next())).toBe('room: from outside');
    expect(text(await b.next())).toBe('room: from outside');
    say(a, 'room', 'one');
    say(a, 'room', 'two');
    expect(text(await b.next())).toBe('room: one');
    expect(text(await b.next())).toBe('room: two');
    await settle(a);
    expect(a.waiting() + c.waiting()).toBe(0);
  });
  it('stops when unsubscribed', async () => {
    const [a, b] = [await join(), await join()];
    a.send(encodeSubscribe(['room', 'kept']));
    a.send(encodeUnsubscribe(['room']));
    await settle(a);
    say(b, 'room', 'gone');
    say(b, 'kept', 'here');
    expect(text(await a.next())).toBe('kept: here');
  });
  it('says so when there are too many topics, and keeps those before', async () => {
    const [a, b] = [await join(), await join()];
    a.send(encodeSubscribe(['1', '2', '3', '4', '5', '6', '7', '8', '9']));
    expect(parseRelayFrame((await a.next()) as Uint8Array)).toEqual({ kind: 'notice', notice: 'too-many-topics' });
    say(b, '8', 'eight');
    expect(text(await a.next())).toBe('8: eight');
  });
  it('calls a bad frame by its name', async () => {
    const a = await join();
    a.send(Uint8Array.of(0x13, 0));
    expect(parseRelayFrame((await a.next()) as Uint8Array)).toEqual({ kind: 'notice', notice: 'malformed' });
  });
});

describe('Nostr', () => {
  const secret = generateSecretKey();
  const event = (tags: string[][], content = 'hi', kind = 20_100) =>
    finalizeEvent({ kind, tags, content, created_at: Math.floor(Date.now() / 1000) }, secret);
  const plain = (value: ReturnType<typeof event>): object => JSON.parse(JSON.stringify(value)) as object;

  it('delivers a signed ephemeral event to whoever asked for its tag', async () => {
    const [a, b] = [await join(), await join('/some/path')];
    a.send(['REQ', 'sub', { kinds: [20_100], '#x': ['room'] }]);
    expect(await a.next()).toEqual(['EOSE', 'sub']);
    const sent = event([['x', 'room']]);
    b.send(['EVENT', sent]);
    expect(await b.next()).toEqual(['OK', sent.id, true, '']);
    expect(await a.next()).toEqual(['EVENT', 'sub', plain(sent)]);
    a.send(['CLOSE', 'sub']);
    await until(() => relay.stats().subscriptions === 0);
  });
  it('applies the whole filter', async () => {
    const [a, b] = [await join(), await join()];
    a.send(['REQ', 'sub', { kinds: [20_101], '#x': ['room'], '#y': ['1', '2'] }, { authors: ['0'.repeat(64)], '#x': ['room'] }]);
    await a.next();
    for (const sent of [
      event([['x', 'room']]),
      event([
        ['x', 'room'],
        ['y', '1'],
      ]),
      event(
        [
          ['x', 'room'],
          ['y', '3'],
        ],
        '',
        20_101,
      ),
    ]) {
      b.send(['EVENT', sent]);
      await b.next();
    }
    const good = event(
      [
        ['y', '2'],
        ['x', 'room'],
      ],
      '',
      20_101,
    );
    b.send(['EVENT', good]);
    expect(await a.next()).toEqual(['EVENT', 'sub', plain(good)]);
    expect(a.waiting()).toBe(0);
  });
  it('refuses a forged signature, an altered event, and kinds that would have to be kept', async () => {
    const [a, b] = [await join(), await join()];
    a.send(['REQ', 'sub', { '#x': ['room'] }]);
    await a.next();
    const sent = plain(event([['x', 'room']])) as { id: string };
    const forged = [
      { ...sent, sig: '0'.repeat(128) },
      { ...sent, content: 'altered' },
      { ...sent, pubkey: '0'.repeat(64) },
    ];
    for (const bad of forged) {
      b.send(['EVENT', bad]);
      expect(await b.next()).toEqual(['OK', sent.id, false, 'invalid: bad id or signature']);
    }
    const kept = event([['x', 'room']], '', 1);
    b.send(['EVENT', kept]);
    expect(await b.next()).toEqual(['OK', kept.id, false, 'blocked: only ephemeral kinds, 20000 to 29999']);
    expect(a.waiting()).toBe(0);
  });
  it('lets nobody listen to everybody, nor to too much', async () => {
    const a = await join();
    a.send(['REQ', 'all', { kinds: [20_100] }]);
    expect(await a.next()).toEqual(['CLOSED', 'all', 'restricted: a filter must name at least one tag']);
    a.send(['REQ', 'many', { '#x': ['1', '2', '3', '4', '5', '6', '7', '8', '9'] }]);
    expect(await a.next()).toEqual(['CLOSED', 'many', 'restricted: too many tags in subscriptions']);
  });
  it('replaces a subscription of the same name', async () => {
    const [a, b] = [await join(), await join()];
    a.send(['REQ', 'sub', { '#x': ['old'] }]);
    a.send(['REQ', 'sub', { '#x': ['new'] }]);
    await a.next();
    await a.next();
    b.send(['EVENT', event([['x', 'old']])]);
    const sent = event([['x', 'new']]);
    b.send(['EVENT', sent]);
    expect(await a.next()).toEqual(['EVENT', 'sub', plain(sent)]);
  });
});

describe('tracker', () => {
  const swarm = { action: 'announce', info_hash: 'h'.repeat(20) };
  const offer = (n: number) => ({ offer: { type: 'offer', sdp: `sdp ${n}` }, offer_id: String(n).repeat(20) });
  const [A, B] = ['a'.repeat(20), 'b'.repeat(20)];

  it('hands offers and answers over, and counts', async () => {
    const [a, b] = [await join('/announce'), await join()];
    a.send({ ...swarm, peer_id: A, numwant: 5, left: 0, offers: [] });
    expect(await a.next()).toEqual({ action: 'announce', interval: 120, info_hash: swarm.info_hash, complete: 1, incomplete: 0 });
    b.send({ ...swarm, peer_id: B, offers: [offer(1), offer(2)] });
    expect(await b.next()).toMatchObject({ complete: 1, incomplete: 1 });
    const heard = await a.next();
    expect(heard).toEqual({ ...swarm, ...offer(1), peer_id: B });
    a.send({ ...swarm, peer_id: A, to_peer_id: B, offer_id: offer(1).offer_id, answer: { type: 'answer', sdp: 'yes' } });
    expect(await b.next()).toEqual({ ...swarm, answer: { type: 'answer', sdp: 'yes' }, offer_id: offer(1).offer_id, peer_id: A });
    expect(a.waiting() + b.waiting()).toBe(0);
  });
  it('forgets who stopped', async () => {
    const [a, b] = [await join(), await join()];
    for (const [peer, id] of [
      [a, A],
      [b, B],
    ] as const) {
      peer.send({ ...swarm, peer_id: id });
      await peer.next();
    }
    a.send({ ...swarm, peer_id: A, event: 'stopped' });
    expect(await a.next()).toMatchObject({ complete: 0, incomplete: 1 });
    b.send({ action: 'scrape', info_hash: [swarm.info_hash, 'x'.repeat(20)] });
    expect(await b.next()).toEqual({
      action: 'scrape',
      files: {
        [swarm.info_hash]: { complete: 0, incomplete: 1, downloaded: 0 },
        ['x'.repeat(20)]: { complete: 0, incomplete: 0, downloaded: 0 },
      },
    });
  });
  it('gives a peer that came back on a new socket its place, and the old socket cannot take it along', async () => {
    const [old, b] = [await join(), await join()];
    old.send({ ...swarm, peer_id: A });
    await old.next();
    const fresh = await join();
    fresh.send({ ...swarm, peer_id: A });
    await fresh.next();
    await old.close();
    await until(() => relay.stats().sockets === 2);
    b.send({ ...swarm, peer_id: B, offers: [offer(1)] });
    expect(await fresh.next()).toMatchObject({ offer_id: offer(1).offer_id });
  });
});

describe('y-webrtc', () => {
  it('publishes to the others with the number of listeners, and answers a ping', async () => {
    const [a, b] = [await join(), await join()];
    for (const peer of [a, b]) {
      peer.send({ type: 'subscribe', topics: ['room'] });
      peer.send({ type: 'ping' });
      expect(await peer.next()).toEqual({ type: 'pong' });
    }
    a.send({ type: 'publish', topic: 'room', data: { type: 'announce', from: 'a' } });
    expect(await b.next()).toEqual({ type: 'publish', topic: 'room', data: { type: 'announce', from: 'a' }, clients: 2 });
    b.send({ type: 'unsubscribe', topics: ['room'] });
    b.send({ type: 'ping' });
    await b.next();
    a.send({ type: 'publish', topic: 'room', data: 'x' });
    a.send({ type: 'ping' });
    expect(await a.next()).toEqual({ type: 'pong' });
    expect(b.waiting()).toBe(0);
  });
});
