import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Status } from '../../../../domain/presence/avatar.ts';
import { cutText, NAME_FONT, pillMark, SPEECH_FONT, wrapText } from './labels.ts';
import { markColours } from './mark-colours.ts';

/** Every letter is 7 px wide. */
const measure = (text: string): number => text.length * 7;

describe('text over people', () => {
  it('is at least 12 px', () => {
    for (const font of [NAME_FONT, SPEECH_FONT]) expect(Number(/(\d+)px/.exec(font)?.[1])).toBeGreaterThanOrEqual(12);
  });

  it('is cut with an ellipsis, and only when it must be', () => {
    expect(cutText('Ana', NAME_FONT, 70, measure)).toBe('Ana');
    expect(cutText('Maximiliane', NAME_FONT, 56, measure)).toBe('Maximil…');
  });

  it('is never cut through the middle of a character that is made of several', () => {
    expect(cutText('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', NAME_FONT, 70, measure)).toBe('👩‍👩‍👧…');
  });

  it('wraps between words and keeps three lines', () => {
    const lines = wrapText('one two three four five six seven eight nine', SPEECH_FONT, 70, 3, measure);
    expect(lines).toEqual(['one two', 'three four', 'five six…']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(wrapText('abcdefghijklmno', SPEECH_FONT, 35, 3, measure)).toEqual(['abcde', 'fghij', 'klmno']);
  });

  it('never makes a line wider than it may be, nor more lines than asked for', () => {
    const letters = new Intl.Segmenter();
    const wide = (text: string): number => [...letters.segment(text)].length * 7;
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (text) => {
        const lines = wrapText(text, SPEECH_FONT, 140, 3, wide);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(wide(line)).toBeLessThanOrEqual(140);
      }),
    );
  });
});

describe('a name pill', () => {
  const options = {
    name: 'Ana',
    status: Status.Available,
    speaking: false,
    muted: false,
    handUp: false,
    isSelf: false,
    highlighted: false,
    highContrast: false,
  };
  const colours = markColours('light', false);

  it('grows to the right when its person speaks: the name does not move', () => {
    const calm = pillMark(options, colours, measure);
    const speaking = pillMark({ ...options, speaking: true }, colours, measure);
    expect(speaking.originX).toBe(calm.originX);
    expect(speaking.width).toBeGreaterThan(calm.width);
    expect(speaking.bars).not.toBeNull();
    expect(calm.bars).toBeNull();
  });

  it('has room for a muted microphone and a raised hand', () => {
    const calm = pillMark(options, colours, measure).width;
    const both = pillMark({ ...options, muted: true, handUp: true }, colours, measure).width;
    expect(both).toBeGreaterThanOrEqual(calm + 30);
  });

  it('stays short for the longest name', () => {
    expect(pillMark({ ...options, name: 'x'.repeat(500) }, colours, measure).width).toBeLessThan(200);
  });
});
