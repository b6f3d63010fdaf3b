/**
 * The SFU, with a token that the relay gives to members: its address, its key, its signalling, and its media ports. For the
 * last, a call begins as a browser's would: LiveKit's offer names its candidates, an answer is given, and then its UDP port
 * is asked as ICE asks (RFC 8445). No media is sent.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { WebSocket } from 'ws';
import { resolveSfuUrl } from '../../transports/desk-client.ts';
import type { DeskCall } from './desk-call.ts';
import { failed, type Finding, ok, skipped, Timeout, whyNot } from './finding.ts';
import { openLine } from './stun-line.ts';
import { Attribute, encodeRequest, Method, text, uint32 } from './stun-wire.ts';
import type { Target } from './target.ts';

const SIGNAL_MS = 8000;
const CANDIDATES_MS = 4000;
const ROOM = 'doctor';
const EPOCH = 1;
const PRIORITY = 1_845_501_695;

export type Candidate = { readonly transport: 'udp' | 'tcp'; readonly ip: string; readonly port: number };
export type Offer = { readonly sdp: string; readonly ufrag: string; readonly password: string };

/** LiveKit's messages are protobuf; the texts in them stand as they are. Control bytes end a text. */
export const candidatesIn = (said: string): readonly Candidate[] =>
  [...said.matchAll(/candidate:\S+ \d+ (udp|tcp) \d+ ([\d.a-f:]+) (\d{1,5}) typ host/gi)].map(([, transport = '', ip = '', port = '']) => ({
    transport: transport.toLowerCase() === 'udp' ? 'udp' : 'tcp',
    ip,
    port: Number(port),
  }));

export const offerIn = (said: string): Offer | null => {
  const sdp = /v=0\r\n(?:[a-z]=[^\r\n]*\r\n)+/.exec(said)?.[0];
  const ufrag = sdp === undefined ? undefined : /a=ice-ufrag:(\S+)/.exec(sdp)?.[1];
  const password = sdp === undefined ? undefined : /a=ice-pwd:(\S+)/.exec(sdp)?.[1];
  return sdp === undefined || ufrag === undefined || password === undefined ? null : { sdp, ufrag, password };
};

const ice = { ufrag: randomBytes(6).toString('hex'), password: randomBytes(16).toString('hex') };

