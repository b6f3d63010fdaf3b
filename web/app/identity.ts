/**
 * Who this person is: a Nostr key pair made silently at first use, wrapped by a key that never leaves this browser, and a
 * device key that it certifies once. Exported and imported as a NIP-49 file; a NIP-07 extension may hold the key instead.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import * as v from 'valibot';
import { identityId } from '../../domain/ids.ts';
import type { DeviceCertificate, DeviceSigner } from '../../domain/place/device.ts';
import { type CertificateTemplate, deviceCertificateTemplate, verifyDeviceCertificate } from '../../domain/place/device-certificate.ts';
import { SignedRecordSchema } from '../../domain/place/signed-record.ts';
import type { Storage, StoredKeys } from './storage.ts';

export type Identity = { readonly publicKey: string; readonly keeper: 'this-browser' | 'extension'; readonly signer: DeviceSigner };

/** What a NIP-07 extension offers (https://github.com/nostr-protocol/nips/blob/master/07.md). */
type Extension = { getPublicKey(): Promise<string>; signEvent(event: CertificateTemplate): Promise<unknown> };

export class IdentityError extends Error {
  override readonly name = 'IdentityError';
  readonly code: 'no-extension' | 'extension-refused' | 'bad-file' | 'wrong-passphrase' | 'not-exportable';
  private constructor(code: IdentityError['code'], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
  static noExtension = (): IdentityError => new IdentityError('no-extension');
  static extensionRefused = (cause?: unknown): IdentityError => new IdentityError('extension-refused', cause);
  static badFile = (cause?: unknown): IdentityError => new IdentityError('bad-file', cause);
  static wrongPassphrase = (cause?: unknown): IdentityError => new IdentityError('wrong-passphrase', cause);
  static notExportable = (): IdentityError => new IdentityError('not-exportable');
}

export type Wrapped = { readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };
/** Renewed this long before it expires, so that a call never ends for it. */
const RENEW_BEFORE_MS = 14 * 86_400_000;

export const wrapSecret = async (key: CryptoKey, secret: Uint8Array): Promise<Wrapped> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(secret)) };
};
export const unwrapSecret = async (key: CryptoKey, wrapped: { readonly iv: Uint8Array; readonly data: ArrayBuffer }): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(wrapped.iv) }, key, wrapped.data));

const newDeviceKey = async (): Promise<{ pair: CryptoKeyPair; raw: Uint8Array }> => {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  if (!('publicKey' in pair)) throw new TypeError('Ed25519 makes key pairs');
  return { pair, raw: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
};

const certify = (secretKey: Uint8Array, deviceKey: Uint8Array): DeviceCertificate =>
  v.parse(SignedRecordSchema, { ...finalizeEvent(deviceCertificateTemplate(deviceKey, Date.now()), secretKey) });

/** Makes keys for this secret (a new one by default) and keeps them. */
const store = async (db: Storage | null, secretKey: Uint8Array): Promise<StoredKeys> => {
  const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const device = await newDeviceKey();
  const keys: StoredKeys = {
    wrapping,
    identity: await wrapSecret(wrapping, secretKey),
    publicKey: getPublicKey(secretKey),
    device: device.pair,
    certificate: certify(secretKey, device.raw),
  };
  await db?.put('keys', keys, 'self');
  return keys;
};

const extension = (): Extension | null => {
  const nostr: unknown = Reflect.get(globalThis, 'nostr');
  return typeof nostr === 'object' && nostr !== null && 'getPublicKey' in nostr && 'signEvent' in nostr ? (nostr as Extension) : null;
};
export const hasExtension = (): boolean => extension() !== null;

const askExtension = async (deviceKey: Uint8Array): Promise<DeviceCertificate> => {
  const signer = extension();
  if (signer === null) throw IdentityError.noExtension();
  try {
    const event = v.parse(SignedRecordSchema, await signer.signEvent(deviceCertificateTemplate(deviceKey, Date.now())));
    const checked = verifyDeviceCertificate(event, Date.now());
    if (checked === null || bytesToHex(checked.deviceKey) !== bytesToHex(deviceKey)) throw IdentityError.extensionRefused();
    return event;
  } catch (cause) {
    throw cause instanceof IdentityError ? cause : IdentityError.extensionRefused(cause);
  }
};

const deviceRaw = async (keys: StoredKeys): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.exportKey('raw', keys.device.publicKey));

