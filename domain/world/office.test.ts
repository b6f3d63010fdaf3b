/** The built-in office against the rules of the world: everyone can get everywhere, and onto every seat. */
import { describe, expect, it } from 'vitest';
import { isKind } from './catalogue.ts';
import { canStand, createWalkGrid } from './collision.ts';
import { blocksWalking, createSeatTable, footprintOf } from './objects.ts';
import { OFFICE } from './office/office.ts';
import { createPathfinder } from './path.ts';
import { createWalker, advance, command, departureOf, poseOf } from './walker.ts';
import { createZones } from './zones.ts';

const doors = (open: boolean) => new Map(OFFICE.doors.map((d) => [d.id, { open, locked: false }]));
const grid = createWalkGrid(OFFICE, doors(true));
const paths = createPathfinder(grid);
const spawn = OFFICE.spawns[0] ?? { x: 0, y: 0 };
const { seats } = createSeatTable(OFFICE);

describe('the office', () => {
  it('uses only kinds of the catalogue, with ids that are unique', () => {
    expect(OFFICE.objects.filter((o) => !isKind(o.kind)).map((o) => o.kind)).toEqual([]);
    expect(new Set(OFFICE.objects.map((o) => o.id)).size).toBe(OFFICE.objects.length);
    expect(new Set(OFFICE.zones.map((z) => z.id)).size).toBe(OFFICE.zones.length);
    for (const zone of OFFICE.zones) for (const id of zone.doors) expect(OFFICE.doors.map((d) => d.id)).toContain(id);
  });

  it('has spawns that are free and joined', () => {
    for (const at of OFFICE.spawns) {
      expect(canStand(grid, at.x, at.y)).toBe(true);
      expect(paths.isReachable(spawn, at)).toBe(true);
    }
  });

  it.each(seats.map((s) => [s.id, s] as const))('has a way onto the seat %s and off again', (_, seat) => {
    const from = createWalker(spawn);
    const path = paths.find(departureOf(from, grid), seat.approach);
    expect(path).not.toBeNull();
    const end = path?.at(-1) ?? spawn;
    // No walking through a table to sit down at it.
    expect(Math.hypot(end.x - seat.at.x, end.y - seat.at.y)).toBeLessThan(1.3);
    const seated = advance(command(from, { kind: 'follow', path: path ?? [], running: false, seat }, grid), 30_000, grid);
    expect(poseOf(seated).seat).toBe(seat.id);
    const up = advance(command(seated, { kind: 'stand' }, grid), 5000, grid);
    expect(paths.isReachable(spawn, up.at)).toBe(true);
  });

  it('lets one into every zone while doors are open, and closes the rooms that have doors', () => {
    const closed = createWalkGrid(OFFICE, doors(false));
    const shutPaths = createPathfinder(closed);
    const rooms = createZones(OFFICE, doors(false));
    for (const zone of OFFICE.zones) {
      const { x, y, w, d } = zone.area;
      const points = Array.from({ length: 400 }, (_, i) => ({
        x: x + ((i % 20) + 0.5) * (w / 20),
        y: y + (Math.floor(i / 20) + 0.5) * (d / 20),
      }));
      const inside = points.filter(
        (p) => canStand(grid, p.x, p.y) && p.x > x + 0.5 && p.y > y + 0.5 && p.x < x + w - 0.5 && p.y < y + d - 0.5,
      );
      expect(inside.some((p) => paths.isReachable(spawn, p))).toBe(true);
      if (zone.doors.length === 0) continue;
      for (const p of inside) {
        expect(rooms.roomAt(p.x, p.y)).toBe(zone.id);
        expect(shutPaths.isReachable(spawn, p)).toBe(false);
      }
    }
  });

  it('keeps everything on the map and pieces that block apart from each other', () => {
    const overlaps: string[] = [];
    const solid = OFFICE.objects.filter((o) => blocksWalking(o));
    for (const [i, a] of solid.entries()) {
      for (const b of solid.slice(i + 1)) {
        const p = footprintOf(a);
        const q = footprintOf(b);
        const w = Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
        const d = Math.min(p.y + p.d, q.y + q.d) - Math.max(p.y, q.y);
        if (w > 0.1 && d > 0.1) overlaps.push(`${a.id} ${b.id} ${w.toFixed(2)}×${d.toFixed(2)}`);
      }
    }
    expect(overlaps).toEqual([]);
  });
});
