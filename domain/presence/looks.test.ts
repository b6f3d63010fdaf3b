import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AvatarLookSchema, PALETTE_SIZE } from './avatar.ts';
import { FAINT_AFTER_MS, GONE_AFTER_MS, livenessOf } from './liveness.ts';
import { CLOTH_COLOURS, HAIR_COLOURS, PRESET_LOOKS, randomLook, SKIN_COLOURS } from './looks.ts';

describe('looks', () => {
  it('have full palettes of different colours', () => {
    for (const palette of [SKIN_COLOURS, HAIR_COLOURS, CLOTH_COLOURS]) {
      expect(new Set(palette).size).toBe(PALETTE_SIZE);
      for (const colour of palette) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    }
  });

  it('to begin with are valid and all different', () => {
    expect(PRESET_LOOKS).toHaveLength(12);
    for (const look of PRESET_LOOKS) expect(v.is(AvatarLookSchema, look)).toBe(true);
    expect(new Set(PRESET_LOOKS.map((look) => JSON.stringify(look))).size).toBe(12);
  });

  it('drawn at random are valid, and the top is not the colour of the legs', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
        const look = randomLook(() => stream.next().value);
        expect(v.is(AvatarLookSchema, look)).toBe(true);
        expect(look.topColour).not.toBe(look.legsColour);
      }),
    );
  });
});

describe('liveness', () => {
  it('fades first and ends before five seconds', () => {
    expect(livenessOf(1000, 1000 + FAINT_AFTER_MS - 1)).toBe('here');
    expect(livenessOf(1000, 1000 + FAINT_AFTER_MS)).toBe('faint');
    expect(livenessOf(1000, 1000 + GONE_AFTER_MS)).toBe('gone');
    expect(GONE_AFTER_MS).toBeLessThan(5000);
  });
});
