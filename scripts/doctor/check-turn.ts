/** TURN, with a credential that the relay gives to members: allocation, forwarding, and that it keeps out of private networks. */
import { isIPv4 } from 'node:net';
import { parseTurnUrl, type TurnUrl } from '../../signal-relay/generate/turn-urls.ts';
import type { DeskCall } from './desk-call.ts';
import { failed, type Finding, ok, warning, whyNot } from './finding.ts';
import { openLine, type StunLine } from './stun-line.ts';
import {
  type Address,
  Attribute,
  encodeRequest,
  errorCode,
  longTermKey,
  type Message,
  Method,
  peerAddress,
  readAddress,
  text,
  uint32,
} from './stun-wire.ts';
import type { Target } from './target.ts';

const UDP_TRANSPORT = 17;
const FORWARD_MS = 3500;
/** Where no TURN server of the internet has any business. */
const PRIVATE_PEERS: readonly Address[] = [
  { ip: '127.0.0.1', port: 9 },
  { ip: '10.255.255.254', port: 9 },
];

export type TurnCredential = { readonly username: string; readonly credential: string };
type Signed = (method: number, attributes: readonly (readonly [number, Buffer])[]) => Promise<Message>;

/** The first answer names realm and nonce; everything after it is signed. */
const authenticate = async (line: StunLine, { username, credential }: TurnCredential): Promise<Signed> => {
  const asked = await line.ask(encodeRequest(Method.Allocate, [[Attribute.RequestedTransport, uint32(UDP_TRANSPORT * 2 ** 24)]]));
  const realm = asked.attributes.get(Attribute.Realm)?.toString('utf8') ?? '';
  let nonce = asked.attributes.get(Attribute.Nonce) ?? Buffer.alloc(0);
  const key = longTermKey(username, realm, credential);
  const once = (method: number, attributes: readonly (readonly [number, Buffer])[]): Promise<Message> => {
    const who = [
      [Attribute.Username, text(username)],
      [Attribute.Realm, text(realm)],
      [Attribute.Nonce, nonce],
    ] as const;
    return line.ask(encodeRequest(method, [...attributes, ...who], key));
  };
  return async (method, attributes) => {
    const answer = await once(method, attributes);
    if (answer.kind !== 'error' || errorCode(answer) !== 438) return answer;
    nonce = answer.attributes.get(Attribute.Nonce) ?? nonce;
    return once(method, attributes);
  };
};

const ALLOCATION_MENDS: Readonly<Record<number, readonly [words: string, mend: string]>> = {
  401: [
    'does not accept the relay’s credential',
    'Relay and coturn have different secrets, or different clocks: start "configure" again, then both.',
  ],
  403: ['forbids allocations', 'Look at coturn’s denied lists.'],
  441: ['takes the credential for somebody else’s', 'Relay and coturn have different secrets: start "configure" again, then both.'],
  486: ['says that this person has too many allocations', 'Raise user-quota: more ports in turn.relayPorts.'],
  508: ['has no port left', 'Give it more ports: turn.relayPorts in config.yaml.'],
};

/** Can somebody out there send to the relayed address, and does it come through? */
const forwards = async (line: StunLine, signed: Signed, relayed: Address, self: Address): Promise<Finding> => {
  const permission = await signed(Method.CreatePermission, [[Attribute.PeerAddress, peerAddress(self)]]);
  if (permission.kind === 'error')
    return warning(
      'TURN',
      `Forwarding cannot be tried from here: ${self.ip} is a private address.`,
      'Run this from another network, as your people do.',
    );
  const arrived = Promise.withResolvers<boolean>();
  line.onMessage(({ method, kind }) => {
    if (method === Method.Data && kind === 'indication') arrived.resolve(true);
  });
  const sender = await openLine(relayed.ip, relayed.port, 'udp');
  // said again and again by the line itself; nobody there answers
  sender.ask(encodeRequest(Method.Binding, [])).catch(() => undefined);
  const late = setTimeout(() => arrived.resolve(false), FORWARD_MS);
  const hasArrived = await arrived.promise;
  clearTimeout(late);
  sender.close();
  return hasArrived
    ? ok('TURN', `UDP ${relayed.port} of ${relayed.ip} is open, and what arrives there is forwarded`)
    : failed(
        'TURN',
        `Nothing gets through to UDP ${relayed.port} of ${relayed.ip}, where TURN forwards.`,
        'Open the UDP range turn.relayPorts of config.yaml in the firewall; if the address is wrong, set publicAddress.',
      );
};

