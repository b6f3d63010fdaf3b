import { describe, expect, it } from 'vitest';
import { isKind } from '../catalogue.ts';
import { canStand, createWalkGrid, nearestStandable } from '../collision.ts';
import type { DoorStates, WorldPoint } from '../map.ts';
import { createSeatTable } from '../objects.ts';
import { createPathfinder } from '../path.ts';
import { OFFICE } from './office.ts';
import { DOORS } from './shell.ts';

const ALL_OPEN: DoorStates = new Map(OFFICE.doors.map(({ id }) => [id, { open: true, locked: false }]));
const grid = createWalkGrid(OFFICE, ALL_OPEN);
const paths = createPathfinder(grid);
const [spawn] = OFFICE.spawns;
if (spawn === undefined) throw new Error('The office has a spawn');
const leadsTo = (to: WorldPoint): boolean => {
  const path = paths.find(spawn, to);
  const end = path?.at(-1);
  return end !== undefined && Math.hypot(end.x - to.x, end.y - to.y) < 0.5;
};

describe('the office', () => {
  it('names everything once, with kinds that the catalogue knows', () => {
    for (const things of [OFFICE.objects, OFFICE.doors, OFFICE.zones]) {
      const ids = things.map(({ id }) => id as string);
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(OFFICE.objects.filter(({ kind }) => !isKind(kind))).toEqual([]);
  });

  it('lies within its own size', () => {
    for (const { x, y, id } of OFFICE.objects) expect(x > 0 && y > 0 && x < OFFICE.width && y < OFFICE.depth, id).toBe(true);
    for (const { area } of OFFICE.zones) {
      expect(area.x).toBeGreaterThanOrEqual(0);
      expect(area.x + area.w).toBeLessThanOrEqual(OFFICE.width);
      expect(area.y + area.d).toBeLessThanOrEqual(OFFICE.depth);
    }
  });

  it('has zones that do not overlap', () => {
    const areas = OFFICE.zones.map(({ area }) => area);
    for (const [i, a] of areas.entries())
      for (const b of areas.slice(i + 1)) expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.d && b.y < a.y + a.d).toBe(false);
  });

  it('lets newcomers stand where they appear', () => {
    for (const { x, y } of OFFICE.spawns) expect(canStand(grid, x, y)).toBe(true);
  });

  it('leads from the entrance into every zone', () => {
    for (const { area, name } of OFFICE.zones) {
      const middle = nearestStandable(grid, area.x + area.w / 2, area.y + area.d / 2, 3);
      expect(middle !== null && leadsTo(middle), name).toBe(true);
    }
  });

  it('has a way to every seat', () => {
    const lost = createSeatTable(OFFICE).seats.filter((seat) => {
      const beside = nearestStandable(grid, seat.approach.x, seat.approach.y, 1);
      return beside === null || !leadsTo(beside);
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it('keeps a meeting room shut behind its door', () => {
    const shut = createWalkGrid(OFFICE, new Map([[DOORS.fern, { open: false, locked: false }]]));
    const path = createPathfinder(shut).find(spawn, { x: 13.2, y: 2.4 });
    const end = path?.at(-1);
    expect(end === undefined || Math.hypot(end.x - 13.2, end.y - 2.4) > 1).toBe(true);
  });
});
