/**
 * The composition of this folder: one place, met over all configured networks, as a set of verified links
 * (`place-link.ts` is the contract). Owns which peers are linked, wanted, known and refused; each mechanism has a file
 * of its own. One place link a page: trystero has one peer id a page.
 */
import { batch, signal } from '@preact/signals-core';
import { selfId as trysteroSelfId } from '@trystero-p2p/core';
import type { NetworkName } from '../domain/config/public-config.ts';
import { type PeerId, peerId as asPeerId } from '../domain/ids.ts';
import { createAnnouncer } from './announcer.ts';
import { createCrossings } from './crossings.ts';
import { createHandshake, HandshakeRefused, type RefusalReason, type VerifiedPeer } from './handshake.ts';
import { createIceServers } from './ice-servers.ts';
import { makeCertificate } from './ice.ts';
import { createIntroductions, CROWD } from './introductions.ts';
import { createKnownPeers } from './known-peers.ts';
import { isPeerId, type Meeting, openMeeting, type SignalStep } from './meeting.ts';
import { createMeshNet, type MeshNet } from './mesh-net.ts';
import { hello, type Role } from './net.ts';
import { createNetworks, MESH_ROUTE } from './networks.ts';
import { createConnections } from './patio-connection.ts';
import { createPeerLink, type LinkEnd, type OpenLink } from './peer-link.ts';
import type { KnownPeer, PeerLink, PlaceLink, PlaceLinkOptions, Refusals } from './place-link.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRelayDesks } from './relay-desk.ts';
import { shakeHands } from './shake.ts';
import { derivePlaceKeys } from './topics.ts';
import { browserWorld, type LinkWorld } from './world.ts';

const RECONCILE_EVERY_MS = 1_000;
const LANES_TIMEOUT_MS = 5_000;
/** In a crowd, others are still being linked when one's own pairs are: so long nobody may have come before lines are laid. */
const CROWD_SETTLES_MS = 500;
const LINES_WAIT_MS = 3_000;
const LINES_LOOK_AGAIN_MS = 60;
/** Greetings and offers that may make new connections: enough for a full room at once, too few to exhaust the browser. */
const NEW_CONNECTIONS = { burst: 96, perSecond: 20 };

