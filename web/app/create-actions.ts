/**
 * The commands of the app, put together from its parts. Views call these; what fails ends in the state, never in an
 * exception. Owns no state of its own: the session, when there is one, comes through `session()`.
 */
import { defaultSettings, SettingsSchema } from '../state/settings.ts';
import * as v from 'valibot';
import type { Media } from '../media/media.ts';
import type { AppActions } from '../state/app-actions.ts';
import type { PlaceRef, WritableAppState } from '../state/app-state.ts';
import { downloadFile } from './file-download.ts';
import type { Notify } from './notices.ts';
import type { Places } from './places.ts';
import type { PwaControl } from './pwa-control.ts';
import type { PlaceSession } from './session/place-session.ts';
import { forgetStorage, type Storage } from './storage.ts';

export type ActionParts = {
  readonly state: WritableAppState;
  readonly storage: Storage | null;
  readonly places: Places;
  readonly notify: Notify;
  readonly dismiss: (id: number) => void;
  readonly media: () => Promise<Media>;
  readonly session: () => PlaceSession | null;
  /** Goes to an address inside the app: sets the fragment, which the router follows. */
  readonly navigate: (link: string) => void;
  readonly enter: (listenOnly: boolean) => Promise<void>;
  readonly leave: () => void;
  readonly reopen: () => Promise<void>;
  readonly pwa: PwaControl;
};

const placeOf = (state: WritableAppState): PlaceRef | null => {
  const route = state.route.peek();
  return 'place' in route ? route.place : null;
};

