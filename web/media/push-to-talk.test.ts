import { expect, it } from 'vitest';
import { createPushToTalk, RELEASE_TAIL_MS } from './push-to-talk.ts';
import { createHandClock } from './testing.ts';

it('is always open while push-to-talk is not in use', () => {
  const gate = createPushToTalk(createHandClock(), false);
  expect(gate.open.value).toBe(true);
  gate.hold(false);
  expect(gate.open.value).toBe(true);
});

it('is open while the key is held and a tail longer', () => {
  const clock = createHandClock();
  const gate = createPushToTalk(clock, true);
  expect(gate.open.value).toBe(false);
  gate.hold(true);
  gate.hold(true);
  expect(gate.open.value).toBe(true);
  gate.hold(false);
  clock.advance(RELEASE_TAIL_MS - 1);
  expect(gate.open.value).toBe(true);
  clock.advance(1);
  expect(gate.open.value).toBe(false);
});

it('does not close in the middle of a word that began within the tail', () => {
  const clock = createHandClock();
  const gate = createPushToTalk(clock, true);
  gate.hold(true);
  gate.hold(false);
  clock.advance(100);
  gate.hold(true);
  clock.advance(10_000);
  expect(gate.open.value).toBe(true);
});

it('closes when switched on in mid-sentence, and leaves no timer behind', () => {
  const clock = createHandClock();
  const gate = createPushToTalk(clock, false);
  gate.enable(true);
  expect(gate.open.value).toBe(false);
  gate.hold(true);
  gate.hold(false);
  gate.enable(false);
  expect(gate.open.value).toBe(true);
  expect(clock.running()).toBe(0);
});
