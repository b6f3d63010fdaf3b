/**
 * Keeps `data-theme`, `data-motion` and `data-contrast` of the root element equal to the settings and the system's
 * wishes, while both change. Called once by the composition root. Knows nothing of the scene, which reads `theme`.
 */
import './tokens.css';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Settings } from '../state/settings.ts';
import { type ThemeAttributes, themeAttributes } from './theme-attributes.ts';

const queries = {
  dark: '(prefers-color-scheme: dark)',
  reducedMotion: '(prefers-reduced-motion: reduce)',
  moreContrast: '(prefers-contrast: more)',
};

/** A media query as a signal. @param ends stops the listening */
const matches = (query: string, ends: AbortSignal): ReadonlySignal<boolean> => {
  const list = matchMedia(query);
  const result = signal(list.matches);
  list.addEventListener('change', () => (result.value = list.matches), { signal: ends });
  return result;
};

export type AppliedTheme = { readonly attributes: ReadonlySignal<ThemeAttributes>; readonly close: () => void };

/** @param root usually `document.documentElement` */
export const applyTheme = (settings: ReadonlySignal<Settings>, root: HTMLElement): AppliedTheme => {
  const ends = new AbortController();
  const dark = matches(queries.dark, ends.signal);
  const reducedMotion = matches(queries.reducedMotion, ends.signal);
  const moreContrast = matches(queries.moreContrast, ends.signal);
  const attributes = computed(() =>
    themeAttributes(settings.value, { dark: dark.value, reducedMotion: reducedMotion.value, moreContrast: moreContrast.value }),
  );
  const stop = effect(() => {
    const { theme, motion, contrast } = attributes.value;
    root.dataset['theme'] = theme;
    root.dataset['motion'] = motion;
    root.dataset['contrast'] = contrast;
  });
  return {
    attributes,
    close: () => {
      ends.abort();
      stop();
    },
  };
};
