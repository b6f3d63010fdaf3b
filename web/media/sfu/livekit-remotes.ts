/**
 * What others publish and what of it is received. Believes the server about who is there and nothing about encryption:
 * a publication that does not claim to be sealed is passed over, and a track is shown only after a frame of it was
 * decrypted. Subscriptions follow `want` alone.
 */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import {
  Encryption_Type,
  RoomEvent,
  Track,
  VideoQuality,
  type RemoteParticipant,
  type RemoteTrackPublication,
  type Room,
} from 'livekit-client';
import { peerId, type PeerId } from '../../../domain/ids.ts';
import { LINE_NAMES } from '../line-plan.ts';
import type { FrameLines } from './frame-lines.ts';
import { SOURCES } from './livekit-options.ts';
import type { MediaKind, SfuConnection, SfuWant } from './sfu-driver.ts';
import { createShownTracks } from './shown-tracks.ts';

export type LiveKitRemotes = {
  readonly participants: ReadonlySignal<ReadonlyMap<PeerId, ReadonlySet<MediaKind>>>;
  readonly remote: SfuConnection['remote'];
  readonly want: (wanted: ReadonlyMap<PeerId, SfuWant>) => void;
  readonly close: () => void;
};

/** The heights of the two lower layers, with some air: a picture may be drawn a little larger than it is. */
const LOW_HEIGHT = 216;
const MEDIUM_HEIGHT = 432;
const WIDTH_BY_HEIGHT = 16 / 9;

const kindOf = (publication: RemoteTrackPublication): MediaKind | null => {
  const kind = LINE_NAMES.find((name) => SOURCES[name] === publication.source);
  if (kind === undefined || publication.kind !== (kind === 'audio' ? Track.Kind.Audio : Track.Kind.Video)) return null;
  return publication.trackInfo?.encryption === Encryption_Type.GCM ? kind : null;
};

/** The last publication of each kind: a server that shows two of one kind has not heard yet that the first is over. */
const publicationsOf = (participant: RemoteParticipant): ReadonlyMap<MediaKind, RemoteTrackPublication> => {
  const byKind = new Map<MediaKind, RemoteTrackPublication>();
  for (const publication of participant.trackPublications.values()) {
    const kind = kindOf(publication);
    if (kind !== null) byKind.set(kind, publication);
  }
  return byKind;
};

const sizeOf = (want: SfuWant, kind: MediaKind): number => (kind === 'audio' ? Number(want.audio) : want[kind]);

const sameKinds = (a: ReadonlyMap<PeerId, ReadonlySet<MediaKind>>, b: ReadonlyMap<PeerId, ReadonlySet<MediaKind>>): boolean =>
  a.size === b.size && [...a].every(([peer, kinds]) => LINE_NAMES.every((kind) => kinds.has(kind) === b.get(peer)?.has(kind)));

const askForHeight = (publication: RemoteTrackPublication, height: number): void => {
  if (publication.track === undefined) {
    publication.setVideoQuality(
      height <= LOW_HEIGHT ? VideoQuality.LOW : height <= MEDIUM_HEIGHT ? VideoQuality.MEDIUM : VideoQuality.HIGH,
    );
    return;
  }
  const { width, height: sentHeight } = publication.dimensions ?? { width: 0, height: 0 };
  const ratio = width > 0 && sentHeight > 0 ? width / sentHeight : WIDTH_BY_HEIGHT;
  publication.setVideoDimensions({ width: Math.ceil(height * ratio), height: Math.ceil(height) });
};

export const createLiveKitRemotes = (room: Room, lines: FrameLines): LiveKitRemotes => {
  const participants = signal<ReadonlyMap<PeerId, ReadonlySet<MediaKind>>>(new Map());
  const shown = createShownTracks(lines);
  let wanted: ReadonlyMap<PeerId, SfuWant> = new Map();

  const refreshPeople = (): void => {
    const next = new Map<PeerId, ReadonlySet<MediaKind>>();
    for (const [identity, participant] of room.remoteParticipants) {
      const sending = [...publicationsOf(participant)].filter(([, publication]) => !publication.isMuted);
      next.set(peerId(identity), new Set(sending.map(([kind]) => kind)));
    }
    if (!sameKinds(next, participants.peek())) participants.value = next;
  };

  const subscribe = (participant: RemoteParticipant): void => {
    const want = wanted.get(peerId(participant.identity));
    const chosen = publicationsOf(participant);
    for (const publication of participant.trackPublications.values()) {
      const kind = kindOf(publication);
      const size = want === undefined || kind === null || chosen.get(kind) !== publication ? 0 : sizeOf(want, kind);
      if (publication.isDesired !== size > 0) publication.setSubscribed(size > 0);
      if (size > 0 && kind !== 'audio') askForHeight(publication, size);
    }
  };

  const refresh = (): void => {
    for (const participant of room.remoteParticipants.values()) subscribe(participant);
    refreshPeople();
  };

  room
    .on(RoomEvent.TrackSubscribed, (track, publication, participant) => {
      const kind = kindOf(publication);
      const { receiver, mediaStreamTrack } = track;
      if (kind === null || receiver === undefined) return;
      const peer = peerId(participant.identity);
      shown.put(publication.trackSid, { peer, kind, track: { track: mediaStreamTrack, receiver } });
      refresh();
    })
    .on(RoomEvent.TrackUnsubscribed, (_, { trackSid }) => {
      shown.drop(trackSid);
      refresh();
    });
  for (const event of [
    RoomEvent.Connected,
    RoomEvent.SignalConnected,
    RoomEvent.ParticipantConnected,
    RoomEvent.ParticipantDisconnected,
    RoomEvent.TrackPublished,
    RoomEvent.TrackUnpublished,
    RoomEvent.TrackMuted,
    RoomEvent.TrackUnmuted,
  ] as const) {
    room.on(event, refresh);
  }

  return {
    participants,
    remote: shown.remote,
    want: (next) => {
      wanted = new Map(next);
      refresh();
    },
    close: () => {
      shown.close();
      participants.value = new Map();
      wanted = new Map();
    },
  };
};
