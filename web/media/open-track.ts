/**
 * Asks the browser for one live track. Rejects with the browser's own exception, which `capture-failure.ts` reads. Keeps
 * nothing.
 */
import { captureReason } from './capture-failure.ts';
import type { MediaDevicesPort } from './devices.ts';

/** Tells encoders and processing what the track is. */
const HINTS = { microphone: 'speech', camera: 'motion', screen: 'detail' } as const;

const unsupported = (): DOMException => new DOMException('No media devices here', 'NotSupportedError');

const onlyTrack = (stream: MediaStream, hint: keyof typeof HINTS): MediaStreamTrack => {
  const [track, ...rest] = stream.getTracks();
  for (const extra of rest) extra.stop();
  if (track === undefined) throw new DOMException('An empty stream', 'NotFoundError');
  track.contentHint = HINTS[hint];
  return track;
};

/**
 * @param deviceId the choice; null for the system's default. A choice that is not there any more falls back to it.
 */
export const openDevice = async (
  port: MediaDevicesPort | null,
  kind: 'microphone' | 'camera',
  deviceId: string | null,
  constraints: (deviceId: string | null) => MediaStreamConstraints,
): Promise<MediaStreamTrack> => {
  if (port === null) throw unsupported();
  try {
    return onlyTrack(await port.getUserMedia(constraints(deviceId)), kind);
  } catch (error) {
    if (deviceId === null || captureReason(error) !== 'missing') throw error;
    return onlyTrack(await port.getUserMedia(constraints(null)), kind);
  }
};

export const openScreen = async (port: MediaDevicesPort | null, constraints: DisplayMediaStreamOptions): Promise<MediaStreamTrack> => {
  if (port?.getDisplayMedia === undefined) throw unsupported();
  return onlyTrack(await port.getDisplayMedia(constraints), 'screen');
};
