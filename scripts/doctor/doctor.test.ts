/** The doctor before real patients: relays, coturn and LiveKit that are well, and each of them broken in its own way. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConfigFile } from '../../domain/config/config-file.ts';
import { createPlace } from '../../domain/place/genesis.ts';
import { formatPlaceLink } from '../../domain/place/place-link.ts';
import { makeCertificate } from '../../signal-relay/certificate.ts';
import { type Relay, startRelay } from '../../signal-relay/relay.ts';
import { readSecrets } from '../../signal-relay/secrets.ts';
import { testConfig } from '../../signal-relay/testing.ts';
import { findCoturn, startCoturn } from '../../tests/support/coturn.ts';
import { findLivekit, startLivekit } from '../../tests/support/livekit-server.ts';
import { freePort } from '../../tests/support/servers.ts';
import { judgeClock } from './check-web.ts';
import { answerTo, candidatesIn, offerIn } from './check-sfu.ts';
import { examine } from './examine.ts';
import { exitCodeOf, type Finding, lineOf } from './finding.ts';
import { encodeRequest, Method, parseMessage, peerAddress, readAddress } from './stun-wire.ts';
import { readTarget, type Target } from './target.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

let appFolder = '';
beforeAll(() => {
  appFolder = mkdtempSync(join(tmpdir(), 'patio-doctor-'));
  writeFileSync(join(appFolder, 'index.html'), '<!doctype html><title>Patio</title>');
  return () => rmSync(appFolder, { recursive: true });
});

const PLACE = createPlace((count) => new Uint8Array(randomBytes(count)), 1_700_000_000);
const SECRET = 's'.repeat(40);
type Settings = Partial<Omit<ConfigFile, 'limits'>>;

const start = async (settings: Settings = {}): Promise<Relay> => {
  const config = testConfig({}, settings);
  const relay = await startRelay({ config, secrets: await readSecrets(config, '/'), appFolder });
  ends.push(relay.close);
  return relay;
};
const serve = async (listener: RequestListener, tls?: { key: string; cert: string }): Promise<number> => {
  const server: Server = tls === undefined ? createServer(listener) : createHttpsServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
};
const target = (address: string): Target => {
  const result = readTarget(address, null);
  if (typeof result === 'string') throw new Error(result);
  return result;
};
const lookAt = async (address: string, ca?: string): Promise<readonly Finding[]> =>
  examine({ target: target(address), nowMs: Date.now, tell: () => undefined, ...(ca !== undefined && { ca }) });
const linkTo = (port: number): string => formatPlaceLink(`http://127.0.0.1:${port}/`, PLACE);
const brokenIn = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ status }) => status === 'failed').map(({ subject, words }) => `${subject}: ${words}`);
const textOf = (findings: readonly Finding[]): string => findings.map(lineOf).join('\n');

describe('an installation that is well', () => {
  it('has nothing to mend, and members are told what was not looked at', async () => {
    const { port } = await start({
      turn: { urls: ['turn:self:3478'], secret: SECRET, credentialSeconds: 3600, relayPorts: '49160-49259' },
    });
    const findings = await lookAt(`http://127.0.0.1:${port}`);
    expect(brokenIn(findings)).toEqual([]);
    expect(exitCodeOf(findings)).toBe(0);
    expect(textOf(findings)).toMatch(/STUN +UDP \d+ is open; it sees this computer as 127\.0\.0\.1/);
    expect(findings.at(-1)).toMatchObject({ status: 'skipped', subject: 'desk' });
  });

  it('is told so by the command, whose exit code agrees', async () => {
    const { port } = await start();
    const doctor = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), linkTo(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    doctor.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    expect(await once(doctor, 'exit')).toEqual([0, null]);
    expect(said).toMatch(/Nothing is broken\.\n$/);
  });
});

describe('what a browser meets first', () => {
  it('is missed: the name, the port', async () => {
    expect(brokenIn(await lookAt('https://no-such-name.invalid'))).toEqual(['DNS: The name no-such-name.invalid is not found.']);
    const port = await freePort();
    const findings = await lookAt(`http://127.0.0.1:${port}`);
    expect(brokenIn(findings)).toEqual([`port: TCP ${port} of 127.0.0.1: nothing listens there.`]);
    expect(textOf(findings)).toContain('docker compose up');
    expect(exitCodeOf(findings)).toBe(1);
  });

  it.each([
    ['of nobody known', { names: ['127.0.0.1'], isKnown: false, days: 0 }, /Browsers will not trust the certificate/],
    ['for another name', { names: ['other.example.org'], isKnown: true, days: 0 }, /ERR_TLS_CERT_ALTNAME_INVALID/],
    ['that is over', { names: ['127.0.0.1'], isKnown: true, days: -4000 }, /The certificate ended \d+ days ago/],
  ])('is not trusted: a certificate %s', async (_what, { names, isKnown, days }, words) => {
    const tls = makeCertificate(names, Date.now() + days * 86_400_000);
    const port = await serve((_request, response) => response.end(), tls);
    const findings = await lookAt(`https://127.0.0.1:${port}`, isKnown ? tls.cert : undefined);
    expect(brokenIn(findings)[0]).toMatch(words);
  });

  it('is content with a good certificate', async () => {
    const tls = makeCertificate(['127.0.0.1'], Date.now());
    const port = await serve((_request, response) => response.end(), tls);
    const findings = await lookAt(`https://127.0.0.1:${port}`, tls.cert);
    expect(findings.find(({ subject }) => subject === 'TLS')).toMatchObject({ status: 'ok' });
  });

  it('speaks no TLS, or only plain http to the world', async () => {
    const port = await serve((_request, response) => response.end());
    expect(brokenIn(await lookAt(`https://127.0.0.1:${port}`))[0]).toMatch(/^TLS: No TLS on port/);
    const { checkTls } = await import('./check-web.ts');
    expect(await checkTls(target('http://talk.example.org'), Date.now())).toMatchObject({ status: 'failed', subject: 'TLS' });
  });

  it('is somebody else’s page, without settings and without WebSocket', async () => {
    const port = await serve((_request, response) => response.end('<title>It works!</title>'));
    const broken = brokenIn(await lookAt(`http://127.0.0.1:${port}`));
    expect(broken[0]).toMatch(/^page: .* not with the app/);
    expect(broken).toContainEqual('settings: /config.json is missing or damaged.');
    expect(broken.at(-1)).toMatch(/^relay: The WebSocket was turned away \(HTTP 200\)/);
  });

  it('has another clock', () => {
    expect(judgeClock(900)).toMatchObject({ status: 'ok' });
    expect(judgeClock(-30_000)).toMatchObject({
      status: 'warning',
      words: 'The server’s clock is 30 s behind this computer’s.'.replaceAll('’', "'"),
    });
    expect(judgeClock(3_600_000)).toMatchObject({ status: 'failed' });
  });
});

describe('a proxy that gets it wrong', () => {
  it('does not reach the relay', async () => {
    const port = await serve((_request, response) => response.writeHead(502).end());
    expect(textOf(await lookAt(`http://127.0.0.1:${port}`))).toMatch(/HTTP 502\)[^]*The proxy does not reach the relay/);
  });
});

describe('STUN', () => {
  it('that is not let through is missed, with the port to open', async () => {
    const silent = await freePort();
    const { port } = await start({ iceServers: [{ urls: [`stun:self:${silent}`] }] });
    const findings = await lookAt(`http://127.0.0.1:${port}`);
    expect(brokenIn(findings)).toEqual([`STUN: 127.0.0.1, UDP ${silent}: no answer, as behind a firewall.`]);
    expect(textOf(findings)).toContain(`Open UDP ${silent}`);
  });
});

describe('the desk', () => {
  it('that does not serve this place says under which name it would', async () => {
    const turn = { urls: ['turn:self:3478'], secret: SECRET, credentialSeconds: 3600, relayPorts: '49160-49259' };
    const closed = await start({ access: 'listed', turn });
    const findings = await lookAt(linkTo(closed.port));
    expect(brokenIn(findings)).toEqual(['desk: This place is not on the operator’s list.']);
    const id = /Add "([\w-]{43})" to places/.exec(textOf(findings))?.[1] ?? '';
    const open = await start({ access: 'listed', places: [id], turn: { ...turn, urls: [`turn:self:${await freePort()}?transport=tcp`] } });
    expect((await lookAt(linkTo(open.port))).find(({ subject }) => subject === 'desk')).toMatchObject({ status: 'ok' });
  });
});

describe.skipIf(findCoturn() === null)('TURN', () => {
  const turnOf = (urls: readonly string[], secret: string) => ({
    turn: { urls: [...urls], secret, credentialSeconds: 3600, relayPorts: '49160-49259' },
  });

  it('allocates and forwards, over UDP and TCP; and into private networks, which is told', async () => {
    const coturn = await startCoturn();
    ends.push(coturn.kill);
    const { port } = await start(turnOf(coturn.urls, coturn.secret));
    const findings = await lookAt(linkTo(port));
    expect(textOf(findings)).toMatch(/ok +TURN +UDP \d+ of 127\.0\.0\.1 allocates 127\.0\.0\.1/);
    expect(textOf(findings)).toMatch(/ok +TURN +TCP \d+ of 127\.0\.0\.1 allocates/);
    expect(textOf(findings)).toMatch(/ok +TURN +UDP \d+ of 127\.0\.0\.1 is open, and what arrives there is forwarded/);
    expect(brokenIn(findings)).toEqual([expect.stringMatching(/^TURN: It would forward to 127\.0\.0\.1/)]);
  });

  it('that keeps out of private networks has nothing to mend', async () => {
    const coturn = await startCoturn({ args: ['--denied-peer-ip=10.0.0.0-10.255.255.255', '--denied-peer-ip=127.0.0.0-127.255.255.255'] });
    ends.push(coturn.kill);
    const { port } = await start(turnOf(coturn.urls, coturn.secret));
    const findings = await lookAt(linkTo(port));
    expect(brokenIn(findings)).toEqual([]);
    expect(textOf(findings)).toMatch(/warn +TURN +Forwarding cannot be tried from here/);
  });

  it('with another secret than the relay’s, or that is not there, is told apart', async () => {
    const coturn = await startCoturn();
    ends.push(coturn.kill);
    const first = await start(turnOf(coturn.urls.slice(0, 1), 'w'.repeat(40)));
    expect(brokenIn(await lookAt(linkTo(first.port)))).toEqual([
      expect.stringMatching(/^TURN: UDP \d+ .* does not accept the relay’s credential/),
    ]);
    const nobody = await freePort();
    const second = await start(turnOf([`turn:self:${nobody}?transport=tcp`], SECRET));
    expect(brokenIn(await lookAt(linkTo(second.port)))).toEqual([`TURN: TCP ${nobody} of 127.0.0.1: nothing listens there.`]);
  });
});

describe.skipIf(findLivekit() === null)('the SFU', () => {
  const sfuOf = (port: number, apiSecret: string) => ({
    sfu: { url: `self:${port}`, apiKey: 'patio', apiSecret, tokenSeconds: 600, rtcPort: 7882, tcpPort: 7881 },
  });

  it('takes the token, and both of its media ports are tried', async () => {
    const livekit = await startLivekit();
    ends.push(livekit.kill);
    const { port } = await start(sfuOf(livekit.ports.http, livekit.apiSecret));
    const findings = await lookAt(linkTo(port));
    expect(brokenIn(findings)).toEqual([]);
    // on whichever of this machine's addresses it names first
    expect(textOf(findings)).toMatch(new RegExp(`UDP ${livekit.ports.udp} of \\S+ is open for media`));
    expect(textOf(findings)).toMatch(new RegExp(`TCP ${livekit.ports.tcp} of [\\d.]+ is open`));
  });

  it('whose media port does not get through is told, with the port to open', async () => {
    // it says that it is where it is not, as behind a firewall or with a wrong publicAddress
    const livekit = await startLivekit({ config: { rtc: { node_ip: '127.0.0.9', enable_loopback_candidate: false, interfaces: {} } } });
    ends.push(livekit.kill);
    const { port } = await start(sfuOf(livekit.ports.http, livekit.apiSecret));
    const findings = await lookAt(linkTo(port));
    const told = textOf(findings);
    if (told.includes('UDP 0')) throw new Error(told);
    expect(told).toMatch(/FAIL +SFU/);
  });

  it('with other keys, or that is not there, is told apart', async () => {
    const livekit = await startLivekit();
    ends.push(livekit.kill);
    const first = await start(sfuOf(livekit.ports.http, 'w'.repeat(40)));
    expect(brokenIn(await lookAt(linkTo(first.port)))).toEqual(['SFU: LiveKit does not accept the relay’s token.']);
    const nobody = await freePort();
    const second = await start(sfuOf(nobody, SECRET));
    expect(brokenIn(await lookAt(linkTo(second.port)))).toEqual([`SFU: ws://127.0.0.1:${nobody}: nothing listens there.`]);
  });
});

describe('what is given', () => {
  it('is an address, a name or a whole link', () => {
    expect(target('talk.example.org')).toMatchObject({ base: 'https://talk.example.org/', port: 443, isTls: true, place: null });
    expect(target('http://[::1]:8420/sub')).toMatchObject({ base: 'http://[::1]:8420/sub/', host: '::1', port: 8420 });
    expect(target(linkTo(80)).place?.placeId).toBe(PLACE.placeId);
    expect(readTarget('ftp://x', null)).toMatch(/must begin with/);
    expect(readTarget('https://x', 'https://x/#/p/abc')).toMatch(/damaged/);
    expect(readTarget('https://x', 'https://x/#/')).toMatch(/no place in it/);
    expect(readTarget('http://a b', null)).toMatch(/is not an address/);
  });
});

describe('bytes', () => {
  it('of any kind are a message or none', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void parseMessage(Buffer.from(bytes))));
    fc.assert(fc.property(fc.string(), (text) => void [candidatesIn(text), offerIn(text)]));
  });
  it('of an address are what they were', () => {
    const { bytes, id } = encodeRequest(Method.Binding, [[0x0020, peerAddress({ ip: '203.0.113.7', port: 4711 })]]);
    expect(readAddress(parseMessage(bytes)?.attributes.get(0x0020), id)).toEqual({ ip: '203.0.113.7', port: 4711 });
  });
  it('of an offer are answered section by section', () => {
    const offer = offerIn(
      '\0\x12v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\na=ice-ufrag:ab\r\na=ice-pwd:cd\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:0\r\n\0',
    );
    if (offer === null) throw new Error('no offer');
    expect(offer).toMatchObject({ ufrag: 'ab', password: 'cd' });
    expect(answerTo(offer)).toMatch(/^m=application[^]*a=sctp-port:5000/m);
  });
});
