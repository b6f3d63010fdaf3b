import { expect, it } from 'vitest';
import { resolveLocale } from './resolve-locale.ts';

it('takes the first language of the system that Patio speaks', () => {
  expect(resolveLocale('system', ['de-DE', 'pt-PT', 'en-US'])).toBe('pt-BR');
  expect(resolveLocale('system', ['EN-gb', 'pt-BR'])).toBe('en');
  expect(resolveLocale('system', ['ja'])).toBe('en');
  expect(resolveLocale('system', [])).toBe('en');
});

it('puts the choice above the system', () => {
  expect(resolveLocale('pt-BR', ['en-US'])).toBe('pt-BR');
  expect(resolveLocale('en', ['pt-BR'])).toBe('en');
});
