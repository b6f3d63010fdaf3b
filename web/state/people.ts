/** What views show of people. Derived by the composition root; views only read. */
import type { IdentityId, PeerId, ZoneId } from '../../domain/ids.ts';
import type { AvatarLook, Motion, Status } from '../../domain/presence/avatar.ts';

/** linked: data flows · linking: being dialled · failing: no path yet, next try at `retryAtMs` · unlinked: known from the roster. */
export type PersonLink =
  | { readonly status: 'linked' }
  | { readonly status: 'interrupted' }
  | { readonly status: 'linking' }
  | { readonly status: 'failing'; readonly retryAtMs: number | null }
  | { readonly status: 'unlinked' };

export type Person = {
  readonly peerId: PeerId;
  readonly identity: IdentityId;
  readonly name: string;
  readonly look: AvatarLook;
  readonly status: Status;
  readonly motion: Motion;
  readonly zoneId: ZoneId | null;
  /** Tiles between us; Infinity when unknown. Rounded to 0.5 so that lists do not flicker. */
  readonly distanceTiles: number;
  readonly link: PersonLink;
  /** We are in a call: both hear each other (unless muted). */
  readonly talking: boolean;
  readonly speaking: boolean;
  readonly micOn: boolean;
  readonly camOn: boolean;
  readonly screenOn: boolean;
  readonly handUp: boolean;
  readonly typing: boolean;
  /** My own settings for this person: 0–2, and mute. */
  readonly volume: number;
  readonly muted: boolean;
  readonly camera: MediaStream | null;
  readonly screen: MediaStream | null;
};

export type SelfPerson = {
  readonly peerId: PeerId | null;
  readonly name: string;
  readonly look: AvatarLook;
  readonly status: Status;
  readonly motion: Motion;
  readonly zoneId: ZoneId | null;
  readonly handUp: boolean;
  readonly following: PeerId | null;
};

/** Somebody seen from the lobby, before entering. */
export type LobbyPerson = Pick<Person, 'peerId' | 'name' | 'look' | 'status' | 'zoneId' | 'talking'>;
