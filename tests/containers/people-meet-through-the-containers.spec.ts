/** The installation of docs/self-hosting.md, whole: built, configured, started, met in, looked at from inside, stopped. */
import { once } from 'node:events';
import { request } from 'node:https';
import { expect, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { testPlace, visit } from '../../signal-relay/desk/testing.ts';
import { expectToRead, expectToSee, say } from '../support/acts.ts';
import { expectToHearEachOther, type Speaker } from '../support/ears.ts';
import { createPeople, type People } from '../support/people.ts';
import { expectMode } from '../support/room.ts';
import { TONES_HZ } from '../support/tone.ts';
import { packetsByWay } from '../support/wires.ts';
import { tryPodman } from './engine.ts';
import { type Service, type Stack, startStack } from './stack.ts';

const PROFILES = ['turn', 'sfu', 'https'] as const;
const LASTING: readonly Service[] = ['relay', 'turn', 'sfu', 'https'];

let stack: Stack;
let people: People;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  people = createPeople();
  stack = await startStack();
  const { code, output } = await stack.up(PROFILES);
  expect(code, output).toBe(0);
});
test.afterEach(async () => {
  if (test.info().status === test.info().expectedStatus) return;
  for (const service of [...LASTING, 'configure'] as const)
    console.log(`— ${service} —\n${(await stack.logs(service).catch(() => 'no log')).slice(-2000)}`);
});
test.afterAll(async () => {
  await people.close();
  await stack.close();
});

const secrets = async (): Promise<{ turn: string; sfu: string }> => {
  const turn = (await stack.inVolume('secrets', 'turn'))?.trim() ?? '';
  const [, sfu = ''] = (await stack.inVolume('secrets', 'livekit-keys.yaml'))?.trim().split(': ') ?? [];
  expect(turn).toMatch(/^[\w-]{43}$/);
  expect(sfu).toMatch(/^[\w-]{43}$/);
  return { turn, sfu };
};
const waitUntilWell = (service: Service): Promise<void> =>
  expect
    .poll(async () => (await tryPodman('healthcheck', 'run', await stack.container(service))).code, { message: `${service} is well` })
    .toBe(0);
const getConfig = (): Promise<Record<string, unknown> | null> =>
  fetch(`${stack.origin}/config.json`).then(
    (response) => response.json() as Promise<Record<string, unknown>>,
    () => null,
  );

test('every container says that it is well, by its own health check', async () => {
  for (const service of LASTING) await waitUntilWell(service);
  expect(await stack.logs('configure')).toMatch(/turn: secret made.*\nsfu: secret made/);
  expect((await stack.inspect('configure')).State).toMatchObject({ Status: 'exited', ExitCode: 0 });
});

test('two people meet through them, see, write and hear each other', async () => {
  const link = stack.newPlace();
  const come = async (name: string, toneHz: number): Promise<Speaker> => ({
    ...(await people.open({ name, toneHz, link, withoutPicture: true })),
    toneHz,
  });
  const ana = await come('Ana', TONES_HZ[0]);
  const bo = await come('Bo', TONES_HZ[1]);
  await Promise.all([expectToSee(ana, 'Bo'), expectToSee(bo, 'Ana')]);
  await expectToHearEachOther(ana, bo);
  await say(ana, 'So this is ours');
  await expectToRead(bo, 'So this is ours');
  for (const { errors } of [ana, bo]) expect(errors).toEqual([]);
  await people.close();
});

test('a member gets a credential, and two who can only use TURN reach each other by it', async () => {
  const visitor = await visit(stack.ports.web);
  expect(await visitor.prove(testPlace())).toEqual({ ok: true, turn: true, sfu: true });
  const answer = await visitor.ask({ op: 'turn' });
  if (answer === null || !('credential' in answer)) throw new Error(JSON.stringify(answer));
  await visitor.close();
  const { username, credential } = answer;
  const browser = await people.browser();
  const page = await browser.newPage();
  await page.goto(stack.origin);
  for (const transport of ['udp', 'tcp']) {
    const urls = `turn:127.0.0.1:${stack.ports.turn}?transport=${transport}`;
    const selected = await page.evaluate(
      async (server) => {
        const configuration: RTCConfiguration = { iceServers: [server], iceTransportPolicy: 'relay' };
        const [a, b] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
        for (const [from, to] of [
          [a, b],
          [b, a],
        ] as const)
          from.addEventListener('icecandidate', ({ candidate }) => candidate !== null && void to.addIceCandidate(candidate));
        const channel = a.createDataChannel('words');
        const heard = new Promise<string>((resolve) =>
          b.addEventListener('datachannel', (event) => event.channel.addEventListener('message', ({ data }) => resolve(String(data)))),
        );
        channel.addEventListener('open', () => channel.send('hello'));
        await a.setLocalDescription(await a.createOffer());
        await b.setRemoteDescription(a.localDescription!);
        await b.setLocalDescription(await b.createAnswer());
        await a.setRemoteDescription(b.localDescription!);
        const said = await Promise.race([heard, new Promise<string>((resolve) => setTimeout(() => resolve('nothing'), 30_000))]);
        const pair = a.sctp?.transport.iceTransport.getSelectedCandidatePair();
        a.close();
        b.close();
        return { said, types: [pair?.local?.type, pair?.remote?.type] };
      },
      { urls, username, credential },
    );
    expect(selected, `over ${transport}`).toEqual({ said: 'hello', types: ['relay', 'relay'] });
  }
  await people.close();
});

