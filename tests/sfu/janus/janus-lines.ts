/**
 * What I send: one peer connection with three lines, negotiated once when there is first something to send. From then on only
 * `replaceTrack`, and a description that tells the others. Janus never touches a track, so the person's own one is used.
 */
import type { PeerId } from '../../../domain/ids.ts';
import { LINE_NAMES, type LineName, type OwnTracks } from '../../../web/media/line-plan.ts';
import type { FrameLines } from '../../../web/media/sfu/frame-lines.ts';
import { describe } from './janus-roster.ts';
import type { JanusHandle } from './janus-session.ts';

const NOTHING: OwnTracks = { audio: null, camera: null, screen: null };

/** Janus knows these three names, and which is the largest. */
const LAYERS: RTCRtpEncodingParameters[] = [
  { rid: 'h', maxBitrate: 1_200_000 },
  { rid: 'm', maxBitrate: 450_000, scaleResolutionDownBy: 2 },
  { rid: 'l', maxBitrate: 140_000, scaleResolutionDownBy: 4 },
];

/** The clear header of a sealed frame is cut for VP8. */
const VP8 = (): RTCRtpCodec[] =>
  (RTCRtpSender.getCapabilities('video')?.codecs ?? []).filter(({ mimeType }) => /\/(vp8|rtx)$/i.test(mimeType));

export type JanusLines = {
  readonly put: (tracks: OwnTracks) => void;
  /** We are in the room: publishing may begin. */
  readonly start: (handle: JanusHandle) => void;
  readonly isSpeaking: () => boolean;
  readonly connection: RTCPeerConnection;
  readonly close: () => void;
};

/** @param onFailed nothing can be published any more */
export const createJanusLines = (connection: RTCPeerConnection, self: PeerId, frames: FrameLines, onFailed: () => void): JanusLines => {
  let wanted = NOTHING;
  let handle: JanusHandle | null = null;
  let lines: ReadonlyMap<LineName, RTCRtpTransceiver> | null = null;
  let isPublished = false;
  let isTelling = false;
  let told = '';

  const descriptions = () =>
    [...(lines ?? [])].map(([kind, { mid }]) => ({ mid: mid ?? '', description: describe(kind, wanted[kind] !== null) }));

  /** One after the other: Janus' core hands requests to a pool of threads, and two at once may change places. */
  const tell = async (): Promise<void> => {
    const now = descriptions();
    if (isTelling || !isPublished || handle === null || JSON.stringify(now) === told) return;
    isTelling = true;
    told = JSON.stringify(now);
    await handle.ask({ request: 'configure', descriptions: now });
    isTelling = false;
    await tell();
  };

  const settle = (): void => {
    for (const [kind, { sender }] of lines ?? []) {
      // Calls keep their order, so the last one wins. Only a closed connection refuses, and that sends nothing.
      if (sender.track !== wanted[kind]) void sender.replaceTrack(wanted[kind]).catch(() => undefined);
    }
    void tell().catch(onFailed);
  };

  const makeLine = (kind: LineName): RTCRtpTransceiver => {
    const line = connection.addTransceiver(kind === 'audio' ? 'audio' : 'video', {
      direction: 'sendonly',
      ...(kind === 'camera' ? { sendEncodings: LAYERS } : {}),
    });
    if (kind !== 'audio') line.setCodecPreferences(VP8());
    frames.sealSender(line.sender, self, kind);
    return line;
  };

  const publish = async (to: JanusHandle): Promise<void> => {
    lines = new Map(LINE_NAMES.map((kind) => [kind, makeLine(kind)]));
    connection.addEventListener('icecandidate', ({ candidate }) => to.trickle(candidate));
    await connection.setLocalDescription();
    const offered = descriptions();
    told = JSON.stringify(offered);
    const offer = { type: 'offer', sdp: connection.localDescription?.sdp ?? '', e2ee: true } as const;
    const { jsep } = await to.ask({ request: 'publish', descriptions: offered }, offer);
    if (jsep?.type !== 'answer') throw new Error('No answer');
    settle();
    await connection.setRemoteDescription(jsep);
    isPublished = true;
    settle();
  };

  const begin = (): void => {
    if (lines !== null || handle === null || LINE_NAMES.every((kind) => wanted[kind] === null)) return settle();
    void publish(handle).catch(onFailed);
  };

  return {
    connection,
    put: (tracks) => {
      wanted = tracks;
      begin();
    },
    start: (to) => {
      handle = to;
      begin();
    },
    isSpeaking: () => isPublished && lines?.get('audio')?.sender.track?.readyState === 'live',
    close: () => {
      wanted = NOTHING;
      handle = null;
      for (const { sender } of lines?.values() ?? []) void sender.replaceTrack(null).catch(() => undefined);
      connection.close();
    },
  };
};
