import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId, objectId } from '../../../domain/ids.ts';
import { createSeatTable } from '../../../domain/world/objects.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { project } from '../../../domain/world/projection.ts';
import type { AvatarPlacement } from '../avatar/avatar-view.ts';
import { floorAt, pickAt } from './pick.ts';

const { seats } = createSeatTable(OFFICE);
const standing = (x: number, y: number): AvatarPlacement => ({ x, y, facing: 2, motion: 'idle', seat: null, z: 0, seatHeight: 0 });
const pick = (at: { x: number; y: number }, people: [string, AvatarPlacement][] = []) => pickAt({ map: OFFICE, seats, people }, at, 0);

describe('picking', () => {
  it('finds the floor under a point', () => {
    const at = project(13.5, 12.5);
    expect(pick(at)).toMatchObject({ kind: 'floor', at: { x: 13.5, y: 12.5 } });
  });

  it('finds nothing outside the place', () => {
    expect(pick(project(-3, 4))).toBeNull();
  });

  it('finds the raised floor of the stage', () => {
    const at = project(22, 15, 6);
    const floor = floorAt(OFFICE, at);
    expect(floor?.x).toBeCloseTo(22, 6);
    expect(floor?.y).toBeCloseTo(15, 6);
  });

  it('prefers the person who is nearest to the viewer', () => {
    const chest = project(13.5, 12.5, 25);
    const people: [string, AvatarPlacement][] = [
      ['far', standing(13.3, 12.3)],
      ['near', standing(13.5, 12.5)],
    ];
    expect(pick(chest, people)).toEqual({ kind: 'person', id: 'near' });
  });

  it('finds every seat at its own surface', () => {
    for (const seat of seats) {
      const hit = pick(project(seat.at.x, seat.at.y, seat.z + 3));
      // A seat right behind a door's glass is the door's.
      if (hit?.kind !== 'door') expect(hit, seat.id).toEqual({ kind: 'seat', seat: seat.id, object: seat.object });
    }
    expect(pick(project(15.5, 4.6, 14))).toMatchObject({ kind: 'seat', object: objectId('fern-chair-3') });
  });

  it('finds a door by its leaf and frame', () => {
    expect(pick(project(20.9, 6, 25))).toEqual({ kind: 'door', door: doorId('door-harbour') });
  });

  it('gives a finger some room', () => {
    const beside = project(13.5, 12.5);
    const people: [string, AvatarPlacement][] = [['ana', standing(13.5, 12.5)]];
    const at = { x: beside.x + 18, y: beside.y - 20 };
    expect(pickAt({ map: OFFICE, seats, people }, at, 0)?.kind).toBe('floor');
    expect(pickAt({ map: OFFICE, seats, people }, at, 10)).toEqual({ kind: 'person', id: 'ana' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.double(), fc.double(), (x, y) => void pick({ x, y })));
  });
});
