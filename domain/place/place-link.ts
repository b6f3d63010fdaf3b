/**
 * The link is the key: `…/#/p/<placeId>/<secret>`. The fragment never reaches a server. The secret part carries three
 * check bytes, so that a link that lost or changed a letter is recognised before anybody is looked for in vain.
 * An owner link, `…/#/o/<placeId>/<secret>/<ownerKey>`, hands a place over: `genesis.ts` tells what is in its last part.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type PlaceId, placeId } from '../ids.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

export const SECRET_BYTES = 32;
const CHECK_BYTES = 3;
const PLACE_ID_LENGTH = 22;
const SECRET_LENGTH = 47;
const OWNER_LENGTH = 50;
/** Longer input is nobody's link. */
const MAX_LINK_LENGTH = 4096;

export type PlaceKey = { readonly placeId: PlaceId; readonly secret: Uint8Array };
export type OwnerKey = { readonly secretKey: Uint8Array; readonly createdAt: number };

export type ParsedLink =
  | ({ readonly kind: 'place' } & PlaceKey)
  | ({ readonly kind: 'owner'; readonly owner: OwnerKey } & PlaceKey)
  | { readonly kind: 'none' }
  | { readonly kind: 'bad'; readonly reason: 'truncated' | 'altered' | 'foreign' };

const checkOf = (id: string, secret: Uint8Array): Uint8Array => {
  const label = utf8ToBytes(`patio link ${id} `);
  const input = new Uint8Array(label.length + secret.length);
  input.set(label);
  input.set(secret, label.length);
  return sha256(input).subarray(0, CHECK_BYTES);
};

const secretPart = (key: PlaceKey): string => {
  const bytes = new Uint8Array(SECRET_BYTES + CHECK_BYTES);
  bytes.set(key.secret);
  bytes.set(checkOf(key.placeId, key.secret), SECRET_BYTES);
  return encodeBase64Url(bytes);
};

/** @returns the fragment with its `#`, to be put behind the app's own address. */
export const placeFragment = (key: PlaceKey): string => `#/p/${key.placeId}/${secretPart(key)}`;

/** @param base the app's address without fragment, such as `https://host/sub/path/` */
export const formatPlaceLink = (base: string, key: PlaceKey): string => base.replace(/#.*$/, '') + placeFragment(key);

/** @param owner the key that signed the genesis record, and when: 32 bytes and Unix seconds, 50 letters together */
export const formatOwnerLink = (base: string, key: PlaceKey, owner: OwnerKey): string => {
  const bytes = new Uint8Array(SECRET_BYTES + 5);
  bytes.set(owner.secretKey);
  const view = new DataView(bytes.buffer);
  view.setUint8(SECRET_BYTES, Math.floor(owner.createdAt / 2 ** 32));
  view.setUint32(SECRET_BYTES + 1, owner.createdAt >>> 0);
  return `${base.replace(/#.*$/, '')}#/o/${key.placeId}/${secretPart(key)}/${encodeBase64Url(bytes)}`;
};

const parseOwner = (text: string): OwnerKey | null => {
  const bytes = text.length === OWNER_LENGTH ? decodeBase64Url(text) : null;
  if (bytes === null) return null;
  const view = new DataView(bytes.buffer);
  return { secretKey: bytes.slice(0, SECRET_BYTES), createdAt: view.getUint8(SECRET_BYTES) * 2 ** 32 + view.getUint32(SECRET_BYTES + 1) };
};

const bad = (reason: 'truncated' | 'altered' | 'foreign'): ParsedLink => ({ kind: 'bad', reason });

/**
 * Reads a whole address, a bare fragment, or a text that somebody pasted with spaces or brackets around it.
 * `truncated`: a part is missing or too short · `altered`: fails its own check · `foreign`: not a link of ours.
 */
export const parseLink = (input: string): ParsedLink => {
  if (input.length > MAX_LINK_LENGTH) return bad('foreign');
  const text = input.trim().replace(/^<|>$/g, '');
  const hash = text.indexOf('#');
  const fragment = hash >= 0 ? text.slice(hash + 1) : '';
  if (hash < 0 ? text === '' : fragment === '' || fragment === '/') return { kind: 'none' };
  const [lead, kind, id = '', secretText = '', ownerText, ...rest] = fragment.split('/');
  if (lead !== '' || (kind !== 'p' && kind !== 'o')) return bad('foreign');
  if (rest.length > 0 || (kind === 'p' && ownerText !== undefined && ownerText !== '')) return bad('altered');
  if (id.length < PLACE_ID_LENGTH || secretText.length < SECRET_LENGTH) return bad('truncated');
  if (kind === 'o' && (ownerText ?? '').length < OWNER_LENGTH) return bad('truncated');
  if (id.length > PLACE_ID_LENGTH || secretText.length > SECRET_LENGTH || decodeBase64Url(id) === null) return bad('altered');
  const bytes = decodeBase64Url(secretText);
  if (bytes === null) return bad('altered');
  const secret = bytes.slice(0, SECRET_BYTES);
  const check = checkOf(id, secret);
  if (!check.every((byte, at) => byte === bytes[SECRET_BYTES + at])) return bad('altered');
  const key = { placeId: placeId(id), secret };
  if (kind === 'p') return { kind: 'place', ...key };
  const owner = parseOwner(ownerText ?? '');
  return owner === null ? bad('altered') : { kind: 'owner', owner, ...key };
};
