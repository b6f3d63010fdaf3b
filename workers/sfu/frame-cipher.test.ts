/** Sealed frames: what comes out is what went in, and nothing else ever comes out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearBytes, createOpen, createSeal, frameKey, importMediaKey, OVERHEAD_BYTES, type FrameType } from './frame-cipher.ts';
import type { FrameSource } from './protocol.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const ann: FrameSource = { peer: 'ann', kind: 'camera' };
const SECRET: Bytes = new Uint8Array(32).fill(7);
const keyOf = async (source: FrameSource = ann, secret: Bytes = SECRET) => frameKey(await importMediaKey(secret), source);
const pair = async () => {
  const key = await keyOf();
  return { seal: createSeal(key), open: createOpen(key) };
};
const frame = (bytes = 200): Bytes => Uint8Array.from({ length: bytes }, (_, index) => index % 251);
const types = fc.constantFrom<FrameType>('audio', 'key', 'delta');
const bytes = (min: number) => fc.uint8Array({ minLength: min, maxLength: 300 }).map((some) => new Uint8Array(some));

describe('sealed frames', () => {
  it('open to what was sealed, header in the clear, the rest not', async () => {
    const { seal, open } = await pair();
    await fc.assert(
      fc.asyncProperty(bytes(10), types, async (clear, type) => {
        const sealed = await seal(clear, type);
        expect(sealed.length).toBe(clear.length + OVERHEAD_BYTES);
        expect(sealed.subarray(0, clearBytes(type))).toEqual(clear.subarray(0, clearBytes(type)));
        expect(await open(sealed, type)).toEqual(clear);
      }),
      { numRuns: 60 },
    );
  });

  it('hide what they carry, and never look the same twice', async () => {
    const { seal } = await pair();
    const one = await seal(frame(), 'audio');
    const two = await seal(frame(), 'audio');
    const same = frame().filter((byte, index) => one[index] === byte).length;
    expect(same).toBeLessThan(20);
    expect(one).not.toEqual(two);
  });

  it('do not open with any bit changed, header and trailer included', async () => {
    const { seal, open } = await pair();
    const sealed = await seal(frame(40), 'key');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const forged = new Uint8Array(sealed);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await open(forged, 'key'), `bit ${String(bit)}`).toBeNull();
    }
    expect(await open(sealed, 'key')).toEqual(frame(40));
  });

  it('do not open for another sender, another kind, another key, or as another type', async () => {
    const sealed = await createSeal(await keyOf())(frame(), 'key');
    const others = [
      await keyOf({ ...ann, peer: 'bob' }),
      await keyOf({ ...ann, kind: 'screen' }),
      await keyOf(ann, new Uint8Array(32).fill(8)),
    ];
    for (const key of others) expect(await createOpen(key)(sealed, 'key')).toBeNull();
    expect(await createOpen(await keyOf())(sealed, 'delta')).toBeNull();
  });

  it('never let anything through that nobody sealed', async () => {
    const { open } = await pair();
    await fc.assert(
      fc.asyncProperty(bytes(0), types, async (junk, type) => {
        expect(await open(junk, type)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it('open once: a replay stays shut, a frame that was overtaken does not', async () => {
    const { seal, open } = await pair();
    const [first, second, third] = [await seal(frame(), 'audio'), await seal(frame(), 'audio'), await seal(frame(), 'audio')];
    expect(await open(first, 'audio')).not.toBeNull();
    expect(await open(third, 'audio')).not.toBeNull();
    expect(await open(second, 'audio')).not.toBeNull();
    for (const old of [first, second, third]) expect(await open(old, 'audio')).toBeNull();
  });

  it('of an earlier session stay shut once a later one has begun', async () => {
    const key = await keyOf();
    const [before, after] = [createSeal(key), createSeal(key)];
    const open = createOpen(key);
    const held = await before(frame(), 'audio');
    expect(await open(await before(frame(), 'audio'), 'audio')).not.toBeNull();
    expect(await open(await after(frame(), 'audio'), 'audio')).not.toBeNull();
    expect(await open(held, 'audio')).toBeNull();
  });

  it('that are too old are shut even if they were never seen', async () => {
    const { seal, open } = await pair();
    const held = await seal(frame(10), 'audio');
    for (let n = 0; n < 1100; n += 1) await open(await seal(frame(10), 'audio'), 'audio');
    expect(await open(held, 'audio')).toBeNull();
  });

  it('need a key that is one', async () => {
    await expect(importMediaKey(new Uint8Array(15))).rejects.toThrow(RangeError);
  });
});
