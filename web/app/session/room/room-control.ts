/**
 * How the room I stand in is carried: joins its steward, what everybody measures, the mode that follows of it, my seat at
 * the SFU and the media that moves there. Loaded after entering; decides nothing that a part does not decide itself.
 */
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals-core';
import type { Policy } from '../../../../domain/config/policy-config.ts';
import type { PeerId } from '../../../../domain/ids.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import type { PeerReport } from '../../../../domain/policy/room-metrics.ts';
import type { Steward } from '../../../../domain/policy/steward/election.ts';
import type { ControlMessage, ControlMessageOf } from '../../../../domain/wire/control.ts';
import type { Clock, Stop } from '../../../../transports/clock.ts';
import type { PeerLink } from '../../../../transports/place-link.ts';
import type { RelayDesk } from '../../../../transports/relay-desk.ts';
import type { Media, MediaWays } from '../../../media/media.ts';
import type { SfuConnection } from '../../../media/sfu/sfu-driver.ts';
import type { RoomMeasuresView } from '../../../state/room.ts';
import { createLoadMeter } from './load-meter.ts';
import { createModeKeeper, isSameWord, type ModeStand, type ModeWord, type SeatWord } from './mode-keeper.ts';
import { ownMetrics, sendLoad } from './own-metrics.ts';
import { createRoomMeasures } from './room-measures.ts';
import { roomRecording } from './room-recording.ts';
import { createSfuMembership, type SfuSeat } from './sfu-membership.ts';
import { createSfuTraffic } from './sfu-traffic.ts';

/** How often everybody tells how they are, and the steward decides. */
export const EVALUATE_EVERY_MS = 2000;

/** Longer than it takes to hear the steward and to take a seat. */
const SETTLE_MS = 9000;

/** By then a newcomer has heard everybody who has something to say about the room. */
const ACQUAINTED_MS = 3000;

/** A newcomer at the SFU waits so long at most for those who do not expect it there yet. */
const EXPECTED_MS = 1000;

/** Longer than a line of the mesh takes to flow again. */
const DRAIN_AFTER_MS = 2500;

/**
 * Who walks on from a room at the SFU hears those who come along through the seats of that room, until the next room's are
 * taken: so long at most, then the mesh carries them.
 */
const CARRY_MS = 4000;

/** What mode keeping needs of the room's order. */
export type RoomOrder = {
  /** The room that I am in; null in the lobby. */
  readonly room: ReadonlySignal<string | null>;
  /** Members of my room, with me. */
  readonly members: ReadonlySignal<ReadonlySet<PeerId>>;
  readonly steward: ReadonlySignal<Steward | null>;
  readonly isMe: ReadonlySignal<boolean>;
  readonly lastBeat: ReadonlySignal<ModeWord | null>;
  readonly setFields: (word: ModeWord) => void;
};

type RoomPeer = {
  readonly link: PeerLink;
  readonly profile: { readonly name: string } | null;
  /** How they asked to get mine. */
  readonly way: MediaWays | null;
};

export type RoomControlOptions = {
  readonly clock: Clock;
  readonly selfId: PeerId;
  readonly order: RoomOrder;
  readonly desk: RelayDesk;
  readonly policy: () => Policy;
  /** Does the place's relay offer an SFU at all? */
  readonly hasServer: boolean;
  readonly peers: {
    readonly all: ReadonlySignal<ReadonlyMap<PeerId, RoomPeer>>;
    readonly send: (peer: PeerId, message: ControlMessage) => boolean;
  };
  /** How many are in my room as others tell, with me: who has just come is not linked with all of them yet. */
  readonly hearsay: () => number;
  /** Everything that a connection takes; null where the relay gives no token. */
  readonly connect: (seat: SfuSeat) => Promise<SfuConnection | null>;
  /** The room may soon go up: fetch what `connect` needs. */
  readonly prepare: () => void;
  readonly media: ReadonlySignal<Media | null>;
  /** The room moved, for the first time or again. */
  readonly onMoved: (mode: RoomMode) => void;
};

export type RoomControl = {
  readonly mode: ReadonlySignal<RoomMode>;
  readonly view: ReadonlySignal<RoomMeasuresView | null>;
  /**
   * Is it known by which way this room talks? Before, nothing is sent: who comes into a room of the SFU never starts on the
   * mesh. True for good once it was, and after a moment in any case.
   */
  readonly isSettled: ReadonlySignal<boolean>;
  readonly hear: (from: PeerId, message: ControlMessageOf<'metrics'>) => void;
  readonly tick: (nowMs: number, lateMs: number) => void;
  readonly forget: (peer: PeerId) => void;
  /** Null while nothing was measured. */
  readonly recording: () => object | null;
  readonly retryNow: () => void;
  readonly close: () => void;
};

