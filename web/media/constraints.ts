/** What is asked of a microphone, a camera and a screen. Pure. */
import type { MediaSettings } from './media.ts';

type Processing = Pick<MediaSettings, 'noiseSuppression' | 'echoCancellation' | 'autoGain'>;

/** @param deviceId null for the system's default. */
export const microphoneConstraints = (settings: Processing, deviceId: string | null): MediaStreamConstraints => ({
  audio: {
    echoCancellation: settings.echoCancellation,
    noiseSuppression: settings.noiseSuppression,
    autoGainControl: settings.autoGain,
    channelCount: { ideal: 1 },
    ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
  },
});

/** 720p at 30: what the largest budget sends; smaller ones scale down in the encoder. */
export const cameraConstraints = (deviceId: string | null): MediaStreamConstraints => ({
  video: {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    ...(deviceId === null ? { facingMode: { ideal: 'user' } } : { deviceId: { exact: deviceId } }),
  },
});

export const screenConstraints = (): DisplayMediaStreamOptions => ({
  video: { width: { max: 2560 }, height: { max: 1440 }, frameRate: { ideal: 15, max: 30 } },
  audio: false,
});
