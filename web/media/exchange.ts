/**
 * Moves the media of each remote between our own lines and an SFU without a gap: publishes mine to the connections,
 * subscribes to theirs, and has an intake for each remote and kind. Loaded with the first SFU; a place without one never
 * has it. Decides nothing itself: the deciding is in `way.ts`.
 */
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import type { MediaClock } from './clock.ts';
import { createIntake, type Intake } from './intake.ts';
import { LINE_NAMES, type LineName, type OwnTracks } from './line-plan.ts';
import type { MediaWay, MediaWays, PeerMediaPlan } from './media.ts';
import type { Common, PeerMedia } from './peer-media.ts';
import type { SfuConnection, SfuWant } from './sfu/sfu-driver.ts';
import type { SfuPresence } from './way.ts';

export type ExchangePeer = { readonly media: PeerMedia; readonly plan: PeerMediaPlan | undefined };

export type Exchange = {
  readonly ways: ReadonlySignal<ReadonlyMap<PeerId, MediaWays>>;
  readonly inUse: ReadonlySignal<boolean>;
  readonly use: (connections: readonly SfuConnection[], prefer: MediaWay) => void;
  /** The peers as they are now, and what I have to send. */
  readonly apply: (peers: ReadonlyMap<PeerId, ExchangePeer>, tracks: OwnTracks) => void;
  readonly reach: () => Common['sfu'];
  readonly close: () => void;
};

/** Statistics are no newer than this. */
const LOOK_MS = 50;
const CALM_EVERY_LOOKS = 4;
const NOTHING: OwnTracks = { audio: null, camera: null, screen: null };
const SENDS = { audio: 'mic', camera: 'cam', screen: 'screen' } as const;

type Told = { readonly tracks: OwnTracks; readonly allowed: string; readonly wants: string };
const TOLD_NOTHING: Told = { tracks: NOTHING, allowed: '', wants: '' };

const isLive = ({ state }: SfuConnection): boolean => state.peek() === 'open' || state.peek() === 'connecting';

const carries = ({ kinds }: SfuConnection, kind: LineName): boolean => kinds?.has(kind) ?? true;

type Intakes = { readonly media: PeerMedia; readonly kinds: { readonly [K in LineName]: Intake } };

