import { describe, expect, it } from 'vitest';
import { aLine } from '../world/testing.ts';
import { chatRows, firstUnread } from './chat-rows.ts';

const noon = new Date(2026, 4, 4, 12).getTime();
const minute = 60_000;
const line = (id: string, from: string, minutes: number, change = {}) => aLine(id, from, id, { atMs: noon + minutes * minute, ...change });
const kinds = (lines: Parameters<typeof chatRows>[0], firstNew: string | null = null): readonly string[] =>
  chatRows(lines, firstNew).map((row) => (row.kind === 'line' ? `${row.line.id}${row.opens ? '*' : ''}` : row.kind));

describe('chatRows', () => {
  it('says who speaks when the speaker, the scope or the breath changes', () => {
    const lines = [
      line('a', 'Ana', 0),
      line('b', 'Ana', 1),
      line('c', 'Ana', 2, { scope: 'place' }),
      line('d', 'Ben', 2),
      line('e', 'Ben', 9),
    ];
    expect(kinds(lines)).toEqual(['day', 'a*', 'b', 'c*', 'd*', 'e*']);
  });

  it('marks each new day', () => {
    expect(kinds([line('a', 'Ana', 0), line('b', 'Ana', 24 * 60)])).toEqual(['day', 'a*', 'day', 'b*']);
  });

  it('puts the mark above the first new line and counts what others wrote', () => {
    const lines = [line('a', 'Ana', 0), line('b', 'Ana', 1), line('c', 'self', 1), line('d', 'Ben', 2)];
    expect(kinds(lines, 'b')).toEqual(['day', 'a*', 'new', 'b*', 'c*', 'd*']);
    expect(chatRows(lines, 'b').find((row) => row.kind === 'new')).toMatchObject({ count: 2 });
  });

  it('has a key of its own for every row, even when two people use the same id', () => {
    const rows = chatRows([line('a', 'Ana', 0), line('a', 'Ben', 0)], null);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe('firstUnread', () => {
  it('counts lines of others from the end', () => {
    const lines = [line('a', 'Ana', 0), line('b', 'Ben', 1), line('c', 'self', 2), line('d', 'Ana', 3)];
    expect(firstUnread(lines, 0)).toBe(null);
    expect(firstUnread(lines, 1)).toBe('d');
    expect(firstUnread(lines, 2)).toBe('b');
    expect(firstUnread(lines, 9)).toBe(null);
  });
});
