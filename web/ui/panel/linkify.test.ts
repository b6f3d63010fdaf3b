import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkify } from './linkify.ts';

const links = (text: string): readonly (string | null)[] => linkify(text).flatMap(({ href }) => (href === null ? [] : [href]));

describe('linkify', () => {
  it.each([
    ['see https://a.example/x.', ['https://a.example/x']],
    ['(https://a.example/wiki/B_(c))', ['https://a.example/wiki/B_(c)']],
    ['HTTP://A.example, and https://b.example?q=1!', ['HTTP://A.example', 'https://b.example?q=1']],
    ['javascript:alert(1) data:text/html,x', []],
    ['https://bank.example@evil.example/', []],
    ['https://', []],
    ['<a href="https://a.example">', ['https://a.example']],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it('never loses or adds a character, and links only http and https', () => {
    const part = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('javascript:', 'https://', '<b>', ').', '\n'));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const pieces = linkify(text);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { href } of pieces) if (href !== null) expect(href).toMatch(/^https?:\/\//i);
      }),
    );
  });
});
