/**
 * Joins media to the state: its signals become what views read, and settings become its configuration. Media is loaded
 * when it is first wanted (a toggle in the lobby, or entering), so that the landing screen does not carry it.
 */
import { effect } from '@preact/signals-core';
import type { Media } from '../media/media.ts';
import type { WritableAppState } from '../state/app-state.ts';
import type { Clock } from '../../transports/clock.ts';
import type { Notify } from './notices.ts';
import { untilLoaded } from '../../transports/until-loaded.ts';

export type MediaHost = {
  /** Loads media at the first call. */
  readonly get: () => Promise<Media>;
  /** What is loaded, or null. */
  readonly peek: () => Media | null;
};

export const createMediaHost = (state: WritableAppState, clock: () => Clock, notify: Notify): MediaHost => {
  let loading: Promise<Media> | null = null;
  let loaded: Media | null = null;

  const bind = (media: Media): void => {
    effect(() => void (state.devices.value = media.devices.value));
    effect(() => void (state.microphone.value = media.microphone.value));
    effect(() => void (state.camera.value = media.camera.value));
    effect(() => void (state.screen.value = media.screen.value));
    effect(() => void (state.ownCamera.value = media.ownCamera.value));
    effect(() => void (state.ownScreen.value = media.ownScreen.value));
    effect(() => void (state.level.value = media.level.value));
    effect(() => void (state.speaking.value = media.speaking.value));
    effect(() => void (state.playbackBlocked.value = media.playbackBlocked.value));
    effect(() => media.holdToTalk(state.talkKeyHeld.value));
    effect(() => {
      const { noiseSuppression, echoCancellation, autoGain, headphones, pushToTalk } = state.settings.value;
      media.configure({ noiseSuppression, echoCancellation, autoGain, headphones, pushToTalk });
    });
    // a device that was in use went away: say so, whether another took its place or not
    effect(() => {
      const change = media.replaced.value;
      if (change === null) return;
      if (change.to === null) notify('device-unplugged', 'warn', { device: change.from });
      else notify('device-changed', 'info', { device: change.to });
    });
  };

  return {
    get: () =>
      (loading ??= untilLoaded(() => import('../media/create-media.ts')).then(({ createMedia }) => {
        const { microphoneId, cameraId, speakerId, noiseSuppression, echoCancellation, autoGain, headphones, pushToTalk } =
          state.settings.peek();
        const media = createMedia({
          clock: clock(),
          settings: { noiseSuppression, echoCancellation, autoGain, headphones, pushToTalk },
          deviceIds: { microphone: microphoneId, camera: cameraId, speaker: speakerId },
        });
        loaded = media;
        bind(media);
        return media;
      })),
    peek: () => loaded,
  };
};
