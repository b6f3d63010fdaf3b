/**
 * The mutual proof before a peer becomes visible (docs/protocol.md). Each side sends a fresh nonce, then, over both
 * nonces, both peer ids, the place and the fingerprint of its own end of the connection: a MAC with the key that only
 * holders of the place's secret have, its identity's certificate of its device key, and that key's signature. Whether
 * the fingerprint is the one of the real connection is compared by the caller, who has the connection.
 * Does not know trystero: it is given a way to send and a way to receive.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { IdentityId, PlaceId } from '../domain/ids.ts';
import type { DeviceSigner } from '../domain/place/device.ts';
import { verifyDeviceCertificate } from '../domain/place/device-certificate.ts';
import { SignedRecordSchema } from '../domain/place/signed-record.ts';
import type { Refusals } from './place-link.ts';

export const HANDSHAKE_TIMEOUT_MS = 10_000;
const LABEL = 'patio/1/link';
const NONCE_BYTES = 32;
const REMEMBERED_CERTIFICATES = 256;

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const HelloSchema = v.strictObject({ v: v.literal(1), nonce: hex(NONCE_BYTES) });
const ProofSchema = v.strictObject({
  v: v.literal(1),
  fingerprint: v.pipe(v.string(), v.regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)),
  mac: hex(32),
  certificate: SignedRecordSchema,
  signature: hex(64),
});
export type HandshakeHello = v.InferOutput<typeof HelloSchema>;
export type HandshakeProof = v.InferOutput<typeof ProofSchema>;

export type RefusalReason = keyof Refusals;
export class HandshakeRefused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(`Handshake refused: ${reason}`);
    this.reason = reason;
  }
}

export type VerifiedPeer = {
  readonly identity: IdentityId;
  /** What the peer says is the fingerprint of its end. */
  readonly fingerprint: string;
  /** 32 bytes that only the two of them know: nonces travel inside the connection only. */
  readonly pairKey: Uint8Array;
};

export type HandshakeOptions = {
  readonly placeId: PlaceId;
  readonly key: Uint8Array;
  readonly selfId: string;
  /** SHA-256 fingerprint of this session's certificate. */
  readonly fingerprint: string;
  readonly signer: DeviceSigner;
  readonly isBanned: (identity: IdentityId) => boolean;
  /** Unix ms. */
  readonly wallClock: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

export type Handshake = {
  readonly hello: () => HandshakeHello;
  readonly prove: (peerId: string, own: HandshakeHello, theirs: HandshakeHello) => Promise<HandshakeProof>;
  /** @throws HandshakeRefused */
  readonly readHello: (data: unknown) => HandshakeHello;
  /** @throws HandshakeRefused */
  readonly verify: (peerId: string, own: HandshakeHello, theirs: HandshakeHello, proof: unknown) => Promise<VerifiedPeer>;
};

/** What `prover` signs for `verifier`; the ids are in it in that order, so a proof cannot be sent back as one's own. */
const transcript = (parts: {
  readonly placeId: PlaceId;
  readonly prover: string;
  readonly verifier: string;
  readonly proverNonce: string;
  readonly verifierNonce: string;
  readonly fingerprint: string;
}): Uint8Array =>
  utf8ToBytes([LABEL, parts.placeId, parts.prover, parts.verifier, parts.proverNonce, parts.verifierNonce, parts.fingerprint].join('\n'));

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  let difference = a.length ^ b.length;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
};

const verifyEd25519 = async (publicKey: Uint8Array, signature: Uint8Array, data: Uint8Array): Promise<boolean> => {
  try {
    const key = await crypto.subtle.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(data));
  } catch {
    return false; // not a point on the curve
  }
};

export const createHandshake = (options: HandshakeOptions): Handshake => {
  const { placeId, key, selfId } = options;
  /** Certificates whose schnorr signature (2 ms) was found good, by event id and signature; expiry is checked each time. */
  const good = new Map<
    string,
    { readonly certificate: string; readonly expiresAt: number; readonly peer: ReturnType<typeof verifyDeviceCertificate> }
  >();

  const readCertificate = (certificate: HandshakeProof['certificate']): ReturnType<typeof verifyDeviceCertificate> => {
    const text = JSON.stringify(certificate);
    const known = good.get(certificate.sig);
    if (known?.certificate === text && known.expiresAt > options.wallClock()) return known.peer;
    const peer = verifyDeviceCertificate(certificate, options.wallClock());
    if (peer === null) return null;
    good.set(certificate.sig, { certificate: text, expiresAt: Number(certificate.tags[1]![1]) * 1000, peer });
    if (good.size > REMEMBERED_CERTIFICATES) good.delete(good.keys().next().value!);
    return peer;
  };

  return {
    hello: () => ({ v: 1, nonce: bytesToHex(options.randomBytes(NONCE_BYTES)) }),
    readHello: (data) => {
      const parsed = v.safeParse(HelloSchema, data);
      if (!parsed.success) throw new HandshakeRefused('malformed');
      return parsed.output;
    },
    prove: async (peerId, own, theirs) => {
      const { fingerprint } = options;
      const said = transcript({
        placeId,
        prover: selfId,
        verifier: peerId,
        proverNonce: own.nonce,
        verifierNonce: theirs.nonce,
        fingerprint,
      });
      return {
        v: 1,
        fingerprint,
        mac: bytesToHex(hmac(sha256, key, said)),
        certificate: { ...options.signer.certificate },
        signature: bytesToHex(await options.signer.sign(said)),
      };
    },
    verify: async (peerId, own, theirs, data) => {
      const parsed = v.safeParse(ProofSchema, data);
      if (!parsed.success) throw new HandshakeRefused('malformed');
      const { fingerprint, mac, certificate, signature } = parsed.output;
      const said = transcript({
        placeId,
        prover: peerId,
        verifier: selfId,
        proverNonce: theirs.nonce,
        verifierNonce: own.nonce,
        fingerprint,
      });
      if (!equalBytes(hexToBytes(mac), hmac(sha256, key, said))) throw new HandshakeRefused('secret');
      const peer = readCertificate(certificate);
      if (peer === null || !(await verifyEd25519(peer.deviceKey, hexToBytes(signature), said))) throw new HandshakeRefused('identity');
      if (options.isBanned(peer.identity)) throw new HandshakeRefused('banned');
      const nonces = [hexToBytes(own.nonce), hexToBytes(theirs.nonce)];
      const salt = selfId < peerId ? concatBytes(...nonces) : concatBytes(...nonces.toReversed());
      return { identity: peer.identity, fingerprint, pairKey: hkdf(sha256, key, salt, utf8ToBytes('patio/1/pair'), 32) };
    },
  };
};
