/**
 * LiveKit behind the driver's contract. Everything that is LiveKit's stays in the files that start with its name; this one
 * joins them and decides only when a connection is over. Loaded on demand, because it is large: nothing that is needed
 * before a room moves up may import it.
 */
import { signal } from '@preact/signals-core';
import { LogLevel, Room, RoomEvent, setLogLevel } from 'livekit-client';
import type { PeerId } from '../../../domain/ids.ts';
import { LINE_NAMES } from '../line-plan.ts';
import { canSealFrames, createFrameLines, createSfuWorker } from './frame-lines.ts';
import { createLiveKitLine } from './livekit-line.ts';
import { connectOptions, RESUME_MS, ROOM } from './livekit-options.ts';
import { createLiveKitRemotes } from './livekit-remotes.ts';
import { createPathWatch } from './path-watch.ts';
import type { SfuConnection, SfuConnectOptions, SfuDriver, SfuState } from './sfu-driver.ts';

const connect = (options: SfuConnectOptions): SfuConnection => {
  const state = signal<SfuState>('connecting');
  const room = new Room(ROOM);
  const frames = createFrameLines(options.mediaKey, createSfuWorker());
  const remotes = createLiveKitRemotes(room, frames);
  const lines = LINE_NAMES.map((kind) => ({
    kind,
    line: createLiveKitLine(room.localParticipant, kind, (sender) => frames.sealSender(sender, options.selfId, kind)),
  }));
  let resumeTimer: ReturnType<typeof setTimeout> | undefined;
  let allowed: ReadonlySet<PeerId> = new Set();

  const isOver = (): boolean => state.peek() === 'lost' || state.peek() === 'closed';

  const end = async (how: 'lost' | 'closed'): Promise<void> => {
    if (isOver()) return;
    state.value = how;
    clearTimeout(resumeTimer);
    path.stop();
    for (const { line } of lines) line.close();
    remotes.close();
    room.removeAllListeners();
    try {
      // In the task in which LiveKit says that it is connected it cannot yet be told to stop.
      await new Promise((next) => setTimeout(next, 0));
      await room.disconnect(false);
    } catch {
      // A connection that is gone cannot say goodbye.
    }
    frames.close();
  };
  const lose = (): void => void end('lost');

  const path = createPathWatch({
    connections: () => ({ up: room.engine?.pcManager?.publisher, down: room.engine?.pcManager?.subscriber }),
    isSpeaking: () => lines.some(({ kind, line }) => kind === 'audio' && line.isSending()),
    onDead: lose,
  });

  /** LiveKit's own default is everybody, so this is said before anything is published. It repeats it itself on a resume. */
  const tellAllowed = (): void => {
    const permissions = [...allowed].map((peer) => ({ participantIdentity: peer, allowAll: true }));
    room.localParticipant.setTrackSubscriptionPermissions(false, permissions);
  };

  const startLines = async (): Promise<void> => {
    await frames.ready;
    for (const { line } of lines) line.start();
  };

  const join = async (): Promise<void> => {
    if (!canSealFrames()) throw new Error('This browser cannot seal frames');
    // Only a flag on what we publish: the sealing itself is not LiveKit's.
    await room.localParticipant.setE2EEEnabled(true);
    await room.connect(options.url, options.token, connectOptions(options));
    if (isOver()) return;
    state.value = 'open';
    path.start();
  };

  room
    .on(RoomEvent.SignalConnected, () => {
      // A server that calls me somebody else would have me seal with a key that nobody opens, or worse.
      if (room.localParticipant.identity !== options.selfId) return lose();
      clearTimeout(resumeTimer);
      tellAllowed();
      void startLines();
    })
    .on(RoomEvent.SignalReconnecting, () => {
      resumeTimer = setTimeout(lose, RESUME_MS);
    })
    .on(RoomEvent.Reconnected, () => clearTimeout(resumeTimer))
    // Not a resume: LiveKit would begin anew with everything, and that is for the room to do, from its mesh.
    .on(RoomEvent.Reconnecting, lose)
    .on(RoomEvent.Disconnected, lose);
  tellAllowed();
  join().catch(lose);

  return {
    ...(options.kinds !== undefined && { kinds: options.kinds }),
    state,
    participants: remotes.participants,
    remote: remotes.remote,
    publish: (tracks) => {
      if (!isOver()) for (const { kind, line } of lines) line.put(tracks[kind]);
    },
    allow: (peers) => {
      if (isOver() || (peers.size === allowed.size && [...peers].every((peer) => allowed.has(peer)))) return;
      allowed = new Set(peers);
      tellAllowed();
    },
    want: (wanted) => {
      if (!isOver()) remotes.want(wanted);
    },
    stats: path.stats,
    close: () => end('closed'),
  };
};

setLogLevel(LogLevel.silent);

export const liveKitDriver: SfuDriver = { connect };