const ID_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const newId = (world: LinkWorld, length: number): string =>
  Array.from(world.randomBytes(length), (byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('');

const kindOfRoute = (route: string): NetworkName => (route === MESH_ROUTE ? 'mesh' : (route.split(' ')[0] as NetworkName));

/** Returns at once; networks and links appear in the signals. @throws if the browser has no WebRTC. */
export const openPlaceLink = (options: PlaceLinkOptions, world: LinkWorld = browserWorld()): PlaceLink => {
  const selfId = asPeerId(trysteroSelfId);
  const { clock } = world;
  const keys = derivePlaceKeys(options.secret, options.placeId);

  let want: (peer: PeerId) => boolean = () => true;
  let closed = false;
  let meeting: Meeting | null = null;
  let mesh: MeshNet | null = null;
  let certificate: RTCCertificate | null = null;

  const links = signal<ReadonlyMap<PeerId, PeerLink>>(new Map());
  const known = signal<ReadonlyMap<PeerId, KnownPeer>>(new Map());
  const refusals = signal<Refusals>({ secret: 0, identity: 0, fingerprint: 0, malformed: 0, late: 0, banned: 0 });

  const open = new Map<PeerId, OpenLink & { readonly route: string }>();
  const verified = new WeakMap<RTCPeerConnection, VerifiedPeer>();
  const peers = createKnownPeers(world.random);
  const crossings = createCrossings(selfId, clock);
  const topics = new Map<PeerId, string>();
  const mayConnect = createRateLimit(clock, NEW_CONNECTIONS);

  const isLinked = (peer: string): boolean => open.has(asPeerId(peer));
  const role = (): Role => {
    if (open.size === 0) return 'alone';
    return [...open.keys()].every((peer) => selfId < peer) ? 'lead' : 'quiet';
  };
  const introductions = createIntroductions(clock, isLinked);
  const isMeeting = (): boolean => introductions.count() > 0;
  const isInCrowd = (): boolean => {
    const soonBefore = clock.now() - CROWD_SETTLES_MS;
    return introductions.count() + [...open.values()].filter(({ link }) => link.linkedAtMs > soonBefore).length >= CROWD;
  };
  const announcer = createAnnouncer({ clock, random: world.random, role, isMeeting });
  const connections = createConnections({ clock, configuration: () => ice.configuration(), isInCrowd });
  const { secret, placeId } = options;
  const desks = createRelayDesks({ secret, placeId, selfId, clock, randomBytes: world.randomBytes, pageHref: world.page.href });
  const networks = createNetworks({
    endpoints: options.networks,
    world,
    meeting: () => meeting,
    mesh: () => mesh,
    announcer,
    crossings,
    desks,
    newTrackerId: () => newId(world, 20),
    introducedBy: (route) => [...open.values()].filter((link) => link.route === route).length,
  });

  const publishKnown = (): void => {
    const next = peers.snapshot(want, isLinked);
    const same =
      next.size === known.value.size &&
      [...next].every(([peer, now]) => {
        const before = known.value.get(peer);
        return before?.status === now.status && before.attempts === now.attempts && before.retryAtMs === now.retryAtMs;
      });
    if (!same) known.value = next;
  };

  const publishLinks = (): void => {
    links.value = new Map([...open].map(([peer, { link }]) => [peer, link]));
    announcer.linksChanged();
    networks.publish();
    publishKnown();
  };

  const admit = (from: string, route: string, step: SignalStep): boolean => {
    const peer = asPeerId(from);
    const nowMs = clock.now();
    if (closed || isLinked(peer) || !peers.heard(peer, nowMs) || !want(peer) || peers.isAvoided(peer, route, nowMs)) return false;
    // heard of, and dialled as soon as there is a way
    if (ice.isNowhere()) return false;
    const isNew = introductions.isNew(peer);
    if ((isNew || step === 'offer') && !mayConnect()) return false;
    if (isNew) introductions.add(peer, route);
    if (step !== 'hello') introductions.step(peer);
    return true;
  };

  const refuse = (peer: PeerId, reason: RefusalReason): void => {
    refusals.value = { ...refusals.value, [reason]: refusals.value[reason] + 1 };
    peers.avoid(peer, introductions.routeOf(peer) ?? MESH_ROUTE, clock.now(), reason === 'late');
    introductions.forget(peer);
  };

  const unlink = (peer: PeerId, why: LinkEnd | 'closed' | 'unwanted'): void => {
    const ended = open.get(peer);
    if (ended === undefined) return;
    open.delete(peer);
    ended.close();
    connections.end(ended.link.connection);
    mesh?.neighbourLeft(peer);
    topics.delete(peer);
    introductions.forget(peer);
    crossings.settled(peer);
    // who left says so; who fell silent may come back, and is looked for
    if (why === 'silent') peers.dialSoon(peer, clock.now());
    else peers.forget(peer);
    if (why === 'violation') refuse(peer, 'malformed');
    publishLinks();
    options.onUnlinked?.(peer, why === 'bye' || why === 'silent');
  };

  const linkUp = async (peer: PeerId, connection: RTCPeerConnection): Promise<void> => {
    const who = verified.get(connection);
    const lanes = connections.lanesOf(connection);
    if (who === undefined || lanes === null || closed || !want(peer)) return connections.end(connection);
    if (!(await lanes.opened(LANES_TIMEOUT_MS)) || closed || open.has(peer)) return connections.end(connection);
    const route = introductions.routeOf(peer) ?? MESH_ROUTE;
    const link = createPeerLink({
      selfId,
      peerId: peer,
      verified: who,
      introducedBy: kindOfRoute(route),
      connection,
      lanes,
      clock,
      publishSealed: (sealed) => void meeting?.publishTo(peer, JSON.stringify({ peerId: selfId, sealed })),
      onMesh: (frame) => mesh?.fromNeighbour(peer, frame),
      onMessage: (lane, data) => options.onMessage?.(peer, lane, data),
      onEnd: (why) => unlink(peer, why),
    });
    open.set(peer, { ...link, route });
    void meeting?.topicOf(peer).then((topic) => topics.set(peer, topic));
    connections.closeOthers(connection);
    peers.forget(peer);
    crossings.settled(peer);
    batch(publishLinks);
    options.onLinked?.(link.link);
    link.start();
    startLines(link, clock.now() + LINES_WAIT_MS);
    if (mesh !== null) announcer.linked(mesh);
  };

  /** A crowd comes in: first everybody is linked, then the media lines are negotiated. */
  const startLines = (link: OpenLink, latestMs: number): void => {
    if (open.get(link.link.peerId)?.link !== link.link) return;
    if ((isMeeting() || isInCrowd()) && clock.now() < latestMs) clock.after(LINES_LOOK_AGAIN_MS, () => startLines(link, latestMs));
    else link.startLines();
  };

  const dial = (peer: PeerId): void => void meeting?.publishTo(peer, hello(selfId));

  const reconcile = (): void => {
    const wanted = (peer: PeerId): boolean => !isLinked(peer) && !introductions.isUnderWay(peer) && want(peer);
    for (const peer of peers.takeDue(wanted, clock.now())) dial(peer);
    for (const peer of open.keys()) if (!want(peer)) unlink(peer, 'unwanted');
    publishKnown();
  };

  const begin = async (): Promise<void> => {
    const certified = makeCertificate().then(({ certificate: made, fingerprint }) => {
      certificate = made;
      return createHandshake({
        placeId: options.placeId,
        key: keys.handshakeKey,
        selfId,
        fingerprint,
        signer: options.signer,
        isBanned: (identity) => options.isBanned?.(identity) ?? false,
        wallClock: world.wallClock,
        randomBytes: world.randomBytes,
      });
    });
    const meets = openMeeting({
      topic: keys.topic,
      password: keys.password,
      selfId,
      connections,
      role,
      isLinked,
      linkCount: () => open.size,
      isMeeting,
      isMeetingElsewhere: (route) => introductions.isElsewhere(route, MESH_ROUTE),
      holdBackMs: (peer, route) => introductions.holdBackMs(asPeerId(peer), route),
      onReply: (peer) => introductions.step(asPeerId(peer)),
      clock,
      admit,
      onSealed: (peer, sealed) => open.get(asPeerId(peer))?.receiveSealed(sealed),
      onWrongPassword: (peer) => refuse(asPeerId(peer), 'secret'),
      shake: async (id, send, receive) => {
        const connection = connections.lastOpened()!;
        try {
          const handshake = await certified;
          verified.set(connection, await shakeHands({ handshake, clock, peerId: id, connection, send, receive }));
        } catch (error) {
          if (error instanceof HandshakeRefused) refuse(asPeerId(id), error.reason);
          connections.end(connection);
          throw error;
        }
      },
    });
    const [opened] = await Promise.all([meets, certified]);
    if (closed) return void opened.room.leave();
    meeting = opened;
    opened.room.onPeerJoin = (id) => void linkUp(asPeerId(id), opened.room.getPeers()[id]!);
    opened.room.onPeerLeave = (id) => unlink(asPeerId(id), 'closed');
    mesh = opened.attach(
      MESH_ROUTE,
      (io) =>
        createMeshNet(io, {
          clock,
          newFrameId: () => newId(world, 12),
          neighbours: () => [...open.keys()],
          topicOf: (neighbour) => topics.get(asPeerId(neighbour)),
          sendTo: (neighbour, frame) => open.get(asPeerId(neighbour))?.say(frame) ?? false,
        }),
      { opened: () => {}, changed: () => {} },
    ) as MeshNet;
    networks.openAll();
  };

  const retryNow = (): void => {
    networks.retryNow();
    peers.dialAllSoon(clock.now());
    reconcile();
  };

  const ice = createIceServers({
    iceServers: options.iceServers,
    relayOnly: options.relayOnly,
    desk: desks.desk,
    clock,
    pageHost: world.page.hostname,
    certificate: () => certificate,
    links: () => [...open.values()].map(({ link }) => link),
    dialAgain: (beforeMs, all) => {
      if (connections.closePending(beforeMs) === 0 && !all) return;
      peers.dialAllSoon(clock.now());
      reconcile();
    },
  });

  const stops = [
    clock.every(RECONCILE_EVERY_MS, reconcile),
    clock.every(1_000, () => {
      // whoever comes in is linked first, and measured then
      if (!isInCrowd()) for (const link of open.values()) void link.measure().catch(() => {});
      networks.publish();
    }),
    world.onWake(retryNow),
    world.onNetworkChange(() => {
      for (const { link } of open.values()) link.restartIce();
    }),
    world.onLeave(() => {
      for (const link of open.values()) link.say({ t: 'bye' });
      connections.closeAll();
    }),
  ];
  networks.publish();
  void begin();

  return {
    selfId,
    networks: networks.statuses,
    links,
    known,
    refusals,
    desk: desks.desk,
    iceServers: ice.servers,
    setWanted: (next) => {
      want = next;
      peers.dialAllSoon(clock.now());
      reconcile();
    },
    heardOf: (peer) => {
      const nowMs = clock.now();
      if (peer === selfId || isLinked(peer) || !isPeerId(peer) || known.value.has(peer) || !peers.heard(peer, nowMs)) return;
      peers.dialSoon(peer, nowMs);
      reconcile();
    },
    reconfigure: (change) => {
      const iceChanged = change.iceServers !== undefined || change.relayOnly !== undefined;
      const { iceServers, relayOnly } = change;
      if (iceChanged) ice.reconfigure({ ...(iceServers && { iceServers }), ...(relayOnly !== undefined && { relayOnly }) });
      networks.change(change.networks ?? null, iceChanged);
    },
    retryNow,
    close: async () => {
      if (closed) return;
      closed = true;
      for (const stop of stops) stop();
      announcer.stop();
      for (const link of open.values()) {
        link.say({ t: 'bye' });
        link.close();
      }
      ice.close();
      desks.close();
      networks.close();
      await meeting?.room.leave().catch(() => {});
      connections.closeAll();
      open.clear();
      batch(() => {
        links.value = new Map();
        known.value = new Map();
      });
    },
  };
};
