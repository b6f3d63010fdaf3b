/**
 * Janus' VideoRoom behind the driver's contract: the second driver, which keeps the contract from being LiveKit's. Only for
 * tests; nothing of it is shipped. What is its own stays in this folder; sealing, showing and the watch over the path are
 * the product's. What Janus cannot do is in docs/adr/007.
 */
import { computed, signal } from '@preact/signals-core';
import type { OwnTracks } from '../../../web/media/line-plan.ts';
import { canSealFrames, createFrameLines, createSfuWorker } from '../../../web/media/sfu/frame-lines.ts';
import { createPathWatch } from '../../../web/media/sfu/path-watch.ts';
import type { SfuConnection, SfuConnectOptions, SfuDriver, SfuState } from '../../../web/media/sfu/sfu-driver.ts';
import { createShownTracks } from '../../../web/media/sfu/shown-tracks.ts';
import { createJanusLines } from './janus-lines.ts';
import type { JanusMessage } from './janus-messages.ts';
import { createJanusRoster } from './janus-roster.ts';
import { openJanusSession, type JanusSession } from './janus-session.ts';
import { createJanusSubscription } from './janus-subscription.ts';
import { readToken } from './janus-token.ts';

/** How much of a token's life passes before the next one is asked for. */
const RENEW_AFTER = 2 / 3;
const PROTOCOL = 'janus-protocol';
const NOTHING: OwnTracks = { audio: null, camera: null, screen: null };

/** Frames wait for their transform: see `livekit-options.ts`. */
const peerConnection = ({ iceServers = [], relayOnly = false }: SfuConnectOptions): RTCPeerConnection =>
  new RTCPeerConnection({
    encodedInsertableStreams: true,
    iceServers: [...iceServers],
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
  } as RTCConfiguration);

const connect = (options: SfuConnectOptions, openSocket: (url: string) => WebSocket): SfuConnection => {
  const state = signal<SfuState>('connecting');
  const frames = createFrameLines(options.mediaKey, createSfuWorker());
  const shown = createShownTracks(frames);
  const roster = createJanusRoster(options.selfId);
  const lose = (): void => void end('lost');
  const lines = createJanusLines(peerConnection(options), options.selfId, frames, lose);
  const subscription = createJanusSubscription(peerConnection(options), roster, shown, lose);
  const connections = { up: lines.connection, down: subscription.connection };
  const path = createPathWatch({ connections: () => connections, isSpeaking: lines.isSpeaking, onDead: lose });
  const stopFollowing = roster.people.subscribe(() => subscription.refresh());
  let tracks = NOTHING;
  let isAllowed = false;
  let token = readToken(options.token);
  let session: JanusSession | null = null;
  let renewTimer: ReturnType<typeof setTimeout> | undefined;

  const isOver = (): boolean => state.peek() === 'lost' || state.peek() === 'closed';

  const end = async (how: 'lost' | 'closed'): Promise<void> => {
    if (isOver()) return;
    state.value = how;
    clearTimeout(renewTimer);
    stopFollowing();
    path.stop();
    lines.close();
    subscription.close();
    shown.close();
    roster.clear();
    await session?.close(how === 'closed');
    frames.close();
  };

  /** VideoRoom gives a publication to everybody of its room or to nobody; so for nobody nothing is sent. */
  const put = (): void => {
    if (!isOver()) lines.put(isAllowed ? tracks : NOTHING);
  };

  const renewInTime = (): void => {
    if (options.renew === undefined || token === null) return;
    renewTimer = setTimeout(() => void renew(), Math.max(0, (token.expiresAtMs - Date.now()) * RENEW_AFTER));
  };
  const renew = async (): Promise<void> => {
    const next = readToken((await options.renew?.().catch(() => null)) ?? '');
    if (isOver() || next === null) return;
    token = next;
    renewInTime();
  };

  const hear = ({ plugindata }: JanusMessage): void => {
    if (isOver() || plugindata === undefined) return;
    if (plugindata.data.videoroom === 'destroyed') return lose();
    roster.hear(plugindata.data);
  };

  const join = async (): Promise<void> => {
    if (!canSealFrames() || token === null) throw new Error('Nothing can be sealed, or there is no token');
    await frames.ready;
    session = await openJanusSession({ url: options.url, token: () => token?.core ?? '', onLost: lose, openSocket });
    const handle = await session.attach(hear);
    const room = (): object => ({ room: token?.roomName, token: token?.room });
    const joined = await handle.ask({ request: 'join', ptype: 'publisher', id: options.selfId, ...room() });
    // A server that calls me somebody else would have the others open my frames with a key that does not fit.
    if (joined.plugindata?.data.videoroom !== 'joined' || joined.plugindata.data.id !== options.selfId) throw new Error('Not in the room');
    if (isOver()) return;
    state.value = 'open';
    renewInTime();
    path.start();
    lines.start(handle);
    subscription.start(session, room);
  };

  for (const connection of Object.values(connections)) {
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'failed') lose();
    });
  }
  join().catch(async () => {
    lose();
    await session?.close(false);
  });

  return {
    ...(options.kinds !== undefined && { kinds: options.kinds }),
    state,
    participants: computed(
      () =>
        new Map(
          [...roster.people.value].map(([peer, theirs]) => [
            peer,
            new Set([...theirs].flatMap(([kind, { isOn }]) => (isOn ? [kind] : []))),
          ]),
        ),
    ),
    remote: shown.remote,
    publish: (next) => {
      tracks = next;
      put();
    },
    allow: (peers) => {
      isAllowed = peers.size > 0;
      put();
    },
    want: (wanted) => {
      if (!isOver()) subscription.want(wanted);
    },
    stats: path.stats,
    close: () => end('closed'),
  };
};

/** @param openSocket a test may stand in the way of what the server says */
export const createJanusDriver = (openSocket = (url: string): WebSocket => new WebSocket(url, PROTOCOL)): SfuDriver => ({
  connect: (options) => connect(options, openSocket),
});
