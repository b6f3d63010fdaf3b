/**
 * The reconciler: makes every link's lines and players equal to the plan. Whoever is not in the plan gets nothing and is
 * not heard. Decides nothing itself; the deciding is in `line-plan.ts` and, loaded with the first call, in
 * `mesh-budget.ts`. With the first SFU the exchange is loaded, which moves media between the lines and the SFU.
 */
import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import type { MediaLimits } from '../../domain/policy/media-budget.ts';
import type { PeerLink } from '../../transports/place-link.ts';
import type { MediaClock } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { goesByMesh, LINE_NAMES, WORD_MS, type OwnTracks } from './line-plan.ts';
import type { MeshBudget } from './mesh-budget.ts';
import type { Media, MediaWay, MediaWays, OutgoingMedia, PeerMediaPlan, RemoteMedia } from './media.ts';
import { createPeerMedia, type Common, type PeerMedia } from './peer-media.ts';
import type { PlayerWorld } from './peer-player.ts';
import type { RemoteSpeaking } from './remote.ts';
import type { SfuConnection } from './sfu/sfu-driver.ts';
import { untilLoaded } from '../../transports/until-loaded.ts';

export type MeshMediaOptions = {
  readonly clock: MediaClock;
  readonly world: PlayerWorld;
  readonly remoteSpeaking: RemoteSpeaking;
  /** My tracks that may be sent now. */
  readonly tracks: ReadonlySignal<OwnTracks>;
  readonly headphones: ReadonlySignal<boolean>;
  readonly sink: ReadonlySignal<string>;
  readonly fixedVolume: boolean;
};

export type MeshMedia = {
  readonly remote: ReadonlySignal<ReadonlyMap<PeerId, RemoteMedia>>;
  readonly outgoing: ReadonlySignal<ReadonlyMap<PeerId, OutgoingMedia>>;
  readonly ways: ReadonlySignal<ReadonlyMap<PeerId, MediaWays>>;
  readonly sfuInUse: ReadonlySignal<boolean>;
  readonly budget: Media['budget'];
  readonly useSfu: Media['useSfu'];
  readonly measure: Media['measure'];
  readonly reconcile: (links: ReadonlyMap<PeerId, PeerLink>, plans: ReadonlyMap<PeerId, PeerMediaPlan>) => void;
  readonly close: () => void;
};

/** Until the budget is here: what most networks carry. */
const STARTING_LIMITS: MediaLimits = {
  audio: { kind: 'audio', maxKbps: 40 },
  camera: { kind: 'video', maxHeight: 360, maxKbps: 500, maxFps: 20 },
  screen: { kind: 'video', maxHeight: 1080, maxKbps: 1200, maxFps: 10 },
};

const sameMap = <T extends object>(a: ReadonlyMap<PeerId, T>, b: ReadonlyMap<PeerId, T>): boolean =>
  a.size === b.size && [...a].every(([peer, value]) => sameFields(value, b.get(peer)));

const sameFields = (a: object, b: object | undefined): boolean =>
  b !== undefined && Object.entries(a).every(([key, value]) => Reflect.get(b, key) === value);

