import { describe, expect, it } from 'vitest';
import { createFakeClock } from './testing.ts';
import { createTimers } from './timers.ts';

describe('every', () => {
  it('keeps its period although each firing is a little late', () => {
    const clock = createFakeClock({ lateMs: 3 });
    const fired: number[] = [];
    createTimers(clock).every(1, 100, () => fired.push(clock.now()));
    clock.run(1000);
    expect(fired).toEqual([103, 203, 303, 403, 503, 603, 703, 803, 903]);
  });

  it('skips what was missed instead of making up for it', () => {
    const clock = createFakeClock();
    const late: number[] = [];
    createTimers(clock).every(1, 100, (lateMs) => late.push(lateMs));
    clock.run(250);
    clock.sleep(1000);
    clock.run(300);
    expect(late).toEqual([0, 0, 950, 0, 0, 0]);
  });

  it('may be cancelled or replaced while it fires', () => {
    const clock = createFakeClock();
    const timers = createTimers(clock);
    let count = 0;
    timers.every(1, 100, () => {
      count++;
      timers.cancel(1);
    });
    clock.run(1000);
    expect(count).toBe(1);
    timers.every(2, 100, () => count++);
    timers.every(2, 400, () => count++);
    clock.run(1000);
    expect(count).toBe(3);
  });

  it('takes nonsense as the shortest period', () => {
    const clock = createFakeClock();
    let count = 0;
    createTimers(clock).every(1, Number.NaN, () => count++);
    clock.run(100);
    expect(count).toBeLessThanOrEqual(25);
    expect(count).toBeGreaterThan(10);
  });
});

describe('after', () => {
  it('fires once', () => {
    const clock = createFakeClock();
    const fired: number[] = [];
    const timers = createTimers(clock);
    timers.after(1, 50, () => fired.push(clock.now()));
    timers.after(2, 60, () => fired.push(clock.now()));
    timers.cancel(2);
    clock.run(1000);
    expect(fired).toEqual([50]);
  });

  it('fires no more once everything is closed', () => {
    const clock = createFakeClock();
    const timers = createTimers(clock);
    let count = 0;
    timers.after(1, 50, () => count++);
    timers.every(2, 10, () => count++);
    timers.close();
    clock.run(1000);
    expect(count).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});
