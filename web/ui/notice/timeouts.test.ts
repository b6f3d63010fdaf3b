import { expect, it } from 'vitest';
import { createTimeouts } from './timeouts.ts';

const world = () => {
  let nowMs = 0;
  let due: { atMs: number; run: () => void }[] = [];
  const ended: number[] = [];
  const timeouts = createTimeouts({
    after: (ms, run) => {
      const entry = { atMs: nowMs + ms, run };
      due.push(entry);
      return () => (due = due.filter((other) => other !== entry));
    },
    onEnd: (id) => ended.push(id),
  });
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const entry of due.filter((other) => other.atMs <= nowMs)) {
      due = due.filter((other) => other !== entry);
      entry.run();
    }
  };
  return { timeouts, ended, pass, waiting: () => due.length };
};

it('ends each after its own time, once', () => {
  const { timeouts, ended, pass } = world();
  timeouts.keep(
    new Map([
      [1, 5],
      [2, 9],
    ]),
  );
  timeouts.keep(
    new Map([
      [1, 5],
      [2, 9],
    ]),
  );
  pass(5);
  expect(ended).toEqual([1]);
  pass(10);
  expect(ended).toEqual([1, 2]);
});

it('forgets what was dismissed', () => {
  const { timeouts, ended, pass } = world();
  timeouts.keep(new Map([[1, 5]]));
  timeouts.keep(new Map());
  pass(10);
  expect(ended).toEqual([]);
});

it('waits while paused, then gives the whole time again', () => {
  const { timeouts, ended, pass } = world();
  timeouts.keep(new Map([[1, 5]]));
  pass(4);
  timeouts.pause();
  timeouts.keep(
    new Map([
      [1, 5],
      [2, 5],
    ]),
  );
  pass(100);
  expect(ended).toEqual([]);
  timeouts.resume();
  pass(4);
  expect(ended).toEqual([]);
  pass(1);
  expect(ended).toEqual([1, 2]);
});

it('leaves no timer behind', () => {
  const { timeouts, waiting } = world();
  timeouts.keep(
    new Map([
      [1, 5],
      [2, 5],
    ]),
  );
  timeouts.close();
  expect(waiting()).toBe(0);
});
