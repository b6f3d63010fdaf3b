/**
 * The networks of a place as its settings name them: which are open, what each says of itself, and what happens when the
 * list changes. The mesh is told of with them, but is nobody's setting. Introduces nobody; that is `meeting.ts`.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { NetworkEndpoint } from '../domain/config/public-config.ts';
import type { Announcer } from './announcer.ts';
import type { Crossings } from './crossings.ts';
import type { Meeting } from './meeting.ts';
import { type MakeNet, type Net, type NetIo, resolveEndpointUrl } from './net.ts';
import type { NetworkStatus } from './place-link.ts';
import type { RelayDesks } from './relay-desk.ts';
import { createRelayNet } from './relay-net.ts';
import { untilLoaded } from './until-loaded.ts';
import type { LinkWorld } from './world.ts';

export const MESH_ROUTE = 'mesh:';

export type Networks = {
  readonly statuses: ReadonlySignal<readonly NetworkStatus[]>;
  /** What has not changed wakes no view. */
  readonly publish: () => void;
  /** The meeting is there: all of them open in it. */
  readonly openAll: () => void;
  /** Another list, or null for the same. `isAnew`: other ICE servers, and a tracker holds offers made with the old ones. */
  readonly change: (endpoints: readonly NetworkEndpoint[] | null, isAnew: boolean) => void;
  readonly retryNow: () => void;
  readonly close: () => void;
};

export type NetworksOptions = {
  readonly endpoints: readonly NetworkEndpoint[];
  readonly world: LinkWorld;
  /** Null until it is there. */
  readonly meeting: () => Meeting | null;
  readonly mesh: () => Net | null;
  readonly announcer: Announcer;
  readonly crossings: Crossings;
  readonly desks: Pick<RelayDesks, 'attach'>;
  readonly newTrackerId: () => string;
  /** How many of the links that stand this route introduced. */
  readonly introducedBy: (route: string) => number;
};

type Entry = { readonly endpoint: NetworkEndpoint; readonly route: string; net: Net | null };
const entryOf = (endpoint: NetworkEndpoint): Entry => ({ endpoint, route: `${endpoint.kind} ${endpoint.url}`, net: null });
const STARTING = { state: 'connecting', retryAtMs: null, sent: 0, received: 0 } as const;

export const createNetworks = (options: NetworksOptions): Networks => {
  const { world, announcer, introducedBy } = options;
  const statuses = signal<readonly NetworkStatus[]>([]);
  let entries = options.endpoints.map(entryOf);
  let closed = false;

  const publish = (): void => {
    if (closed) return;
    const servers = entries.map(({ endpoint: { kind, url, courtesy }, route, net }) => ({
      kind,
      url,
      courtesy,
      ...(net?.traffic() ?? STARTING),
      introduced: introducedBy(route),
    }));
    const meshTraffic = options.mesh()?.traffic() ?? { ...STARTING, state: 'down' as const };
    const mesh = { kind: 'mesh', url: MESH_ROUTE, courtesy: false, ...meshTraffic, introduced: introducedBy(MESH_ROUTE) } as const;
    const next = [...servers, mesh];
    if (JSON.stringify(next) !== JSON.stringify(statuses.value)) statuses.value = next;
  };

  /** Whoever meets by our relay alone never loads the others. */
  const load: Readonly<Record<Exclude<NetworkEndpoint['kind'], 'relay'>, () => Promise<MakeNet>>> = {
    nostr: async () => (await import('./nostr-net.ts')).createNostrNet,
    tracker: async () => (await import('./tracker-net.ts')).createTrackerNet(options.crossings, options.newTrackerId),
  };
  const open = (entry: Entry): void => {
    const { kind } = entry.endpoint;
    const endpoint = { url: resolveEndpointUrl(entry.endpoint, world.page.href) };
    const opened = (net: Net): void => {
      announcer.opened(net);
      // one is back: so may the others be
      for (const { net: other } of entries) if (other?.traffic().state === 'down') other.retryNow();
    };
    const attach = (make: (io: NetIo) => Net): void => {
      entry.net = options.meeting()?.attach(entry.route, make, { opened, changed: () => queueMicrotask(publish) }) ?? null;
    };
    if (kind === 'relay')
      return attach((io) => createRelayNet(endpoint, io, world, (port) => options.desks.attach(entries.indexOf(entry), port)));
    void untilLoaded(load[kind]).then((make) => {
      // it may have been taken out of the list meanwhile
      if (!closed && entries.includes(entry)) attach((io) => make(endpoint, io, world));
      return publish();
    });
  };
  const end = (entry: Entry): void => {
    if (entry.net === null) return;
    announcer.removed(entry.net);
    options.meeting()?.detach(entry.net);
    entry.net = null;
  };

  // fetched while the meeting is being prepared
  for (const { kind } of options.endpoints) if (kind !== 'relay') load[kind]().catch(() => undefined);

  return {
    statuses,
    publish,
    openAll: () => {
      entries.forEach(open);
      publish();
    },
    change: (endpoints, isAnew) => {
      const wanted = (endpoints ?? entries.map(({ endpoint }) => endpoint)).map(entryOf);
      const stays = ({ route, endpoint }: Entry): boolean =>
        wanted.some((other) => other.route === route) && !(isAnew && endpoint.kind === 'tracker');
      entries.filter((entry) => !stays(entry)).forEach(end);
      entries = wanted.map((entry) => entries.find(({ net, route }) => net !== null && route === entry.route) ?? entry);
      for (const entry of entries) if (entry.net === null) open(entry);
      publish();
    },
    retryNow: () => {
      for (const { net } of entries) net?.retryNow();
    },
    close: () => {
      closed = true;
      entries.forEach(end);
      statuses.value = statuses.value.map((network) => ({ ...network, state: 'off' as const, retryAtMs: null }));
    },
  };
};
