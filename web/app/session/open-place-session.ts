/**
 * Opens a place: the links of its people, presence, proximity, calls, chat, doors, and its picture, from the lobby to
 * leaving. Only joins the parts; each rule is in a part of its own. In the lobby it is linked and sees, but says nothing of
 * itself: without a profile nobody shows it.
 */
import { computed, effect, signal } from '@preact/signals-core';
import type { PublicConfig } from '../../../domain/config/public-config.ts';
import { type PeerId } from '../../../domain/ids.ts';
import type { PlaceKey } from '../../../domain/place/place-link.ts';
import { type AvatarPose, Motion } from '../../../domain/presence/avatar.ts';
import { createWalkGrid } from '../../../domain/world/collision.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { createZones } from '../../../domain/world/zones.ts';
import type { openPlaceLink } from '../../../transports/open-place-link.ts';
import type { PeerLink } from '../../../transports/place-link.ts';
import type { browserWorld } from '../../../transports/world.ts';
import type { Media } from '../../media/media.ts';
import type { WritableAppState } from '../../state/app-state.ts';
import { insideCount } from '../../ui/words/rooms.ts';
import type { MediaHost } from '../bind-media.ts';
import { downloadFile } from '../file-download.ts';
import { watchHeldKeys } from '../held-keys.ts';
import type { Identity } from '../identity.ts';
import type { Notify } from '../notices.ts';
import type { Places } from '../places.ts';
import { forgetResume, type Resume } from '../resume.ts';
import type { SceneHost } from '../scene-host.ts';
import { createScope } from '../scope.ts';
import { keep, readPeople } from '../settings-store.ts';
import type { SpatialClient } from '../spatial-client.ts';
import type { Storage } from '../storage.ts';
import { appear } from './arrival.ts';
import { createAvatarDriver } from './avatar-driver.ts';
import { judgeCalls } from './call-judge.ts';
import { createCalls } from './calls.ts';
import { createChatLog } from './chat-log.ts';
import { createDoors } from './doors.ts';
import { chosenRoutes, followConfig, followProximity, followRoutes } from './follow-config.ts';
import { hearControl } from './hear-control.ts';
import { createMapPainter } from './map-painter.ts';
import { createIntroduction } from './introduction.ts';
import { inOwnWords } from './map-words.ts';
import { createPeers } from './peers.ts';
import { createPlaceRecords } from './place-records.ts';
import type { PlaceSession } from './place-session.ts';
import { createPresenceExchange } from './presence-exchange.ts';
import { createLateControl } from './room/late-control.ts';
import { createRoomOrder } from './room/room-order.ts';
import { createRoster, rosterMessage } from './roster.ts';
import { createRhythm } from './rhythm.ts';
import { createSessionCommands } from './session-commands.ts';
import type { SessionCore } from './session-core.ts';
import { createSessionMedia, type SessionMedia } from './session-media.ts';
import { createSessionScene } from './session-scene.ts';
import { createSessionViews, forgetPlace, roomSigns, scenePeople } from './session-views.ts';

export type PlaceSessionOptions = {
  readonly key: PlaceKey;
  readonly state: WritableAppState;
  readonly storage: Storage | null;
  readonly places: Places;
  readonly identity: Identity;
  /** Loaded beside this module, so that networks and cryptography arrive while the world's rules do. */
  readonly transports: { readonly openPlaceLink: typeof openPlaceLink; readonly browserWorld: typeof browserWorld };
  readonly media: MediaHost;
  readonly sceneHost: SceneHost;
  readonly spatial: SpatialClient;
  readonly config: PublicConfig;
  /** What the relay says now; null when it does not answer. */
  readonly askConfig: () => Promise<PublicConfig | null>;
  readonly notify: Notify;
  readonly resume: Resume | null;
  readonly openPersonMenu: SessionCore['openPersonMenu'];
  /** The picture stands: the frame may join it. */
  readonly onPicture: () => void;
};

