import { finalizeEvent, generateSecretKey, getPublicKey } from 'nostr-tools/pure';
import { describe, expect, it } from 'vitest';
import { identityId, placeId } from '../domain/ids.ts';
import { DEVICE_CERTIFICATE_DAYS, deviceCertificateTemplate } from '../domain/place/device-certificate.ts';
import type { DeviceSigner } from '../domain/place/device.ts';
import { createHandshake, type Handshake, type HandshakeOptions, type HandshakeProof, HandshakeRefused } from './handshake.ts';

const NOW = Date.UTC(2026, 10, 21);
const place = placeId('AAAAAAAAAAAAAAAAAAAAAA');
const ANNA = 'AAAAAAAAAAAAAAAAAAAA';
const BELA = 'BBBBBBBBBBBBBBBBBBBB';
const print = (byte: string): string => Array.from({ length: 32 }, () => byte).join(':');

const makeSigner = async (): Promise<DeviceSigner> => {
  const keys = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
  const device = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
  const secret = generateSecretKey();
  return {
    identity: identityId(getPublicKey(secret)),
    certificate: { ...finalizeEvent(deviceCertificateTemplate(device, NOW), secret) },
    sign: async (data) => new Uint8Array(await crypto.subtle.sign('Ed25519', keys.privateKey, new Uint8Array(data))),
  };
};

const person = async (selfId: string, changes: Partial<HandshakeOptions> = {}): Promise<Handshake & { signer: DeviceSigner }> => {
  const signer = changes.signer ?? (await makeSigner());
  const handshake = createHandshake({
    placeId: place,
    key: new Uint8Array(32).fill(7),
    selfId,
    fingerprint: selfId === ANNA ? print('AA') : print('BB'),
    signer,
    isBanned: () => false,
    wallClock: () => NOW,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    ...changes,
  });
  return { ...handshake, signer };
};

/** Bela proves herself to Anna, who verifies. `tamper` is what travels between them. */
const prove = async (
  options: {
    readonly anna?: Partial<HandshakeOptions>;
    readonly bela?: Partial<HandshakeOptions>;
    readonly tamper?: (proof: HandshakeProof) => unknown;
    readonly provenFor?: string;
    readonly claimedBy?: string;
  } = {},
) => {
  const anna = await person(ANNA, options.anna);
  const bela = await person(BELA, options.bela);
  const annaHello = anna.hello();
  const belaHello = bela.hello();
  const proof = await bela.prove(options.provenFor ?? ANNA, belaHello, annaHello);
  const verified = anna.verify(options.claimedBy ?? BELA, annaHello, belaHello, options.tamper ? options.tamper(proof) : proof);
  return { anna, bela, proof, annaHello, belaHello, verified };
};

const refusal = async (verified: Promise<unknown>): Promise<string> => {
  try {
    await verified;
    return 'accepted';
  } catch (error) {
    return error instanceof HandshakeRefused ? error.reason : 'crashed';
  }
};

const flip = (hexText: string): string => (hexText.startsWith('0') ? '1' : '0') + hexText.slice(1);