test('a member who holds the lease gets a token, and LiveKit takes it', async () => {
  const visitor = await visit(stack.ports.web);
  const place = testPlace();
  await visitor.prove(place);
  const room = place.room('kitchen');
  const taken = await visitor.ask({ op: 'take', room });
  if (taken === null || !('lease' in taken) || taken.lease === null) throw new Error(JSON.stringify(taken));
  expect(await visitor.ask({ op: 'open', room, number: taken.lease.number, epoch: 1 })).toEqual({ ok: true });
  const answer = await visitor.ask({ op: 'token', room, epoch: 1 });
  if (answer === null || !('token' in answer)) throw new Error(JSON.stringify(answer));
  await visitor.close();
  const validate = (token: string): Promise<number> =>
    fetch(`http://127.0.0.1:${stack.ports.sfu}/rtc/validate?access_token=${token}`).then(({ status }) => status);
  expect(await validate(answer.token)).toBe(200);
  expect(await validate(`${answer.token.slice(0, -4)}AAAA`)).toBe(401);
});

test('three are too many: the room moves to LiveKit in its container, and back when one leaves', async () => {
  test.setTimeout(360_000);
  const link = stack.newPlace();
  const names = ['Ana', 'Bo', 'Cleo'] as const;
  const all: Speaker[] = [];
  for (const [i, name] of names.entries()) {
    const toneHz = TONES_HZ[i] ?? 440;
    all.push({ ...(await people.open({ name, toneHz, link, withoutPicture: true })), toneHz });
  }
  const [ana, bo, cleo] = all as [Speaker, Speaker, Speaker];
  const serverPorts = [stack.ports.sfuUdp, stack.ports.sfuTcp];
  for (const person of all) await expectMode(person, 'SFU');
  await expectToHearEachOther(ana, cleo);
  await expectToHearEachOther(bo, cleo);
  await expect.poll(async () => (await packetsByWay(ana.page, serverPorts)).server.received).toBeGreaterThan(0);
  await cleo.page.getByRole('button', { name: 'Leave', exact: true }).click();
  for (const person of [ana, bo]) await expectMode(person, 'P2P_DIRECT');
  await expectToHearEachOther(ana, bo);
  for (const { errors } of [ana, bo]) expect(errors).toEqual([]);
  await people.close();
});

test('each secret is seen by those who need it, and by nobody else', async () => {
  const { turn, sfu } = await secrets();
  const mounted = async (service: Service): Promise<readonly string[]> =>
    (await stack.inspect(service)).Mounts.flatMap(({ Name, RW }) =>
      Name === undefined ? [] : [`${Name}${RW ? '' : ' read-only'}`],
    ).toSorted();
  expect(await mounted('relay')).toEqual(['patio-test_secrets read-only']);
  expect(await mounted('turn')).toEqual(['patio-test_turn read-only']);
  expect(await mounted('sfu')).toEqual(['patio-test_sfu read-only']);
  expect(await mounted('https')).toEqual(['patio-test_https']);
  expect(await stack.inVolume('turn', 'coturn.conf')).toContain(turn);
  expect(await stack.inVolume('turn', 'coturn.conf')).not.toContain(sfu);
  expect(await stack.inVolume('sfu', 'livekit.yaml')).toContain(sfu);
  for (const service of [...LASTING, 'configure'] as const) {
    const seen = JSON.stringify(await stack.inspect(service)) + (await stack.logs(service));
    for (const secret of [turn, sfu]) expect(seen.includes(secret), `${service} shows a secret`).toBe(false);
  }
  const given = JSON.stringify(await getConfig());
  for (const secret of [turn, sfu]) expect(given.includes(secret)).toBe(false);
  expect(given).toContain('"turn":true');
});

