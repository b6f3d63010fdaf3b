/** What the desk hands out, shown to those who must accept it: the real coturn and the real LiveKit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { findCoturn, type RunningCoturn, startCoturn } from '../tests/support/coturn.ts';
import { findLivekit, type RunningLivekit, startLivekit } from '../tests/support/livekit-server.ts';
import { allocate } from '../tests/support/turn-client.ts';
import type { DeskAnswer } from '../domain/wire/relay-desk.ts';
import { type Relay, startRelay } from '../signal-relay/relay.ts';
import { readSecrets } from '../signal-relay/secrets.ts';
import { testConfig } from '../signal-relay/testing.ts';
import { mintToken, mintTurn, type SfuService } from '../signal-relay/desk/credentials.ts';
import { testPeer, testPlace, visit, type Visitor } from '../signal-relay/desk/testing.ts';

const PATIENCE_MS = 120_000;
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});
const take = <T extends DeskAnswer>(answer: DeskAnswer | null, has: keyof T): T => {
  if (answer === null || !(has in answer)) throw new Error(JSON.stringify(answer));
  return answer as T;
};
const start = async (settings: Parameters<typeof testConfig>[1]): Promise<Relay> => {
  const config = testConfig({}, settings);
  const relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder: '/nowhere' });
  ends.push(relay.close);
  return relay;
};
const come = async (relay: Relay): Promise<Visitor> => {
  const visitor = await visit(relay.port);
  ends.push(visitor.close);
  return visitor;
};

const coturnMissing = findCoturn() === null;
if (coturnMissing) console.warn('SKIPPED: no coturn on this machine, so TURN credentials are not shown to it.');
describe.skipIf(coturnMissing)('a TURN credential', () => {
  let coturn: RunningCoturn;
  let relay: Relay;
  beforeAll(async () => {
    coturn = await startCoturn();
    ends.push(coturn.kill);
    const turn = { urls: [...coturn.urls], secret: coturn.secret, credentialSeconds: 600, relayPorts: '49160-49259' };
    relay = await start({ turn });
  }, PATIENCE_MS);
  type Lent = Extract<DeskAnswer, { username: string }>;
  const lend = async (): Promise<Lent> => {
    const visitor = await come(relay);
    await visitor.prove(testPlace());
    return take<Lent>(await visitor.ask({ op: 'turn' }), 'username');
  };

  it('from the desk opens the real coturn', { timeout: PATIENCE_MS }, async () => {
    const lent = await lend();
    expect(lent.urls).toEqual(coturn.urls);
    expect(await allocate(coturn, lent)).toBe('allocated');
  });
  it('that has ended does not, nor one that says that it has not', { timeout: PATIENCE_MS }, async () => {
    const service = { urls: [], secret: coturn.secret, credentialSeconds: 600 };
    const ended = mintTurn(service, testPeer(), Date.now() - 700_000);
    expect(await allocate(coturn, ended)).toEqual({ refused: 401 });
    const [, peer] = ended.username.split(':');
    const prolonged = { ...ended, username: `${Math.floor(Date.now() / 1000) + 600}:${peer}` };
    expect(await allocate(coturn, prolonged)).toEqual({ refused: 401 });
  });
  it('for somebody else, of another secret, or invented does not', { timeout: PATIENCE_MS }, async () => {
    const lent = await lend();
    const other = { ...lent, username: lent.username.replace(/:.*/, `:${testPeer()}`) };
    expect(await allocate(coturn, other)).toEqual({ refused: 401 });
    const foreign = mintTurn({ urls: [], secret: 'f'.repeat(32), credentialSeconds: 600 }, testPeer(), Date.now());
    expect(await allocate(coturn, foreign)).toEqual({ refused: 401 });
    expect(await allocate(coturn, { username: 'somebody', credential: 'something' })).toEqual({ refused: 401 });
  });
});

