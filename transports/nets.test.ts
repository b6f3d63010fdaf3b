import { afterEach, describe, expect, it, vi } from 'vitest';
import { encodeNotice, encodePong, encodePublish, parseRelayFrame } from '../domain/wire/relay.ts';
import type { OfferRecord } from '@trystero-p2p/core';
import { createCrossings } from './crossings.ts';
import { createMeshNet, type MeshFrame, MESH_HOPS } from './mesh-net.ts';
import { hello, resolveEndpointUrl } from './net.ts';
import { createNostrNet } from './nostr-net.ts';
import { createRelayNet } from './relay-net.ts';
import { createFakeIo, createFakeSockets, createHandClock } from './testing.ts';
import { createTrackerNet } from './tracker-net.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const BELA = 'BBBBBBBBBBBBBBBBBBBB';

describe('addresses', () => {
  it('mean the page’s own server by `self`', () => {
    expect(resolveEndpointUrl({ url: 'self' }, 'https://patio.test/app/#/p/x')).toBe('wss://patio.test/');
    expect(resolveEndpointUrl({ url: 'self' }, 'http://127.0.0.1:8080/')).toBe('ws://127.0.0.1:8080/');
    expect(resolveEndpointUrl({ url: 'wss://relay.test/x' }, 'https://patio.test/')).toBe('wss://relay.test/x');
  });
});

describe('the relay network', () => {
  it('subscribes, greets and passes on what it hears', () => {
    const world = createFakeSockets();
    const io = createFakeIo();
    const net = createRelayNet({ url: 'ws://relay.test/' }, io, world);
    world.last().accept();
    expect(io.calls).toContain('opened');
    net.announce('alone');
    expect(world.last().sent.map((frame) => parseRelayFrame(frame as Uint8Array))).toMatchObject([
      { kind: 'subscribe', topics: ['root-topic', 'self-topic'] },
      { kind: 'ping' },
      { kind: 'publish', topic: 'root-topic', payload: bytes(hello(io.selfId)) },
    ]);
    expect(net.traffic()).toMatchObject({ state: 'mute', sent: 1 });
    world.last().say(encodePong().buffer);
    expect(net.traffic().state).toBe('up');
    world.last().say(encodePublish('self-topic', bytes('signal')).buffer);
    expect(io.heard).toEqual([{ topic: 'self-topic', payload: 'signal' }]);
  });

  it('ignores text, notices and rubbish', () => {
    const world = createFakeSockets();
    const io = createFakeIo();
    createRelayNet({ url: 'ws://relay.test/' }, io, world);
    world.last().accept();
    for (const data of ['{}', encodeNotice('malformed').buffer, Uint8Array.of(0x13, 200).buffer, new ArrayBuffer(0)])
      world.last().say(data);
    expect(io.heard).toEqual([]);
  });
});

describe('the Nostr network', () => {
  const event = (changes: object = {}) =>
    JSON.stringify(['EVENT', 'patio', { id: 'a'.repeat(64), kind: 25_050, tags: [['x', 'self-topic']], content: 'signal', ...changes }]);

  it('asks for its topics, signs what it sends and hears each event once', () => {
    const world = createFakeSockets();
    const io = createFakeIo();
    const net = createNostrNet({ url: 'ws://nostr.test/' }, io, world);
    world.last().accept();
    net.announce('alone');
    const [request, published] = world.last().sent.map((text) => JSON.parse(text as string) as [string, ...Record<string, unknown>[]]);
    expect(request?.[0]).toBe('REQ');
    expect(request?.[2]).toMatchObject({ kinds: [25_050], '#x': ['root-topic', 'self-topic'] });
    expect(published?.[0]).toBe('EVENT');
    expect(published?.[1]).toMatchObject({ kind: 25_050, tags: [['x', 'root-topic']], content: hello(io.selfId) });
    world.last().say(event());
    world.last().say(event());
    expect(io.heard).toEqual([{ topic: 'self-topic', payload: 'signal' }]);
  });

  it('ignores what is not an event of its own subscription', () => {
    const world = createFakeSockets();
    const io = createFakeIo();
    createNostrNet({ url: 'ws://nostr.test/' }, io, world);
    world.last().accept();
    const wrong = [
      '["EOSE","patio"]',
      '["EVENT"',
      '["EVENT","other",{}]',
      event({ kind: 1 }),
      event({ id: 'x' }),
      event({ tags: [] }),
      event({ content: 1 }),
    ];
    for (const data of wrong) world.last().say(data);
    expect(io.heard).toEqual([]);
  });
});