/** The least that an offer is content with: everything but data is turned down. */
export const answerTo = ({ sdp }: Offer): string => {
  const [, ...sections] = sdp.split(/(?=^m=)/m);
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
  const mids = sections.map((section) => /a=mid:(\S+)/.exec(section)?.[1] ?? '0');
  const head = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=group:BUNDLE ${mids.join(' ')}`];
  const body = sections.flatMap((section, index) => {
    const isData = section.startsWith('m=application');
    return [
      (section.split('\r\n')[0] ?? '').trim(),
      'c=IN IP4 0.0.0.0',
      `a=mid:${mids[index] ?? '0'}`,
      `a=ice-ufrag:${ice.ufrag}`,
      `a=ice-pwd:${ice.password}`,
      `a=fingerprint:sha-256 ${fingerprint}`,
      'a=setup:active',
      ...(isData ? ['a=sctp-port:5000'] : ['a=inactive', 'a=rtcp-mux']),
    ];
  });
  return `${[...head, ...body].join('\r\n')}\r\n`;
};

type Token = { readonly url: string; readonly token: string };

const getToken = async (call: DeskCall, room: string): Promise<Token | Finding> => {
  const taken = await call.ask({ op: 'take', room });
  if (!('lease' in taken) || taken.lease === null) return failed('SFU', 'The relay grants no lease.', 'Try again in a few seconds.');
  const opened = await call.ask({ op: 'open', room, number: taken.lease.number, epoch: EPOCH });
  const answer = opened.ok ? await call.ask({ op: 'token', room, epoch: EPOCH }) : opened;
  if ('token' in answer) return answer;
  return failed('SFU', `The relay gives no token${'why' in answer ? ` (${answer.why})` : ''}.`, 'Is there a section sfu in config.yaml?');
};

/** What LiveKit says in the first seconds of a call, and whatever it says after that. */
const listen = async (
  url: string,
  token: string,
): Promise<{ readonly said: () => string; readonly answer: (sdp: string) => void; readonly close: () => void }> => {
  const socket = new WebSocket(`${url.replace(/\/$/, '')}/rtc?access_token=${token}&auto_subscribe=1&protocol=15&sdk=js&version=2.0.0`, {
    rejectUnauthorized: false,
    handshakeTimeout: SIGNAL_MS,
  });
  let said = '';
  socket.on('error', () => undefined);
  socket.on('message', (data: Buffer) => (said += data.toString('latin1')));
  const opened = once(socket, 'open');
  await opened;
  return {
    said: () => said,
    answer: (sdp) => socket.send(JSON.stringify({ answer: { type: 'answer', sdp } })),
    close: () => socket.terminate(),
  };
};

const until = async <T>(look: () => T | null, ms: number): Promise<T | null> => {
  for (const endMs = performance.now() + ms; performance.now() < endMs;) {
    const found = look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return null;
};

const checkUdp = async ({ ip, port }: Candidate, offer: Offer): Promise<Finding> => {
  try {
    const line = await openLine(ip, port, 'udp');
    try {
      const request = encodeRequest(
        Method.Binding,
        [
          [Attribute.Username, text(`${offer.ufrag}:${ice.ufrag}`)],
          [Attribute.Priority, uint32(PRIORITY)],
          [Attribute.Controlling, randomBytes(8)],
        ],
        Buffer.from(offer.password),
      );
      await line.ask(request);
      return ok('SFU', `UDP ${port} of ${ip} is open for media`);
    } finally {
      line.close();
    }
  } catch (error) {
    return failed(
      'SFU',
      `Media: ${ip}, UDP ${port}: ${whyNot(error)}.`,
      `Open UDP ${port} in the firewall; if the address is wrong, set publicAddress in config.yaml.`,
    );
  }
};

const checkTcp = async ({ ip, port }: Candidate): Promise<Finding> => {
  const socket = connectTcp({ host: ip, port });
  const late = setTimeout(() => socket.destroy(new Timeout('no connection')), SIGNAL_MS);
  try {
    await once(socket, 'connect');
    return ok('SFU', `TCP ${port} of ${ip} is open, for those whose UDP is blocked`);
  } catch (error) {
    return failed('SFU', `Media over TCP: ${ip}, TCP ${port}: ${whyNot(error)}.`, `Open TCP ${port} in the firewall.`);
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
};

const checkMediaOnce = async (url: string, token: string): Promise<readonly Finding[]> => {
  const line = await listen(url, token);
  try {
    const offer = await until(() => offerIn(line.said()), SIGNAL_MS);
    if (offer === null) return [skipped('SFU', 'it made no offer, so its media ports could not be tried')];
    line.answer(answerTo(offer));
    // by IPv4, which everybody has, whatever else it names
    const named = (kind: Candidate['transport']): readonly Candidate[] =>
      candidatesIn(line.said()).filter(({ transport }) => transport === kind);
    const first = async (kind: Candidate['transport']): Promise<Candidate | null> =>
      (await until(() => named(kind).find(({ ip }) => ip.includes('.')) ?? null, CANDIDATES_MS)) ?? named(kind)[0] ?? null;
    const [udp, tcp] = [await first('udp'), await first('tcp')];
    return [
      udp === null
        ? failed('SFU', 'It names no UDP port for media.', 'Is rtcPort set, and does LiveKit know its address?')
        : await checkUdp(udp, offer),
      ...(tcp === null ? [] : [await checkTcp(tcp)]),
    ];
  } finally {
    line.close();
  }
};

/** A packet may be lost, or come before the SFU knows us: only what fails each time is a firewall. */
const MEDIA_TRIES = 4;

const checkMedia = async (url: string, token: string): Promise<readonly Finding[]> => {
  let worst: readonly Finding[] = [];
  for (let tries = 0; tries < MEDIA_TRIES; tries += 1) {
    const findings = await checkMediaOnce(url, token);
    if (findings.every(({ status }) => status === 'ok')) return findings;
    if (worst.length === 0 || findings.some(({ status }) => status === 'failed')) worst = findings;
  }
  return worst;
};

export const checkSfu = async (call: DeskCall, { base, place }: Target): Promise<readonly Finding[]> => {
  if (place === null) return [];
  let url = '';
  try {
    const given = await getToken(call, call.roomOf(place, ROOM));
    if (!('token' in given)) return [given];
    url = resolveSfuUrl(given.url, base);
    if (base.startsWith('https:') && url.startsWith('ws:'))
      return [
        failed(
          'SFU',
          'A page with TLS may not connect to an SFU without it.',
          'Set sfu.url to wss://…; the profile https serves it under the same name.',
        ),
      ];
    const validate = `${url.replace(/^ws/, 'http').replace(/\/$/, '')}/rtc/validate?access_token=${given.token}`;
    const { status } = await fetch(validate, { signal: AbortSignal.timeout(SIGNAL_MS) });
    if (status === 401)
      return [
        failed(
          'SFU',
          'LiveKit does not accept the relay’s token.',
          'They have different keys, or different clocks: start "configure" again, then both.',
        ),
      ];
    if (status !== 200)
      return [failed('SFU', `${url} answers ${status}.`, 'sfu.url must lead to LiveKit: the proxy has to pass /rtc on to it.')];
    return [ok('SFU', `${url} takes the relay’s token`), ...(await checkMedia(url, given.token))];
  } catch (error) {
    const reason = whyNot((error as Error).cause ?? error);
    return [
      failed(
        'SFU',
        `${url === '' ? 'The relay gives no token' : url}: ${reason}.`,
        'Open its TCP port, and look whether LiveKit runs: docker compose --profile sfu ps.',
      ),
    ];
  } finally {
    call.ask({ op: 'drop', room: call.roomOf(place, ROOM) }).catch(() => undefined);
  }
};