test('nobody in them is root, has a privilege, or can write where it lives', async () => {
  for (const service of [...LASTING, 'configure'] as const) {
    const { Config, HostConfig } = await stack.inspect(service);
    expect(Config.User, service).toBe('10001:10001');
    expect(HostConfig.ReadonlyRootfs, service).toBe(true);
    expect(HostConfig.SecurityOpt.join(), service).toContain('no-new-privileges');
  }
  const look =
    "const fs=require('fs');const can=(f)=>{try{fs.writeFileSync(f,'');return'yes'}catch(e){return e.code}};" +
    "console.log(JSON.stringify([process.getuid(),/CapEff:\\s*0+\\n/.test(fs.readFileSync('/proc/self/status','utf8')),can('/app/x'),can('/app/.data/secrets/x'),can('/tmp/x')]))";
  const { output } = await stack.exec('relay', '/usr/local/bin/node', '-e', look);
  expect(JSON.parse(output)).toEqual([10001, true, 'EROFS', 'EROFS', 'yes']);
  expect((await stack.exec('relay', '/bin/sh', '-c', 'true')).code, 'there is a shell beside the relay').not.toBe(0);
});

test('behind its own TLS the same app, relay and SFU are at one address', async () => {
  const get = (path: string, headers = {}): Promise<{ status: number; body: string }> =>
    new Promise((resolve, reject) => {
      const asked = request(`https://127.0.0.1:${stack.ports.https}${path}`, { rejectUnauthorized: false, headers }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      asked.on('error', reject);
      asked.end();
    });
  await expect
    .poll(() =>
      get('/healthz').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
  expect((await get('/')).body).toContain('<title>');
  expect((await get('/rtc/validate')).status, 'LiveKit asks for a token').toBe(401);
  const socket = new WebSocket(`wss://127.0.0.1:${stack.ports.https}/`, { rejectUnauthorized: false });
  await once(socket, 'open');
  socket.send(Uint8Array.of(0x14));
  const [pong] = (await once(socket, 'message')) as [Buffer];
  expect([...pong]).toEqual([0x15]);
  socket.terminate();
});

test('settings are read again while people are connected', async () => {
  const socket = new WebSocket(`${stack.origin.replace('http', 'ws')}/`);
  await once(socket, 'open');
  expect(await getConfig()).toMatchObject({ proximity: { connectTiles: 3.5 } });
  stack.configure({ proximity: { connectTiles: 4 } });
  expect((await stack.compose('kill', '-s', 'SIGHUP', 'relay')).code).toBe(0);
  await expect.poll(getConfig).toMatchObject({ proximity: { connectTiles: 4 } });
  expect(socket.readyState).toBe(WebSocket.OPEN);
  stack.configure({});
  socket.terminate();
});

test('stopped, the relay says goodbye to everybody, and ends by itself', async () => {
  const socket = new WebSocket(`${stack.origin.replace('http', 'ws')}/`);
  await once(socket, 'open');
  socket.send(Uint8Array.of(0x14));
  await once(socket, 'message');
  const told: number[][] = [];
  socket.on('message', (data: Buffer) => told.push([...data]));
  const closed = once(socket, 'close');
  expect((await stack.compose('stop', 'relay')).code).toBe(0);
  const [code] = (await closed) as [number];
  expect(code).toBe(1001);
  // the notice "closing"
  expect(told).toEqual([[0x16, 3]]);
  expect((await stack.inspect('relay')).State).toMatchObject({ Status: 'exited', ExitCode: 0 });
});

test('taken down and started again, it has the same secrets', async () => {
  const before = await secrets();
  expect((await stack.compose('down', '--timeout', '5')).code).toBe(0);
  const { code, output } = await stack.up(['turn', 'sfu']);
  expect(code, output).toBe(0);
  await waitUntilWell('relay');
  expect(await secrets()).toEqual(before);
  expect(await stack.logs('configure')).toMatch(/turn: secret kept.*\nsfu: secret kept/);
});

test('a profile without its settings is refused in words, before anything starts', async () => {
  await stack.compose('down', '--timeout', '5');
  stack.configure({ turn: undefined });
  expect((await stack.up(['turn', 'sfu'])).code).not.toBe(0);
  expect(await stack.logs('configure')).toContain('The profile turn is on, but config.yaml has no section turn.');
  expect(
    await stack.container('turn').then((id) => (id === '' ? 'none' : stack.inspect('turn').then(({ State }) => State.Status))),
  ).toMatch(/none|created/);
  stack.configure({});
});