describe('the tracker network', () => {
  const record = () => {
    const destroy = vi.fn();
    return { peer: { isDead: false, destroy } as unknown as OfferRecord['peer'], offer: 'sealed offer', claim: vi.fn(), destroy };
  };
  const setUp = (overrides: Parameters<typeof createFakeIo>[0] = {}) => {
    const world = createFakeSockets();
    const records = [record(), record(), record()];
    const io = createFakeIo({ gatheredOffers: (count) => Promise.resolve(records.slice(0, count)), ...overrides });
    let ids = 0;
    const net = createTrackerNet(createCrossings(io.selfId, world.clock), () => `offer${String((ids += 1)).padStart(15, '0')}`)(
      { url: 'ws://tracker.test/' },
      io,
      world,
    );
    world.last().accept();
    const sent = () => world.last().sent.map((text) => JSON.parse(text as string) as Record<string, unknown>);
    const say = (message: object) =>
      world.last().say(JSON.stringify({ action: 'announce', info_hash: sent()[0]?.['info_hash'] ?? '', ...message }));
    return { world, io, net, records, sent, say };
  };

  it('asks how many are there before it offers anything', async () => {
    const { net, sent, say } = setUp();
    net.announce('alone');
    expect(sent()).toMatchObject([{ action: 'announce', numwant: 0, offers: [] }]);
    say({ complete: 0, incomplete: 1 });
    await settle();
    expect(sent(), 'nobody else is there').toHaveLength(1);
    net.announce('alone');
    say({ complete: 0, incomplete: 3 });
    await settle();
    expect(sent().at(-1)).toMatchObject({ numwant: 2, offers: [{ offer: { sdp: 'sealed offer' } }, {}] });
  });

  it('passes an answer to its offer, once', async () => {
    const { net, io, records, sent, say } = setUp();
    net.announce('alone');
    say({ complete: 0, incomplete: 2 });
    await settle();
    const [{ offer_id }] = sent().at(-1)!['offers'] as [{ offer_id: string }];
    say({ peer_id: BELA, offer_id, answer: { type: 'answer', sdp: 'sealed answer' } });
    say({ peer_id: BELA, offer_id, answer: { type: 'answer', sdp: 'sealed answer' } });
    expect(io.tracked).toEqual([{ peerId: BELA, answer: 'sealed answer', peer: records[0]!.peer }]);
  });

  it('gives one answer to an offer', () => {
    const replies: ((topic: string, signal: string) => void)[] = [];
    const { net, sent, say } = setUp({ receiveTracked: (_signal, reply) => replies.push(reply) > 0 });
    net.announce('alone');
    const offer_id = 'x'.repeat(20);
    say({ peer_id: BELA, offer_id, offer: { type: 'offer', sdp: 'sealed offer' } });
    replies[0]?.('topic', JSON.stringify({ peerId: 'A', candidate: 'c' }));
    replies[0]?.('topic', JSON.stringify({ peerId: 'A', answer: 'sealed answer' }));
    expect(sent().slice(1)).toMatchObject([{ to_peer_id: BELA, offer_id, answer: { sdp: 'sealed answer' } }]);
    say({ peer_id: BELA, offer_id, offer: { type: 'offer', sdp: 'sealed offer' } });
    expect(replies, 'a repeated offer is dropped').toHaveLength(1);
  });

  it('drops offers that nobody took up, and all of them when it closes', async () => {
    const { net, world, records, say } = setUp();
    net.announce('alone');
    say({ complete: 0, incomplete: 2 });
    await settle();
    world.clock.advance(60_000);
    expect(records[0]!.destroy).toHaveBeenCalledOnce();
    net.announce('alone');
    say({ complete: 0, incomplete: 9 });
    await settle();
    net.close();
    expect(records[1]!.destroy).toHaveBeenCalledOnce();
    expect(world.clock.pending()).toBe(0);
  });

  it('ignores other swarms and rubbish', () => {
    const { net, io, world } = setUp();
    net.announce('alone');
    for (const text of [
      '',
      '{',
      'null',
      '{"info_hash":"x"}',
      JSON.stringify({ info_hash: 'z'.repeat(20), peer_id: BELA, offer_id: BELA, offer: { sdp: 'x' } }),
    ])
      world.last().say(text);
    expect(io.tracked).toEqual([]);
  });
});

