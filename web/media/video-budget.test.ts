import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleDownBy, sendBudget } from './video-budget.ts';

describe('the budget of a sender', () => {
  it.each([
    [0, 720, 1200],
    [1, 720, 1200],
    [2, 720, 1200],
    [3, 360, 500],
    [5, 360, 500],
    [6, 180, 150],
    [30, 180, 150],
  ])('%i receivers get %ip at %i kbit/s', (receivers, maxHeight, maxKbps) => {
    expect(sendBudget(receivers).camera).toMatchObject({ maxHeight, maxKbps });
  });

  it('keeps the whole upload of a mesh of twelve below 3.5 Mbit/s without a screen', () => {
    for (let receivers = 0; receivers <= 11; receivers += 1) {
      const { audio, camera } = sendBudget(receivers);
      expect((audio.maxKbps + camera.maxKbps) * receivers).toBeLessThanOrEqual(3500);
      expect(audio.maxKbps).toBeGreaterThanOrEqual(32);
      expect(audio.maxKbps).toBeLessThanOrEqual(48);
    }
  });

  it('never gives more to more people', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (one, other) => {
        const [few, many] = [sendBudget(Math.min(one, other)), sendBudget(Math.max(one, other))];
        expect(many.camera.maxKbps).toBeLessThanOrEqual(few.camera.maxKbps);
        expect(many.screen.maxKbps).toBeLessThanOrEqual(few.screen.maxKbps);
        expect(many.camera.maxHeight).toBeLessThanOrEqual(few.camera.maxHeight);
      }),
    );
  });
});

it('scales down to the budget and never up', () => {
  expect(scaleDownBy(720, 360)).toBe(2);
  expect(scaleDownBy(720, 180)).toBe(4);
  expect(scaleDownBy(240, 360)).toBe(1);
  expect(scaleDownBy(undefined, 360)).toBe(1);
  expect(scaleDownBy(Number.NaN, 360)).toBe(1);
});
