/**
 * Where a session finds how its room is carried: nothing until it is loaded, which happens after entering. Brings what the
 * parts of `room-control.ts` need of the session, and shows in the state what they find.
 */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { PublicConfig } from '../../../../domain/config/public-config.ts';
import type { PlaceKey } from '../../../../domain/place/place-link.ts';
import { RoomMode } from '../../../../domain/policy/room-mode-names.ts';
import type { Clock } from '../../../../transports/clock.ts';
import type { Media } from '../../../media/media.ts';
import { createScope } from '../../scope.ts';
import type { SessionCore } from '../session-core.ts';
import type { RoomControl } from './room-control.ts';
import { untilLoaded } from '../../../../transports/until-loaded.ts';

/** Nothing is sent for so long at most while the room's mode is not known. */
const GRACE_MS = 10_000;

export type LateControlOptions = {
  readonly key: PlaceKey;
  readonly clock: Clock;
  readonly config: ReadonlySignal<PublicConfig>;
  readonly media: ReadonlySignal<Media | null>;
};

export type LateControl = {
  readonly current: ReadonlySignal<RoomControl | null>;
  /** Is it known by which way this room talks? Where no relay has an SFU there is nothing to know. */
  readonly isSettled: ReadonlySignal<boolean>;
  /** After entering, once the room's order is there. */
  readonly load: (core: SessionCore) => Promise<void>;
  readonly close: () => void;
};

export const createLateControl = ({ key, clock, config, media }: LateControlOptions): LateControl => {
  const current = signal<RoomControl | null>(null);
  const isGraceOver = signal(false);
  const scope = createScope();

  const load = async (core: SessionCore): Promise<void> => {
    scope.add(
      clock.after(GRACE_MS, () => {
        isGraceOver.value = true;
      }),
    );
    const [{ createRoomControl }, { createSfuConnect, prepareSfu }] = await untilLoaded(() =>
      Promise.all([import('./room-control.ts'), import('./sfu-connect.ts')]),
    );
    const order = core.room.peek();
    if (scope.isClosed() || order === null) return;
    const { link, state } = core;
    const control = createRoomControl({
      clock,
      selfId: link.selfId,
      order: { ...order, setFields: order.beatFields },
      desk: link.desk,
      policy: () => config.peek().policy,
      hasServer: config.peek().sfu,
      peers: core.peers,
      media,
      hearsay: () => [...core.roster.members().values()].filter(({ x, y }) => core.roomAt(x, y) === order.room.peek()).length + 1,
      connect: createSfuConnect({
        key,
        selfId: link.selfId,
        desk: link.desk,
        iceServers: link.iceServers,
        settings: () => state.settings.peek(),
      }),
      prepare: prepareSfu,
      onMoved: (mode) => core.notify(mode === RoomMode.Sfu ? 'room-at-server' : 'room-direct', 'info'),
    });
    scope.add(control.close);
    scope.add(effect(() => void (state.measures.value = control.view.value)));
    current.value = control;
  };

  return {
    current,
    isSettled: computed(() => !config.value.sfu || isGraceOver.value || current.value?.isSettled.value === true),
    load,
    close: () => {
      scope.close();
      current.value = null;
    },
  };
};
