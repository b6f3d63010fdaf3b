/**
 * A long and leaky wire between everything in a page and everything it connects to: each candidate of a far end is
 * replaced by a UDP port of this process, which passes packets on after half the round trip and loses some. Only media and
 * data go through it; for sockets there is `tests/support/socket-wire.ts`.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import type { Page } from 'playwright-core';

export type WireOptions = {
  readonly rttMs: number;
  readonly lossPercent: number;
  /** Ports of this machine that pages will come to: laid before, so that nobody waits for the laying itself. */
  readonly ahead?: readonly number[];
};
export type Wire = {
  readonly install: (page: Page) => Promise<void>;
  /** The ports by which pages know this one. */
  readonly leadingTo: (port: number) => readonly number[];
  readonly close: () => void;
};

const open = async (address: string): Promise<Socket> => {
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
};

/** Runs in the page, before anything else. */
const rewire = (known: Readonly<Record<string, number>>): void => {
  const proto = RTCPeerConnection.prototype;
  const add: (this: RTCPeerConnection, candidate?: RTCIceCandidateInit | null) => Promise<void> = Reflect.get(proto, 'addIceCandidate');
  const set: (this: RTCPeerConnection, description: RTCSessionDescriptionInit) => Promise<void> = Reflect.get(
    proto,
    'setRemoteDescription',
  );
  const wirePort = Reflect.get(globalThis, 'patioWire') as (address: string, port: number) => Promise<number>;
  /** @returns null for what the wire cannot carry. */
  const through = async (line: string): Promise<string | null> => {
    const parts = line.split(' ');
    const [protocol, address, port] = [parts[2]?.toLowerCase(), parts[4] ?? '', Number(parts[5])];
    if (protocol !== 'udp' || !/^[\d.]+$/.test(address)) return null;
    return parts.with(5, String(known[`${address}:${String(port)}`] ?? (await wirePort(address, port)))).join(' ');
  };
  /** An SFU that knows no address of ours answers where we knock: at the wire. Only its connections wait for a transform. */
  const Native = globalThis.RTCPeerConnection;
  const bare = ({ type, sdp = '' }: RTCSessionDescriptionInit): RTCSessionDescriptionInit => ({
    type,
    sdp: sdp
      .split('\r\n')
      .filter((line) => !line.startsWith('a=candidate:'))
      .join('\r\n'),
  });
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      if (configuration === undefined || !Reflect.get(configuration, 'encodedInsertableStreams')) return;
      Object.defineProperty(this, 'onicecandidate', { value: null, writable: true });
      for (const name of ['createOffer', 'createAnswer'] as const) {
        const make = Reflect.get(Native.prototype, name) as (options?: RTCOfferOptions) => Promise<RTCSessionDescriptionInit>;
        Reflect.set(this, name, async (options?: RTCOfferOptions) => bare(await make.call(this, options)));
      }
    }
  };
  Reflect.set(proto, 'addIceCandidate', async function (this: RTCPeerConnection, given?: RTCIceCandidateInit | null): Promise<void> {
    if (!given?.candidate) return add.call(this, given);
    const candidate = await through(given.candidate);
    if (candidate === null) return;
    const { sdpMid = null, sdpMLineIndex = null } = given;
    return add.call(this, { candidate, sdpMid, sdpMLineIndex });
  });
  Reflect.set(proto, 'setRemoteDescription', async function (this: RTCPeerConnection, given: RTCSessionDescriptionInit): Promise<void> {
    const lines = await Promise.all(
      (given.sdp ?? '').split('\r\n').map(async (line) => {
        if (!line.startsWith('a=candidate:')) return line;
        const candidate = await through(line.slice(2));
        return candidate === null ? null : `a=${candidate}`;
      }),
    );
    return set.call(this, { type: given.type, sdp: lines.filter((line) => line !== null).join('\r\n') });
  });
};

export const createWire = ({ rttMs, lossPercent, ahead = [] }: WireOptions): Wire => {
  const sockets: Socket[] = [];
  const ports = new Map<string, Promise<number>>();
  const laid = new Map<number, number[]>();

  const pass = (send: () => void): void => {
    if (Math.random() * 100 < lossPercent) return;
    setTimeout(send, rttMs / 2);
  };

  const lay = async (address: string, port: number): Promise<number> => {
    const near = await open(address);
    sockets.push(near);
    const far = new Map<string, Promise<Socket>>();
    const farFor = async (from: { readonly address: string; readonly port: number }): Promise<Socket> => {
      const socket = await open(address);
      sockets.push(socket);
      socket.on('message', (data) => pass(() => near.send(data, from.port, from.address, () => undefined)));
      return socket;
    };
    near.on('message', (data, from) => {
      const key = `${from.address}:${String(from.port)}`;
      const opening = far.get(key) ?? farFor(from);
      far.set(key, opening);
      void opening.then((socket) => pass(() => socket.send(data, port, address, () => undefined)));
    });
    laid.set(port, [...(laid.get(port) ?? []), near.address().port]);
    return near.address().port;
  };

  const laidFor = (address: string, port: number): Promise<number> => {
    const key = `${address}:${String(port)}`;
    const laying = ports.get(key) ?? lay(address, port);
    ports.set(key, laying);
    return laying;
  };
  const addresses = (): readonly string[] =>
    Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .flatMap(({ family, address }) => (family === 'IPv4' ? [address] : []));

  return {
    install: async (page) => {
      const known: Record<string, number> = {};
      for (const port of ahead) for (const address of addresses()) known[`${address}:${String(port)}`] = await laidFor(address, port);
      await page.exposeFunction('patioWire', laidFor);
      await page.addInitScript(rewire, known);
    },
    leadingTo: (port) => laid.get(port) ?? [],
    close: () => {
      for (const socket of sockets.splice(0)) {
        // what is still on its way finds a closed end
        socket.send = (() => undefined) as typeof socket.send;
        socket.close();
      }
      ports.clear();
    },
  };
};
