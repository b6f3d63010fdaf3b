/**
 * Makes and checks device certificates (see `device.ts`): one Nostr signature by the identity, good for a device key
 * until it expires.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { verifyEvent } from 'nostr-tools/pure';
import * as v from 'valibot';
import { type IdentityId, identityId } from '../ids.ts';
import type { DeviceCertificate } from './device.ts';
import { SignedRecordSchema } from './signed-record.ts';

export const DEVICE_CERTIFICATE_KIND = 21001;
export const DEVICE_CERTIFICATE_DAYS = 90;
/** Clocks of honest people differ by less than this. */
const CLOCK_TOLERANCE_SECONDS = 600;

export type CertificateTemplate = Pick<DeviceCertificate, 'kind' | 'created_at' | 'tags' | 'content'>;

/** What the identity (or a NIP-07 extension) is asked to sign. @param deviceKey Ed25519 public key, 32 bytes */
export const deviceCertificateTemplate = (deviceKey: Uint8Array, nowMs: number): CertificateTemplate => {
  const created = Math.floor(nowMs / 1000);
  return {
    kind: DEVICE_CERTIFICATE_KIND,
    created_at: created,
    tags: [
      ['device', bytesToHex(deviceKey)],
      ['expires', String(created + DEVICE_CERTIFICATE_DAYS * 86_400)],
    ],
    content: '',
  };
};

/** @returns who is certified and their device key (32 bytes), or null for anything forged, expired or out of shape. */
export const verifyDeviceCertificate = (
  event: unknown,
  nowMs: number,
): { readonly identity: IdentityId; readonly deviceKey: Uint8Array } | null => {
  const parsed = v.safeParse(SignedRecordSchema, event);
  if (!parsed.success) return null;
  const record = parsed.output;
  const [device, expires] = record.tags;
  if (record.kind !== DEVICE_CERTIFICATE_KIND || record.content !== '' || record.tags.length !== 2) return null;
  if (
    device?.[0] !== 'device' ||
    !/^[0-9a-f]{64}$/.test(device[1] ?? '') ||
    expires?.[0] !== 'expires' ||
    !/^\d{1,12}$/.test(expires[1] ?? '')
  )
    return null;
  const now = nowMs / 1000;
  if (Number(expires[1]) < now || record.created_at > now + CLOCK_TOLERANCE_SECONDS) return null;
  return verifyEvent({ ...record }) ? { identity: identityId(record.pubkey), deviceKey: hexToBytes(device[1]!) } : null;
};
