/**
 * What a member shows at a relay's desk: a key pair and room ids, both derived from the place's secret, so that a relay
 * can tell members from others and rooms from each other, and learns nothing else. The browser that cannot sign with
 * Ed25519 has no identity either, and never comes here.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PlaceId } from '../domain/ids.ts';
import { decodeBase64Url, encodeBase64Url } from '../domain/place/base64url.ts';
import { deriveKey } from './topics.ts';

/** An Ed25519 private key as PKCS #8 (RFC 8410) is this, then the 32 bytes. */
const PKCS8_HEAD = hexToBytes('302e020100300506032b657004220420');
const ROOM_ID_BYTES = 16;

export type DeskKeys = {
  /** Public half, base64url. */
  readonly publicKey: string;
  /** What operators list in `places`: SHA-256 of the public half, base64url. */
  readonly deskId: string;
  /** @returns the signature, base64url */
  readonly sign: (text: string) => Promise<string>;
};

/** @returns for a room's name the id that the relay sees: 22 letters */
export const createRoomIds = (secret: Uint8Array, placeId: PlaceId): ((room: string) => string) => {
  const key = deriveKey(secret, placeId, 'relay-rooms');
  return (room) => encodeBase64Url(hmac(sha256, key, utf8ToBytes(room)).subarray(0, ROOM_ID_BYTES));
};

/** @throws where the page has no WebCrypto with Ed25519 */
export const makeDeskKeys = async (secret: Uint8Array, placeId: PlaceId): Promise<DeskKeys> => {
  const seed = deriveKey(secret, placeId, 'relay-admission');
  // extractable, because that is the only way to the public half
  const key = await crypto.subtle.importKey('pkcs8', new Uint8Array(concatBytes(PKCS8_HEAD, seed)), 'Ed25519', true, ['sign']);
  const publicKey = (await crypto.subtle.exportKey('jwk', key)).x ?? '';
  return {
    publicKey,
    deskId: encodeBase64Url(sha256(decodeBase64Url(publicKey) ?? new Uint8Array())),
    sign: async (text) => encodeBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', key, new Uint8Array(utf8ToBytes(text))))),
  };
};
