import fc from 'fast-check';
import { getPublicKey, verifyEvent } from 'nostr-tools/pure';
import { describe, expect, it } from 'vitest';
import { createEventSigner } from './event-signer.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('createEventSigner', () => {
  it('signs what nostr-tools finds good, whatever the key, the content and the dice', () => {
    fc.assert(
      fc.property(
        bytes32.filter((key) => key.some((byte) => byte > 0) && key[0]! < 0xff),
        bytes32,
        fc.string({ maxLength: 200 }),
        (key, dice, content) => {
          const event = createEventSigner(key, () => dice)({ kind: 25_050, created_at: 1, tags: [['x', 'topic']], content });
          expect(event.pubkey).toBe(getPublicKey(key));
          expect(verifyEvent(structuredClone(event))).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('makes signatures that hold for one event only', () => {
    const event = createEventSigner(
      new Uint8Array(32).fill(7),
      () => new Uint8Array(32),
    )({ kind: 1, created_at: 1, tags: [], content: 'a' });
    expect(verifyEvent({ ...event, content: 'b' })).toBe(false);
  });
});