/** A certificate that is valid for a while yet, or a new one. */
const freshCertificate = async (db: Storage | null, keys: StoredKeys): Promise<DeviceCertificate> => {
  const raw = await deviceRaw(keys);
  const parsed = v.safeParse(SignedRecordSchema, keys.certificate);
  const checked = parsed.success ? verifyDeviceCertificate(parsed.output, Date.now() + RENEW_BEFORE_MS) : null;
  if (parsed.success && checked !== null && bytesToHex(checked.deviceKey) === bytesToHex(raw)) return parsed.output;
  const certificate = keys.identity === null ? await askExtension(raw) : certify(await unwrapSecret(keys.wrapping, keys.identity), raw);
  await db?.put('keys', { ...keys, certificate }, 'self');
  return certificate;
};

const identityOf = (keys: StoredKeys, certificate: DeviceCertificate): Identity => ({
  publicKey: keys.publicKey,
  keeper: keys.identity === null ? 'extension' : 'this-browser',
  signer: {
    identity: identityId(keys.publicKey),
    certificate,
    sign: async (data) => new Uint8Array(await crypto.subtle.sign('Ed25519', keys.device.privateKey, new Uint8Array(data))),
  },
});

/** Opens this device's identity, making one at first use; without storage it lasts for this visit. */
export const openIdentity = async (db: Storage | null): Promise<Identity> => {
  const keys = (await db?.get('keys', 'self')) ?? (await store(db, generateSecretKey()));
  return identityOf(keys, await freshCertificate(db, keys));
};

/** The key that wraps other secrets of this device, such as the keys of places that it owns. */
export const wrappingKey = async (db: Storage): Promise<CryptoKey> => {
  const keys = (await db.get('keys', 'self')) ?? (await store(db, generateSecretKey()));
  return keys.wrapping;
};

const FileSchema = v.object({
  format: v.literal('patio-identity'),
  version: v.literal(1),
  publicKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  ncryptsec: v.pipe(v.string(), v.startsWith('ncryptsec1'), v.maxLength(400)),
});
const MAX_FILE_BYTES = 4096;

/** @returns a small JSON file whose key is protected by the passphrase (NIP-49: scrypt and XChaCha20-Poly1305). */
export const exportIdentity = async (db: Storage, passphrase: string): Promise<Blob> => {
  const keys = await db.get('keys', 'self');
  if (keys === undefined || keys.identity === null) throw IdentityError.notExportable();
  const { encrypt } = await import('nostr-tools/nip49');
  const ncryptsec = encrypt(await unwrapSecret(keys.wrapping, keys.identity), passphrase, 16, 0x01);
  return new Blob([`${JSON.stringify({ format: 'patio-identity', version: 1, publicKey: keys.publicKey, ncryptsec }, null, 2)}\n`], {
    type: 'application/json',
  });
};

/** Replaces this device's identity. Nothing is changed unless the file opens. */
export const importIdentity = async (db: Storage, file: Blob, passphrase: string): Promise<Identity> => {
  if (file.size > MAX_FILE_BYTES) throw IdentityError.badFile();
  let content: v.InferOutput<typeof FileSchema>;
  try {
    content = v.parse(FileSchema, JSON.parse(await file.text()));
  } catch (cause) {
    throw IdentityError.badFile(cause);
  }
  const { decrypt } = await import('nostr-tools/nip49');
  let secretKey: Uint8Array;
  try {
    secretKey = decrypt(content.ncryptsec, passphrase);
  } catch (cause) {
    throw IdentityError.wrongPassphrase(cause);
  }
  if (getPublicKey(secretKey) !== content.publicKey) throw IdentityError.badFile();
  const previous = await db.get('keys', 'self');
  const keys = await store(db, secretKey);
  // keys of owned places stay readable: they are wrapped by the previous wrapping key
  if (previous !== undefined)
    await db.put('keys', { ...keys, wrapping: previous.wrapping, identity: await wrapSecret(previous.wrapping, secretKey) }, 'self');
  return openIdentity(db);
};

/** From now on the extension's key is this person; it is asked for one signature. */
export const adoptExtension = async (db: Storage): Promise<Identity> => {
  const signer = extension();
  if (signer === null) throw IdentityError.noExtension();
  const device = await newDeviceKey();
  const certificate = await askExtension(device.raw);
  const wrapping = await wrappingKey(db);
  await db.put('keys', { wrapping, identity: null, publicKey: certificate.pubkey, device: device.pair, certificate }, 'self');
  return openIdentity(db);
};
