/**
 * What is counted per address: sockets, new sockets, messages and bytes. An IPv6 address counts as its /64 network,
 * because whoever has one has all of it. Knows no socket; forgets an address once nothing of it is left to remember.
 */
import { isIPv6 } from 'node:net';
import type { Limits } from '../../domain/config/config-file.ts';
import { type Budget, fullBudget, isFull, type Rate, spend } from './budget.ts';

export type AddressEntry = { readonly key: string; sockets: number; readonly traffic: Budget; readonly arrivals: Budget };

export type AddressBook = {
  /** Counts a new socket. @returns null if this address has too many, or came too often */
  readonly admit: (key: string, nowMs: number) => AddressEntry | null;
  readonly release: (entry: AddressEntry) => void;
  /** @returns whether the address may send a message of so many bytes */
  readonly spend: (entry: AddressEntry, nowMs: number, bytes: number) => boolean;
  /** Forgets addresses without sockets whose allowance is full again. */
  readonly sweep: (nowMs: number) => void;
  readonly size: () => number;
  /** From now on; who is over a new limit stays, and gets no more. */
  readonly limit: (limits: Limits) => void;
};

/** @returns the groups of an IPv6 address, `::` written out */
const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  return tail === undefined ? left : [...left, ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'), ...right];
};

/** @returns what stands for an address in the book: an IPv4 address as it is, also inside IPv6; else the /64 network */
export const addressKey = (address: string): string => {
  const plain = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(plain) ? `${groupsOf(plain.toLowerCase()).slice(0, 4).join(':')}::/64` : plain;
};

/**
 * @param forwarded the X-Forwarded-For header, or undefined
 * @returns the address that the nearest proxy saw: the last one in the header; the ones before it are hearsay
 */
export const clientAddress = (remote: string, forwarded: string | undefined, trustProxy: boolean): string => {
  const seen = trustProxy ? forwarded?.split(',').at(-1)?.trim() : undefined;
  return seen === undefined || seen === '' || seen.length > 45 ? remote : seen;
};

const trafficOf = (limits: Limits): Rate => ({
  messagesPerSecond: limits.messagesPerSecondPerAddress,
  bytesPerSecond: limits.bytesPerSecondPerAddress,
});
/** A "message" of this budget is a new socket. */
const arrivalsOf = (limits: Limits): Rate => ({ messagesPerSecond: limits.newSocketsPerMinutePerAddress / 60, bytesPerSecond: 0 });

export const createAddressBook = (first: Limits): AddressBook => {
  const entries = new Map<string, AddressEntry>();
  let limits = first;
  let traffic = trafficOf(limits);
  let arrivals = arrivalsOf(limits);

  const create = (key: string, nowMs: number): AddressEntry => {
    const entry = { key, sockets: 0, traffic: fullBudget(traffic, nowMs), arrivals: fullBudget(arrivals, nowMs) };
    entries.set(key, entry);
    return entry;
  };

  return {
    admit: (key, nowMs) => {
      const entry = entries.get(key) ?? create(key, nowMs);
      if (entry.sockets >= limits.socketsPerAddress || !spend(entry.arrivals, arrivals, nowMs, 0)) return null;
      entry.sockets += 1;
      return entry;
    },
    release: (entry) => {
      entry.sockets -= 1;
    },
    spend: (entry, nowMs, bytes) => spend(entry.traffic, traffic, nowMs, bytes),
    sweep: (nowMs) => {
      for (const entry of entries.values()) {
        if (entry.sockets === 0 && isFull(entry.traffic, traffic, nowMs) && isFull(entry.arrivals, arrivals, nowMs))
          entries.delete(entry.key);
      }
    },
    size: () => entries.size,
    limit: (next) => {
      limits = next;
      traffic = trafficOf(next);
      arrivals = arrivalsOf(next);
    },
  };
};
