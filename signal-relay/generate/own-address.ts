/**
 * Under which addresses servers of this machine are reached. Behind the network of a container nobody can tell, so this
 * runs in the network of the machine itself. Asks DNS for `publicAddress`, and nobody else; sends no packet.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { Complaint } from '../complaint.ts';

export type OwnAddress = {
  /** What browsers see. */
  readonly publicIp: string;
  /** What the machine itself has; another one behind a NAT that forwards everything, as clouds have. */
  readonly localIp: string;
  /** `publicAddress` as it was written: certificates are made for names. */
  readonly name: string;
};

/** Documentation's own address (RFC 5737): stands for everywhere. */
const ELSEWHERE = '192.0.2.1';

/** Which of its addresses the machine would send from. Connecting UDP only looks at the routes. */
const sourceTowards = async (ip: string): Promise<string> => {
  const socket = createSocket(isIPv6(ip) ? 'udp6' : 'udp4');
  try {
    socket.connect(9, ip);
    await once(socket, 'connect');
    return socket.address().address;
  } finally {
    socket.close();
  }
};

/** @param address an IP address or a name of it; without one, what this machine has on its own network. @throws Complaint */
export const ownAddress = async (address: string | undefined): Promise<OwnAddress> => {
  const found =
    address === undefined || isIP(address) !== 0
      ? address
      : await lookup(address).then(
          (entry) => entry.address,
          (error: NodeJS.ErrnoException) => {
            throw new Complaint(`publicAddress: the name ${address} is not found (${error.code ?? 'unknown error'}).`);
          },
        );
  try {
    const localIp = await sourceTowards(found ?? ELSEWHERE);
    return { publicIp: found ?? localIp, localIp, name: address ?? localIp };
  } catch (error) {
    throw new Complaint(`publicAddress: this machine has no network (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  }
};
