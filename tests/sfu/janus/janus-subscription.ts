/**
 * What I receive: one handle and one peer connection for everybody. Janus offers and we answer; lines that are nobody's any
 * more become somebody else's. Makes the subscription equal to what is wanted, one step at a time.
 */
import { peerId, type PeerId } from '../../../domain/ids.ts';
import type { LineName } from '../../../web/media/line-plan.ts';
import type { SfuWant } from '../../../web/media/sfu/sfu-driver.ts';
import type { ShownTracks } from '../../../web/media/sfu/shown-tracks.ts';
import type { JanusMessage, Jsep, SubscriptionMessage } from './janus-messages.ts';
import type { JanusRoster } from './janus-roster.ts';
import type { JanusHandle, JanusSession } from './janus-session.ts';

/** The heights of the two lower layers, with some air. */
const LAYER_HEIGHTS = [216, 432];
const RETRY_MS = 500;

type Stream = { readonly feed: PeerId; readonly mid: string };
type Wanted = Stream & { readonly kind: LineName; readonly substream: number };
/** A line of mine, and whose it is now. */
type Held = Stream & { readonly subMid: string };

export type JanusSubscription = {
  readonly want: (wanted: ReadonlyMap<PeerId, SfuWant>) => void;
  /** The roster has changed, or there is a room now. */
  readonly refresh: () => void;
  /** @param room what a handle needs to enter it, as of now */
  readonly start: (session: JanusSession, room: () => object) => void;
  readonly connection: RTCPeerConnection;
  readonly close: () => void;
};

const nameOf = ({ feed, mid }: Stream): string => `${feed} ${mid}`;
const sizeOf = (want: SfuWant, kind: LineName): number => (kind === 'audio' ? Number(want.audio) : want[kind]);
const substreamFor = (height: number): number => LAYER_HEIGHTS.filter((one) => height > one).length;

/** @param onFailed Janus says what cannot be: the connection is worth nothing any more */
export const createJanusSubscription = (
  connection: RTCPeerConnection,
  roster: JanusRoster,
  shown: ShownTracks,
  onFailed: () => void,
): JanusSubscription => {
  let wants: ReadonlyMap<PeerId, SfuWant> = new Map();
  let room: { readonly session: JanusSession; readonly enter: () => object } | null = null;
  let handle: JanusHandle | null = null;
  let isJoined = false;
  let held: readonly Held[] = [];
  /** A request is out, or an offer is being answered: the next step waits. */
  let busy = 0;
  /** Janus will see to it after something of its own: the next offer holds it. */
  let isPostponed = false;
  let isClosed = false;
  let offers: Promise<void> = Promise.resolve();
  const layers = new Map<string, number>();

  const wanted = (): readonly Wanted[] => {
    const streams: Wanted[] = [];
    for (const [feed, lines] of roster.people.peek()) {
      const want = wants.get(feed);
      for (const [kind, { mid }] of want === undefined ? [] : lines) {
        const size = want === undefined ? 0 : sizeOf(want, kind);
        if (size > 0) streams.push({ feed, mid, kind, substream: substreamFor(size) });
      }
    }
    return streams;
  };

  const show = ({ feed, mid, subMid }: Held): void => {
    const kind = roster.kindOf(feed, mid);
    const receiver = connection.getTransceivers().find((line) => line.mid === subMid)?.receiver;
    if (kind === null || receiver === undefined) shown.drop(subMid);
    else shown.put(subMid, { peer: feed, kind, track: { track: receiver.track, receiver } });
  };

  const answer = async (streams: readonly SubscriptionMessage[], offer: Jsep): Promise<void> => {
    await connection.setRemoteDescription(offer);
    if (isClosed) return;
    held = streams.flatMap(({ mid, active, feed_id, feed_mid }) =>
      active && feed_id !== undefined && feed_mid !== undefined ? [{ feed: peerId(feed_id), mid: feed_mid, subMid: mid }] : [],
    );
    const lines = new Set(held.map(({ subMid }) => subMid));
    for (const { mid } of streams) if (!lines.has(mid)) shown.drop(mid);
    for (const one of held) show(one);
    await connection.setLocalDescription();
    const sdp = connection.localDescription?.sdp ?? '';
    await handle?.ask({ request: 'start' }, { type: 'answer', sdp });
  };

  const during = async (step: () => Promise<unknown>): Promise<void> => {
    busy += 1;
    try {
      await step();
    } finally {
      busy -= 1;
    }
  };

  const hear = ({ plugindata, jsep }: JanusMessage): void => {
    if (plugindata?.data.videoroom === 'updating') isPostponed = true;
    const streams = plugindata?.data.streams;
    if (streams === undefined || jsep?.type !== 'offer') return;
    isPostponed = false;
    const before = offers;
    offers = during(() => before.then(() => answer(streams, jsep))).then(settle, onFailed);
  };

  const request = (add: readonly Wanted[], drop: readonly Held[]): object => {
    const streams = add.map(({ feed, mid, kind, substream }) => ({ feed, mid, ...(kind === 'camera' ? { substream } : {}) }));
    for (const one of add) layers.set(nameOf(one), one.substream);
    if (!isJoined) return { ...room?.enter(), request: 'join', ptype: 'subscriber', streams };
    return {
      request: 'update',
      ...(add.length > 0 ? { subscribe: streams } : {}),
      ...(drop.length > 0 ? { unsubscribe: drop.map(({ subMid }) => ({ sub_mid: subMid })) } : {}),
    };
  };

  const subscribe = async (add: readonly Wanted[], drop: readonly Held[]): Promise<void> => {
    if (handle === null) {
      handle = (await room?.session.attach(hear)) ?? null;
      connection.addEventListener('icecandidate', ({ candidate }) => handle?.trickle(candidate));
    }
    await handle?.ask(request(add, drop));
    isJoined = true;
    // what it was told to send is sent from its offer on
    await offers;
  };

  const setLayers = (all: readonly Wanted[]): void => {
    const streams = all.flatMap((one) => {
      const subMid = held.find((other) => nameOf(other) === nameOf(one))?.subMid;
      if (one.kind !== 'camera' || subMid === undefined || layers.get(nameOf(one)) === one.substream) return [];
      layers.set(nameOf(one), one.substream);
      return [{ mid: subMid, substream: one.substream }];
    });
    if (streams.length > 0) void during(async () => handle?.ask({ request: 'configure', streams })).then(settle, () => undefined);
  };

  const settle = (): void => {
    if (busy > 0 || isPostponed || isClosed || room === null) return;
    const all = wanted();
    const names = new Set(all.map(nameOf));
    const has = new Set(held.map(nameOf));
    const add = all.filter((one) => !has.has(nameOf(one)));
    const drop = held.filter((one) => !names.has(nameOf(one)));
    // again, because the roster may know only now what kind of line it is
    for (const one of held) if (names.has(nameOf(one))) show(one);
    if (add.length === 0 && drop.length === 0) return setLayers(all);
    // nothing of it is shown from now on, whenever Janus stops sending it
    for (const { subMid } of drop) shown.drop(subMid);
    void during(() => subscribe(add, drop)).then(settle, () => {
      // somebody left in the meantime, most likely
      if (!isClosed) setTimeout(settle, RETRY_MS);
    });
  };

  return {
    connection,
    want: (next) => {
      wants = new Map(next);
      settle();
    },
    refresh: settle,
    start: (session, enter) => {
      room = { session, enter };
      settle();
    },
    close: () => {
      isClosed = true;
      wants = new Map();
      connection.close();
    },
  };
};