/** @param onReach what can be sent by SFU has changed. */
export const createExchange = (clock: MediaClock, onReach: () => void): Exchange => {
  const ways = signal<ReadonlyMap<PeerId, MediaWays>>(new Map());
  const inUse = signal(false);
  const intakes = new Map<PeerId, Intakes>();
  let connections: readonly SfuConnection[] = [];
  let prefer: MediaWay = 'mesh';
  let peers: ReadonlyMap<PeerId, ExchangePeer> = new Map();
  let tracks: OwnTracks = NOTHING;
  const told = new WeakMap<SfuConnection, Told>();
  let looks = 0;
  let stopLooking: (() => void) | null = null;
  let stopWatching: () => void = () => undefined;

  const presenceOf = (peer: PeerId): SfuPresence => {
    const live = connections.filter(isLive);
    if (live.length === 0) return 'away';
    const open = live.filter(({ state }) => state.peek() === 'open');
    if (open.some(({ participants }) => participants.peek().has(peer))) return 'present';
    return open.length < live.length ? 'connecting' : 'absent';
  };

  const sends = (plan: PeerMediaPlan | undefined, kind: LineName): boolean =>
    // who is muted here is not waited for: nothing of them is played, so nothing can be seen to flow
    plan?.talking === true && plan.sends[SENDS[kind]] && !(kind === 'audio' && plan.muted);

  const intakesOf = (peer: PeerId, media: PeerMedia): Intakes | null => {
    const known = intakes.get(peer);
    if (known?.media === media) return known;
    const inlet = media.inlet();
    if (inlet === null) return null;
    const make = (kind: LineName): Intake => createIntake(kind, inlet, clock.now);
    const made = { media, kinds: { audio: make('audio'), camera: make('camera'), screen: make('screen') } };
    intakes.set(peer, made);
    return made;
  };

  const step = (isDue: (intake: Intake) => boolean): void => {
    const nowMs = clock.now();
    for (const [peer, { media, plan }] of peers) {
      const known = intakesOf(peer, media);
      if (known === null) continue;
      const present = presenceOf(peer);
      for (const kind of LINE_NAMES) {
        const intake = known.kinds[kind];
        if (!isDue(intake)) continue;
        const isCarried = connections.some((connection) => isLive(connection) && carries(connection, kind));
        const [room, presence] = isCarried || connections.length === 0 ? [prefer, present] : (['mesh', 'away'] as const);
        const brought = connections.map(({ remote }) => remote.peek().get(peer)?.[kind] ?? null);
        intake.step({ nowMs, room, presence, talking: plan?.talking === true, sends: sends(plan, kind), tracks: brought });
      }
    }
  };

  /** Who is in my call may receive me, and nobody else who is in the server's room. */
  const allow = (): void => {
    const heardBy = [...peers].filter(([, { plan }]) => plan?.talking === true).map(([peer]) => peer);
    const allowed = heardBy.toSorted().join(' ');
    for (const connection of connections.filter(isLive)) {
      const before = told.get(connection) ?? TOLD_NOTHING;
      if (allowed === before.allowed) continue;
      told.set(connection, { ...before, allowed });
      connection.allow(new Set(heardBy));
    }
  };

  const publish = (): void => {
    const isHeard = [...peers.values()].some(({ plan }) => plan?.talking === true);
    for (const connection of connections.filter(isLive)) {
      const offered = (kind: LineName): MediaStreamTrack | null => (isHeard && carries(connection, kind) ? tracks[kind] : null);
      const now: OwnTracks = { audio: offered('audio'), camera: offered('camera'), screen: offered('screen') };
      const before = told.get(connection) ?? TOLD_NOTHING;
      if (LINE_NAMES.every((kind) => before.tracks[kind] === now[kind])) continue;
      told.set(connection, { ...before, tracks: now });
      connection.publish(now);
    }
  };

  const wantOf = (index: number, { kinds }: Intakes, plan: PeerMediaPlan): SfuWant => ({
    audio: kinds.audio.needs(index),
    camera: plan.sends.cam && kinds.camera.needs(index) ? plan.heights.camera : 0,
    screen: plan.sends.screen && kinds.screen.needs(index) ? plan.heights.screen : 0,
  });

  const subscribe = (): void => {
    for (const [index, connection] of connections.entries()) {
      if (!isLive(connection)) continue;
      const wanted = new Map<PeerId, SfuWant>();
      for (const [peer, { plan }] of peers) {
        const known = intakes.get(peer);
        if (plan?.talking !== true || known === undefined) continue;
        const want = wantOf(index, known, plan);
        if (want.audio || want.camera > 0 || want.screen > 0) wanted.set(peer, want);
      }
      const before = told.get(connection) ?? TOLD_NOTHING;
      const wants = JSON.stringify([...wanted]);
      if (wants === before.wants) continue;
      told.set(connection, { ...before, wants });
      connection.want(wanted);
    }
  };

  const publishWays = (): void => {
    const asked = [...peers.keys()].map((peer) => {
      const kinds = intakes.get(peer)?.kinds;
      const ask = (kind: LineName): MediaWay => kinds?.[kind].wish().ask ?? 'mesh';
      return [peer, { audio: ask('audio'), camera: ask('camera'), screen: ask('screen') }] as const;
    });
    // who has no lines yet has been asked for nothing
    const next = new Map(asked.filter(([peer]) => intakes.has(peer) || connections.length === 0));
    const before = ways.peek();
    const isSame = next.size === before.size && [...next].every(([peer, now]) => LINE_NAMES.every((k) => before.get(peer)?.[k] === now[k]));
    if (!isSame) ways.value = next;
  };

  const hearsSfu = (): boolean => [...intakes.values()].some(({ kinds }) => LINE_NAMES.some((kind) => kinds[kind].wish().hear !== 'mesh'));
  const servesSfu = (): boolean => [...peers.values()].some(({ plan }) => LINE_NAMES.some((kind) => plan?.way?.[kind] === 'sfu'));

  const rest = (): void => {
    stopLooking?.();
    stopLooking = null;
    for (const { kinds } of intakes.values()) for (const kind of LINE_NAMES) kinds[kind].close();
    intakes.clear();
  };

  const act = (isDue: (intake: Intake) => boolean): void => {
    step(isDue);
    allow();
    publish();
    subscribe();
    publishWays();
    inUse.value = connections.length > 0 && (prefer === 'sfu' || hearsSfu() || servesSfu());
    if (connections.length === 0 && !hearsSfu()) rest();
    else stopLooking ??= clock.every(LOOK_MS, look);
  };
  const look = (): void => {
    looks += 1;
    act((intake) => looks % CALM_EVERY_LOOKS === 0 || !intake.isCalm());
  };
  const all = (): boolean => true;

  return {
    ways,
    inUse,
    use: (next, nextPrefer) => {
      connections = next;
      prefer = next.length === 0 ? 'mesh' : nextPrefer;
      stopWatching();
      stopWatching = effect(() => {
        for (const { state, participants, remote } of next) void [state.value, participants.value, remote.value];
        untracked(() => {
          act(all);
          onReach();
        });
      });
    },
    apply: (nextPeers, nextTracks) => {
      peers = nextPeers;
      tracks = nextTracks;
      for (const [peer, { media }] of intakes) if (peers.get(peer)?.media !== media) intakes.delete(peer);
      if (connections.length > 0 || intakes.size > 0) act((intake) => intake.isNew());
      else publishWays();
    },
    reach: () => {
      if (connections.length === 0) return null;
      const open = connections.filter(({ state }) => state.peek() === 'open');
      const isCarried = (kind: LineName): boolean => tracks[kind] !== null && open.some((connection) => carries(connection, kind));
      const carried = { audio: isCarried('audio'), camera: isCarried('camera'), screen: isCarried('screen') };
      return { prefer, isReachable: connections.some(isLive), carries: carried };
    },
    close: () => {
      stopWatching();
      connections = [];
      rest();
    },
  };
};
