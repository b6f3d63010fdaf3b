/** What I say of myself to those who come, and again when it changes; what waited for them; and what I know of the others. */
import { computed, effect } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import type { Speaker } from './roster.ts';
import type { createSessionCommands } from './session-commands.ts';
import type { SessionCore } from './session-core.ts';

export type Introduction = {
  readonly introduce: (peer: PeerId) => void;
  /** Somebody who came inside gets what waited for them. */
  readonly welcome: (peer: PeerId) => void;
  /** Those of whom I know by themselves. */
  readonly speakers: () => readonly Speaker[];
  readonly close: () => void;
};

export const createIntroduction = (
  core: SessionCore,
  commands: Pick<ReturnType<typeof createSessionCommands>, 'inScope'>,
): Introduction => {
  const { state, peers, presence, driver, chat, enteredAt, spatial, zoneAt } = core;
  const profile = computed(() => ({ name: state.self.value.name.trim(), look: state.self.value.look, status: state.self.value.status }));
  return {
    introduce: (peer) => {
      peers.send(peer, { t: 'profile', ...profile.peek(), enteredAt: enteredAt.peek() ?? Date.now() });
      presence.greet(peer, driver.pose(), spatial.clock.now());
      if (state.self.peek().handUp) peers.send(peer, { t: 'hand', up: true });
    },
    welcome: (peer) => {
      if (enteredAt.peek() !== null) chat.reachable(peer, (scope, room) => scope === 'place' || commands.inScope(peer, scope, room));
    },
    speakers: () =>
      [...peers.all.peek()].flatMap(([peerId, peer]) => {
        const pose = presence.latestPose(peerId);
        if (peer.profile === null || pose === null) return [];
        return [{ peerId, identity: peer.link.identity, profile: peer.profile, pose, zoneId: zoneAt(pose.x, pose.y), ageMs: 0 }];
      }),
    close: effect(() => {
      const now = profile.value;
      const entered = enteredAt.value;
      if (entered !== null) peers.broadcast({ t: 'profile', ...now, enteredAt: entered });
    }),
  };
};
