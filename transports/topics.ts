/**
 * What the place's secret opens, one HKDF label per purpose, so that no purpose learns another's key. The secret itself
 * never leaves this file. Labels are part of the protocol: changing one makes strangers of everyone.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PlaceId } from '../domain/ids.ts';

export const SECRET_BYTES = 32;

export type PlaceKeys = {
  /** Names the meeting point on every network: 64 hex digits. Servers only ever see its hash. */
  readonly topic: string;
  /** Encrypts the signaling strings: 64 hex digits. */
  readonly password: string;
  /** Proves knowledge of the secret in the handshake: 32 bytes. */
  readonly handshakeKey: Uint8Array;
};

/** @returns 32 bytes. @throws RangeError if the secret is not 32 bytes long. */
export const deriveKey = (secret: Uint8Array, placeId: PlaceId, purpose: string): Uint8Array => {
  if (secret.length !== SECRET_BYTES) throw new RangeError(`A place's secret has ${SECRET_BYTES} bytes`);
  return hkdf(sha256, secret, utf8ToBytes(placeId), utf8ToBytes(`patio/1/${purpose}`), 32);
};

export const derivePlaceKeys = (secret: Uint8Array, placeId: PlaceId): PlaceKeys => ({
  topic: bytesToHex(deriveKey(secret, placeId, 'signaling-topic')),
  password: bytesToHex(deriveKey(secret, placeId, 'signaling-password')),
  handshakeKey: deriveKey(secret, placeId, 'handshake'),
});
