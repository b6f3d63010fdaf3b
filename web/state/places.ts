/** Places of the map (zones) and places that were visited (links). */
import type { DoorId, PeerId, PlaceId, ZoneId } from '../../domain/ids.ts';
import type { ZoneType } from '../../domain/world/map.ts';

/** One row of the Places list. */
export type ZoneInfo = {
  readonly id: ZoneId;
  readonly name: string;
  readonly type: ZoneType;
  readonly people: readonly PeerId[];
  readonly isHere: boolean;
  /** Only zones with doors: are they all closed, and locked? */
  readonly closed: boolean;
  readonly locked: boolean;
  readonly doors: readonly DoorId[];
};

/** A door that the person stands at: a small menu offers open, close, lock, knock. */
export type DoorInfo = {
  readonly id: DoorId;
  readonly zone: ZoneId;
  readonly zoneName: string;
  readonly open: boolean;
  readonly locked: boolean;
  readonly isInside: boolean;
};

export type RecentPlace = {
  readonly placeId: PlaceId;
  readonly name: string;
  /** The whole link, kept on this device only. */
  readonly link: string;
  readonly lastOpenMs: number;
  readonly mine: boolean;
};
