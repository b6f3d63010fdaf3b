import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placePopup } from './place-popup.ts';

const window = { width: 1000, height: 800 };

describe('placePopup', () => {
  it('stands on the wished side, centred', () => {
    const anchor = { left: 480, top: 700, width: 40, height: 40 };
    expect(placePopup(anchor, { width: 200, height: 100 }, window, { side: 'top', align: 'center' })).toEqual({
      left: 400,
      top: 592,
      side: 'top',
    });
  });

  it('turns over when there is no room', () => {
    const anchor = { left: 20, top: 10, width: 40, height: 40 };
    expect(placePopup(anchor, { width: 200, height: 300 }, window, { side: 'top', align: 'start' })).toMatchObject({
      left: 20,
      top: 58,
      side: 'bottom',
    });
  });

  it('never leaves the window that can hold it', () => {
    fc.assert(
      fc.property(
        fc.record({
          left: fc.integer({ min: -50, max: 1050 }),
          top: fc.integer({ min: -50, max: 850 }),
          width: fc.constant(40),
          height: fc.constant(40),
        }),
        fc.record({ width: fc.integer({ min: 10, max: 980 }), height: fc.integer({ min: 10, max: 780 }) }),
        fc.constantFrom('top' as const, 'bottom' as const, 'left' as const, 'right' as const),
        fc.constantFrom('start' as const, 'center' as const, 'end' as const),
        (anchor, popup, side, align) => {
          const { left, top } = placePopup(anchor, popup, window, { side, align });
          expect(left).toBeGreaterThanOrEqual(8);
          expect(top).toBeGreaterThanOrEqual(8);
          expect(left + popup.width).toBeLessThanOrEqual(window.width - 8);
          expect(top + popup.height).toBeLessThanOrEqual(window.height - 8);
        },
      ),
    );
  });
});
