import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { placeId } from '../domain/ids.ts';
import { deriveKey, derivePlaceKeys } from './topics.ts';

const secret = hexToBytes('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
const place = placeId('AAAAAAAAAAAAAAAAAAAAAA');

describe('keys from the secret', () => {
  it('are what an independent HKDF makes of it', async () => {
    const key = await crypto.subtle.importKey('raw', secret.slice(), 'HKDF', false, ['deriveBits']);
    const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
    const expected = await crypto.subtle.deriveBits(
      { name: 'HKDF', hash: 'SHA-256', salt: encode(place), info: encode('patio/1/signaling-topic') },
      key,
      256,
    );
    expect(derivePlaceKeys(secret, place).topic).toBe(bytesToHex(new Uint8Array(expected)));
  });

  it('differ by purpose, place and secret', () => {
    const keys = derivePlaceKeys(secret, place);
    const elsewhere = derivePlaceKeys(secret, placeId('AAAAAAAAAAAAAAAAAAAAAB'));
    const other = derivePlaceKeys(
      secret.map((byte, index) => (index === 31 ? byte ^ 1 : byte)),
      place,
    );
    const all = [keys, elsewhere, other].flatMap(({ topic, password, handshakeKey }) => [topic, password, bytesToHex(handshakeKey)]);
    expect(new Set(all).size).toBe(9);
  });

  it('are not made of a secret of another length', () => {
    expect(() => deriveKey(secret.slice(1), place, 'x')).toThrow(RangeError);
  });
});
