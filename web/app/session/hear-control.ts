/**
 * What a peer says on the control channel, and what follows from it here. The message is parsed and within its limits
 * already; whether the sender may say such a thing is judged in the part that it concerns.
 */
import { type DoorId, doorId, type PeerId } from '../../../domain/ids.ts';
import type { ControlMessage, ControlMessageOf } from '../../../domain/wire/control.ts';
import type { SessionCore } from './session-core.ts';

/** How long "is writing" is shown after the last word of it. */
const TYPING_MS = 4000;

const hearChat = (core: SessionCore, from: PeerId, message: ControlMessageOf<'chat'>): void => {
  const profile = core.peers.all.peek().get(from)?.profile;
  // people in the lobby have no voice yet
  if (profile === null || profile === undefined) return;
  const line = core.chat.hear(from, message, { name: profile.name, look: profile.look });
  core.peers.send(from, { t: 'chat-ack', id: message.id });
  if (line === null) return;
  core.peers.change(from, { typingUntilMs: 0 });
  if (core.state.panel.peek() !== 'chat') core.state.unread.value++;
  if (message.scope !== 'place') core.picture.say(from, line.text);
};

const zoneOfDoor = (core: SessionCore, door: DoorId) => core.map.zones.find((zone) => zone.doors.includes(door));

const hearKnock = (core: SessionCore, from: PeerId, message: ControlMessageOf<'knock'>): void => {
  const zone = zoneOfDoor(core, doorId(message.door));
  const self = core.driver.pose();
  if (zone === undefined || core.zoneAt(self.x, self.y) !== zone.id) return;
  core.notify('knocked', 'info', { name: core.peers.all.peek().get(from)?.profile?.name ?? '', zone: zone.name });
};

export const hearControl = (core: SessionCore, from: PeerId, message: ControlMessage): void => {
  const { peers } = core;
  const nowMs = performance.now();
  const nameOf = (): string => peers.all.peek().get(from)?.profile?.name ?? '';
  switch (message.t) {
    case 'profile':
      return peers.change(from, { profile: message });
    case 'place':
      if (core.records.hear(message)) {
        const news = core.records.message();
        if (news !== null) peers.broadcast(news, (peer) => peer.link.peerId !== from);
      }
      return;
    case 'call':
      return core.calls.hear(from, message);
    case 'media':
      return peers.change(from, { sends: { mic: message.mic, cam: message.cam, screen: message.screen } });
    case 'shown':
      return peers.change(from, { shown: { camera: message.camera, screen: message.screen } });
    case 'way':
      return peers.change(from, { way: { audio: message.audio, camera: message.camera, screen: message.screen } });
    case 'chat':
      return hearChat(core, from, message);
    case 'chat-ack':
      return core.chat.acknowledge(from, message.id);
    case 'typing':
      return peers.change(from, { typingUntilMs: nowMs + TYPING_MS });
    case 'reaction':
      return core.picture.react(from, message.kind);
    case 'wave':
      core.picture.react(from, 'wave');
      return core.notify('waved', 'info', { name: nameOf() });
    case 'hand':
      return peers.change(from, { handUp: message.up });
    case 'door': {
      const before = core.doors.states.peek();
      if (core.doors.hear(message)) core.room.peek()?.doorChanged(from, message.door, before);
      return;
    }
    case 'beat':
    case 'intent':
    case 'verdict':
      return core.room.peek()?.hear(from, message);
    case 'metrics':
      return core.control.peek()?.hear(from, message);
    case 'knock':
      return hearKnock(core, from, message);
    case 'roster':
      for (const peer of core.roster.hear(message, nowMs)) {
        if (!peers.all.peek().has(peer)) core.spatial.join(peer);
        core.link.heardOf(peer);
      }
      return;
    default:
      // bye: the link goes with it
      core.roster.gone(from, nowMs);
      return peers.change(from, { profile: null });
  }
};