export const createRoomControl = (options: RoomControlOptions): RoomControl => {
  const { clock, order, desk, peers, selfId } = options;
  const measures = createRoomMeasures();
  const meter = createLoadMeter();
  const readTraffic = createSfuTraffic();
  const membership = createSfuMembership({ clock, random: Math.random, connect: options.connect });
  const keeper = createModeKeeper({ clock, desk, membership, policy: options.policy, announce: order.setFields, prepare: options.prepare });
  const view = signal<RoomMeasuresView | null>(null);
  const mode = computed(() => keeper.word.value.mode);
  const isCarried = signal(false);
  const prefer = computed(() => (keeper.word.value.sfu?.state === 'open' || isCarried.value ? ('sfu' as const) : ('mesh' as const)));
  const isSettled = signal(!options.hasServer);
  const isAcquainted = signal(false);
  const isSeated = computed(() => membership.status.value === 'open' && keeper.word.value.sfu?.state === 'open');
  const isTired = signal(false);
  /** Whom I would reach by mesh if I began now: the move has not come to them yet. */
  const isExpected = computed(() => ![...order.members.value].some((peer) => peers.all.value.get(peer)?.way?.audio === 'mesh'));
  /** Who makes the room too large waits for what its steward makes of that. */
  const isOneTooMany = computed(() => {
    const people = Math.max(order.members.value.size, options.hearsay());
    return people > options.policy().up.participants && !isAcquainted.value;
  });
  let evaluatedAtMs = -Infinity;
  let measuring = false;
  let closed = false;
  let stopDraining: Stop | null = null;
  let stopCarrying: Stop | null = null;
  let stoodIn: string | null = null;

  const standNow = (): ModeStand => {
    const steward = order.steward.value;
    const isSteward = order.isMe.value;
    return { room: order.room.value, isSteward, lease: isSteward ? (steward?.lease ?? null) : null, word: order.lastBeat.value };
  };
  const linksOfMembers = (): readonly PeerLink[] =>
    [...order.members.peek()].flatMap((peer) => {
      const known = peers.all.peek().get(peer);
      return known === undefined ? [] : [known.link];
    });

  /** Who has said nothing yet may well sit there. */
  const seatWords = (): readonly SeatWord[] => {
    const room = order.room.peek();
    const members = order.members.peek();
    const reports = room === null ? new Map<PeerId, PeerReport>() : measures.reports(room, members);
    const unsaid: SeatWord = { canSfu: true, atMs: clock.now() };
    return [...members].flatMap((peer) => {
      const said = reports.get(peer);
      return peer === selfId ? [] : [said === undefined ? unsaid : { canSfu: said.metrics.canSfu, atMs: said.atMs }];
    });
  };

  const stragglers = (): number => {
    if (prefer.peek() !== 'sfu' || membership.status.peek() !== 'open') return 0;
    const ways = options.media.peek()?.ways.peek() ?? new Map();
    return [...ways].filter(([peer, way]) => way.audio === 'mesh' && order.members.peek().has(peer)).length;
  };

  const show = (room: string, figures: RoomMeasuresView['figures']): void => {
    const reports = measures.reports(room, order.members.peek());
    const members = [...reports]
      .map(([peer, { metrics }]) => ({
        peerId: peer === selfId ? null : peer,
        name: peers.all.peek().get(peer)?.profile?.name ?? '',
        metrics,
      }))
      .toSorted((a, b) => Number(a.peerId !== null) - Number(b.peerId !== null) || a.name.localeCompare(b.name));
    view.value = {
      figures,
      members,
      history: measures.history(),
      hasServer: desk.state.peek().sfu,
      seat: membership.status.peek(),
      budget: options.media.peek()?.budget.peek() ?? null,
      stragglers: stragglers(),
    };
  };

  const evaluate = async (): Promise<void> => {
    const room = order.room.peek();
    if (room === null || measuring) return;
    measuring = true;
    const sfu = await readTraffic(membership.connections.peek()[0] ?? null, clock.now()).finally(() => {
      measuring = false;
    });
    if (closed || order.room.peek() !== room) return;
    const stats = linksOfMembers().map((link) => link.stats.peek());
    const load = meter.read(stats);
    options.media.peek()?.measure(sendLoad(stats, load.percent));
    const metrics = ownMetrics({
      links: stats,
      sfu,
      load,
      hidden: document.visibilityState === 'hidden',
      canSfu: membership.status.peek() !== 'unreachable',
    });
    const members = order.members.peek();
    measures.hear(selfId, room, metrics, clock.now());
    for (const peer of members) if (peer !== selfId) peers.send(peer, { t: 'metrics', room, metrics });
    const { mode: present, epoch } = keeper.word.peek();
    const figures = measures.evaluate(room, members, { mode: present, epoch }, clock.now());
    keeper.evaluate(figures);
    show(room, figures);
  };

  const putDown = (): void => {
    stopCarrying?.();
    stopCarrying = null;
    isCarried.value = false;
  };
  const stand = (now: ModeStand): void => {
    const isWalk = stoodIn !== null && now.room !== null && now.room !== stoodIn;
    stoodIn = now.room;
    if (now.room === null) putDown();
    if (isWalk && prefer.peek() === 'sfu' && membership.connections.peek().length > 0) {
      stopCarrying?.();
      stopCarrying = clock.after(CARRY_MS, putDown);
      isCarried.value = true;
    }
    keeper.stand(now);
  };

  let wasAtServer = false;
  const stops = [
    clock.after(SETTLE_MS, () => {
      isSettled.value = true;
    }),
    clock.after(ACQUAINTED_MS, () => {
      isAcquainted.value = true;
    }),
    effect(() => {
      const beat = order.lastBeat.value;
      // who still sees nobody has nobody to ask, and nobody to talk with
      const isAlone = order.members.value.size < 2;
      // nor does my own word count while others may not have been heard yet
      const hasSteward = order.steward.value !== null && (!order.isMe.value || isAcquainted.value);
      const isKnown = !isAlone && hasSteward && beat !== null && isSameWord(beat, keeper.word.value);
      const seat = membership.status.value;
      const isAtServer = isSeated.value && (isExpected.value || isTired.value);
      const isInPlace = keeper.word.value.sfu === null ? seat === 'off' && !isOneTooMany.value : seat === 'unreachable' || isAtServer;
      if (isKnown && isInPlace) isSettled.value = true;
    }),
    effect(() => {
      if (!isSeated.value) return undefined;
      return clock.after(EXPECTED_MS, () => {
        isTired.value = true;
      });
    }),
    effect(() => {
      const now = standNow();
      // together, or media would go to the mesh in between
      untracked(() => batch(() => stand(now)));
    }),
    effect(() => {
      if (keeper.word.value.sfu?.state === 'open' && membership.status.value === 'open') untracked(putDown);
    }),
    effect(() => {
      const { size } = order.members.value;
      untracked(() => keeper.count(size));
    }),
    effect(() => {
      void membership.status.value;
      untracked(keeper.seatChanged);
    }),
    effect(() => {
      const connections = membership.connections.value;
      const media = options.media.value;
      const way = prefer.value;
      untracked(() => media?.useSfu(connections, { prefer: way }));
    }),
    // who waited long for a relay that is back need not wait for the end of a pause
    effect(() => {
      if (desk.state.value.status === 'ready') untracked(membership.retryNow);
    }),
    // nothing comes by way of the SFU any more, and nothing should; who asked for the mesh still hears it until that flows
    effect(() => {
      const isIdle = options.media.value?.sfuInUse.value === false && prefer.value === 'mesh';
      stopDraining?.();
      stopDraining = isIdle ? clock.after(DRAIN_AFTER_MS, membership.drained) : null;
    }),
    effect(() => {
      const isAtServer = mode.value === RoomMode.Sfu || isCarried.value;
      const isMove = isAtServer !== wasAtServer;
      wasAtServer = isAtServer;
      if (isMove) untracked(() => options.onMoved(isAtServer ? RoomMode.Sfu : mode.peek()));
    }),
  ];

  return {
    mode,
    view,
    isSettled,
    hear: (from, { room, metrics }) => {
      if (!order.members.peek().has(from)) return;
      measures.hear(from, room, metrics, clock.now());
      if (order.isMe.peek()) keeper.othersReach(seatWords());
    },
    tick: (nowMs, lateMs) => {
      meter.ticked(lateMs);
      if (nowMs - evaluatedAtMs < EVALUATE_EVERY_MS) return;
      evaluatedAtMs = nowMs;
      void evaluate();
    },
    forget: measures.forget,
    recording: () => {
      const room = order.room.peek();
      if (room === null) return null;
      const hasSfu = desk.state.peek().sfu;
      return roomRecording({ room, history: measures.history(), policy: options.policy(), hasSfu, wallMs: Date.now(), nowMs: clock.now() });
    },
    retryNow: membership.retryNow,
    close: () => {
      closed = true;
      for (const stop of stops) stop();
      stopDraining?.();
      stopCarrying?.();
      options.media.peek()?.useSfu([], { prefer: 'mesh' });
      keeper.close();
      membership.close();
      meter.close();
    },
  };
};
