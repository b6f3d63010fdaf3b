import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { deviceCertificateTemplate, verifyDeviceCertificate } from './device-certificate.ts';
import { createPlace, placeIdOf, signGenesis, signPlaceName, verifyGenesis, verifyPlaceName } from './genesis.ts';
import { formatOwnerLink, formatPlaceLink, parseLink } from './place-link.ts';

const randomBytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count));
const newPlace = () => createPlace(randomBytes, 1_790_000_000);

describe('base64url', () => {
  it('round-trips any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes);
      }),
    );
  });
  it('agrees with the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
  });
  it('refuses foreign letters and a second spelling', () => {
    expect(decodeBase64Url('AA+A')).toBeNull();
    expect(decodeBase64Url('AB')).toBeNull();
    expect(decodeBase64Url('A')).toBeNull();
  });
});

describe('place link', () => {
  it('round-trips through any host and sub-path', () => {
    const place = newPlace();
    for (const base of ['https://host/', 'http://127.0.0.1:8080/', 'https://host/sub/path/', 'https://host/old#/p/x/y']) {
      const parsed = parseLink(`  ${formatPlaceLink(base, place)}\n`);
      expect(parsed).toEqual({ kind: 'place', placeId: place.placeId, secret: place.secret });
    }
  });
  it('calls every cut link truncated and never opens it', () => {
    const link = formatPlaceLink('https://host/', newPlace());
    const start = link.indexOf('#/p/') + 4;
    for (let end = start; end < link.length; end++) expect(parseLink(link.slice(0, end))).toEqual({ kind: 'bad', reason: 'truncated' });
  });
  it('notices one changed letter', () => {
    const link = formatPlaceLink('https://host/', newPlace());
    const start = link.indexOf('#/p/') + 4;
    fc.assert(
      fc.property(fc.integer({ min: start, max: link.length - 1 }), fc.constantFrom(...'ABCXYZabcxyz0189-_'), (at, letter) => {
        fc.pre(link[at] !== letter && link[at] !== '/');
        expect(parseLink(link.slice(0, at) + letter + link.slice(at + 1)).kind).toBe('bad');
      }),
    );
  });
  it('tells foreign from nothing', () => {
    expect(parseLink('https://example.org/meeting')).toEqual({ kind: 'bad', reason: 'foreign' });
    expect(parseLink('https://host/#section')).toEqual({ kind: 'bad', reason: 'foreign' });
    expect(parseLink('')).toEqual({ kind: 'none' });
    expect(parseLink('https://host/#/')).toEqual({ kind: 'none' });
    expect(parseLink(`#/p/${'A'.repeat(9000)}`)).toEqual({ kind: 'bad', reason: 'foreign' });
  });
  it('never throws on anything pasted', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        expect(parseLink(`#/p/${text}`).kind).toBe('bad');
      }),
    );
  });
  it('carries the owner key', () => {
    const place = newPlace();
    const parsed = parseLink(formatOwnerLink('https://host/', place, place.owner));
    if (parsed.kind !== 'owner') throw new Error(parsed.kind);
    expect(placeIdOf(signGenesis(parsed.secret, parsed.owner))).toBe(place.placeId);
  });
});

describe('genesis', () => {
  it('names the owner, and only for its own place and secret', () => {
    const place = newPlace();
    expect(verifyGenesis(place.genesis, place)).toBe(getPublicKey(place.owner.secretKey));
    expect(verifyGenesis(place.genesis, { ...place, secret: randomBytes(32) })).toBeNull();
    expect(verifyGenesis(newPlace().genesis, place)).toBeNull();
    expect(verifyGenesis({ ...place.genesis, pubkey: newPlace().genesis.pubkey }, place)).toBeNull();
    expect(verifyGenesis({ ...place.genesis, sig: newPlace().genesis.sig }, place)).toBeNull();
  });
  it('lets only the owner name the place', () => {
    const place = newPlace();
    const owner = verifyGenesis(place.genesis, place)!;
    const record = signPlaceName(place.placeId, '  Juniper House ', place.owner, 1_790_000_100);
    expect(verifyPlaceName(record, place.placeId, owner)).toBe('Juniper House');
    expect(verifyPlaceName({ ...record, content: 'Mine' }, place.placeId, owner)).toBeNull();
    expect(verifyPlaceName(signPlaceName(place.placeId, 'Mine', { secretKey: generateSecretKey() }, 1), place.placeId, owner)).toBeNull();
    expect(verifyPlaceName(record, newPlace().placeId, owner)).toBeNull();
  });
});

describe('device certificate', () => {
  const now = 1_790_000_000_000;
  const identity = generateSecretKey();
  const device = randomBytes(32);
  const signed = finalizeEvent(deviceCertificateTemplate(device, now), identity);
  const certificate = { ...signed };

  it('names identity and device', () => {
    const result = verifyDeviceCertificate(certificate, now)!;
    expect(result.identity).toBe(getPublicKey(identity));
    expect(bytesToHex(result.deviceKey)).toBe(bytesToHex(device));
  });
  it('refuses expiry, another clock, another key, and every altered field', () => {
    expect(verifyDeviceCertificate(certificate, now + 91 * 86_400_000)).toBeNull();
    expect(verifyDeviceCertificate(certificate, now - 3_600_000)).toBeNull();
    expect(verifyDeviceCertificate({ ...certificate, pubkey: getPublicKey(generateSecretKey()) }, now)).toBeNull();
    expect(verifyDeviceCertificate({ ...certificate, tags: [['device', '00'.repeat(32)], certificate.tags[1]!] }, now)).toBeNull();
    expect(verifyDeviceCertificate({ ...certificate, kind: 1 }, now)).toBeNull();
    expect(verifyDeviceCertificate({ ...certificate, content: 'x' }, now)).toBeNull();
    for (const junk of [null, 1, 'x', [], {}, { ...certificate, sig: 'zz' }]) expect(verifyDeviceCertificate(junk, now)).toBeNull();
  });
});
