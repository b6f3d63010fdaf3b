/**
 * Proof that somebody holds the secret of a place that the relay does not know: an Ed25519 signature on a fresh challenge,
 * by a key pair that only holders of the secret can derive. The place's name here is the hash of the public half.
 */
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { admissionText, type DeskQuestion } from '../../domain/wire/relay-desk.ts';

export const CHALLENGE_MS = 10_000;

export type Challenge = { readonly nonce: string; readonly atMs: number };
export type Proof = Extract<DeskQuestion, { op: 'prove' }>;

export const makeChallenge = (nowMs: number): Challenge => ({ nonce: randomBytes(32).toString('base64url'), atMs: nowMs });

export const deskIdOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url');

const isSigned = (proof: Proof, nonce: string): boolean => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: proof.key }, format: 'jwk' });
    const text = Buffer.from(admissionText(nonce, proof.host, proof.peer));
    return verify(null, text, key, Buffer.from(proof.signature, 'base64url'));
  } catch {
    return false; // not a point of the curve
  }
};

/** @param host the name by which this socket called us. @returns why not, or null if the proof is good */
export const judgeProof = (proof: Proof, challenge: Challenge | null, host: string, nowMs: number): 'proof' | 'host' | null => {
  if (challenge === null || nowMs - challenge.atMs > CHALLENGE_MS) return 'proof';
  if (proof.host.toLowerCase() !== host.toLowerCase()) return 'host';
  return isSigned(proof, challenge.nonce) ? null : 'proof';
};
