/**
 * The page that tests and benches open: one person without an app. Puts `window.person` in place; everything else is
 * driven from Node. Counts the connections that the browser has, whoever made them.
 */
import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import type { NetworkEndpoint } from '../../domain/config/public-config.ts';
import { identityId, peerId, placeId } from '../../domain/ids.ts';
import { deviceCertificateTemplate } from '../../domain/place/device-certificate.ts';
import type { DeviceSigner } from '../../domain/place/device.ts';
import { openPlaceLink } from '../open-place-link.ts';
import type { Lane, PlaceLink } from '../place-link.ts';

const made = new Set<RTCPeerConnection>();
window.RTCPeerConnection = class Counted extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    made.add(this);
  }
};

export type PersonOptions = {
  readonly secret: string;
  readonly place: string;
  readonly networks: readonly NetworkEndpoint[];
  readonly iceServers?: readonly RTCIceServer[];
  readonly relayOnly?: boolean;
  readonly banned?: readonly string[];
};

const makeSigner = async (): Promise<DeviceSigner> => {
  const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  const device = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  const secretKey = generateSecretKey();
  return {
    identity: identityId(getPublicKey(secretKey)),
    certificate: { ...finalizeEvent(deviceCertificateTemplate(device, Date.now()), secretKey) },
    sign: async (data) => new Uint8Array(await crypto.subtle.sign('Ed25519', keys.privateKey, new Uint8Array(data))),
  };
};

type Received = { readonly from: string; readonly lane: Lane; readonly data: string | number; readonly atMs: number };

const createPerson = () => {
  let link: PlaceLink | null = null;
  let startedMs = 0;
  let identity = '';
  let bulkFrames = 0;
  let echo: ((data: ArrayBuffer) => void) | null = null;
  const linkedMs = new Map<string, number>();
  const firstMessageMs = new Map<string, number>();
  const received: Received[] = [];
  const log: { readonly what: 'linked' | 'unlinked'; readonly peer: string; readonly atMs: number }[] = [];
  const mesh = (): PlaceLink => {
    if (link === null) throw new Error('not open');
    return link;
  };
  const until = async (met: () => boolean, timeoutMs: number): Promise<boolean> => {
    const endMs = performance.now() + timeoutMs;
    while (!met()) {
      if (performance.now() > endMs) return false;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return true;
  };
  return {
    /** Made ahead of entering, as in the app. */
    prepare: async () => {
      const signer = await makeSigner();
      identity = signer.identity;
      Object.assign(window, { signer });
      return identity;
    },
    enter: (options: PersonOptions): string => {
      startedMs = performance.now();
      const banned = new Set(options.banned);
      link = openPlaceLink({
        placeId: placeId(options.place),
        secret: Uint8Array.from(options.secret.match(/../g) ?? [], (byte) => parseInt(byte, 16)),
        signer: (window as unknown as { signer: DeviceSigner }).signer,
        networks: options.networks,
        iceServers: options.iceServers ?? [],
        relayOnly: options.relayOnly ?? false,
        isBanned: (who) => banned.has(who),
        onLinked: (peer) => {
          const atMs = performance.now() - startedMs;
          linkedMs.set(peer.peerId, atMs);
          log.push({ what: 'linked', peer: peer.peerId, atMs });
          peer.send('control', 'hello');
        },
        onUnlinked: (peer) => log.push({ what: 'unlinked', peer, atMs: performance.now() - startedMs }),
        onMessage: (from, lane, data) => {
          const atMs = performance.now() - startedMs;
          if (!firstMessageMs.has(from)) firstMessageMs.set(from, atMs);
          if (lane === 'presence' && typeof data !== 'string') echo?.(data);
          if (lane === 'bulk') bulkFrames += 1;
          else if (received.length < 5000) received.push({ from, lane, data: typeof data === 'string' ? data : data.byteLength, atMs });
        },
      });
      return link.selfId;
    },
    leave: () => mesh().close(),
    link: mesh,
    /** Until so many are linked and were heard; false if that takes longer. */
    meets: (count: number, timeoutMs: number) =>
      until(() => mesh().links.value.size >= count && [...mesh().links.value.keys()].every((peer) => firstMessageMs.has(peer)), timeoutMs),
    until: (check: string, timeoutMs: number) =>
      until(() => Boolean((window as unknown as { check: (body: string) => unknown }).check(check)), timeoutMs),
    times: () => {
      const heard = [...mesh().links.value.keys()].map((peer) => firstMessageMs.get(peer) ?? Infinity);
      return { firstMs: Math.min(...heard), lastMs: Math.max(...heard) };
    },
    want: (peers: readonly string[] | null) => mesh().setWanted(peers === null ? () => true : (peer) => peers.includes(peer)),
    heardOf: (peer: string) => mesh().heardOf(peerId(peer)),
    state: () => ({
      selfId: mesh().selfId,
      identity,
      links: [...mesh().links.value.values()].map((peer) => ({
        peer: peer.peerId,
        identity: peer.identity,
        introducedBy: peer.introducedBy,
        health: peer.health.value,
        stats: peer.stats.value,
        lines: peer.lines.value !== null,
      })),
      known: [...mesh().known.value.values()],
      networks: mesh().networks.value,
      refusals: mesh().refusals.value,
      log,
    }),
    /** What to do with presence frames besides noting them. */
    echo: (run: (data: ArrayBuffer) => void) => {
      echo = run;
    },
    received: () => received,
    bulkFrames: () => bulkFrames,
    connections: () => {
      const all = [...made].filter((connection) => connection.connectionState !== 'closed');
      return {
        alive: all.length,
        connected: all.filter((connection) => connection.connectionState === 'connected').length,
        made: made.size,
      };
    },
  };
};

export type PersonApi = ReturnType<typeof createPerson>;
Object.assign(window, { person: createPerson() });
