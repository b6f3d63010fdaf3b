import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ZOOM, MIN_ZOOM, ZOOM_STEPS, createCamera, nearestStep } from './camera.ts';

const BOUNDS = { left: -640, top: 0, right: 832, bottom: 736 };
const makeCamera = (reduced = false) => {
  const camera = createCamera(BOUNDS);
  camera.resize(1000, 600);
  camera.setReducedMotion(reduced);
  return camera;
};
const rest = (camera: ReturnType<typeof makeCamera>): number => {
  let frames = 0;
  while (camera.advance(16)) if (++frames > 1000) throw new Error('The camera never rests');
  return frames;
};

describe('camera', () => {
  it('maps there and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -900, max: 900 }),
        fc.integer({ min: -900, max: 900 }),
        fc.constantFrom(...ZOOM_STEPS),
        (x, y, zoom) => {
          const camera = makeCamera();
          camera.setZoom(zoom);
          const back = camera.toScreen(camera.toWorld({ x, y }));
          expect(back.x).toBeCloseTo(x, 6);
          expect(back.y).toBeCloseTo(y, 6);
        },
      ),
    );
  });

  it('keeps the point under a pinch where it is', () => {
    const camera = makeCamera();
    camera.setZoom(1);
    const at = { x: 520, y: 310 };
    const before = camera.toWorld(at);
    camera.zoomAround(1.3, at);
    expect(camera.toWorld(at).x).toBeCloseTo(before.x, 6);
    expect(camera.toWorld(at).y).toBeCloseTo(before.y, 6);
  });

  it('keeps the point under the pointer through an eased step', () => {
    const camera = makeCamera();
    const at = { x: 540, y: 280 };
    const before = camera.toWorld(at);
    camera.stepZoom(1, at);
    rest(camera);
    expect(camera.zoom()).toBe(1.25);
    expect(camera.toWorld(at).x).toBeCloseTo(before.x, 3);
  });

  it('rests on a step after any pinch, within its limits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), (factor) => {
        const camera = makeCamera();
        camera.zoomAround(factor, { x: 500, y: 300 });
        expect(camera.zoom()).toBeGreaterThanOrEqual(MIN_ZOOM);
        expect(camera.zoom()).toBeLessThanOrEqual(MAX_ZOOM);
        camera.settle({ x: 500, y: 300 });
        rest(camera);
        expect(ZOOM_STEPS).toContain(camera.zoom());
      }),
    );
  });

  it('follows a person into the dead zone, and rests there', () => {
    const camera = makeCamera();
    camera.jumpTo({ x: 0, y: 300 });
    camera.track({ x: 20, y: 300 });
    expect(camera.advance(16)).toBe(false);
    camera.track({ x: 600, y: 300 });
    expect(rest(camera)).toBeGreaterThan(5);
    expect(camera.toScreen({ x: 600, y: 300 }).x).toBeCloseTo(600, 0);
  });

  it('jumps when motion is reduced', () => {
    const camera = makeCamera(true);
    camera.track({ x: 600, y: 300 });
    expect(camera.advance(16)).toBe(false);
  });

  it('keeps the followed person in the part that chrome leaves free', () => {
    const camera = makeCamera();
    camera.setInsets({ top: 0, right: 400, bottom: 0, left: 0 });
    camera.jumpTo({ x: 100, y: 300 });
    expect(camera.toScreen({ x: 100, y: 300 })).toEqual({ x: 300, y: 300 });
  });

  it('never leaves the place', () => {
    const camera = makeCamera();
    for (let i = 0; i < 50; i++) camera.pan(500, 500);
    const { x, y } = camera.toWorld(camera.middle());
    expect(x).toBeGreaterThanOrEqual(BOUNDS.left);
    expect(y).toBeGreaterThanOrEqual(BOUNDS.top);
  });

  it('finds the nearest step', () => {
    expect(nearestStep(1.1)).toBe(1);
    expect(nearestStep(9)).toBe(3);
    expect(nearestStep(0.01)).toBe(0.6);
  });
});
