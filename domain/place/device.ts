/**
 * A device speaks for a person: the identity (a Nostr key) certifies a device key (Ed25519) once, and the device key
 * signs everything after that: ten times cheaper, and a NIP-07 signer is asked only once. Types only.
 */
import type { IdentityId } from '../ids.ts';

/** A Nostr event (kind 21001) signed by the identity whose content is empty and whose tags name the device key and expiry. */
export type DeviceCertificate = {
  readonly id: string;
  readonly pubkey: string;
  readonly created_at: number;
  readonly kind: number;
  readonly tags: string[][];
  readonly content: string;
  readonly sig: string;
};

/** What this tab signs with. The secret halves never leave their keepers. */
export type DeviceSigner = {
  readonly identity: IdentityId;
  readonly certificate: DeviceCertificate;
  /** Ed25519 over the given bytes: 64 bytes. */
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
};