const livekitMissing = findLivekit() === null;
if (livekitMissing) console.warn('SKIPPED: no LiveKit on this machine, so SFU tokens are not shown to it.');
describe.skipIf(livekitMissing)('an SFU token', () => {
  let livekit: RunningLivekit;
  let relay: Relay;
  let service: SfuService;
  beforeAll(async () => {
    livekit = await startLivekit();
    ends.push(livekit.kill);
    service = { url: livekit.url, apiKey: livekit.apiKey, apiSecret: livekit.apiSecret, tokenSeconds: 600, sources: ['microphone'] };
    relay = await start({ sfu: { ...service, sources: ['microphone', 'camera'], rtcPort: livekit.ports.udp, tcpPort: livekit.ports.tcp } });
  }, PATIENCE_MS);

  /** @returns an open seat, or the HTTP status with which LiveKit turns the token away */
  const join = async (url: string, token: string): Promise<WebSocket | number> => {
    const socket = new WebSocket(`${url}/rtc?access_token=${token}&auto_subscribe=0&protocol=15&sdk=js&version=2.15.0`);
    socket.on('error', () => undefined);
    const refused = once(socket, 'unexpected-response').then(([, response]) => (response as { statusCode: number }).statusCode);
    // its first word is that one has joined
    const joined = once(socket, 'message').then(() => socket);
    const result = await Promise.race([refused, joined]);
    ends.push(async () => socket.terminate());
    return result;
  };
  type Participant = { identity: string; permission: Record<string, unknown> };
  const roomOf = (token: string): string =>
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { video: { room: string } }).video.room;
  /** What LiveKit itself says of who is in a room. */
  const participants = async (room: string): Promise<readonly Participant[]> => {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: livekit.apiKey, exp: now + 60, video: { room, roomAdmin: true } };
    const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const key = `${body}.${createHmac('sha256', livekit.apiSecret).update(body).digest('base64url')}`;
    const response = await fetch(`${livekit.httpUrl}/twirp/livekit.RoomService/ListParticipants`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ room }),
    });
    return ((await response.json()) as { participants?: Participant[] }).participants ?? [];
  };
  const open = async () => {
    const place = testPlace();
    const room = place.room('kitchen');
    const [holder, other] = [await come(relay), await come(relay)];
    for (const visitor of [holder, other]) await visitor.prove(place);
    type Taken = Extract<DeskAnswer, { lease: unknown }>;
    const { lease } = take<Taken>(await holder.ask({ op: 'take', room }), 'lease');
    expect(await holder.ask({ op: 'open', room, number: lease.number, epoch: 5 })).toEqual({ ok: true });
    type Ticket = Extract<DeskAnswer, { token: string }>;
    const ticketFor = async (visitor: Visitor): Promise<Ticket> =>
      take<Ticket>(await visitor.ask({ op: 'token', room, epoch: 5 }), 'token');
    return { holder, other, ticketFor };
  };

  it(
    'from the desk joins one room of the real LiveKit, as that peer, to send what the operator carries, and no data',
    { timeout: PATIENCE_MS },
    async () => {
      const { holder, other, ticketFor } = await open();
      const [first, second] = [await ticketFor(holder), await ticketFor(other)];
      expect(roomOf(first.token)).toBe(roomOf(second.token));
      for (const ticket of [first, second]) expect(await join(ticket.url, ticket.token)).toBeTypeOf('object');
      const inside = await participants(roomOf(first.token));
      expect(inside.map(({ identity }) => identity).toSorted()).toEqual([holder.peer, other.peer].toSorted());
      for (const { permission } of inside) {
        expect(permission).toMatchObject({ can_publish: true, can_subscribe: true });
        expect(permission['can_publish_data']).not.toBe(true);
        expect(permission['can_publish_sources']).toEqual(['MICROPHONE', 'CAMERA']);
      }
    },
  );
  it('that was altered, has ended, or has another key is turned away', { timeout: PATIENCE_MS }, async () => {
    const { holder, ticketFor } = await open();
    const { token } = await ticketFor(holder);
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { video: object };
    const altered = Buffer.from(JSON.stringify({ ...claims, video: { ...claims.video, roomAdmin: true } })).toString('base64url');
    expect(await join(livekit.url, `${head}.${altered}.${signature}`)).toBe(401);
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    expect(await join(livekit.url, `${unsigned}.${body}.`)).toBe(401);
    const who = { room: 'room', peer: testPeer() };
    expect(await join(livekit.url, mintToken(service, who, Date.now() - 3_600_000))).toBe(401);
    expect(await join(livekit.url, mintToken({ ...service, apiSecret: 'w'.repeat(32) }, who, Date.now()))).toBe(401);
    expect(await join(livekit.url, mintToken({ ...service, apiKey: 'nobody' }, who, Date.now()))).toBe(401);
    expect(await join(livekit.url, mintToken(service, who, Date.now()))).toBeTypeOf('object');
  });
});
