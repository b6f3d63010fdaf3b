/**
 * How LiveKit is asked to publish and to connect. Plain values; the reasons are beside them.
 */
import { Track, VideoPreset, type RoomConnectOptions, type RoomOptions, type TrackPublishOptions } from 'livekit-client';
import type { MediaKind, SfuConnectOptions } from './sfu-driver.ts';

export const SOURCES: Readonly<Record<MediaKind, Track.Source>> = {
  audio: Track.Source.Microphone,
  camera: Track.Source.Camera,
  screen: Track.Source.ScreenShare,
};

/** After that long without its WebSocket a connection is lost, even if resuming might still have worked. */
export const RESUME_MS = 1_000;

export const PUBLISH: Readonly<Record<MediaKind, TrackPublishOptions>> = {
  audio: {
    source: SOURCES.audio,
    // Packets flow as long as the microphone is on: that is how an SFU that fell silent is noticed.
    dtx: false,
    // Opus repairs single losses itself (in-band FEC); doubling each packet would cost as much as the sealing does.
    red: false,
    forceStereo: false,
    stopMicTrackOnMute: false,
    audioPreset: { maxBitrate: 40_000, priority: 'high' },
  },
  camera: {
    source: SOURCES.camera,
    // The clear header of a sealed frame is cut for VP8.
    videoCodec: 'vp8',
    backupCodec: false,
    simulcast: true,
    videoEncoding: { maxBitrate: 1_200_000, maxFramerate: 30 },
    videoSimulcastLayers: [new VideoPreset(320, 180, 140_000, 15), new VideoPreset(640, 360, 450_000, 20)],
  },
  screen: {
    source: SOURCES.screen,
    videoCodec: 'vp8',
    backupCodec: false,
    simulcast: true,
    screenShareEncoding: { maxBitrate: 2_500_000, maxFramerate: 15 },
    // Text has to stay legible: fewer frames instead of fewer pixels.
    screenShareSimulcastLayers: [new VideoPreset(1280, 720, 500_000, 5)],
  },
};

export const ROOM: RoomOptions = {
  // Sizes come from `want`, which knows what is drawn where; elements are not LiveKit's to watch.
  adaptiveStream: false,
  dynacast: true,
  stopLocalTrackOnUnpublish: false,
  // One resume of the WebSocket, at once; whatever needs more than that is a new connection, made by the room.
  reconnectPolicy: { nextRetryDelayInMs: ({ retryCount }) => (retryCount === 0 ? 0 : null) },
};

/**
 * Chromium decides in the task in which a receiver is made whether its frames go through a transform; LiveKit makes receivers
 * before it says whose they are. With this older switch they wait for one instead: nothing is sent or played before it is
 * there. Other browsers do not know it, and let a transform be set at any time.
 */
const FAIL_CLOSED = { encodedInsertableStreams: true };

export const connectOptions = ({ iceServers, relayOnly }: SfuConnectOptions): RoomConnectOptions => ({
  autoSubscribe: false,
  maxRetries: 0,
  websocketTimeout: 4_000,
  peerConnectionTimeout: 8_000,
  rtcConfig: {
    ...FAIL_CLOSED,
    ...(iceServers === undefined ? {} : { iceServers: [...iceServers] }),
    ...(relayOnly === true ? { iceTransportPolicy: 'relay' } : {}),
  },
});
