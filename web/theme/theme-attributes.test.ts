import { describe, expect, it } from 'vitest';
import { themeAttributes } from './theme-attributes.ts';

const nothing = { dark: false, reducedMotion: false, moreContrast: false };
const everything = { dark: true, reducedMotion: true, moreContrast: true };

describe('themeAttributes', () => {
  it('follows the system where nothing was chosen', () => {
    const chosen = { theme: 'system', motion: 'system', contrast: 'system' } as const;
    expect(themeAttributes(chosen, nothing)).toEqual({ theme: 'light', motion: 'full', contrast: 'normal' });
    expect(themeAttributes(chosen, everything)).toEqual({ theme: 'dark', motion: 'reduced', contrast: 'more' });
  });

  it('puts the choice above the system', () => {
    expect(themeAttributes({ theme: 'light', motion: 'full', contrast: 'system' }, everything)).toEqual({
      theme: 'light',
      motion: 'full',
      contrast: 'more',
    });
    expect(themeAttributes({ theme: 'dark', motion: 'reduced', contrast: 'more' }, nothing)).toEqual({
      theme: 'dark',
      motion: 'reduced',
      contrast: 'more',
    });
  });
});
