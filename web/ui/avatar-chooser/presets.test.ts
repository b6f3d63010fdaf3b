import { describe, expect, it } from 'vitest';
import { PRESET_LOOKS } from '../../../domain/presence/looks.ts';
import { presetRow, PRESETS_SHOWN, sameLook } from './presets.ts';

const first = PRESET_LOOKS[0]!;
const last = PRESET_LOOKS.at(-1)!;
const own = { ...first, hat: (first.hat + 1) % 6, hatColour: 7 };

describe('the row of presets', () => {
  it.each([
    ['a visible preset', first],
    ['a preset from further down', last],
    ['a look of one’s own', own],
  ])('shows %s exactly once, among seven', (_, worn) => {
    const row = presetRow(PRESET_LOOKS, worn);
    expect(row).toHaveLength(PRESETS_SHOWN);
    expect(row.filter((look) => sameLook(look, worn))).toHaveLength(1);
  });

  it('keeps the order of the presets while one of them is worn', () => {
    expect(presetRow(PRESET_LOOKS, PRESET_LOOKS[3]!)).toEqual(PRESET_LOOKS.slice(0, PRESETS_SHOWN));
  });

  it('puts a look of one’s own first', () => {
    expect(presetRow(PRESET_LOOKS, own)[0]).toEqual(own);
  });

  it('keeps it there while a preset is tried on', () => {
    const before = presetRow(PRESET_LOOKS, own);
    expect(presetRow(PRESET_LOOKS, PRESET_LOOKS[2]!, own)).toEqual(before);
    expect(presetRow(PRESET_LOOKS, last, own)).toEqual([...before.slice(0, -1), last]);
  });

  it('tells looks apart by any choice', () => {
    expect(sameLook(first, { ...first })).toBe(true);
    expect(sameLook(first, { ...first, glasses: !first.glasses })).toBe(false);
  });
});
