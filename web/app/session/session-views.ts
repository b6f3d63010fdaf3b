/**
 * Writes what views show: people, places, connections, the lobby's look inside, mode and networks. Runs a few times a
 * second and only changes what changed.
 */
import { computed, effect, type ReadonlySignal } from '@preact/signals-core';
import { meshMode, RoomMode } from '../../../domain/policy/room-mode-names.ts';
import { Motion } from '../../../domain/presence/avatar.ts';
import { isClosed } from '../../../domain/world/zones.ts';
import type { RoomSign, ScenePerson } from '../../scene/scene.ts';
import type { WritableAppState } from '../../state/app-state.ts';
import type { LobbyPerson, Person } from '../../state/people.ts';
import type { Media } from '../../media/media.ts';
import type { PersonSettings } from '../settings-store.ts';
import { viewConnections } from './connection-view.ts';
import { viewPeople } from './people-view.ts';
import type { SessionCore } from './session-core.ts';
import { doorNear, viewZones } from './zones-view.ts';

/** After this long without an answer the lobby says that nobody can be asked. */
const UNREACHABLE_MS = 6000;
/** Somebody who cannot be reached is told of after so long. */
const FAILING_MS = 8000;
/** After this long of silence from everybody, nobody is inside. */
const NOBODY_MS = 1800;

export type SessionViews = { readonly update: () => void; readonly close: () => void };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const createSessionViews = (
  core: SessionCore,
  media: () => Media | null,
  chosen: ReadonlySignal<PersonSettings>,
  startMs: number,
): SessionViews => {
  const { state } = core;
  const stops = [
    effect(() => void (state.networks.value = core.link.networks.value)),
    effect(() => void (state.refusals.value = core.link.refusals.value)),
    effect(() => void (state.chat.value = core.chat.lines.value)),
    effect(() => {
      const mesh = meshMode(state.connections.value.filter((row) => row.path === 'relayed').length);
      const kept = core.control.value?.mode.value ?? mesh;
      // what I see of my own links is newer than what the steward added up
      state.mode.value = kept === RoomMode.P2pDirect ? mesh : kept;
    }),
    effect(() => {
      if (state.panel.value === 'chat') state.unread.value = 0;
    }),
  ];
  /** Since when; for ever once it was said. */
  const failing = new Map<string, number>();
  let ticks = 0;

  const lobby = (people: readonly Person[], nowMs: number): void => {
    const rows: LobbyPerson[] = people.map(({ peerId, name, look, status, zoneId, talking }) => ({
      peerId,
      name,
      look,
      status,
      zoneId,
      talking,
    }));
    const someAnswer = core.link.networks.peek().some((n) => n.state === 'up' && n.kind !== 'mesh');
    const waitedMs = nowMs - startMs;
    const isKnown = rows.length > 0 || (someAnswer && waitedMs > NOBODY_MS);
    const status = isKnown ? 'known' : !someAnswer && waitedMs > UNREACHABLE_MS ? 'unreachable' : 'looking';
    const next = { status, people: rows } as const;
    if (!same(next, state.lobby.peek())) state.lobby.value = next;
  };

  /** Somebody whom others know here has no way to me: said once, until it works. */
  const tellFailing = (people: readonly Person[], nowMs: number): void => {
    for (const { peerId, name, link } of people) {
      if (link.status === 'linked') failing.delete(peerId);
      if (link.status !== 'failing') continue;
      const sinceMs = failing.get(peerId) ?? nowMs;
      failing.set(peerId, sinceMs);
      // who crashed is soon forgotten by everybody
      if (nowMs - sinceMs < FAILING_MS) continue;
      failing.set(peerId, Infinity);
      const seconds = link.retryAtMs === null ? 0 : (link.retryAtMs - nowMs) / 1000;
      core.notify('link-failed', 'warn', { name, seconds });
    }
  };

  const update = (): void => {
    const nowMs = performance.now();
    const self = core.driver.pose();
    const people = viewPeople(
      {
        nowMs,
        peers: core.peers.all.peek(),
        hearsay: core.roster.members(),
        known: core.link.known.peek(),
        self,
        poseOf: core.poseOf,
        zoneAt: core.zoneAt,
        talking: core.calls.talking.peek(),
        remote: media()?.remote.peek() ?? new Map(),
        chosen: chosen.peek(),
      },
      state.people.peek(),
    );
    if (!core.isInside.peek()) lobby(people, nowMs);
    if (people !== state.people.peek()) state.people.value = people;
    if (core.isInside.peek()) tellFailing(people, nowMs);

    const zoneId = core.isInside.peek() ? core.zoneAt(self.x, self.y) : null;
    const own = state.self.peek();
    if (own.zoneId !== zoneId || own.motion !== self.motion || own.peerId !== core.link.selfId)
      state.self.value = { ...own, zoneId, motion: self.motion, peerId: core.link.selfId };
    const zones = viewZones(core.map, core.doors.states.peek(), people, zoneId);
    if (!same(zones, state.zones.peek())) state.zones.value = zones;
    const door = core.isInside.peek() ? doorNear(core.map, core.doors.states.peek(), self, zoneId) : null;
    if (!same(door, state.door.peek())) state.door.value = door;

    if (ticks++ % 4 === 0) {
      const rows = viewConnections({
        peers: core.peers.all.peek(),
        known: core.link.known.peek(),
        hearsay: core.roster.members(),
        outgoing: media()?.outgoing.peek() ?? new Map(),
        atServer: (peer) => media()?.ways.peek().get(peer)?.audio === 'sfu',
      });
      if (!same(rows, state.connections.peek())) state.connections.value = rows;
    }
  };
  return { update, close: () => stops.forEach((stop) => stop()) };
};