export const createMeshMedia = (options: MeshMediaOptions): MeshMedia => {
  const { world, remoteSpeaking, clock } = options;
  const remote = signal<ReadonlyMap<PeerId, RemoteMedia>>(new Map());
  const outgoing = signal<ReadonlyMap<PeerId, OutgoingMedia>>(new Map());
  const peers = new Map<PeerId, PeerMedia>();
  const exchange = signal<Exchange | null>(null);
  let loading: Promise<void> | null = null;
  let wantedSfu: { readonly connections: readonly SfuConnection[]; readonly prefer: MediaWay } = { connections: [], prefer: 'mesh' };
  let closed = false;
  let plans: ReadonlyMap<PeerId, PeerMediaPlan> = new Map();
  const budget = signal<MeshBudget | null>(null);
  let loadingBudget: Promise<void> | null = null;

  const publishOutgoing = (): void => {
    const next = new Map([...peers].map(([peer, media]) => [peer, media.outgoing()] as const));
    if (!sameMap(next, outgoing.peek())) outgoing.value = next;
  };

  const publishRemote = (speaking: ReadonlySet<PeerId>): void => {
    const next = new Map([...peers].map(([peer, media]) => [peer, { ...media.pictures(), speaking: speaking.has(peer) }] as const));
    if (!sameMap(next, remote.peek())) remote.value = next;
  };

  const startBudget = async (): Promise<void> => {
    const { createMeshBudget } = await untilLoaded(() => import('./mesh-budget.ts'));
    if (closed) return;
    budget.value = createMeshBudget(clock, applyNow);
    applyNow();
  };

  /** Everybody who gets something of me on a line. */
  const decideBudget = (tracks: OwnTracks, sfu: Common['sfu']): void => {
    const receivers = [...peers].flatMap(([peer, media]) => {
      const plan = plans.get(peer);
      if (plan?.talking !== true) return [];
      const isOnLine = LINE_NAMES.some((kind) =>
        goesByMesh(plan.way?.[kind] ?? null, sfu, clock.now() - media.metMs(), media.isOnLine(kind)),
      );
      return isOnLine
        ? [{ peer, cameraHeight: plan.shown.camera, screenHeight: plan.shown.screen, distanceTiles: Math.round(plan.distanceTiles) }]
        : [];
    });
    if (receivers.length > 0) loadingBudget ??= startBudget();
    budget.peek()?.decide(receivers, { camera: tracks.camera !== null, screen: tracks.screen !== null });
  };

  const settled = (): void => {
    publishOutgoing();
    watchVoices();
  };

  const watchVoices = (): void => {
    for (const [peer, media] of peers) remoteSpeaking.watch(peer, media.voice());
    publishRemote(remoteSpeaking.speaking.peek());
  };

  const applyAll = (tracks: OwnTracks, headphones: boolean, sink: string): void => {
    const moving = exchange.peek();
    moving?.apply(new Map([...peers].map(([peer, media]) => [peer, { media, plan: plans.get(peer) }] as const)), tracks);
    const sfu = moving?.reach() ?? null;
    decideBudget(tracks, sfu);
    const known = budget.peek();
    const common: Common = {
      tracks,
      limitsOf: (peer) => known?.limitsOf(peer) ?? STARTING_LIMITS,
      headphones,
      sink,
      fixedVolume: options.fixedVolume,
      sfu,
      nowMs: clock.now(),
    };
    for (const [peer, media] of peers) media.apply(plans.get(peer), common);
    settled();
  };
  const applyNow = (): void => applyAll(options.tracks.peek(), options.headphones.peek(), options.sink.peek());

  const startExchange = async (): Promise<void> => {
    // the mesh goes on until it is there
    const loaded = await untilLoaded(() => import('./exchange.ts'));
    if (closed) return;
    const made = loaded.createExchange(clock, applyNow);
    exchange.value = made;
    applyNow();
    made.use(wantedSfu.connections, wantedSfu.prefer);
  };

  const meet = (peer: PeerId, link: PeerLink): void => {
    peers.set(peer, createPeerMedia(link, world, clock.now(), settled));
    // whoever says no word for so long gets the line
    if (exchange.peek() !== null) clock.after(WORD_MS, () => !closed && applyNow());
  };

  const drop = (peer: PeerId, media: PeerMedia): void => {
    peers.delete(peer);
    remoteSpeaking.watch(peer, null);
    media.close();
  };

  const endEffects = [
    effect(() => {
      const [tracks, headphones, sink] = [options.tracks.value, options.headphones.value, options.sink.value];
      untracked(() => applyAll(tracks, headphones, sink));
    }),
    effect(() => {
      const speaking = remoteSpeaking.speaking.value;
      untracked(() => publishRemote(speaking));
    }),
  ];

  return {
    remote,
    outgoing,
    ways: computed(() => exchange.value?.ways.value ?? new Map<PeerId, MediaWays>()),
    sfuInUse: computed(() => exchange.value?.inUse.value ?? false),
    budget: computed(() => budget.value?.view.value ?? null),
    measure: (load) => budget.peek()?.measure(load),
    useSfu: (connections, { prefer }) => {
      wantedSfu = { connections, prefer };
      if (exchange.peek() !== null) exchange.peek()?.use(connections, prefer);
      else if (connections.length > 0) loading ??= startExchange();
    },
    reconcile: (links, nextPlans) => {
      plans = nextPlans;
      for (const [peer, media] of peers) if (links.get(peer) !== media.link) drop(peer, media);
      for (const [peer, link] of links) if (!peers.has(peer)) meet(peer, link);
      applyNow();
    },
    close: () => {
      closed = true;
      for (const end of endEffects) end();
      exchange.peek()?.close();
      for (const [peer, media] of peers) drop(peer, media);
      publishOutgoing();
      publishRemote(new Set());
    },
  };
};
