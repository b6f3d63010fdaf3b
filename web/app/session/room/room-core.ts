/** What the room's order needs of a session: a part of `SessionCore`, so that tests need no session. */
import type { ReadonlySignal } from '@preact/signals-core';
import type { PeerId, ZoneId } from '../../../../domain/ids.ts';
import type { AvatarPose } from '../../../../domain/presence/avatar.ts';
import type { ControlMessage } from '../../../../domain/wire/control.ts';
import type { PlaceMap, WorldPoint } from '../../../../domain/world/map.ts';
import type { Notify } from '../../notices.ts';
import type { AvatarDriver } from '../avatar-driver.ts';
import type { Doors } from '../doors.ts';

export type RoomCore = {
  readonly link: { readonly selfId: PeerId };
  readonly map: PlaceMap;
  readonly peers: {
    readonly all: ReadonlySignal<ReadonlyMap<PeerId, { readonly profile: { readonly enteredAt: number } | null }>>;
    readonly send: (peer: PeerId, message: ControlMessage) => boolean;
  };
  readonly driver: AvatarDriver;
  readonly doors: Pick<Doors, 'states' | 'set'>;
  readonly enteredAt: ReadonlySignal<number | null>;
  readonly poseOf: (peer: PeerId) => AvatarPose | null;
  readonly zoneAt: (x: number, y: number) => ZoneId | null;
  readonly roomAt: (x: number, y: number) => string;
  readonly othersAt: () => readonly WorldPoint[];
  readonly notify: Notify;
  readonly picture: { readonly wake: () => void };
};
