import { generateMsgId } from '@lit/localize/internal/id-generation.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageId, splitPlaceholders, toTemplates } from './templates.ts';

describe('splitPlaceholders', () => {
  it('puts parts and positions back together', () => {
    const piece = fc.string().filter((text) => !/[{}]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, fc.nat(20))), piece, (pairs, end) => {
        const sentence = pairs.map(([text, at]) => `${text}{${at}}`).join('') + end;
        const { parts, positions } = splitPlaceholders(sentence);
        expect(parts).toEqual([...pairs.map(([text]) => text), end]);
        expect(positions).toEqual(pairs.map(([, at]) => at));
      }),
    );
  });
});

describe('toTemplates', () => {
  it('uses the ids that msg() looks up', () => {
    expect(messageId('Leave')).toBe(generateMsgId('Leave', false));
    expect(messageId('{0} waves to {1}')).toBe(generateMsgId(['', ' waves to ', ''], false));
  });

  it('keeps plain sentences as strings and reorders values', () => {
    const templates = toTemplates({ Leave: 'Sair', '{0} of {1}': 'De {1}, {0}' });
    expect(templates[messageId('Leave')]).toBe('Sair');
    expect(templates[messageId('{0} of {1}')]).toMatchObject({ strTag: true, strings: ['De ', ', ', ''], values: [1, 0] });
  });
});
