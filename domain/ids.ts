/**
 * Branded identifiers: strings that must not be mixed up. Owns no behaviour.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** One open tab in the mesh: trystero's self id, 20 characters. Never a secret, never proof of anything. */
export type PeerId = Brand<string, 'PeerId'>;
/** A person: their Nostr public key, 64 lower-case hex digits. */
export type IdentityId = Brand<string, 'IdentityId'>;
/** base64url of the first 16 bytes of SHA-256 over the genesis record: 22 characters. */
export type PlaceId = Brand<string, 'PlaceId'>;
export type ZoneId = Brand<string, 'ZoneId'>;
export type DoorId = Brand<string, 'DoorId'>;
export type ObjectId = Brand<string, 'ObjectId'>;
/** A seat is an object and the index of one of its seats: `sofa-1/0`. */
export type SeatId = Brand<string, 'SeatId'>;

export const peerId = (text: string): PeerId => text as PeerId;
export const identityId = (text: string): IdentityId => text as IdentityId;
export const placeId = (text: string): PlaceId => text as PlaceId;
export const zoneId = (text: string): ZoneId => text as ZoneId;
export const doorId = (text: string): DoorId => text as DoorId;
export const objectId = (text: string): ObjectId => text as ObjectId;
export const seatId = (text: string): SeatId => text as SeatId;
