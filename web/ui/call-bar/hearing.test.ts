import { describe, expect, it } from 'vitest';
import { hearingSentence, namesOf } from './hearing.ts';

const on = { microphone: 'on', waitsForKey: false } as const;

describe('hearingSentence', () => {
  it.each([
    [{ ...on, inCall: [] }, 'Nobody hears you'],
    [{ ...on, inCall: ['Ana'] }, 'Ana hears you'],
    [{ ...on, inCall: ['Ana', 'Kofi'] }, 'Ana and Kofi hear you'],
    [{ ...on, inCall: ['Ana', 'Kofi', 'Rui'] }, 'Ana, Kofi and Rui hear you'],
    [{ ...on, inCall: ['Ana', 'Kofi', 'Rui', 'Vera'] }, 'Ana, Kofi and 2 others hear you'],
    [{ microphone: 'off', waitsForKey: false, inCall: ['Ana'] }, 'You are muted'],
    [{ microphone: 'on', waitsForKey: true, inCall: ['Ana'] }, 'Hold Space to speak'],
  ] as const)('%j', (hearing, sentence) => {
    expect(hearingSentence(hearing)).toBe(sentence);
  });
});

describe('namesOf', () => {
  it('counts the rest', () => {
    expect(namesOf(['Ana'], 3)).toBe('Ana');
    expect(namesOf(['A', 'B', 'C', 'D', 'E'], 3)).toBe('A, B, C and 2 others');
  });
});
