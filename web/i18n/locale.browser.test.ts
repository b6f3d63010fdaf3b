import { msg, str } from '@lit/localize';
import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { afterEach, expect, it } from 'vitest';
import { AppElement } from '../ui/app-element.ts';
import { fakeApp } from '../ui/testing.ts';
import { formatAgo, formatList, formatNumber, formatPercent, regionalLocale } from './format.ts';
import { currentLocale, useLanguage } from './locale.ts';
import { plural } from './plural.ts';

@customElement('test-localized')
class TestLocalized extends AppElement {
  override render() {
    const people = plural(2, { one: msg('1 person'), other: msg(str`${2} people`) });
    return html`${[msg('Leave'), msg(str`${'Ana'} knocks at ${'Fern'}.`), people].join(' · ')}`;
  }
}

const app = fakeApp();
afterEach(async () => {
  app.close();
  await useLanguage('en');
});

it('speaks Portuguese after the change, with values in their places, and English again', async () => {
  const element = app.provide(new TestLocalized());
  await element.updateComplete;
  expect(element.shadowRoot!.textContent).toBe('Leave · Ana knocks at Fern. · 2 people');
  expect(await useLanguage('pt-BR')).toBe('pt-BR');
  await element.updateComplete;
  expect(element.shadowRoot!.textContent).toBe('Sair · Ana bate à porta: Fern. · 2 pessoas');
  expect(document.documentElement.lang).toBe('pt-BR');
  await useLanguage('en');
  await element.updateComplete;
  expect(element.shadowRoot!.textContent).toContain('Leave');
  expect(document.documentElement.lang).toBe('en');
});

it('writes numbers, times and lists as the language does', async () => {
  const now = Date.UTC(2026, 0, 10);
  const hour = 3_600_000;
  expect(formatList(['Ana', 'Kofi', 'Mira'])).toBe('Ana, Kofi and Mira');
  expect(formatAgo(now - 24 * hour, now)).toBe('yesterday');
  expect(formatAgo(now + hour, now)).toBe('this minute');
  await useLanguage('pt-BR');
  expect(currentLocale()).toBe('pt-BR');
  expect(formatNumber(1234.5, 1)).toBe('1.234,5');
  expect(formatPercent(0.37)).toBe('37%');
  expect(formatList(['Ana', 'Kofi', 'Mira'])).toBe('Ana, Kofi e Mira');
  expect(formatAgo(now - 24 * hour, now)).toBe('ontem');
});

it('keeps the habits of the region within the language', () => {
  expect(regionalLocale('en', ['pt-BR', 'en-IE', 'en-US'])).toBe('en-IE');
  expect(regionalLocale('pt-BR', ['en-US'])).toBe('pt-BR');
});
