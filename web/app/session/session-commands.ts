/** What a person does inside: walking, doors, waving, writing. Each command acts here at once and tells whom it concerns. */
import type { PeerId, SeatId, ZoneId } from '../../../domain/ids.ts';
import { mayOpen } from '../../../domain/policy/door-ledger.ts';
import type { WorldPoint } from '../../../domain/world/map.ts';
import type { ChatScope } from '../../../domain/wire/control.ts';
import type { ScenePick } from '../../scene/scene.ts';
import type { PlaceSession } from './place-session.ts';
import type { SessionCore } from './session-core.ts';

const TYPING_EVERY_MS = 2500;
/** Who is this near reads what is said nearby, in a call or not. */
const NEARBY_TILES = 6;

type Commands = Pick<
  PlaceSession,
  'goToPerson' | 'goToZone' | 'follow' | 'standUp' | 'wave' | 'react' | 'setHand' | 'setDoor' | 'knock' | 'say' | 'typing'
> & { readonly pick: (pick: ScenePick) => void; readonly inScope: (peer: PeerId, scope: ChatScope, room: string) => boolean };

export const createSessionCommands = (core: SessionCore): Commands => {
  const { state, driver, peers, picture, notify } = core;
  let typedAtMs = -Infinity;

  const stopFollowing = (): void => {
    if (state.self.peek().following === null) return;
    const name = state.people.peek().find((p) => p.peerId === state.self.peek().following)?.name ?? '';
    state.self.value = { ...state.self.peek(), following: null };
    notify('follow-ended', 'info', { name });
  };
  /** A way that a closed, unlocked door bars is opened, as a hand would. */
  const tryWay = (way: () => boolean, to: WorldPoint): void => {
    if (!way()) {
      const zone = core.map.zones.find((z) => z.id === core.zoneAt(to.x, to.y));
      const own = driver.pose();
      const here = core.map.zones.find((z) => z.id === core.zoneAt(own.x, own.y));
      const closed = [...(zone?.doors ?? []), ...(here?.doors ?? [])].filter((id) => core.doors.states.peek().get(id)?.open === false);
      const locked = closed.some((id) => core.doors.states.peek().get(id)?.locked === true && !here?.doors.includes(id));
      if (locked) return notify('door-locked', 'info', { zone: zone?.name ?? '' });
      for (const id of closed) commands.setDoor(id, { open: true });
      if (closed.length === 0 || !way()) return notify('no-way', 'info');
    }
    picture.markTarget(driver.target());
    picture.wake();
  };
  const sit = (seat: SeatId): void => {
    const placed = driver.seats.byId.get(seat);
    if (placed === undefined) return;
    if (state.people.peek().some((p) => core.poseOf(p.peerId)?.seat === seat)) return notify('seat-taken', 'info');
    tryWay(() => driver.sitOn(seat), placed.approach);
  };
  const inScope = (peer: PeerId, scope: ChatScope, room: string): boolean => {
    const pose = core.poseOf(peer);
    if (pose === null || peers.all.peek().get(peer)?.profile == null) return false;
    if (scope === 'place') return true;
    if (core.roomAt(pose.x, pose.y) !== room) return false;
    const self = driver.pose();
    return scope === 'room' || core.calls.talking.peek().has(peer) || Math.hypot(pose.x - self.x, pose.y - self.y) <= NEARBY_TILES;
  };

  const commands: Commands = {
    inScope,
    pick: (pick) => {
      if (!core.isInside.peek()) return;
      if (pick.kind === 'person') {
        if (pick.id !== 'self') core.openPersonMenu(pick.id as PeerId, pick.screen);
        return;
      }
      state.pointed.value = null;
      stopFollowing();
      if (pick.kind === 'floor') tryWay(() => driver.walkTo(pick.at, pick.double), pick.at);
      else if (pick.kind === 'seat') sit(pick.seat);
      else {
        const door = core.map.doors.find((d) => d.id === pick.door);
        if (door === undefined) return;
        const near = state.door.peek();
        const doorState = core.doors.states.peek().get(door.id);
        if (near?.id === door.id) commands.setDoor(door.id, { open: doorState?.open !== true });
        else {
          const middle = (door.from + door.to) / 2;
          const own = driver.pose();
          const side = (door.axis === 'x' ? own.y : own.x) < door.at ? -0.7 : 0.7;
          const at = door.axis === 'x' ? { x: middle, y: door.at + side } : { x: door.at + side, y: middle };
          tryWay(() => driver.walkTo(at, false), at);
        }
      }
    },
    goToPerson: (peer) => {
      const pose = core.poseOf(peer);
      if (pose !== null) tryWay(() => driver.walkBeside(pose, core.othersAt()), pose);
    },
    goToZone: (id: ZoneId) => {
      const zone = core.map.zones.find((z) => z.id === id);
      if (zone === undefined) return;
      const { x, y, w, d } = zone.area;
      const middle = { x: x + w / 2, y: y + d / 2 };
      tryWay(() => driver.walkBeside(middle, core.othersAt()) || driver.walkTo(middle, false), middle);
    },
    follow: (peer) => {
      if (peer === null) return stopFollowing();
      const person = state.people.peek().find((p) => p.peerId === peer);
      if (person === undefined) return;
      state.self.value = { ...state.self.peek(), following: peer };
      notify('following', 'info', { name: person.name });
    },
    standUp: () => {
      driver.standUp();
      picture.wake();
    },
    wave: (peer) => {
      peers.send(peer, { t: 'wave' });
      picture.react('self', 'wave');
    },
    react: (kind) => {
      peers.broadcast({ t: 'reaction', kind });
      picture.react('self', kind);
    },
    setHand: (up) => {
      state.self.value = { ...state.self.peek(), handUp: up };
      peers.broadcast({ t: 'hand', up });
      if (up) notify('hand-raised', 'info');
    },
    setDoor: (id, change) => {
      const zone = core.map.zones.find((z) => z.doors.includes(id));
      const present = core.doors.states.peek().get(id);
      if (zone === undefined || present === undefined) return;
      const self = driver.pose();
      const isInside = core.zoneAt(self.x, self.y) === zone.id;
      const inside = state.people.peek().filter((p) => p.zoneId === zone.id).length;
      if ((change.open === true || change.locked !== undefined) && !mayOpen(present, isInside, inside))
        return notify('door-locked', 'info', { zone: zone.name });
      core.room.peek()?.wishDoor(id, change);
      core.doors.set(id, change, core.link.selfId);
    },
    knock: (id) => {
      const zone = core.map.zones.find((z) => z.doors.includes(id));
      if (zone === undefined) return;
      peers.broadcast({ t: 'knock', door: id });
      notify('knocking', 'info', { zone: zone.name });
    },
    say: (text) => {
      const scope = state.chatScope.peek();
      const self = driver.pose();
      const room = core.roomAt(self.x, self.y);
      const audience = [...peers.all.peek().keys()].filter((peer) => inScope(peer, scope, room));
      core.chat.say(text, scope, room, audience);
      if (audience.length === 0) notify('chat-waiting', 'info', { count: 1 });
      if (scope !== 'place') picture.say('self', text);
    },
    typing: () => {
      const nowMs = performance.now();
      if (nowMs - typedAtMs < TYPING_EVERY_MS) return;
      typedAtMs = nowMs;
      const scope = state.chatScope.peek();
      const self = driver.pose();
      const room = core.roomAt(self.x, self.y);
      peers.broadcast({ t: 'typing', scope }, (peer) => inScope(peer.link.peerId, scope, room));
    },
  };
  return commands;
};