/** Code and devices that calls and moves need are loaded once the first pictures of the world are drawn. */
const AFTER_FIRST_PICTURES_MS = 200;
/** What is said again and again while nothing happens. */
const isRoutine = (kind: string): boolean => kind === 'beat' || kind === 'metrics' || kind === 'roster';

export const openPlaceSession = async (options: PlaceSessionOptions): Promise<PlaceSession> => {
  const { key, state, storage, places, identity, spatial, notify, resume } = options;
  const config = signal(options.config);
  const { clock } = spatial;
  const scope = createScope();
  const map = inOwnWords(OFFICE);

  const records = await createPlaceRecords(key, places);
  const chosen = signal(await readPeople(storage));
  scope.add(keep(storage, 'people', chosen));

  const peers = createPeers();
  const roster = createRoster(() => link.selfId);
  const doors = createDoors(map.doors, (message) => peers.broadcast(message));
  const calls = createCalls((peer, message) => peers.send(peer, message));
  const chat = await createChatLog({
    placeId: key.placeId,
    self: () => ({ name: state.self.peek().name, look: state.self.peek().look }),
    send: (peer, message) => peers.send(peer, message),
    storage,
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
  });

  const grid = createWalkGrid(map, doors.states.peek());
  const zones = computed(() => createZones(map, doors.states.value));
  const driver = createAvatarDriver(map, grid, map.spawns[0] ?? { x: 1, y: 1 }, 6, clock.now());
  const presence = createPresenceExchange({
    world: { width: map.width, depth: map.depth, seats: driver.seats },
    broadcast: (data) => {
      for (const peer of peers.all.peek().values()) peer.link.send('presence', data);
    },
    send: (peer, data) => void peers.all.peek().get(peer)?.link.send('presence', data),
  });
  const poseOf = (peer: PeerId): AvatarPose | null => {
    const known = presence.latestPose(peer);
    if (known !== null) return known;
    const member = roster.members().get(peer);
    return member === undefined ? null : { x: member.x, y: member.y, facing: 2, motion: Motion.Idle, seat: null };
  };
  const enteredAt = signal<number | null>(null);
  const order = createRoomOrder(state);
  scope.add(order.close);
  const readyMedia = signal<Media | null>(null);
  const control = createLateControl({ key, clock, config, media: readyMedia });
  scope.add(control.close);
  const isInside = computed(() => enteredAt.value !== null);

  const onLinked = (peerLink: PeerLink): void => {
    const id = peerLink.peerId;
    peers.add(peerLink);
    spatial.join(id);
    const known = records.message();
    if (known !== null) peers.send(id, known);
    for (const message of doors.messages()) peers.send(id, message);
    if (enteredAt.peek() !== null) introduction.introduce(id);
    peers.send(id, rosterMessage(introduction.speakers(), roster.members().values(), clock.now()));
  };
  const onUnlinked = (id: PeerId, isGone: boolean): void => {
    peers.remove(id);
    presence.forget(id);
    if (isGone) roster.gone(id, clock.now());
    else roster.forget(id);
    calls.remove(id);
    chat.gone(id);
    media?.forget(id);
    control.current.peek()?.forget(id);
    spatial.leave(id);
    if (state.self.peek().following === id) commands.follow(null);
    update();
  };
  const link = options.transports.openPlaceLink(
    {
      placeId: key.placeId,
      secret: key.secret,
      signer: identity.signer,
      ...chosenRoutes(config.peek(), state.settings.peek()),
      onLinked,
      onUnlinked,
      onMessage: (from, lane, data) => {
        if (lane === 'presence') {
          const isFirst = presence.latestPose(from) === null;
          if (presence.hear(from, data, clock.now())) picture.wake();
          if (isFirst && presence.latestPose(from) !== null) update();
        } else if (lane === 'control') {
          const message = peers.receive(from, data, clock.now());
          if (message === null) return;
          if (!isRoutine(message.t)) spatial.stir();
          const wasInside = peers.all.peek().get(from)?.profile !== null;
          hearControl(core, from, message);
          if (message.t === 'profile' && !wasInside) introduction.welcome(from);
          if (message.t === 'profile' || message.t === 'bye' || message.t === 'hand') update();
        }
      },
    },
    options.transports.browserWorld(clock),
  );

  const picture = createSessionScene({
    host: options.sceneHost,
    map,
    clock,
    onWake: spatial.stir,
    people: scenePeople({ state, isInside }, (person) => presence.liveness(person.peerId, clock.now()) !== 'here'),
    doors: doors.states,
    signs: roomSigns({ state, map, doors }, insideCount),
    daylight: computed(() => state.settings.value.daylight),
    inside: isInside,
    poseOf: (id, nowMs, out) => {
      if (id === 'self') {
        driver.advanceTo(nowMs);
        out.pose = driver.drawnPose();
        return driver.isMoving();
      }
      const peer = id as PeerId;
      if (presence.latestPose(peer) !== null) return presence.drawnPose(peer, nowMs, out);
      out.pose = poseOf(peer) ?? out.pose;
      return false;
    },
    onPick: (pick) => commands.pick(pick),
    onHover: (id) => {
      state.pointed.value = id === null || id === 'self' ? null : (id as PeerId);
    },
    onReady: options.onPicture,
    // the lists can do everything that the picture can; `missing` says why it is not there
    onFailure: () => {
      if (!state.missing.peek().includes('webgl')) state.missing.value = [...state.missing.peek(), 'webgl'];
    },
  });

  const core: SessionCore = {
    state,
    map,
    notify,
    link,
    peers,
    roster,
    presence,
    driver,
    calls,
    chat,
    doors,
    records,
    spatial,
    picture,
    enteredAt,
    isInside,
    poseOf,
    room: order.current,
    control: control.current,
    openPersonMenu: options.openPersonMenu,
    zoneAt: (x, y) => zones.peek().zoneAt(x, y)?.id ?? null,
    roomAt: (x, y) => zones.peek().roomAt(x, y) ?? 'open',
    othersAt: () => [...peers.all.peek().keys()].map(poseOf).filter((pose) => pose !== null),
  };
  const commands = createSessionCommands(core);
  let media: SessionMedia | null = null;
  const views = createSessionViews(core, options.media.peek, chosen, clock.now());
  scope.add(views.close);
  const update = (): void => views.update();

  const introduction = createIntroduction(core, commands);
  scope.add(introduction.close);

  scope.add(followRoutes(config, state.settings, link.reconfigure));
  spatial.setMap(map, doors.states.peek(), config.peek().proximity);
  spatial.setSelf(link.selfId);
  scope.add(followProximity(config, spatial.setRules));
  scope.add(
    effect(() => {
      driver.setDoors(doors.states.value);
      spatial.setDoors(doors.states.value);
    }),
  );
  scope.add(
    effect(() => {
      const name = records.name.value;
      const route = state.route.peek();
      if (name === null || !('place' in route) || route.place.name === name) return;
      state.route.value = { ...route, place: { ...route.place, name } };
    }),
  );

  scope.add(judgeCalls(core, { identity: identity.publicKey, isSettled: control.isSettled, media: readyMedia }));
  scope.add(
    effect(() => {
      void calls.talking.value;
      media?.update();
      update();
    }),
  );

  const rhythm = createRhythm(core, {
    placeId: key.placeId,
    speakers: introduction.speakers,
    update,
    updateMedia: () => media?.update(),
  });
  scope.add(spatial.onTick(rhythm.tick));
  scope.add(spatial.onTick((nowMs, lateMs) => control.current.peek()?.tick(nowMs, lateMs)));
  scope.add(
    effect(() => {
      if (link.desk.state.value.status === 'ready' || link.desk.state.value.status === 'refused')
        void link.desk.deskId().then((id) => (state.deskId.value = id));
    }),
  );
  scope.add(followConfig(link.desk, config, options.askConfig));

  scope.add(
    watchHeldKeys({
      isActive: () => isInside.peek() && state.dialog.peek() === null,
      onWalk: (held) => {
        if (state.self.peek().following !== null) commands.follow(null);
        driver.steer(held);
        presence.tell(driver.pose(), clock.now());
        picture.wake();
      },
      onTalk: (down) => {
        if (state.settings.peek().pushToTalk) state.talkKeyHeld.value = down;
      },
    }),
  );
  addEventListener('pagehide', rhythm.keepForReload);
  scope.add(() => removeEventListener('pagehide', rhythm.keepForReload));

  const paintMap = createMapPainter(
    map,
    () => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'),
    () => [...core.othersAt().map((at) => ({ ...at, isSelf: false })), ...(isInside.peek() ? [{ ...driver.pose(), isSelf: true }] : [])],
  );

  /** What can wait until one stands there. */
  const furnish = (): void => {
    // no relay desk yet: without one there are no leases
    void order.load(core, link.desk).then(() => control.load(core));
    void options.media.get().then((ready) => {
      if (scope.isClosed()) return undefined;
      readyMedia.value = ready;
      media = createSessionMedia({
        media: ready,
        peers,
        talking: () => calls.talking.peek(),
        gainOf: (peer) => spatial.proximity(peer).gain,
        poseOf,
        self: () => driver.pose(),
        chosen: () => chosen.peek(),
        heights: state.shownHeights,
      });
      scope.add(media.close);
      return undefined;
    });
  };

  return {
    ...commands,
    picture: { scene: picture.scene, paintMap },
    enter: () => {
      if (enteredAt.peek() !== null) return;
      appear(core, grid, resume);
      enteredAt.value = resume?.enteredAt ?? Date.now();
      for (const id of peers.all.peek().keys()) {
        introduction.introduce(id);
        introduction.welcome(id);
      }
      scope.add(clock.after(AFTER_FIRST_PICTURES_MS, furnish));
      picture.wake();
      update();
    },
    rename: async (name) => {
      const renamed = await records.rename(name, Date.now() / 1000);
      const message = records.message();
      if (renamed && message !== null) peers.broadcast(message);
      return renamed;
    },
    setVolume: (peer, volume) => setPerson(peer, { volume }),
    setMuted: (peer, muted) => setPerson(peer, { muted }),
    point: (peer) => {
      state.pointed.value = peer;
      picture.scene()?.highlightPerson(peer);
    },
    zoomBy: (factor) => picture.scene()?.zoomBy(factor),
    resetCamera: () => {
      picture.scene()?.resetCamera();
      picture.scene()?.follow('self');
    },
    retryNow: () => {
      link.retryNow();
      control.current.peek()?.retryNow();
    },
    retryPeer: (peer) => {
      peers.all.peek().get(peer)?.link.restartIce();
      link.heardOf(peer);
    },
    saveMeasurements: () => {
      const recording = control.current.peek()?.recording() ?? null;
      if (recording !== null) downloadFile(new Blob([JSON.stringify(recording)], { type: 'application/json' }), 'patio-measurements.json');
    },
    close: async () => {
      forgetResume();
      peers.broadcast({ t: 'bye' });
      for (const peer of spatial.peers()) spatial.leave(peer);
      scope.close();
      picture.close();
      forgetPlace(state);
      await link.close();
    },
  };

  function setPerson(peer: PeerId, change: { readonly volume?: number; readonly muted?: boolean }): void {
    const person = state.people.peek().find((p) => p.peerId === peer);
    if (person === undefined) return;
    const present = chosen.peek()[person.identity] ?? { volume: 1, muted: false };
    chosen.value = { ...chosen.peek(), [person.identity]: { ...present, ...change } };
    media?.update();
    update();
  }
};
