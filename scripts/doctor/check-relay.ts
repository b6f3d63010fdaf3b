/** The relay itself: WebSocket through whatever stands in front, admission at its desk, and STUN. */
import type { PublicConfig } from '../../domain/config/public-config.ts';
import { callDesk, type DeskCall, NoUpgrade } from './desk-call.ts';
import { failed, type Finding, ok, skipped, warning, whyNot } from './finding.ts';
import { openLine } from './stun-line.ts';
import { type Address, Attribute, encodeRequest, Method, readAddress } from './stun-wire.ts';
import type { Target } from './target.ts';

const UPGRADE_MENDS: Readonly<Record<number, string>> = {
  429: 'Too many connections from this address; if it is the proxy’s, set trustProxy: true in config.yaml.',
  502: 'The proxy does not reach the relay: is it running, and is the port right?',
  503: 'The relay is full or stopping: see limits.socketsTotal in config.yaml.',
};

/** @returns the call too, if there is one; whoever gets it closes it */
export const checkRelay = async (target: Target): Promise<{ readonly finding: Finding; readonly call: DeskCall | null }> => {
  let call: DeskCall | null = null;
  try {
    call = await callDesk(target);
    await call.ping();
    return { finding: ok('relay', 'WebSocket works, and the relay answers'), call };
  } catch (error) {
    call?.close();
    const finding =
      error instanceof NoUpgrade
        ? failed(
            'relay',
            `The WebSocket was turned away (HTTP ${error.status}).`,
            UPGRADE_MENDS[error.status] ?? 'The proxy in front must pass WebSocket on (Upgrade and Connection headers).',
          )
        : failed(
            'relay',
            `WebSocket: ${whyNot(error)}.`,
            'The proxy in front must pass WebSocket on, and keep quiet connections for over a minute.',
          );
    return { finding, call: null };
  }
};

const REFUSALS: Readonly<Record<string, readonly [words: string, mend: string]>> = {
  host: [
    'The relay is called by another name than it hears.',
    'The proxy in front changes the Host header: let it pass on the original one.',
  ],
  'rate-limited': ['The relay has heard too much from here.', 'Wait a minute, then try again; behind a proxy set trustProxy: true.'],
};

/** @returns whether this place is served */
export const checkDesk = async (call: DeskCall, { place }: Target): Promise<{ readonly finding: Finding; readonly isServed: boolean }> => {
  if (place === null)
    return {
      finding: skipped('desk', 'no share link was given: TURN and SFU are only for members. Give one with --link; it stays here.'),
      isServed: false,
    };
  try {
    const answer = await call.prove(place);
    if (answer.ok) return { finding: ok('desk', 'this place is served'), isServed: true };
    const why = 'why' in answer ? answer.why : 'malformed';
    if (why === 'not-served') {
      const id = await call.deskIdOf(place);
      const words = 'This place is not on the operator’s list.';
      return { finding: failed('desk', words, `Add "${id}" to places in config.yaml, or set access: open.`), isServed: false };
    }
    const [words, mend] = REFUSALS[why] ?? [
      `The relay does not admit members of this place (${why}).`,
      'Are the relay and this doctor of the same version?',
    ];
    return { finding: failed('desk', words, mend), isServed: false };
  } catch (error) {
    return {
      finding: failed('desk', `The desk does not answer: ${whyNot(error)}.`, 'Update the relay: this one is older than this doctor.'),
      isServed: false,
    };
  }
};

/** `stun:self:8420` → where it is asked. @returns null for what is no STUN address */
export const stunAddress = (url: string, pageHost: string): Address | null => {
  const [, host = '', port = '3478'] = /^stun:(\[[\da-f:]+\]|[^:?]+)(?::(\d{1,5}))?/i.exec(url) ?? [];
  if (host === '') return null;
  return { ip: host === 'self' ? pageHost : host.replace(/^\[|\]$/g, ''), port: Number(port) };
};

export type StunResult = {
  readonly findings: readonly Finding[];
  /** How the world sees this computer. */ readonly seenAs: Address | null;
};

export const checkStun = async ({ iceServers }: PublicConfig, { host }: Target): Promise<StunResult> => {
  const findings: Finding[] = [];
  let seenAs: Address | null = null;
  const addresses = iceServers.flatMap(({ urls }) => urls.map((url) => stunAddress(url, host))).filter((address) => address !== null);
  for (const { ip, port } of addresses) {
    try {
      const line = await openLine(ip, port, 'udp');
      try {
        const request = encodeRequest(Method.Binding, []);
        const answer = await line.ask(request);
        const found = readAddress(answer.attributes.get(Attribute.MappedAddress), answer.id);
        if (found === null) findings.push(failed('STUN', `${ip}, UDP ${port}, answers nonsense.`, 'Something else listens on this port.'));
        else findings.push(ok('STUN', `UDP ${port} is open; it sees this computer as ${found.ip}`));
        seenAs ??= found;
      } finally {
        line.close();
      }
    } catch (error) {
      const mend = `Open UDP ${port} in the firewall, and publish it from the container: TCP alone is not enough.`;
      findings.push(failed('STUN', `${ip}, UDP ${port}: ${whyNot(error)}.`, mend));
    }
  }
  if (addresses.length === 0)
    findings.push(
      warning('STUN', 'No STUN server is named.', 'Put stun:self under iceServers: without it people behind routers rarely meet.'),
    );
  return { findings, seenAs };
};
