import { signal } from '@preact/signals-core';
import { afterEach, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../state/settings.ts';
import { applyTheme } from './apply-theme.ts';

const root = document.documentElement;
const colour = (name: string): string => {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
};

afterEach(() => {
  for (const name of ['theme', 'motion', 'contrast']) delete root.dataset[name];
});

it('changes the colours with the setting and stops when closed', () => {
  const settings = signal<Settings>({ ...defaultSettings(), theme: 'light' });
  const applied = applyTheme(settings, root);
  expect(colour('--canvas')).toBe('rgb(243, 239, 232)');
  settings.value = { ...settings.value, theme: 'dark', motion: 'reduced' };
  expect(colour('--canvas')).toBe('rgb(20, 22, 27)');
  expect(getComputedStyle(root).getPropertyValue('--motion').trim()).toBe('0');
  applied.close();
  settings.value = { ...settings.value, theme: 'light' };
  expect(root.dataset['theme']).toBe('dark');
});

it('strengthens lines and removes blur for more contrast', () => {
  const applied = applyTheme(signal<Settings>({ ...defaultSettings(), theme: 'light', contrast: 'more' }), root);
  expect(getComputedStyle(root).getPropertyValue('--backdrop').trim()).toBe('none');
  expect(colour('--text-soft')).toBe(colour('--text'));
  applied.close();
});
