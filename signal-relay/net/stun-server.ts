/** Answers STUN binding requests over UDP, so many a second per address. Keeps nothing but those counts. */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { addressKey } from './addresses.ts';
import { type Budget, fullBudget, isFull, type Rate, spend } from './budget.ts';
import { bindingResponse, parseBindingRequest } from './stun-message.ts';

const SWEEP_MS = 10_000;
/** Source addresses of UDP are easily forged: beyond so many at once, new ones get no answer. */
const MAX_ADDRESSES = 20_000;

export type StunServer = {
  readonly answered: () => number;
  /** From now on. */
  readonly limit: (perSecondPerAddress: number) => void;
  readonly close: () => Promise<void>;
};

export type StunOptions = {
  readonly hosts: readonly string[];
  readonly port: number;
  readonly perSecondPerAddress: number;
  readonly nowMs: () => number;
};

const bind = (host: string, port: number): Promise<Socket> => {
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  socket.once('error', reject);
  socket.bind({ port, address: host, exclusive: true }, () => {
    socket.off('error', reject);
    resolve(socket);
  });
  return promise;
};

/** @throws the system's error if none of the hosts can be bound */
export const startStunServer = async ({ hosts, port, perSecondPerAddress, nowMs }: StunOptions): Promise<StunServer> => {
  let rate: Rate = { messagesPerSecond: perSecondPerAddress, bytesPerSecond: 0 };
  const budgets = new Map<string, Budget>();
  let answered = 0;

  const isAffordable = (address: string): boolean => {
    const key = addressKey(address);
    const known = budgets.get(key);
    if (known === undefined && budgets.size >= MAX_ADDRESSES) return false;
    const budget = known ?? fullBudget(rate, nowMs());
    budgets.set(key, budget);
    return spend(budget, rate, nowMs(), 0);
  };

  const results = await Promise.allSettled(hosts.map((host) => bind(host, port)));
  const sockets = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (sockets.length === 0 && failed !== undefined) throw failed.reason;

  for (const socket of sockets) {
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => {
      const transactionId = parseBindingRequest(bytes);
      if (transactionId === null || !isAffordable(from.address)) return;
      const response = bindingResponse(transactionId, from.address, from.port);
      if (response === null) return;
      answered += 1;
      socket.send(response, from.port, from.address, () => undefined);
    });
  }
  const sweeper = setInterval(() => {
    for (const [key, budget] of budgets) if (isFull(budget, rate, nowMs())) budgets.delete(key);
  }, SWEEP_MS);
  sweeper.unref();

  return {
    answered: () => answered,
    limit: (perSecond) => {
      rate = { messagesPerSecond: perSecond, bytesPerSecond: 0 };
    },
    close: async () => {
      clearInterval(sweeper);
      await Promise.all(sockets.map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
    },
  };
};