describe('crossed offers', () => {
  it('leave one connection, and both sides the same', () => {
    const clock = createHandClock();
    const low = createCrossings('A', clock);
    const high = createCrossings('B', clock);
    // each got the other's offer and answers it; then the answers arrive
    expect(low.answerTheirs('B')).toBe(true);
    expect(high.answerTheirs('A')).toBe(true);
    expect(low.takeTheirAnswer('B'), 'the lower id’s offer wins').toBe(true);
    expect(high.takeTheirAnswer('A')).toBe(false);
  });

  it('do not answer late offers while an own one connects', () => {
    const clock = createHandClock();
    const low = createCrossings('A', clock);
    expect(low.takeTheirAnswer('B')).toBe(true);
    expect(low.answerTheirs('B')).toBe(false);
    clock.advance(10_000);
    expect(low.answerTheirs('B')).toBe(true);
  });
});

describe('the mesh network', () => {
  /** Peers named by letters; links as pairs. Everybody hears what floods to them. */
  const mesh = (links: string) => {
    const clock = createHandClock();
    const id = (letter: string): string => letter.repeat(20);
    const letters = [...new Set(links.replaceAll(' ', ''))];
    let frames = 0;
    let ids = 0;
    const neighbours = (of: string): string[] => links.split(' ').flatMap(([a, b]) => (a === of ? [b!] : b === of ? [a!] : []));
    const peers = new Map(
      letters.map((letter) => {
        const io = createFakeIo({ selfId: id(letter), selfTopic: `self ${letter}` });
        const net = createMeshNet(io, {
          clock,
          newFrameId: () => `frame${String((ids += 1)).padStart(7, '0')}`,
          neighbours: () => neighbours(letter).map(id),
          topicOf: (neighbour) => `self ${neighbour[0]}`,
          sendTo: (to, frame: MeshFrame) => {
            frames += 1;
            peers.get(to[0]!)!.net.fromNeighbour(id(letter), frame);
            return true;
          },
        });
        return [letter, { io, net }] as const;
      }),
    );
    return { peers, frames: () => frames, clock };
  };

  it('reaches everybody within three hops, each once', () => {
    const { peers } = mesh('ab bc cd de');
    peers.get('a')!.net.announce('quiet');
    expect([...peers].map(([letter, { io }]) => [letter, io.heard.length])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 1],
      ['e', 0],
    ]);
    expect(MESH_HOPS).toBe(3);
  });

  it('repeats nothing in a full mesh', () => {
    const { peers, frames } = mesh('ab ac ad bc bd cd');
    peers.get('a')!.net.announce('quiet');
    expect(frames()).toBe(3);
  });

  it('carries a note to one peer through others who do not read it', () => {
    const { peers } = mesh('ab bc');
    peers.get('a')!.net.publish('self c', 'note');
    expect(peers.get('b')!.io.heard).toEqual([]);
    expect(peers.get('c')!.io.heard).toEqual([{ topic: 'self c', payload: 'note' }]);
  });

  it('passes a note on to nobody but its reader, if it knows them', () => {
    const { peers, frames } = mesh('ab bc bd be');
    peers.get('a')!.net.publish('self c', 'note');
    expect(peers.get('c')!.io.heard).toHaveLength(1);
    expect(frames()).toBe(2);
  });

  it('asks others to carry what is for somebody whose own link may be interrupted', () => {
    const { peers, frames } = mesh('ab ac bc');
    peers.get('a')!.net.publish('self c', 'note');
    expect(peers.get('c')!.io.heard).toHaveLength(1);
    expect(frames()).toBe(2);
  });

  it('does not let one neighbour flood', () => {
    const { peers, clock } = mesh('ab bc');
    const frame = (n: number): MeshFrame => ({
      t: 'mesh',
      topic: 'root-topic',
      payload: 'x',
      hops: 3,
      id: `x${String(n).padStart(11, '0')}`,
      visited: [],
    });
    for (let n = 0; n < 5_000; n++) peers.get('b')!.net.fromNeighbour('a'.repeat(20), frame(n));
    expect(peers.get('c')!.io.heard.length).toBeLessThanOrEqual(600);
    clock.advance(1_000);
    peers.get('b')!.net.fromNeighbour('a'.repeat(20), frame(5_001));
    expect(peers.get('b')!.io.heard.length, 'and lets it speak again later').toBe(601);
  });
});

afterEach(() => vi.restoreAllMocks());
