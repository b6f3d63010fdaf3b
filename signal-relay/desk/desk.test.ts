/** The desk of a real relay, over real sockets. What coturn and LiveKit make of its papers is in `papers.test.ts`. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { admissionText, type DeskAnswer, type DeskLease, MAX_LEASES, MAX_WATCHED_ROOMS } from '../../domain/wire/relay-desk.ts';
import { encodeAsk } from '../../domain/wire/relay.ts';
import type { Relay } from '../relay.ts';
import { startRelay } from '../relay.ts';
import { readSecrets } from '../secrets.ts';
import { connect, testConfig } from '../testing.ts';
import { testPeer, testPlace, type TestPlace, visit, type Visitor, type VisitorOptions } from './testing.ts';

const PATIENCE = { timeout: 15_000, interval: 20 };
const SECRET = 's'.repeat(32);
const TURN = { turn: { urls: ['turn:self:3478'], secret: SECRET, credentialSeconds: 3600, relayPorts: '49160-49259' } };
const SFU = { sfu: { url: 'self:7880', apiKey: 'patio', apiSecret: SECRET, tokenSeconds: 600, rtcPort: 7882, tcpPort: 7881 } };
type Settings = Partial<Omit<ConfigFile, 'limits'>>;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const start = async (settings: Settings = {}): Promise<Relay> => {
  const config = testConfig({}, settings);
  const relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder: '/nowhere' });
  ends.push(relay.close);
  return relay;
};
const come = async (relay: { readonly port: number }, options?: VisitorOptions): Promise<Visitor> => {
  const visitor = await visit(relay.port, options);
  ends.push(visitor.close);
  return visitor;
};
const member = async (relay: { readonly port: number }, place: TestPlace, options?: VisitorOptions): Promise<Visitor> => {
  const visitor = await come(relay, options);
  expect(await visitor.prove(place)).toMatchObject({ ok: true });
  return visitor;
};
const take = async (visitor: Visitor, room: string): Promise<DeskLease> => {
  const answer = await visitor.ask({ op: 'take', room });
  if (answer === null || !('lease' in answer) || answer.lease === null) throw new Error(JSON.stringify(answer));
  return answer.lease;
};
const refused = (why: string): DeskAnswer => ({ ok: false, why }) as DeskAnswer;

describe('whoever comes to the desk', () => {
  it('is admitted by a proof, and told what there is', async () => {
    const relay = await start(TURN);
    const place = testPlace();
    const visitor = await come(relay);
    expect(await visitor.ask({ op: 'alive' })).toEqual(refused('not-admitted'));
    expect(await visitor.prove(place)).toEqual({ ok: true, turn: true, sfu: false });
    expect(await visitor.ask({ op: 'alive' })).toEqual({ ok: true });
    expect(relay.stats().desk).toMatchObject({ places: 1, members: 1 });
    await visitor.close();
    await expect.poll(() => relay.stats().desk, PATIENCE).toMatchObject({ places: 0, members: 0, leases: 0, watches: 0 });
  });

  it.each([
    ['is of another key', (p: TestPlace) => ({ key: p.key }), 'proof'],
    ['is no signature', () => ({ signature: 'A'.repeat(86) }), 'proof'],
    ['is for another peer', () => ({ peer: testPeer() }), 'proof'],
    ['is for another relay', () => ({ host: 'relay.example.org' }), 'host'],
    ['has no point of the curve for a key', () => ({ key: `${'_'.repeat(42)}8` }), 'proof'],
    ['is not even the right length', () => ({ signature: 'short' }), 'malformed'],
  ])('is refused when the proof %s', async (_what, change, why) => {
    const relay = await start();
    const visitor = await come(relay);
    expect(await visitor.prove(testPlace(), change(testPlace()))).toEqual(refused(why));
    expect(await visitor.ask({ op: 'watch', room: testPlace().room('a') })).toEqual(refused('not-admitted'));
    expect(relay.stats().desk.places).toBe(0);
  });

  it('cannot use a proof twice, nor one that was made for another socket', async () => {
    const relay = await start();
    const place = testPlace();
    const [first, second] = [await come(relay), await come(relay)];
    const proof = { op: 'prove', key: place.key, peer: first.peer, resume: first.resume, host: '127.0.0.1' };
    const signature = place.sign(admissionText(await first.nonce(), '127.0.0.1', first.peer));
    expect(await second.ask({ ...proof, signature })).toEqual(refused('proof'));
    await second.nonce();
    expect(await second.ask({ ...proof, signature })).toEqual(refused('proof'));
    expect(await first.ask({ ...proof, signature })).toMatchObject({ ok: true });
    expect(await first.ask({ ...proof, signature })).toEqual(refused('proof'));
  });

  it('is too late after ten seconds', async () => {
    let nowMs = 0;
    const config = testConfig();
    const relay = await startRelay({ config, appFolder: '/nowhere', nowMs: () => nowMs });
    ends.push(relay.close);
    const place = testPlace();
    const visitor = await come(relay);
    const signature = place.sign(admissionText(await visitor.nonce(), '127.0.0.1', visitor.peer));
    nowMs = 10_001;
    const proof = { op: 'prove', key: place.key, peer: visitor.peer, resume: visitor.resume, host: '127.0.0.1', signature };
    expect(await visitor.ask(proof)).toEqual(refused('proof'));
    expect(await visitor.prove(place)).toMatchObject({ ok: true });
  });

  it('may not try proofs without end', async () => {
    const relay = await start();
    const visitor = await come(relay);
    const answers: (DeskAnswer | null)[] = [];
    for (let i = 0; i < 8; i += 1) answers.push(await visitor.prove(testPlace(), { signature: 'A'.repeat(86) }));
    expect(answers).toContainEqual(refused('rate-limited'));
  });

  it('speaks for one peer alone, whose own tab may come again', async () => {
    const relay = await start();
    const place = testPlace();
    const first = await member(relay, place);
    const impostor = await come(relay, { peer: first.peer });
    expect(await impostor.prove(place)).toEqual(refused('taken'));
    const number = (await take(first, place.room('a'))).number;
    const again = await member(relay, place, { peer: first.peer, resume: first.resume });
    await expect.poll(() => first.tells, PATIENCE).toContainEqual({ t: 'replaced' });
    expect(await first.ask({ op: 'alive' })).toEqual(refused('not-admitted'));
    expect((await take(again, place.room('a'))).number).toBeGreaterThan(number);
    expect(relay.stats().desk).toMatchObject({ places: 1, members: 1, leases: 1 });
    // the same peer id in another place is somebody else
    expect(await (await come(relay, { peer: first.peer })).prove(testPlace())).toMatchObject({ ok: true });
  });

  it('is served only if the place is listed, and the list may change', async () => {
    const [listed, other] = [testPlace(), testPlace()];
    const relay = await start({ access: 'listed', places: [listed.deskId], ...TURN });
    const [inside, outside] = [await member(relay, listed), await come(relay)];
    expect(await outside.prove(other)).toEqual(refused('not-served'));
    expect(await outside.ask({ op: 'turn' })).toEqual(refused('not-admitted'));
    await take(inside, listed.room('a'));

    const next = testConfig({}, { access: 'listed', places: [other.deskId], ...SFU });
    relay.reconfigure(next, await readSecrets(next, '/'));
    await expect.poll(() => inside.tells, PATIENCE).toContainEqual({ t: 'config', served: false, turn: false, sfu: true });
    await expect.poll(() => outside.tells, PATIENCE).toContainEqual({ t: 'config', served: true, turn: false, sfu: true });
    expect(await inside.ask({ op: 'alive' })).toEqual(refused('not-admitted'));
    expect(await outside.ask({ op: 'turn' })).toEqual(refused('off'));
    expect(relay.stats()).toMatchObject({ sockets: 2, desk: { places: 1, members: 1, leases: 0 } });
  });

  it('is known by the name under which a proxy was called', async () => {
    const config = testConfig({}, { trustProxy: true });
    const relay = await startRelay({ config, appFolder: '/nowhere' });
    ends.push(relay.close);
    const place = testPlace();
    const visitor = await come(relay, { headers: { 'x-forwarded-host': 'Patio.Example.org:8443' } });
    expect(await visitor.prove(place)).toEqual(refused('host'));
    const signature = place.sign(admissionText(await visitor.nonce(), 'patio.example.org', visitor.peer));
    const proof = { op: 'prove', key: place.key, peer: visitor.peer, resume: visitor.resume, host: 'patio.example.org', signature };
    expect(await visitor.ask(proof)).toMatchObject({ ok: true });
  });
});

describe('a lease', () => {
  it('goes to exactly one of two who ask at the same instant', async () => {
    const relay = await start();
    const place = testPlace();
    const room = place.room('hall');
    const people = await Promise.all(Array.from({ length: 8 }, () => member(relay, place)));
    const leases = await Promise.all(people.map((person) => take(person, room)));
    const [lease] = leases;
    expect(new Set(leases.map(({ number, holder }) => `${number} ${holder}`)).size).toBe(1);
    expect(people.map(({ peer }) => peer)).toContain(lease?.holder);
    expect(relay.stats().desk.leases).toBe(1);
  });

  it('passes on with a higher number when the socket of its holder dies, and watchers are told', async () => {
    const relay = await start();
    const place = testPlace();
    const room = place.room('hall');
    const [holder, next, stranger] = [await member(relay, place), await member(relay, place), await member(relay, testPlace())];
    const first = await take(holder, room);
    for (const watcher of [next, stranger]) expect(await watcher.ask({ op: 'watch', room })).toEqual({ ok: true });
    expect(next.leaseOf(room)).toEqual(first);
    expect(stranger.leaseOf(room)).toBe(null);
    holder.socket.terminate();
    await expect.poll(() => next.leaseOf(room), PATIENCE).toBe(null);
    const second = await take(next, room);
    expect(second).toMatchObject({ holder: next.peer });
    expect(second.number).toBeGreaterThan(first.number);
    await expect.poll(() => next.leaseOf(room), PATIENCE).toEqual(second);
    expect(stranger.tells.length).toBe(1);
  });

  it('ends when it is not kept, sooner if somebody asks, and can be given back', async () => {
    let nowMs = 0;
    const relay = await startRelay({ config: testConfig(), appFolder: '/nowhere', nowMs: () => nowMs });
    ends.push(relay.close);
    const place = testPlace();
    const room = place.room('hall');
    const [a, b] = [await member(relay, place), await member(relay, place)];
    const first = await take(a, room);
    nowMs = 1400;
    expect(await take(b, room)).toEqual(first);
    expect(await a.ask({ op: 'keep', room, number: first.number })).toEqual({ ok: true });
    nowMs = 2800;
    expect(await take(b, room)).toEqual(first);
    nowMs = 3000;
    const second = await take(b, room);
    expect(second.number).toBeGreaterThan(first.number);
    expect(await a.ask({ op: 'keep', room, number: first.number })).toEqual(refused('not-holder'));
    await a.ask({ op: 'watch', room });
    nowMs = 6001;
    await expect.poll(() => a.leaseOf(room), PATIENCE).toBe(null);
    const third = await take(a, room);
    expect(await a.ask({ op: 'drop', room })).toEqual({ ok: true });
    expect((await take(b, room)).number).toBeGreaterThan(third.number);
  });

  it('cannot be used by others, nor by its number alone', async () => {
    const relay = await start(SFU);
    const place = testPlace();
    const room = place.room('hall');
    const [holder, other] = [await member(relay, place), await member(relay, place)];
    const { number } = await take(holder, room);
    expect(await other.ask({ op: 'keep', room, number })).toEqual(refused('not-holder'));
    expect(await other.ask({ op: 'open', room, number, epoch: 1 })).toEqual(refused('not-holder'));
    await other.ask({ op: 'drop', room });
    expect(await take(other, room)).toEqual({ number, holder: holder.peer });
    expect(await holder.ask({ op: 'open', room, number: number - 1, epoch: 1 })).toEqual(refused('not-holder'));
    expect(await holder.ask({ op: 'open', room, number, epoch: 1 })).toEqual({ ok: true });
  });

  it('keeps growing over a restart of the relay', async () => {
    const place = testPlace();
    const room = place.room('hall');
    const numbers: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      const relay = await start();
      const visitor = await member(relay, place);
      numbers.push((await take(visitor, room)).number);
      await visitor.close();
      for (const end of ends.splice(0).toReversed()) await end();
    }
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  it('is not to be had without end', async () => {
    const relay = await start();
    const place = testPlace();
    const visitor = await member(relay, place);
    for (let i = 0; i < MAX_LEASES; i += 1) await take(visitor, place.room(`lease ${i}`));
    expect(await visitor.ask({ op: 'take', room: place.room('one more') })).toEqual(refused('too-many'));
    for (let i = 0; i < MAX_WATCHED_ROOMS; i += 1) await visitor.ask({ op: 'watch', room: place.room(`watch ${i}`) });
    expect(await visitor.ask({ op: 'watch', room: place.room('one more') })).toEqual(refused('too-many'));
    visitor.say({ op: 'unwatch', room: place.room('watch 0') });
    expect(await visitor.ask({ op: 'watch', room: place.room('one more') })).toMatchObject({ ok: true });
  });
});

describe('a token for the SFU', () => {
  const claimsOf = (answer: DeskAnswer | null): { video: Record<string, unknown>; sub: string } => {
    if (answer === null || !('token' in answer)) throw new Error(JSON.stringify(answer));
    return JSON.parse(Buffer.from(answer.token.split('.')[1] ?? '', 'base64url').toString()) as never;
  };

  it('is there only for the epoch that the holder of the lease opened', async () => {
    const relay = await start(SFU);
    const place = testPlace();
    const room = place.room('hall');
    const [holder, other] = [await member(relay, place), await member(relay, place)];
    expect(await other.ask({ op: 'token', room, epoch: 1 })).toEqual(refused('epoch'));
    const { number } = await take(holder, room);
    expect(await other.ask({ op: 'token', room, epoch: 1 })).toEqual(refused('epoch'));
    await holder.ask({ op: 'open', room, number, epoch: 1 });
    const first = claimsOf(await other.ask({ op: 'token', room, epoch: 1 }));
    expect(first).toMatchObject({ sub: other.peer, video: { canPublish: true, canPublishData: false, roomJoin: true } });
    await holder.ask({ op: 'open', room, number, epoch: 2 });
    expect(await other.ask({ op: 'token', room, epoch: 1 })).toEqual(refused('epoch'));
    const second = claimsOf(await other.ask({ op: 'token', room, epoch: 2 }));
    expect(second.video['room']).not.toBe(first.video['room']);
    expect(await holder.ask({ op: 'open', room, number, epoch: 1 })).toEqual(refused('epoch'));
    // another place that uses the same opaque id is in another room
    const elsewhere = await member(relay, testPlace());
    const foreign = await take(elsewhere, room);
    await elsewhere.ask({ op: 'open', room, number: foreign.number, epoch: 2 });
    expect(claimsOf(await elsewhere.ask({ op: 'token', room, epoch: 2 })).video['room']).not.toBe(second.video['room']);
  });

  it('lets its bearer publish what the operator carries, and says what that is', async () => {
    const everything = await start(SFU);
    const voices = await start({ sfu: { ...SFU.sfu, sources: ['microphone'] } });
    for (const [relay, sources, granted] of [
      [everything, ['microphone', 'camera', 'screen'], ['microphone', 'camera', 'screen_share']],
      [voices, ['microphone'], ['microphone']],
    ] as const) {
      const place = testPlace();
      const room = place.room('hall');
      const holder = await member(relay, place);
      const { number } = await take(holder, room);
      await holder.ask({ op: 'open', room, number, epoch: 3 });
      const answer = await holder.ask({ op: 'token', room, epoch: 3 });
      expect(answer).toMatchObject({ ok: true, sources });
      expect(claimsOf(answer).video).toMatchObject({ canPublish: true, canPublishSources: granted });
    }
  });

  it('is still there while a lost holder is replaced, and no longer', async () => {
    let nowMs = 0;
    const config = testConfig({}, SFU);
    const relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder: '/nowhere', nowMs: () => nowMs });
    ends.push(relay.close);
    const place = testPlace();
    const room = place.room('hall');
    const [holder, other] = [await member(relay, place), await member(relay, place)];
    const { number } = await take(holder, room);
    await holder.ask({ op: 'open', room, number, epoch: 7 });
    await holder.close();
    await expect.poll(() => relay.stats().desk.leases, PATIENCE).toBe(0);
    expect(await other.ask({ op: 'token', room, epoch: 7 })).toMatchObject({ ok: true });
    nowMs = 29_000;
    const next = await take(other, room);
    expect(await other.ask({ op: 'open', room, number: next.number, epoch: 7 })).toEqual({ ok: true });
    nowMs = 31_500;
    await other.ask({ op: 'keep', room, number: next.number });
    expect(await other.ask({ op: 'token', room, epoch: 7 })).toMatchObject({ ok: true });
    await other.ask({ op: 'drop', room });
    nowMs = 61_501;
    expect(await other.ask({ op: 'token', room, epoch: 7 })).toEqual(refused('epoch'));
    await expect.poll(() => relay.stats().desk.epochs, PATIENCE).toBe(0);
  });

  it('is not minted without end, and not at all where there is no SFU', async () => {
    const relay = await start(SFU);
    const place = testPlace();
    const room = place.room('hall');
    const visitor = await member(relay, place);
    const { number } = await take(visitor, room);
    await visitor.ask({ op: 'open', room, number, epoch: 1 });
    const answers: (DeskAnswer | null)[] = [];
    for (let i = 0; i < 8; i += 1) answers.push(await visitor.ask({ op: 'token', room, epoch: 1 }));
    expect(answers).toContainEqual(refused('rate-limited'));
    const bare = await member(await start(), place);
    expect(await bare.ask({ op: 'token', room, epoch: 1 })).toEqual(refused('off'));
    expect(await bare.ask({ op: 'turn' })).toEqual(refused('off'));
  });
});

describe('hostile questions', () => {
  const lines = (place: TestPlace): (Uint8Array | object)[] => [
    new Uint8Array([0]),
    new TextEncoder().encode('{'),
    new TextEncoder().encode(`${'['.repeat(2000)}${']'.repeat(2000)}`),
    {},
    { op: '__proto__' },
    { op: 'take', room: 7 },
    { op: 'take', room: '../../..' },
    { op: 'keep', room: place.room('a'), number: -1 },
    { op: 'keep', room: place.room('a'), number: 1e308 },
    { op: 'open', room: place.room('a'), number: 1, epoch: 1, speakers: [testPeer()] },
    { op: 'prove', key: 'A'.repeat(43), peer: testPeer(), resume: 'A'.repeat(22), host: 'x'.repeat(256), signature: 'A'.repeat(86) },
    { op: 'token', room: place.room('a'), epoch: 1, extra: true },
    { op: 'hello' },
    { op: 'watch', room: place.room(randomBytes(8).toString('hex')) },
    { op: 'take', room: place.room(randomBytes(8).toString('hex')) },
  ];

  it('neither kill nor grow the relay: ten thousand of them', { timeout: 120_000 }, async () => {
    const child: ChildProcess = fork(join(import.meta.dirname, '..', 'testing-process.ts'), { execArgv: ['--expose-gc'] });
    ends.push(async () => {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    });
    const [port] = (await once(child, 'message')) as [number];
    type Measured = { readonly heap: number; readonly stats: ReturnType<Relay['stats']> };
    const measure = async (): Promise<Measured> => {
      child.send('measure');
      return ((await once(child, 'message')) as [Measured])[0];
    };
    const place = testPlace();
    const good = await member({ port }, place);
    const flood = async (frames: number): Promise<void> => {
      let sent = 0;
      while (sent < frames) {
        const peer = await connect(port);
        const attacker = sent % 2 === 0 ? await member({ port }, testPlace()) : null;
        const socket = attacker?.socket ?? peer.socket;
        const closed = once(socket, 'close');
        for (const line of Array.from({ length: 10 }, () => lines(place)).flat()) {
          const text = line instanceof Uint8Array ? line : new TextEncoder().encode(JSON.stringify(line));
          socket.send(encodeAsk(sent, text));
          sent += 1;
        }
        socket.close();
        await closed;
        if (socket !== peer.socket) await peer.close();
      }
    };
    await flood(1500);
    const before = await measure();
    await flood(10_000);
    await expect.poll(async () => (await measure()).stats.sockets, PATIENCE).toBe(1);
    const after = await measure();
    expect(after.stats.desk).toMatchObject({ places: 1, members: 1, leases: 0, watches: 0, epochs: 0 });
    expect(after.heap - before.heap).toBeLessThan(6_000_000);
    expect(await good.ask({ op: 'alive' })).toEqual({ ok: true });
  });
});
