import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batch, createAnnouncer } from './announcer.ts';

const more = (count: number): string => `+${count}`;

/** One timer that the test fires by hand. */
const world = () => {
  const written: string[] = [];
  let due: (() => void) | null = null;
  const announcer = createAnnouncer({
    write: (text) => written.push(text),
    after: (_, run) => {
      due = run;
      return () => (due = null);
    },
    more,
  });
  return {
    announcer,
    written,
    isWaiting: () => due !== null,
    pass: () => {
      const run = due;
      due = null;
      run?.();
    },
  };
};

describe('batch', () => {
  it('joins sentences, drops duplicates and empty ones', () => {
    expect(batch(['Ana came in.', 'Ana came in.', ' ', 'Kofi left.'], more)).toBe('Ana came in. Kofi left.');
  });

  it('counts the rest of a crowd', () => {
    expect(batch(['a', 'b', 'c', 'd'], more)).toBe('a b c d');
    expect(batch(['a', 'b', 'c', 'd', 'e', 'f'], more)).toBe('a b c +3');
  });

  it('never says more than four things, and loses none', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/)), (sentences) => {
        const pieces = batch(sentences, more).split(' ').filter(Boolean);
        expect(pieces.length).toBeLessThanOrEqual(4);
        const counted = pieces.at(-1)?.startsWith('+') ? Number(pieces.at(-1)!.slice(1)) : 0;
        expect((counted > 0 ? pieces.length - 1 : pieces.length) + counted).toBe(new Set(sentences).size);
      }),
    );
  });
});

describe('createAnnouncer', () => {
  it('says what came together as one', () => {
    const { announcer, written, pass } = world();
    announcer.announce('Ana came in.');
    announcer.announce('Kofi came in.');
    expect(written).toEqual([]);
    pass();
    expect(written).toEqual(['Ana came in. Kofi came in.']);
  });

  it('makes a repeated sentence news again', () => {
    const { announcer, written, pass } = world();
    for (let i = 0; i < 3; i++) {
      announcer.announce('Ana waves to you.');
      pass();
    }
    expect(new Set([written[0], written[1]]).size).toBe(2);
    expect(new Set([written[1], written[2]]).size).toBe(2);
  });

  it('says nothing after it was closed', () => {
    const { announcer, written, pass, isWaiting } = world();
    announcer.announce('Ana came in.');
    announcer.close();
    expect(isWaiting()).toBe(false);
    pass();
    expect(written).toEqual([]);
  });
});
