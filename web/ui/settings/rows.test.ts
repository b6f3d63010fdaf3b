import { describe, expect, it } from 'vitest';
import { fold, matches } from './rows.ts';

const row = { label: 'Reduzir movimento', hint: 'Sem deslizes.', keywords: 'animação' };

describe('matches', () => {
  it('finds by label, hint, keywords and section, without accents', () => {
    expect(matches(row, 'Aparência', 'movimento')).toBe(true);
    expect(matches(row, 'Aparência', 'animacao')).toBe(true);
    expect(matches(row, 'Aparência', 'APARENCIA deslizes')).toBe(true);
    expect(matches(row, 'Aparência', '')).toBe(true);
  });

  it('wants every word', () => {
    expect(matches(row, 'Aparência', 'movimento microfone')).toBe(false);
  });
});

it('folds accents and case away', () => {
  expect(fold('Notificações')).toBe('notificacoes');
});
