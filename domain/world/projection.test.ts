import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facing, Rotation } from './map.ts';
import {
  facingOfRotation,
  facingOfWorld,
  facingVector,
  project,
  rotateOffset,
  turnFacing,
  unproject,
  worldDirection,
} from './projection.ts';

const tile = fc.double({ min: -500, max: 500, noNaN: true });

describe('projection', () => {
  it('puts x to the lower right, y to the lower left and z up', () => {
    expect(project(1, 0)).toEqual({ x: 32, y: 16 });
    expect(project(0, 1)).toEqual({ x: -32, y: 16 });
    expect(project(0, 0, 10)).toEqual({ x: 0, y: -10 });
  });

  it('is undone by unproject at the same height', () => {
    fc.assert(
      fc.property(tile, tile, fc.double({ min: 0, max: 200, noNaN: true }), (x, y, z) => {
        const s = project(x, y, z);
        const back = unproject(s.x, s.y, z);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });
});

describe('facings', () => {
  it('names the eight directions as the viewer sees them', () => {
    const seen: [number, number, Facing][] = [
      [1, 0, 0],
      [1, 1, 1],
      [0, 1, 2],
      [-1, 1, 3],
      [-1, 0, 4],
      [-1, -1, 5],
      [0, -1, 6],
      [1, -1, 7],
    ];
    for (const [right, down, facing] of seen) {
      const d = worldDirection(right, down);
      expect(Math.hypot(d.x, d.y)).toBeCloseTo(1);
      expect(facingOfWorld(d.x, d.y)).toBe(facing);
    }
  });

  it('comes back from its own vector', () => {
    for (const facing of [0, 1, 2, 3, 4, 5, 6, 7] as const) {
      const v = facingVector(facing);
      expect(facingOfWorld(v.x, v.y)).toBe(facing);
      expect(turnFacing(facing, -9)).toBe((facing + 7) % 8);
    }
  });

  it('keeps the old facing when nothing moves', () => {
    expect(facingOfWorld(0, 0, 5)).toBe(5);
    expect(facingOfWorld(Number.NaN, 0, 5)).toBe(5);
    expect(worldDirection(0, 0)).toEqual({ x: 0, y: 0 });
  });

  it('turns pieces so that their front is where their facing points', () => {
    for (const rotation of [0, 1, 2, 3] as Rotation[]) {
      const front = rotateOffset(0, 1, rotation);
      expect(facingOfWorld(front.x, front.y)).toBe(facingOfRotation(rotation));
    }
  });
});