/** Everybody as the scene draws them; I only once I am inside. */
export const scenePeople = (
  core: Pick<SessionCore, 'state' | 'isInside'>,
  isFaint: (person: Person) => boolean,
): ReadonlySignal<readonly ScenePerson[]> =>
  computed(() => {
    const { self, people, microphone, speaking, chatDraft } = core.state;
    const others = people.value.map((p): ScenePerson => ({
      id: p.peerId,
      name: p.name,
      look: p.look,
      status: p.status,
      isSelf: false,
      speaking: p.speaking,
      muted: p.talking && !p.micOn,
      talking: p.talking,
      handUp: p.handUp,
      typing: p.typing,
      faint: p.link.status !== 'linked' && isFaint(p),
    }));
    if (!core.isInside.value) return others;
    const own = self.value;
    const inCall = others.some((p) => p.talking);
    const micOn = microphone.value.status === 'on';
    return [
      {
        id: 'self',
        name: own.name,
        look: own.look,
        status: own.status,
        isSelf: true,
        speaking: inCall && micOn && speaking.value,
        muted: inCall && !micOn,
        talking: inCall,
        handUp: own.handUp,
        typing: chatDraft.value !== '',
        faint: false,
      },
      ...others,
    ];
  });

export const roomSigns = (
  core: Pick<SessionCore, 'state' | 'map' | 'doors'>,
  words: (inside: number) => string,
): ReadonlySignal<readonly RoomSign[]> =>
  computed(() => {
    const doors = core.doors.states.value;
    const own = core.state.self.value.zoneId;
    return core.map.zones
      .filter((zone) => isClosed(zone, core.map, doors))
      .map((zone) => {
        const inside = core.state.people.value.filter((p) => p.zoneId === zone.id).length + (own === zone.id ? 1 : 0);
        return { zone: zone.id, locked: zone.doors.every((id) => doors.get(id)?.locked === true), inside, text: words(inside) };
      });
  });

/** Nothing of a place that was left is shown any more. */
export const forgetPlace = (state: WritableAppState): void => {
  state.people.value = [];
  state.zones.value = [];
  state.door.value = null;
  state.connections.value = [];
  state.measures.value = null;
  state.deskId.value = null;
  state.shownHeights.value = new Map();
  state.mode.value = RoomMode.P2pDirect;
  state.networks.value = [];
  state.self.value = { ...state.self.peek(), handUp: false, following: null, zoneId: null, peerId: null, motion: Motion.Idle };
};
