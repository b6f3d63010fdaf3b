import { describe, expect, it } from 'vitest';
import { approach, createFaders } from './fader.ts';
import { createHandClock } from './testing.ts';

describe('a fader', () => {
  const setUp = (hidden = false) => {
    const clock = createHandClock();
    const faders = createFaders(clock, () => hidden);
    const heard: number[] = [];
    return { clock, faders, heard, fader: faders.add((value) => heard.push(value)) };
  };

  it('moves in small steps, arrives exactly, and then rests', () => {
    const { clock, fader, heard } = setUp();
    fader.to(1);
    clock.advance(1000);
    expect(heard.at(-1)).toBe(1);
    const steps = heard.map((value, index) => value - (heard[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(0.5);
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(clock.running()).toBe(0);
  });

  it('is silent at once when it jumps, in the middle of a move too', () => {
    const { clock, fader, heard } = setUp();
    fader.to(1);
    clock.advance(40);
    fader.jump(0);
    clock.advance(1000);
    expect(heard.at(-1)).toBe(0);
    expect(clock.running()).toBe(0);
  });

  it('does not wait for timers in a hidden tab', () => {
    const { fader, heard, clock } = setUp(true);
    fader.to(0.5);
    expect(heard).toEqual([0.5]);
    expect(clock.running()).toBe(0);
  });

  it('crosses in a straight line, and at once in a hidden tab', () => {
    const { clock, faders } = setUp();
    const shares: number[] = [];
    faders.cross(40, (progress) => shares.push(progress));
    clock.advance(20);
    expect(shares.at(-1)).toBeCloseTo(0.5);
    clock.advance(1000);
    expect(shares.at(-1)).toBe(1);
    expect(clock.running()).toBe(0);
    faders.cross(40, () => undefined);
    faders.close();
    expect(clock.running()).toBe(0);
    setUp(true).faders.cross(40, (progress) => shares.push(progress * 2));
    expect(shares.at(-1)).toBe(2);
  });

  it('shares one timer', () => {
    const { clock, faders, fader } = setUp();
    const other = faders.add(() => undefined);
    fader.to(1);
    other.to(1);
    expect(clock.running()).toBe(1);
    faders.close();
    expect(clock.running()).toBe(0);
  });
});

it('approaches by the time that passed, not by the number of steps', () => {
  const inTwo = approach(approach(0, 1, 10), 1, 10);
  expect(inTwo).toBeCloseTo(approach(0, 1, 20));
  expect(approach(0, 1, 60_000)).toBe(1);
});
