/**
 * The composition root: makes state, storage, places, media and the router, and joins them. The only module that knows all
 * of them; what lives only while a place is open is in `session/`.
 */
import { computed, effect } from '@preact/signals-core';
import type { ParsedLink } from '../../domain/place/place-link.ts';
import { useLanguage } from '../i18n/locale.ts';
import type { AppContext } from '../state/app-context.ts';
import { createAppState, type PlaceRef } from '../state/app-state.ts';
import { applyTheme } from '../theme/apply-theme.ts';
import { canEnter } from '../ui/words/missing.ts';
import { createMediaHost } from './bind-media.ts';
import { askConfig, loadConfig } from './config.ts';
import { playOnArrival } from './join-sound.ts';
import { createActions, formatHome } from './create-actions.ts';
import { chooseEffects } from './effects.ts';
import { missingFeatures } from './missing-features.ts';
import { createNotices } from './notices.ts';
import { createPlaces } from './places.ts';
import { createPwaControl } from './pwa-control.ts';
import { forgetResume, readResume } from './resume.ts';
import { createRouter, type Router } from './router.ts';
import { createSceneHost } from './scene-host.ts';
import type { PlaceSession } from './session/place-session.ts';
import { keep, readProfile, readSettings } from './settings-store.ts';
import { createSpatialClient, startSpatialWorker } from './spatial-client.ts';
import { openStorage } from './storage.ts';
import { createTakeover } from './takeover.ts';
import { createWorldBridge } from './world-bridge.ts';

export type App = { readonly context: AppContext; readonly stage: HTMLElement };

/** First what can be pressed, then what is only looked at. */
const AMBIENT_AFTER_MS = 1000;
/** Opening a device holds up the first pictures of the world. */
const MICROPHONE_AFTER_MS = 300;

type OpenPlace = { readonly place: PlaceRef; readonly opening: Promise<PlaceSession>; session: PlaceSession | null };

