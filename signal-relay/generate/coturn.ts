/**
 * config.yaml → coturn.conf. Pure; the secret goes in and is nowhere else. What this TURN server does is decided by what is
 * absent as much as by what is there: no users, no console, no TCP allocations, nothing that forwards into private networks.
 */
import { DENIED_PEERS } from './denied-peers.ts';
import type { OwnAddress } from './own-address.ts';

/** One mesh of twelve needs about 24 allocations a person: two addresses of the server for each of the others. */
const ALLOCATIONS_PER_PERSON = 48;

export type CoturnSettings = {
  readonly secret: string;
  /** UDP and TCP, on every address of the machine. */
  readonly port: number;
  /** `49160-49259` */
  readonly relayPorts: string;
  readonly address: OwnAddress;
  readonly tls: { readonly port: number; readonly cert: string; readonly key: string } | null;
};

export const coturnConfig = ({ secret, port, relayPorts, address: { publicIp, localIp }, tls }: CoturnSettings): string => {
  const [first = 0, last = 0] = relayPorts.split('-').map(Number);
  const allocations = last - first + 1;
  return [
    '# Made from config.yaml at every start: edit that one.',
    `listening-port=${port}`,
    `min-port=${first}`,
    `max-port=${last}`,
    'realm=patio',
    'fingerprint',
    '',
    '# credentials are made by the relay, for members, and end by themselves',
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    'stale-nonce=600',
    '',
    '# nobody takes all of it',
    `user-quota=${Math.min(ALLOCATIONS_PER_PERSON, allocations)}`,
    `total-quota=${allocations}`,
    '',
    `relay-ip=${localIp}`,
    ...(publicIp === localIp ? [] : [`external-ip=${publicIp}/${localIp}`]),
    '# two people who both need TURN meet at this address, and so do they and the SFU',
    `allowed-peer-ip=${localIp}`,
    '',
    '# into no network that is not the internet',
    ...DENIED_PEERS.map((range) => `denied-peer-ip=${range}`),
    'no-multicast-peers',
    'no-tcp-relay',
    '',
    ...(tls === null
      ? ['no-tls', 'no-dtls']
      : [`tls-listening-port=${tls.port}`, `cert=${tls.cert}`, `pkey=${tls.key}`, 'no-dtls', 'no-tlsv1', 'no-tlsv1_1']),
    'no-cli',
    'no-rfc5780',
    'no-software-attribute',
    'log-file=stdout',
    'simple-log',
    '# its file system is read-only but for this',
    'pidfile=/tmp/turnserver.pid',
    'userdb=/tmp/turndb',
    '',
  ].join('\n');
};
