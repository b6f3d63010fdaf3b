/**
 * People of one room without browsers, at a real relay: real desk, real sockets, real steward, mode and seat code; links are
 * letters within this process, and the SFU is a double that says so. Every word at the desk passes a tap, so a relay can be
 * killed at exactly one step of a migration. Needs `document.visibilityState`.
 */
import { signal } from '@preact/signals-core';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { WebSocket } from 'ws';
import { type DoorId, type PeerId, peerId, placeId } from '../../domain/ids.ts';
import { defaultPolicy } from '../../domain/config/policy-config.ts';
import type { ControlMessage } from '../../domain/wire/control.ts';
import type { WorldPoint } from '../../domain/world/map.ts';
import { OFFICE } from '../../domain/world/office/office.ts';
import { type Relay, startRelay } from '../../signal-relay/relay.ts';
import { readSecrets } from '../../signal-relay/secrets.ts';
import { testConfig } from '../../signal-relay/testing.ts';
import { systemClock } from '../../transports/clock.ts';
import type { PeerLink } from '../../transports/place-link.ts';
import { createRelayDesks, type RelayDesk } from '../../transports/relay-desk.ts';
import { createRelayNet } from '../../transports/relay-net.ts';
import { createFakeIo } from '../../transports/testing.ts';
import { createRoomControl, type RoomControl } from '../../web/app/session/room/room-control.ts';
import { createOffice, TICK_MS } from '../../web/app/session/room/testing.ts';
import type { Media } from '../../web/media/media.ts';
import type { SfuConnection, SfuState } from '../../web/media/sfu/sfu-driver.ts';
import { type Step, tappedSocket } from './tapped-socket.ts';

export type { Step } from './tapped-socket.ts';

const SFU = { url: 'ws://127.0.0.1:1', apiKey: 'patio', apiSecret: 's'.repeat(32), tokenSeconds: 600, rtcPort: 7882, tcpPort: 7881 };
/** What a connection takes: until then everybody has asked for a token. */
const CONNECT_MS = 400;

export type HostedPeer = {
  readonly name: string;
  readonly id: PeerId;
  readonly desk: RelayDesk;
  readonly control: RoomControl;
  /** Whom they obey. */
  readonly steward: () => PeerId | null;
  /** By which way their media was asked to come, each time that changed. */
  readonly asked: readonly ('mesh' | 'sfu')[];
  /** Says something whether true or not. */
  readonly lie: (message: ControlMessage, to: PeerId) => void;
};

export type HostedPeersOptions = {
  readonly names: readonly string[];
  /** More than so many go to the server. */
  readonly most: number;
  /** Where the first stands, the others in a row beside; a terrace without this. */
  readonly at?: WorldPoint;
  readonly onStep: (step: Step) => void;
  /** A step that waits: the question leaves the tab only when the relay is dead. */
  readonly holds?: (step: Step) => boolean;
};