export const startApp = async (root: HTMLElement): Promise<App> => {
  const state = createAppState();
  state.missing.value = missingFeatures();
  const storage = await openStorage().catch(() => null);
  const [settings, profile] = await Promise.all([readSettings(storage), readProfile(storage)]);
  if (settings !== null) state.settings.value = settings;

  const theme = applyTheme(state.settings, document.documentElement);
  const language = computed(() => state.settings.value.language);
  await useLanguage(language.peek());
  effect(() => void useLanguage(language.value));

  const { notify, dismiss } = createNotices(state.notices);
  const places = await createPlaces(storage, () => formatHome(location.href));
  effect(() => void (state.recentPlaces.value = places.recent.value));
  if (profile === null) {
    // a look of one's own from the start; the dice are the browser's
    const { PRESET_LOOKS } = await import('../../domain/presence/looks.ts');
    const dice = crypto.getRandomValues(new Uint32Array(1))[0]!;
    state.self.value = { ...state.self.peek(), look: PRESET_LOOKS[dice % PRESET_LOOKS.length]! };
  } else state.self.value = { ...state.self.peek(), ...profile };
  state.named.value = profile !== null && profile.name !== '';
  const ownProfile = computed(() => ({ name: state.self.value.name, look: state.self.value.look }));
  keep(storage, 'profile', ownProfile);
  keep(storage, 'settings', state.settings);

  const spatial = createSpatialClient(startSpatialWorker());
  const media = createMediaHost(state, () => spatial.clock, notify);
  const sceneHost = createSceneHost(
    computed(() => {
      const { theme: scheme, contrast, motion } = theme.attributes.value;
      return { scheme, highContrast: contrast === 'more', reducedMotion: motion === 'reduced' };
    }),
  );
  const config = loadConfig(formatHome(location.href));

  const online = (): void => {
    state.online.value = navigator.onLine;
  };
  online();
  addEventListener('online', online);
  addEventListener('offline', online);

  if (!state.missing.peek().includes('webgl')) chooseEffects(document.documentElement);
  const bridge = createWorldBridge(root);
  let open: OpenPlace | null = null;
  let router: Router | null = null;
  const takeover = createTakeover((placeId) => {
    if (state.route.peek().screen !== 'world' || open?.place.placeId !== placeId) return;
    closePlace();
    state.route.value = { screen: 'failed', code: 'elsewhere', detail: '' };
  });

  const closePlace = (): void => {
    const old = open;
    open = null;
    bridge.connect(null);
    forgetResume();
    void old?.opening.then((session) => session.close()).catch(() => undefined);
    const present = media.peek();
    void present?.setMicrophone(false);
    void present?.setCamera(false);
    void present?.setScreen(false);
  };

  const fail = (code: 'storage' | 'world', error: unknown): void => {
    state.entering.value = null;
    state.route.value = { screen: 'failed', code, detail: error instanceof Error ? error.message : String(error) };
  };

  const openPlace = async (link: Extract<ParsedLink, { kind: 'place' | 'owner' }>): Promise<void> => {
    if (open !== null && open.place.placeId === link.placeId && state.route.peek().screen !== 'left') return;
    const resume = readResume(link.placeId, Date.now());
    if (open !== null) closePlace();
    const place = await places.open(link, link.kind === 'owner' ? link.owner : null);
    if (link.kind === 'owner') history.replaceState(null, '', place.link);
    state.route.value = { screen: 'lobby', place };
    state.lobby.value = { status: 'looking', people: [] };
    // the lobby says in words what this browser lacks; nothing is tried that cannot work
    if (!canEnter(state.missing.peek())) return;
    const opening = Promise.all([
      import('./session/open-place-session.ts'),
      import('../../transports/open-place-link.ts'),
      import('../../transports/world.ts'),
      import('./identity.ts').then(({ openIdentity }) => openIdentity(storage)),
      config,
    ]).then(([{ openPlaceSession }, { openPlaceLink }, { browserWorld }, identity, publicConfig]) => {
      state.identity.value = { publicKey: identity.publicKey, keeper: identity.keeper };
      return openPlaceSession({
        key: link,
        state,
        storage,
        places,
        identity,
        transports: { openPlaceLink, browserWorld },
        media,
        sceneHost,
        spatial,
        config: publicConfig,
        askConfig: () => askConfig(formatHome(location.href)),
        notify,
        resume,
        openPersonMenu: bridge.openPersonMenu,
        onPicture: () => bridge.connect(own.session?.picture ?? null),
      });
    });
    const own: OpenPlace = { place, opening, session: null };
    open = own;
    opening.then(
      (session) => {
        own.session = session;
        if (open === own) bridge.connect(session.picture);
        return undefined;
      },
      (error: unknown) => {
        if (open === own) fail('world', error);
      },
    );
    if (resume !== null && state.self.peek().name !== '') {
      if (resume.microphone) void media.get().then((m) => m.setMicrophone(true));
      if (resume.camera) void media.get().then((m) => m.setCamera(true));
      await enter(true);
    }
  };
  const enter = async (listenOnly: boolean): Promise<void> => {
    const own = open;
    if (own === null || state.self.peek().name.trim() === '') return;
    state.named.value = true;
    takeover.claim(own.place.placeId);
    // whoever has read the lobby finds everything ready: progress would only flash
    if (own.session === null) {
      state.route.value = { screen: 'entering', place: own.place };
      state.entering.value = { step: 'networks', sinceMs: performance.now() };
    }
    try {
      const session = own.session ?? (await own.opening);
      if (open !== own) return;
      session.enter();
      state.entering.value = null;
      state.route.value = { screen: 'world', place: own.place };
      // first one stands there; and the permission prompt may stay open as long as it likes: nobody waits for it
      if (!listenOnly && state.microphone.peek().status === 'off')
        spatial.clock.after(MICROPHONE_AFTER_MS, () => {
          if (open === own) void media.get().then((m) => m.setMicrophone(true));
        });
    } catch (error) {
      if (open === own) fail('world', error);
    }
  };

  const onLink = (link: ParsedLink, text: string): void => {
    if (link.kind === 'place' || link.kind === 'owner') {
      void openPlace(link).catch((error: unknown) => fail('storage', error));
      return;
    }
    closePlace();
    state.route.value = link.kind === 'none' ? { screen: 'landing' } : { screen: 'bad-link', reason: link.reason, text };
  };

  const actions = createActions({
    state,
    storage,
    places,
    notify,
    dismiss,
    media: media.get,
    session: () => open?.session ?? null,
    navigate: (link) => router?.go(link),
    enter,
    leave: () => {
      const place = open?.place;
      closePlace();
      if (place !== undefined) state.route.value = { screen: 'left', place };
    },
    reopen: async () => {
      if (open === null) return;
      closePlace();
      router?.go(location.hash);
    },
    pwa: createPwaControl(state, notify),
  });
  playOnArrival(state);
  effect(() => {
    const route = state.route.value;
    document.title = 'place' in route ? `${route.place.name} · Patio` : 'Patio';
  });
  // the landing screen's living picture comes after everything that somebody may press
  let endAmbient: (() => void) | null = null;
  effect(() => {
    const isLanding = state.route.value.screen === 'landing';
    if (!isLanding) {
      endAmbient?.();
      endAmbient = null;
      return;
    }
    const ends = new AbortController();
    endAmbient = () => ends.abort();
    const isStill = theme.attributes.peek().motion === 'reduced';
    if (state.missing.peek().includes('webgl')) return;
    spatial.clock.after(AMBIENT_AFTER_MS, () => {
      if (ends.signal.aborted) return;
      void import('./ambient-scene.ts')
        .then(({ showAmbientScene }) => (ends.signal.aborted ? undefined : showAmbientScene(sceneHost, spatial.clock, isStill)))
        .then((stop) => {
          if (stop === undefined) return undefined;
          if (ends.signal.aborted) stop();
          else ends.signal.addEventListener('abort', stop);
          return undefined;
        })
        .catch(() => undefined);
    });
  });
  router = createRouter(onLink);
  return { context: { state, actions }, stage: sceneHost.stage };
};
