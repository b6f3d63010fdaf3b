import { describe, expect, it } from 'vitest';
import { createSlices } from './slices.ts';

const makeSlices = (budgetMs = 10) => {
  const waiting: (() => void)[] = [];
  const left: number[] = [];
  let now = 0;
  const slices = createSlices({ budgetMs, now: () => now, defer: (run) => waiting.push(run), onSlice: (count) => left.push(count) });
  return {
    slices,
    left,
    waiting,
    takes: (ms: number) => () => {
      now += ms;
    },
    turn: () => waiting.shift()?.(),
  };
};

describe('slices', () => {
  it('stops when the budget is used, and goes on in the next turn', () => {
    const { slices, left, takes, turn } = makeSlices(10);
    for (const key of ['a', 'b', 'c', 'd']) slices.add(key, 0, takes(6));
    turn();
    turn();
    expect(left).toEqual([2, 0]);
  });

  it('does the urgent first, equals in the order they came', () => {
    const { slices, turn } = makeSlices();
    const done: string[] = [];
    for (const [key, urgency] of [
      ['late', 9],
      ['first', 1],
      ['second', 1],
    ] as const)
      slices.add(key, urgency, () => done.push(key));
    turn();
    expect(done).toEqual(['first', 'second', 'late']);
  });

  it('does a thing once, as it was asked for last', () => {
    const { slices, turn } = makeSlices();
    const done: string[] = [];
    slices.add('a', 0, () => done.push('old'));
    slices.add('a', 0, () => done.push('new'));
    turn();
    expect(done).toEqual(['new']);
  });

  it('asks for one turn at a time and for none when nothing is left', () => {
    const { slices, waiting, takes, turn } = makeSlices();
    slices.add('a', 0, takes(1));
    slices.add('b', 0, takes(1));
    expect(waiting).toHaveLength(1);
    turn();
    expect(waiting).toHaveLength(0);
  });

  it('runs nothing after it was closed', () => {
    const { slices, turn } = makeSlices();
    let ran = false;
    slices.add('a', 0, () => {
      ran = true;
    });
    slices.close();
    turn();
    expect(ran).toBe(false);
  });
});
