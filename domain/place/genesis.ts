/**
 * How a place begins: one signed record that names its owner. `placeId` is the hash of that record, so whoever holds the
 * link can check who owns the place, and nobody can put themselves in the owner's stead. The record's salt comes from the
 * secret: the owner's key, the time and the secret are enough to make it again.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { finalizeEvent, generateSecretKey, verifyEvent } from 'nostr-tools/pure';
import { type IdentityId, identityId, type PlaceId, placeId } from '../ids.ts';
import { encodeBase64Url } from './base64url.ts';
import { type OwnerKey, type PlaceKey, SECRET_BYTES } from './place-link.ts';
import type { SignedRecord } from './signed-record.ts';

/** Regular Nostr kinds, never sent to a Nostr relay: the event format is used for its canonical hash and signature. */
export const GENESIS_KIND = 9601;
export const PLACE_NAME_KIND = 9602;
export const MAX_PLACE_NAME_LENGTH = 60;

export type NewPlace = PlaceKey & { readonly genesis: SignedRecord; readonly owner: OwnerKey };

const saltOf = (secret: Uint8Array): string => bytesToHex(hkdf(sha256, secret, undefined, utf8ToBytes('patio/1/genesis-salt'), 16));

const plain = (event: SignedRecord): SignedRecord => ({
  id: event.id,
  pubkey: event.pubkey,
  created_at: event.created_at,
  kind: event.kind,
  tags: event.tags,
  content: event.content,
  sig: event.sig,
});

export const signGenesis = (secret: Uint8Array, owner: OwnerKey): SignedRecord =>
  plain(finalizeEvent({ kind: GENESIS_KIND, created_at: owner.createdAt, tags: [['salt', saltOf(secret)]], content: '' }, owner.secretKey));

/** The first 16 bytes of the record's hash: 128 bits are enough against a second record with the same id. */
export const placeIdOf = (genesis: SignedRecord): PlaceId => placeId(encodeBase64Url(hexToBytes(genesis.id).subarray(0, 16)));

/**
 * @param randomBytes cryptographically secure
 * @param nowSeconds Unix time
 */
export const createPlace = (randomBytes: (count: number) => Uint8Array, nowSeconds: number): NewPlace => {
  const secret = randomBytes(SECRET_BYTES);
  const owner = { secretKey: generateSecretKey(), createdAt: Math.floor(nowSeconds) };
  const genesis = signGenesis(secret, owner);
  return { placeId: placeIdOf(genesis), secret, genesis, owner };
};

/** @returns the owner, or null if the record is not the true genesis of this place. */
export const verifyGenesis = (record: SignedRecord, key: PlaceKey): IdentityId | null => {
  if (record.kind !== GENESIS_KIND || placeIdOf(record) !== key.placeId) return null;
  if (record.tags.length !== 1 || record.tags[0]?.[0] !== 'salt' || record.tags[0][1] !== saltOf(key.secret)) return null;
  return verifyEvent(plain(record)) ? identityId(record.pubkey) : null;
};

/** The owner gives the place a name; the newest record wins. */
export const signPlaceName = (id: PlaceId, name: string, owner: Pick<OwnerKey, 'secretKey'>, nowSeconds: number): SignedRecord =>
  plain(
    finalizeEvent(
      {
        kind: PLACE_NAME_KIND,
        created_at: Math.floor(nowSeconds),
        tags: [['place', id]],
        content: name.trim().slice(0, MAX_PLACE_NAME_LENGTH),
      },
      owner.secretKey,
    ),
  );

/** @returns the name, or null if this record does not name this place or is not its owner's. */
export const verifyPlaceName = (record: SignedRecord, id: PlaceId, owner: IdentityId): string | null => {
  if (record.kind !== PLACE_NAME_KIND || record.pubkey !== owner || record.tags[0]?.[0] !== 'place' || record.tags[0][1] !== id)
    return null;
  const name = record.content.trim();
  return name !== '' && name.length <= MAX_PLACE_NAME_LENGTH && verifyEvent(plain(record)) ? name : null;
};