export const createActions = (parts: ActionParts): AppActions => {
  const { state, storage, places, notify } = parts;
  const session = <T>(use: (session: PlaceSession) => T): T | undefined => {
    const present = parts.session();
    return present === null ? undefined : use(present);
  };
  const copy = async (text: string, done: 'link-copied' | 'details-copied'): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      notify(done, 'ok');
    } catch {
      notify('copy-failed', 'error');
    }
  };
  const identityChange = async (change: () => Promise<unknown>): Promise<void> => {
    try {
      await change();
      await parts.reopen();
      notify('identity-loaded', 'ok');
    } catch (error) {
      notify('identity-refused', 'error', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  };
  const changeSettings: AppActions['changeSettings'] = (change) => {
    const parsed = v.safeParse(SettingsSchema, { ...state.settings.peek(), ...change });
    if (parsed.success) state.settings.value = parsed.output;
  };

  return {
    openNewPlace: async () => {
      const place = await places.create();
      parts.navigate(place.link);
    },
    openLink: (text) => parts.navigate(text),
    forgetPlace: (link) => void places.forget(link),
    goHome: () => parts.navigate(''),

    setName: (name) => {
      state.self.value = { ...state.self.peek(), name: name.slice(0, 40) };
    },
    setLook: (look) => {
      state.self.value = { ...state.self.peek(), look };
    },
    setStatus: (status) => {
      state.self.value = { ...state.self.peek(), status };
    },
    enter: ({ listenOnly }) => parts.enter(listenOnly),
    leave: () => parts.leave(),
    renamePlace: (name) => void session((s) => s.rename(name)),

    toggleMicrophone: async () => {
      const media = await parts.media();
      await media.setMicrophone(state.microphone.peek().status !== 'on');
    },
    toggleCamera: async () => {
      const media = await parts.media();
      await media.setCamera(state.camera.peek().status !== 'on');
    },
    toggleScreen: async () => {
      const media = await parts.media();
      await media.setScreen(state.screen.peek().status !== 'on');
    },
    chooseDevice: async (kind, id) => {
      const media = await parts.media();
      await media.choose(kind, id);
      changeSettings(kind === 'microphone' ? { microphoneId: id } : kind === 'camera' ? { cameraId: id } : { speakerId: id });
    },
    testSpeaker: async () => (await parts.media()).testSpeaker(),
    unblockPlayback: async () => (await parts.media()).unblock(),

    goToPerson: (peer) => session((s) => s.goToPerson(peer)),
    goToZone: (zone) => session((s) => s.goToZone(zone)),
    follow: (peer) => session((s) => s.follow(peer)),
    wave: (peer) => session((s) => s.wave(peer)),
    react: (kind) => session((s) => s.react(kind)),
    setHand: (up) => session((s) => s.setHand(up)),
    setVolume: (peer, volume) => session((s) => s.setVolume(peer, volume)),
    setMuted: (peer, muted) => session((s) => s.setMuted(peer, muted)),
    point: (peer) => session((s) => s.point(peer)),
    setDoor: (door, change) => session((s) => s.setDoor(door, change)),
    knock: (door) => session((s) => s.knock(door)),
    standUp: () => session((s) => s.standUp()),

    setDraft: (text) => {
      state.chatDraft.value = text.slice(0, 2000);
      if (text !== '') session((s) => s.typing());
    },
    setChatScope: (scope) => {
      state.chatScope.value = scope;
    },
    sendChat: () => {
      const text = state.chatDraft.peek().trim();
      if (text === '' || parts.session() === null) return;
      session((s) => s.say(text));
      state.chatDraft.value = '';
    },

    showPanel: (tab) => {
      state.panel.value = tab;
      if (tab !== null) state.connectionOpen.value = false;
    },
    showConnection: (open) => {
      state.connectionOpen.value = open;
      if (open) state.panel.value = null;
    },
    showGrid: (open) => {
      state.gridOpen.value = open;
    },
    showDialog: (dialog) => {
      state.dialog.value = dialog;
    },
    dismissNotice: parts.dismiss,
    copyLink: async () => {
      const place = placeOf(state);
      if (place !== null) await copy(place.link, 'link-copied');
    },
    shareLink: async () => {
      const place = placeOf(state);
      if (place === null) return;
      if (typeof navigator.share !== 'function') return copy(place.link, 'link-copied');
      try {
        await navigator.share({ title: place.name, url: place.link });
      } catch (error) {
        // closing the sheet is a choice, not a failure
        if (!(error instanceof DOMException && error.name === 'AbortError')) notify('share-failed', 'error');
      }
    },
    showPictures: (heights) => {
      state.shownHeights.value = heights;
    },
    saveMeasurements: () => session((s) => s.saveMeasurements()),
    copyConnectionDetails: async () => {
      const { connectionText } = await import('./session/connection-text.ts');
      await copy(connectionText(state.mode.peek(), state.connections.peek(), state.networks.peek()), 'details-copied');
    },
    retryNow: () => session((s) => s.retryNow()),
    retryPeer: (peer) => session((s) => s.retryPeer(peer)),
    zoomBy: (factor) => session((s) => s.zoomBy(factor)),
    resetCamera: () => session((s) => s.resetCamera()),

    changeSettings,
    exportIdentity: async (passphrase) => {
      if (storage === null) return;
      try {
        const { exportIdentity } = await import('./identity.ts');
        downloadFile(await exportIdentity(storage, passphrase), 'patio-identity.json');
        notify('identity-saved', 'ok');
      } catch (error) {
        notify('identity-refused', 'error', { reason: error instanceof Error ? error.message : 'unknown' });
      }
    },
    importIdentity: (file, passphrase) =>
      identityChange(async () => {
        if (storage === null) return;
        await (await import('./identity.ts')).importIdentity(storage, file, passphrase);
      }),
    useExtensionIdentity: () =>
      identityChange(async () => {
        if (storage === null) return;
        await (await import('./identity.ts')).adoptExtension(storage);
      }),
    forgetEverything: async () => {
      parts.leave();
      if (storage !== null) await forgetStorage(storage);
      sessionStorage.clear();
      state.settings.value = defaultSettings();
      location.replace(formatHome(location.href));
      location.reload();
    },

    install: () => parts.pwa.install(),
    applyUpdate: () => parts.pwa.applyUpdate(),
  };
};

/** The app's own address without a fragment. */
export const formatHome = (href: string): string => href.replace(/#.*$/, '');
