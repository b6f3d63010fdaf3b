/**
 * Installing and updating. The service worker is registered after the first screen stands; an update waits until no call
 * is going on, and the browser's install offer is kept until the person asks for it.
 */
import { effect } from '@preact/signals-core';
import type { WritableAppState } from '../state/app-state.ts';
import type { Notify } from './notices.ts';

export type PwaControl = { readonly install: () => Promise<void>; readonly applyUpdate: () => void };

/** Chromium's event; no other browser has it, so it is never awaited. */
type InstallPromptEvent = Event & { prompt(): Promise<{ readonly outcome: string }> };

export const createPwaControl = (state: WritableAppState, notify: Notify): PwaControl => {
  let offer: InstallPromptEvent | null = null;
  let activate: (() => void) | null = null;
  let wanted = false;

  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallPromptEvent;
    state.install.value = 'offered';
  });
  addEventListener('appinstalled', () => {
    state.install.value = 'installed';
  });
  if (matchMedia('(display-mode: standalone)').matches) state.install.value = 'installed';

  const isInCall = (): boolean => state.route.value.screen === 'world' && state.people.value.some((p) => p.talking);
  const applyWhenQuiet = (): void => {
    // asked first, so that the effect below hears of calls that begin and end
    const busy = isInCall();
    if (activate === null) return;
    state.update.value = busy ? 'waits-for-call' : wanted ? 'starting' : 'ready';
    if (wanted && !busy) activate();
  };
  effect(applyWhenQuiet);

  const register = async (): Promise<void> => {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    const { Workbox } = await import('workbox-window');
    const worker = new Workbox('./sw.js', { scope: './', updateViaCache: 'none' });
    worker.addEventListener('installed', (event) => {
      if (event.isUpdate !== true) notify('offline-ready', 'ok');
    });
    worker.addEventListener('waiting', () => {
      activate = () => worker.messageSkipWaiting();
      applyWhenQuiet();
    });
    // the first worker takes over the page that brought it along; every later one is a version that this page is not of,
    // whichever tab asked for it
    let isFirst = navigator.serviceWorker.controller === null;
    worker.addEventListener('controlling', () => {
      if (isFirst) {
        isFirst = false;
        return;
      }
      wanted = true;
      activate = () => location.reload();
      applyWhenQuiet();
    });
    await worker.register().catch(() => undefined);
    // an office tab is open all day: look for a new version now and then
    setInterval(() => void worker.update().catch(() => undefined), 30 * 60_000);
  };
  if (document.readyState === 'complete') void register();
  else addEventListener('load', () => void register(), { once: true });

  return {
    install: async () => {
      const event = offer;
      if (event === null) return;
      offer = null;
      state.install.value = (await event.prompt()).outcome === 'accepted' ? 'installed' : 'unavailable';
    },
    applyUpdate: () => {
      wanted = true;
      applyWhenQuiet();
    },
  };
};
