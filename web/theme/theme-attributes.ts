/**
 * From what a person chose and what their system asks for to the attributes that tokens.css knows. Pure: the document is
 * touched by apply-theme.ts.
 */
import type { Settings } from '../state/settings.ts';

/** What the system asks for, read from media queries. */
export type SystemLook = { readonly dark: boolean; readonly reducedMotion: boolean; readonly moreContrast: boolean };

export type ThemeAttributes = {
  readonly theme: 'light' | 'dark';
  readonly motion: 'full' | 'reduced';
  readonly contrast: 'normal' | 'more';
};

export const themeAttributes = (settings: Pick<Settings, 'theme' | 'motion' | 'contrast'>, system: SystemLook): ThemeAttributes => ({
  theme: settings.theme === 'system' ? (system.dark ? 'dark' : 'light') : settings.theme,
  motion: settings.motion === 'system' ? (system.reducedMotion ? 'reduced' : 'full') : settings.motion,
  contrast: settings.contrast === 'more' || system.moreContrast ? 'more' : 'normal',
});
