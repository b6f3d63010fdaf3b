import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAWN_HOUR, DUSK_HOUR, daylightAt } from './sun.ts';

const schemes = fc.constantFrom<'light' | 'dark'>('light', 'dark');
const numbersOf = (day: ReturnType<typeof daylightAt>): number[] => [
  ...day.ambient.map((v) => v * 255),
  ...day.sunColour,
  day.sunStrength * 255,
  day.lamps * 255,
];

describe('light by the hour', () => {
  it('is finite and within range at any hour', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), schemes, (hour, scheme) => {
        const day = daylightAt(hour, scheme);
        for (const value of numbersOf(day)) expect(value).toBeGreaterThanOrEqual(0);
        for (const value of numbersOf(day)) expect(value).toBeLessThanOrEqual(255);
        expect(day.patch.dx).toBeGreaterThan(0);
        expect(Math.hypot(day.slope.dx, day.slope.dy)).toBeLessThan(0.05);
      }),
    );
  });

  it('changes slowly, except where the palette changes', () => {
    const stride = 1 / 60;
    for (const scheme of ['light', 'dark'] as const)
      for (let hour = 0; hour < 24; hour += stride) {
        if ([DAWN_HOUR, DUSK_HOUR].some((edge) => Math.abs(hour - edge) < 0.1)) continue;
        const [a, b] = [numbersOf(daylightAt(hour, scheme)), numbersOf(daylightAt(hour + stride, scheme))];
        for (const [i, value] of a.entries()) expect(Math.abs(value - (b[i] ?? 0)), `${scheme} ${hour}`).toBeLessThan(6);
      }
  });

  it('is day in the light theme by day only, and never in the dark one', () => {
    expect(daylightAt(12, 'light').palette).toBe('day');
    expect(daylightAt(23, 'light').palette).toBe('dark');
    expect(daylightAt(3, 'light').palette).toBe('dark');
    expect(daylightAt(12, 'dark').palette).toBe('dark');
  });

  it('moves the patches under the windows from morning to evening', () => {
    expect(daylightAt(8, 'light').patch.dy).toBeLessThan(daylightAt(12, 'light').patch.dy);
    expect(daylightAt(12, 'light').patch.dy).toBeLessThan(daylightAt(18, 'light').patch.dy);
    expect(daylightAt(7, 'light').patch.dx).toBeGreaterThan(daylightAt(12, 'light').patch.dx);
  });

  it('lights lamps from dusk, none at noon', () => {
    expect(daylightAt(12, 'light').lamps).toBe(0);
    expect(daylightAt(22, 'light').lamps).toBe(1);
  });

  it('comes round after a day', () => {
    expect(daylightAt(25.5, 'light')).toEqual(daylightAt(1.5, 'light'));
  });
});
