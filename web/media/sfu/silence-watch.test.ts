/** When a path counts as dead: a table of what may happen on it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchSilence, type PathSample, type SilenceWatch } from './silence-watch.ts';

const LOOK_MS = 500;
type Step = Partial<Omit<PathSample, 'atMs'>> & { readonly afterMs?: number };

/** Counters grow by what each step says; the answer is after how many ms it was found dead, or null. */
const deadAfter = (steps: readonly Step[]): number | null => {
  let watch: SilenceWatch = null;
  const sum = { atMs: 0, bytesReceived: 0, requestsSent: 0, responsesReceived: 0 };
  for (const { afterMs = LOOK_MS, isSending = false, ...grown } of steps) {
    sum.atMs += afterMs;
    sum.bytesReceived += grown.bytesReceived ?? 0;
    sum.requestsSent += grown.requestsSent ?? 0;
    sum.responsesReceived += grown.responsesReceived ?? 0;
    const seen = watchSilence(watch, { ...sum, isSending });
    if (seen.isDead) return sum.atMs;
    ({ watch } = seen);
  }
  return null;
};
const times = (count: number, step: Step): readonly Step[] => Array.from({ length: count }, () => step);
const flowing: Step = { bytesReceived: 1000, isSending: true };

describe('the silence watch', () => {
  it.each<[string, readonly Step[], number | null]>([
    ['a server that answers', times(40, flowing), null],
    ['a speaker whom nothing answers', [...times(4, flowing), ...times(10, { isSending: true })], 3500],
    ['a listener in a silent room', times(40, {}), null],
    ['a listener whose check is answered', [...times(4, {}), { requestsSent: 1, responsesReceived: 1 }, ...times(20, {})], null],
    ['a listener whose check is not answered', [...times(4, flowing), {}, { requestsSent: 1 }, ...times(10, {})], 4000],
    ['a microphone switched on in the midst of a silence', [...times(4, {}), ...times(2, { isSending: true }), flowing], null],
    ['a page that hung for ten seconds', [...times(4, flowing), { afterMs: 10_000, isSending: true }, flowing, ...times(4, flowing)], null],
  ])('%s', (_, steps, expected) => {
    expect(deadAfter(steps)).toBe(expected);
  });

  it('never gives up a path on which something arrives at every look', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: 1, max: 20_000 }),
      bytesReceived: fc.integer({ min: 1 }),
      requestsSent: fc.nat(9),
      isSending: fc.boolean(),
    });
    fc.assert(fc.property(fc.array(step), (steps) => deadAfter(steps) === null));
  });
});