export type HostedPeers = {
  readonly peers: readonly HostedPeer[];
  /** Who is named is linked with nobody: not there yet, or gone. */
  readonly setDoor: (door: DoorId, open: boolean) => void;
  readonly without: (...names: readonly string[]) => void;
  /** As `kill -9`: nothing that it would have said after this is heard. */
  readonly killRelay: () => void;
  /** As `kill -STOP`, or a network that swallows everything: nobody hangs up, and nothing is answered any more. */
  readonly freezeRelay: () => void;
  /** A new one at the same port, which remembers nothing. */
  readonly startRelayAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const idOf = (name: string): PeerId => peerId(name.padEnd(20, '0'));

export const startHostedPeers = async ({
  names,
  most,
  onStep,
  at = { x: 3.2, y: 13 },
  holds = () => false,
}: HostedPeersOptions): Promise<HostedPeers> => {
  const config = testConfig({}, { sfu: SFU });
  const secrets = await readSecrets(config, '/');
  let relay: Relay | null = await startRelay({ config, secrets, appFolder: '/nowhere' });
  const { port } = relay;
  // takes every connection and says nothing, as the kernel does for a program that stands still
  const frozen = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(frozen, 'listening');
  const { port: hole } = frozen.address() as AddressInfo;
  const place = { secret: new Uint8Array(randomBytes(32)), placeId: placeId(randomBytes(16).toString('base64url')) };
  const sockets = new Set<WebSocket>();
  const ends: (() => void)[] = [];
  let isFrozen = false;
  let absent: ReadonlySet<PeerId> = new Set();

  const defaults = defaultPolicy();
  const policy = {
    ...defaults,
    up: { participants: most, cpuPercent: 100, turnPercent: 100, lossPercent: 100, windowMs: 1000, evaluations: 1 },
    down: { ...defaults.down, participants: most, cpuPercent: 101, turnPercent: 101, lossPercent: 101, holdMs: 500, stayMs: 500 },
    retry: { ...defaults.retry, holdMs: 500 },
  };

  const deskOf = (name: string): RelayDesk => {
    const selfId = idOf(name);
    const desks = createRelayDesks({
      ...place,
      selfId,
      clock: systemClock,
      randomBytes: (count) => new Uint8Array(randomBytes(count)),
      pageHref: 'http://127.0.0.1:8000/',
    });
    const net = createRelayNet(
      { url: `ws://127.0.0.1:${String(port)}/` },
      createFakeIo({ selfId, rootTopic: 'root', selfTopic: selfId }),
      {
        clock: systemClock,
        random: Math.random,
        connect: () => tappedSocket({ who: name, port: isFrozen ? hole : port, living: sockets, isFrozen: () => isFrozen, onStep, holds }),
      },
      (end) => desks.attach(0, end),
    );
    ends.push(desks.close, net.close);
    return desks.desk;
  };

  const nameOf = (id: PeerId): string => id.replace(/0+$/, '');
  const said = new Set<string>();
  let wasUp = false;
  const heardSaying = (from: PeerId, message: ControlMessage): void => {
    if (message.t !== 'beat') return;
    const word = message.sfu?.state ?? (wasUp ? 'mesh again' : null);
    wasUp ||= message.sfu?.state === 'open';
    if (word === null || said.has(word)) return;
    said.add(word);
    onStep({ at: 'says', who: nameOf(from), word });
  };

  const connectSfu = (name: string): SfuConnection => {
    const state = signal<SfuState>('connecting');
    const stop = systemClock.after(CONNECT_MS, () => {
      state.value = 'open';
      onStep({ at: 'sits', who: name });
    });
    const nothing = { lost: 0, expected: 0 };
    return {
      state,
      participants: signal(new Map()),
      remote: signal(new Map()),
      publish: () => undefined,
      want: () => undefined,
      allow: () => undefined,
      stats: () => Promise.resolve({ audioUp: nothing, audioDown: nothing, bytesUp: 0, bytesDown: 0, rttMs: 1, relayed: false }),
      close: () => {
        stop();
        state.value = 'closed';
        return Promise.resolve();
      },
    };
  };

  const desks = new Map(names.map((name) => [idOf(name), deskOf(name)]));
  const people = names.map((name, i) => ({ name: idOf(name), at: { x: at.x, y: at.y + i } }));
  const office = createOffice(OFFICE, people, (self) => desks.get(self)!, heardSaying);
  office.link((a, b) => !absent.has(a) && !absent.has(b));

  const link = {
    stats: signal({
      path: 'direct',
      rttMs: 1,
      audioDown: { lost: 0, expected: 0 },
      audioUp: { lost: 0, expected: 0 },
      pictures: { lost: 0, expected: 0 },
      encodeMsPerSecond: 0,
      encodeLimit: 'none',
      availableKbps: null,
    }),
  } as unknown as PeerLink;
  const asked = new Map<PeerId, ('mesh' | 'sfu')[]>();
  const mediaOf = (id: PeerId): Media => {
    const list: ('mesh' | 'sfu')[] = [];
    asked.set(id, list);
    return {
      ways: signal(new Map()),
      sfuInUse: signal(true),
      budget: signal(null),
      measure: () => undefined,
      useSfu: (connections: readonly SfuConnection[], { prefer }: { readonly prefer: 'mesh' | 'sfu' }) => {
        const way = connections.length === 0 ? 'mesh' : prefer;
        if (list.at(-1) !== way) list.push(way);
      },
    } as unknown as Media;
  };
  const controls = new Map<PeerId, RoomControl>();
  for (const name of names) {
    const [id, { room }] = [idOf(name), office.of(idOf(name))];
    const desk = desks.get(id)!;
    const control = createRoomControl({
      clock: systemClock,
      selfId: id,
      order: { ...room, setFields: room.beatFields },
      desk,
      policy: () => policy,
      hasServer: true,
      peers: {
        all: signal(new Map(names.map((other) => [idOf(other), { link, profile: { name: other }, way: null }]))),
        send: (to, message) => {
          if (absent.has(id) || absent.has(to) || message.t !== 'metrics') return false;
          queueMicrotask(() => controls.get(to)?.hear(id, message));
          return true;
        },
      },
      connect: async ({ room: where, epoch }) => ((await desk.sfuToken(where, epoch)) === null ? null : connectSfu(name)),
      hearsay: () => 0,
      prepare: () => undefined,
      media: signal(mediaOf(id)),
      onMoved: () => undefined,
    });
    controls.set(id, control);
    ends.unshift(control.close, room.close);
  }

  const startedAtMs = performance.now();
  let isTicking = false;
  const tick = async (): Promise<void> => {
    if (isTicking) return;
    isTicking = true;
    while (office.now() + TICK_MS <= performance.now() - startedAtMs) {
      await office.run(TICK_MS);
      for (const control of controls.values()) control.tick(performance.now(), 0);
      // who is late catches up, but hears its relay in between
      await new Promise((resolve) => setImmediate(resolve));
    }
    isTicking = false;
  };
  const ticker = setInterval(() => void tick(), TICK_MS / 4);

  let ending: Promise<void> = Promise.resolve();
  const killRelay = (): void => {
    if (relay === null) return;
    ending = relay.close();
    relay = null;
    const all = [...sockets];
    sockets.clear();
    for (const socket of all) socket.terminate();
  };

  return {
    peers: names.map((name) => {
      const id = idOf(name);
      const { room, lie } = office.of(id);
      return {
        name,
        id,
        desk: desks.get(id)!,
        control: controls.get(id)!,
        steward: () => room.steward.peek()?.peer ?? null,
        lie,
        asked: asked.get(id)!,
      };
    }),
    setDoor: (door, open) => office.of(idOf(names[0]!)).doors.set(door, { open }, idOf(names[0]!)),
    without: (...gone) => {
      absent = new Set(gone.map(idOf));
    },
    killRelay,
    freezeRelay: () => {
      isFrozen = true;
    },
    startRelayAgain: async () => {
      await ending;
      relay = await startRelay({ config: { ...config, port }, secrets, appFolder: '/nowhere' });
    },
    close: async () => {
      clearInterval(ticker);
      for (const end of ends) end();
      killRelay();
      frozen.close();
      await ending;
    },
  };
};