const keepsOut = async (signed: Signed): Promise<Finding> => {
  for (const peer of PRIVATE_PEERS) {
    const answer = await signed(Method.CreatePermission, [[Attribute.PeerAddress, peerAddress(peer)]]);
    if (answer.kind === 'success')
      return failed(
        'TURN',
        `It would forward to ${peer.ip}: members could reach private machines through it.`,
        'Deny private networks (denied-peer-ip); the generated coturn.conf does.',
      );
  }
  return ok('TURN', 'it does not forward into private networks');
};

const examine = async (
  url: TurnUrl,
  host: string,
  credential: TurnCredential,
  seenAs: Address | null,
  isFirst: boolean,
): Promise<readonly Finding[]> => {
  const what = `${url.transport.toUpperCase()} ${url.port} of ${host}`;
  let line: StunLine | null = null;
  try {
    line = await openLine(host, url.port, url.transport);
    const signed = await authenticate(line, credential);
    const answer = await signed(Method.Allocate, [[Attribute.RequestedTransport, uint32(UDP_TRANSPORT * 2 ** 24)]]);
    const relayed = readAddress(answer.attributes.get(Attribute.RelayedAddress), answer.id);
    if (answer.kind === 'error' || relayed === null) {
      const code = errorCode(answer);
      const [words, mend] = ALLOCATION_MENDS[code] ?? [`refuses (${code})`, 'Look at its log: docker compose logs turn.'];
      return [failed('TURN', `${what} ${words}.`, mend)];
    }
    const findings = [ok('TURN', `${what} allocates ${relayed.ip}`)];
    if (isFirst) {
      if (seenAs !== null && isIPv4(seenAs.ip) && isIPv4(relayed.ip)) findings.push(await forwards(line, signed, relayed, seenAs));
      findings.push(await keepsOut(signed));
    }
    await signed(Method.Refresh, [[Attribute.Lifetime, uint32(0)]]).catch(() => undefined);
    return findings;
  } catch (error) {
    const port = url.transport === 'udp' ? `UDP ${url.port}` : `TCP ${url.port}`;
    return [
      failed(
        'TURN',
        `${what}: ${whyNot(error)}.`,
        `Open ${port} in the firewall, and look whether coturn runs: docker compose --profile turn ps.`,
      ),
    ];
  } finally {
    line?.close();
  }
};

export const checkTurn = async (call: DeskCall, target: Target, seenAs: Address | null): Promise<readonly Finding[]> => {
  try {
    const answer = await call.ask({ op: 'turn' });
    if (!('credential' in answer)) return [failed('TURN', 'The relay gives no credential.', 'Is there a section turn in config.yaml?')];
    const findings: Finding[] = [];
    for (const [index, text_] of answer.urls.entries()) {
      const url = parseTurnUrl(text_);
      if (url === null) findings.push(failed('TURN', `"${text_}" is not an address of a TURN server.`, 'Mend turn.urls in config.yaml.'));
      else findings.push(...(await examine(url, url.host === 'self' ? target.host : url.host, answer, seenAs, index === 0)));
    }
    return findings;
  } catch (error) {
    return [failed('TURN', `The relay gives no credential: ${whyNot(error)}.`, 'Look at its log: docker compose logs relay.')];
  }
};
