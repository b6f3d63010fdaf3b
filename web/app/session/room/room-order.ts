/**
 * Where a session finds the order of its room: nothing until it is loaded, which happens after entering; shows in the state
 * who keeps it. What is said before it is loaded is said again within half a second.
 */
import { effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { WritableAppState } from '../../../state/app-state.ts';
import { createScope } from '../../scope.ts';
import type { LeaseDesk } from './lease-desk.ts';
import type { RoomCore } from './room-core.ts';
import type { RoomSteward } from './room-steward.ts';
import { untilLoaded } from '../../../../transports/until-loaded.ts';

export type RoomOrder = {
  readonly current: ReadonlySignal<RoomSteward | null>;
  readonly load: (core: RoomCore, desk: LeaseDesk | null) => Promise<void>;
  readonly close: () => void;
};

const NOBODY = { steward: null, isSteward: false, members: 0 } as const;

export const createRoomOrder = (state: Pick<WritableAppState, 'room'>): RoomOrder => {
  const current = signal<RoomSteward | null>(null);
  const scope = createScope();
  return {
    current,
    load: async (core, desk) => {
      const [{ createRoomSteward }, { noDesk }] = await untilLoaded(() =>
        Promise.all([import('./room-steward.ts'), import('./lease-desk.ts')]),
      );
      if (scope.isClosed() || current.peek() !== null) return;
      const room = createRoomSteward(core, desk ?? noDesk());
      scope.add(room.close);
      scope.add(
        effect(() => {
          const { steward, isMe, members } = room;
          state.room.value = { steward: steward.value?.peer ?? null, isSteward: isMe.value, members: members.value.size };
        }),
      );
      current.value = room;
    },
    close: () => {
      scope.close();
      current.value = null;
      state.room.value = NOBODY;
    },
  };
};