describe('the handshake', () => {
  it('accepts an honest peer and says who it is', async () => {
    const { bela, verified } = await prove();
    expect(await verified).toMatchObject({ identity: bela.signer.identity, fingerprint: print('BB') });
  });

  it('gives both sides the same pair key, and another pair another', async () => {
    const { anna, bela, annaHello, belaHello, verified } = await prove();
    const back = await bela.verify(ANNA, belaHello, annaHello, await anna.prove(BELA, annaHello, belaHello));
    expect((await verified).pairKey).toEqual(back.pairKey);
    expect((await (await prove()).verified).pairKey).not.toEqual(back.pairKey);
  });

  it('refuses another secret', async () => {
    expect(await refusal((await prove({ bela: { key: new Uint8Array(32).fill(8) } })).verified)).toBe('secret');
  });

  it('refuses another place', async () => {
    expect(await refusal((await prove({ bela: { placeId: placeId('BBBBBBBBBBBBBBBBBBBBBB') } })).verified)).toBe('secret');
  });

  it('refuses a proof that was made for somebody else', async () => {
    expect(await refusal((await prove({ provenFor: 'CCCCCCCCCCCCCCCCCCCC' })).verified)).toBe('secret');
  });

  it('refuses a proof under another peer id', async () => {
    expect(await refusal((await prove({ claimedBy: 'CCCCCCCCCCCCCCCCCCCC' })).verified)).toBe('secret');
  });

  it('refuses a replayed proof: the nonce is new each time', async () => {
    const { anna, proof, belaHello } = await prove();
    expect(await refusal(anna.verify(BELA, anna.hello(), belaHello, proof))).toBe('secret');
  });

  it("refuses one's own proof sent back", async () => {
    const { anna, annaHello, belaHello } = await prove();
    const own = await anna.prove(BELA, annaHello, belaHello);
    expect(await refusal(anna.verify(BELA, annaHello, belaHello, own))).toBe('secret');
  });

  it('refuses banned identities', async () => {
    expect(await refusal((await prove({ anna: { isBanned: () => true } })).verified)).toBe('banned');
  });

  it('refuses a certificate that has expired', async () => {
    const later = NOW + (DEVICE_CERTIFICATE_DAYS * 24 + 1) * 3_600_000;
    expect(await refusal((await prove({ anna: { wallClock: () => later } })).verified)).toBe('identity');
  });

  it('refuses a remembered certificate once it has expired', async () => {
    let now = NOW;
    const { anna, bela, annaHello, belaHello, proof, verified } = await prove({ anna: { wallClock: () => now } });
    await verified;
    now += (DEVICE_CERTIFICATE_DAYS * 24 + 1) * 3_600_000;
    expect(bela.signer.certificate).toEqual(proof.certificate);
    expect(await refusal(anna.verify(BELA, annaHello, belaHello, proof))).toBe('identity');
  });

  it("refuses somebody else's certificate", async () => {
    const stranger = await makeSigner();
    const thief = await makeSigner();
    expect(await refusal((await prove({ bela: { signer: { ...thief, certificate: stranger.certificate } } })).verified)).toBe('identity');
  });

  const forged: Record<string, (proof: HandshakeProof) => unknown> = {
    'identity: signature': (proof) => ({ ...proof, signature: flip(proof.signature) }),
    'identity: certificate id': (proof) => ({ ...proof, certificate: { ...proof.certificate, id: flip(proof.certificate.id) } }),
    'identity: certificate owner': (proof) => ({ ...proof, certificate: { ...proof.certificate, pubkey: flip(proof.certificate.pubkey) } }),
    'identity: certificate date': (proof) => ({
      ...proof,
      certificate: { ...proof.certificate, created_at: proof.certificate.created_at - 1 },
    }),
    'identity: certificate kind': (proof) => ({ ...proof, certificate: { ...proof.certificate, kind: 1 } }),
    'identity: certificate device': (proof) => ({
      ...proof,
      certificate: { ...proof.certificate, tags: [['device', flip(proof.certificate.tags[0]![1]!)], proof.certificate.tags[1]!] },
    }),
    'identity: certificate expiry': (proof) => ({
      ...proof,
      certificate: {
        ...proof.certificate,
        tags: [proof.certificate.tags[0]!, ['expires', String(Number(proof.certificate.tags[1]![1]) + 1)]],
      },
    }),
    'identity: certificate content': (proof) => ({ ...proof, certificate: { ...proof.certificate, content: 'x' } }),
    'identity: certificate signature': (proof) => ({ ...proof, certificate: { ...proof.certificate, sig: flip(proof.certificate.sig) } }),
    'secret: fingerprint': (proof) => ({ ...proof, fingerprint: print('CC') }),
    'secret: mac': (proof) => ({ ...proof, mac: flip(proof.mac) }),
    'malformed: version': (proof) => ({ ...proof, v: 2 }),
    'malformed: fingerprint': (proof) => ({ ...proof, fingerprint: 'AA' }),
    'malformed: mac': (proof) => ({ ...proof, mac: proof.mac.slice(1) }),
    'malformed: signature': (proof) => ({ ...proof, signature: 7 }),
    'malformed: no certificate': (proof) => ({ ...proof, certificate: undefined }),
    'malformed: another member': (proof) => ({ ...proof, more: 1 }),
    'malformed: not an object': () => 'proof',
    'malformed: nothing': () => null,
  };
  for (const [name, tamper] of Object.entries(forged))
    it(`refuses a forged proof as ${name}`, async () => {
      expect(await refusal((await prove({ tamper })).verified)).toBe(name.split(':')[0]);
    });

  it('refuses malformed greetings', async () => {
    const anna = await person(ANNA);
    for (const data of [
      null,
      1,
      'x',
      {},
      { v: 1, nonce: 'short' },
      { v: 1, nonce: 'g'.repeat(64) },
      { v: 1, nonce: 'a'.repeat(64), more: 1 },
    ])
      expect(() => anna.readHello(data)).toThrow(HandshakeRefused);
  });
});
