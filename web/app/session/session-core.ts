/** What the parts of a session share: who I am, the map as it stands, and the way to everybody. Made by `open-place-session.ts`. */
import type { ReadonlySignal, Signal } from '@preact/signals-core';
import type { PeerId, ZoneId } from '../../../domain/ids.ts';
import type { AvatarPose } from '../../../domain/presence/avatar.ts';
import type { PlaceMap } from '../../../domain/world/map.ts';
import type { PlaceLink } from '../../../transports/place-link.ts';
import type { WritableAppState } from '../../state/app-state.ts';
import type { Notify } from '../notices.ts';
import type { SpatialClient } from '../spatial-client.ts';
import type { AvatarDriver } from './avatar-driver.ts';
import type { Calls } from './calls.ts';
import type { ChatLog } from './chat-log.ts';
import type { Doors } from './doors.ts';
import type { Peers } from './peers.ts';
import type { PlaceRecords } from './place-records.ts';
import type { PresenceExchange } from './presence-exchange.ts';
import type { RoomSteward } from './room/room-steward.ts';
import type { Roster } from './roster.ts';
import type { SessionScene } from './session-scene.ts';

export type SessionCore = {
  readonly state: WritableAppState;
  readonly map: PlaceMap;
  readonly notify: Notify;
  readonly link: PlaceLink;
  readonly peers: Peers;
  readonly roster: Roster;
  readonly presence: PresenceExchange;
  readonly driver: AvatarDriver;
  readonly calls: Calls;
  readonly chat: ChatLog;
  readonly doors: Doors;
  readonly records: PlaceRecords;
  readonly spatial: SpatialClient;
  readonly picture: SessionScene;
  /** Unix ms at which I entered; null in the lobby. */
  readonly enteredAt: Signal<number | null>;
  readonly isInside: ReadonlySignal<boolean>;
  /** The newest pose of somebody, by hearsay if there is nothing better. */
  readonly poseOf: (peer: PeerId) => AvatarPose | null;
  readonly zoneAt: (x: number, y: number) => ZoneId | null;
  /** The closed room at a point, or `open`. */
  readonly roomAt: (x: number, y: number) => string;
  /** The order of my room; null until it is loaded after entering. */
  readonly room: ReadonlySignal<RoomSteward | null>;
  readonly openPersonMenu: (peer: PeerId, at: { readonly x: number; readonly y: number }) => void;
  /** Where everybody else stands, so that nobody is walked onto. */
  readonly othersAt: () => readonly { readonly x: number; readonly y: number }[];
};
