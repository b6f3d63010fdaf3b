import { describe, expect, it } from 'vitest';
import { objectId } from '../../domain/ids.ts';
import { KINDS } from '../../domain/world/catalogue.ts';
import type { PlaceMap } from '../../domain/world/map.ts';
import { createSeatTable } from '../../domain/world/objects.ts';
import { OFFICE } from '../../domain/world/office/office.ts';
import { boxesIntersect, compareSolids } from './depth/box.ts';
import { createDepthOrder } from './depth/depth-order.ts';
import { buildModel } from './model.ts';
import { buildPiece } from './paint/painters.ts';
import { bodySolid, legsSolid } from './people-layer.ts';

const model = buildModel(OFFICE);

describe('the office in depth', () => {
  it('has no two things in one place', () => {
    const meeting: string[] = [];
    for (const [i, a] of model.standing.entries())
      for (const b of model.standing.slice(i + 1)) if (boxesIntersect(a.box, b.box)) meeting.push(`${a.name} and ${b.name}`);
    expect(meeting).toEqual([]);
  });

  it('paints no pair in the wrong order', () => {
    const rank = new Map(
      createDepthOrder(model.standing)
        .order()
        .map((entry, index) => [entry, index]),
    );
    const wrong: string[] = [];
    for (const [i, a] of model.standing.entries())
      for (const [j, b] of model.standing.entries()) {
        if (i >= j) continue;
        const side = compareSolids(a, b);
        if (side !== 0 && side < 0 !== (rank.get(i) ?? 0) < (rank.get(j) ?? 0)) wrong.push(`${a.name} and ${b.name}`);
      }
    expect(wrong).toEqual([]);
  });

  it('lets a person sit on every seat without being inside a thing', () => {
    const inside: string[] = [];
    for (const seat of createSeatTable(OFFICE).seats) {
      const pose = { x: seat.at.x, y: seat.at.y, facing: seat.facing, motion: 'sitting', seat: seat.id, z: 0, seatHeight: seat.z } as const;
      const body = bodySolid(pose);
      for (const thing of model.standing) if (boxesIntersect(body.box, thing.box)) inside.push(`${seat.id} in ${thing.name}`);
    }
    expect(inside).toEqual([]);
  });

  it('paints sitters between the seat and what they sit at', () => {
    const seat = createSeatTable(OFFICE).seats.find(({ object }) => object === objectId('desk-chair-0'));
    if (seat === undefined) throw new Error('The office has a desk chair');
    const pose = { x: seat.at.x, y: seat.at.y, facing: seat.facing, motion: 'sitting', seat: seat.id, z: 0, seatHeight: seat.z } as const;
    const solids = [...model.standing, bodySolid(pose), legsSolid(pose)];
    const rank = new Map(
      createDepthOrder(solids)
        .order()
        .map((entry, index) => [entry, index]),
    );
    const of = (name: string): number => rank.get(model.standing.findIndex((thing) => thing.name === name)) ?? Number.NaN;
    const [body, legs] = [rank.get(model.standing.length) ?? Number.NaN, rank.get(model.standing.length + 1) ?? Number.NaN];
    expect(of('desk-chair-0/seat')).toBeLessThan(legs);
    expect(legs).toBeLessThan(of('desk-0/main'));
    expect(of('desk-chair-0/back')).toBeLessThan(body);
    expect(body).toBeLessThan(of('desk-0/main'));
  });
});

describe('pieces', () => {
  it('exist for every kind of the catalogue, at every rotation', () => {
    for (const kind of KINDS)
      for (const rotation of [0, 1, 2, 3] as const) {
        const piece = buildPiece(kind, rotation, {});
        expect(piece.groups.length + piece.flats.length, kind).toBeGreaterThan(0);
      }
  });

  it('are a crate when nobody knows the kind', () => {
    expect(buildPiece('teleporter', 0, {}).groups).toHaveLength(1);
  });

  it('survive options that make no sense', () => {
    const options = { w: Number.NaN, d: -4, r: Infinity, colour: 'url(x)', art: 'constructor', s: 1e9, h: 'tall' };
    for (const kind of KINDS) {
      for (const group of buildPiece(kind, 0, options).groups) {
        expect(Object.values(group.box).every(Number.isFinite), kind).toBe(true);
        expect(
          Object.values(group.extent).every((v) => Math.abs(v) < 8000),
          kind,
        ).toBe(true);
      }
    }
  });

  it('hang on their wall and go with it', () => {
    const poster = model.standing.find(({ name }) => name.startsWith('poster-sun'));
    const wall = model.walls[poster?.wall ?? -1];
    expect(wall).toMatchObject({ axis: 'y', at: 12 });
    expect(model.standing.find(({ name }) => name.startsWith('desk-0/main'))?.wall).toBeNull();
  });
});

it('builds a model of an empty map', () => {
  const empty: PlaceMap = {
    ...OFFICE,
    floors: [],
    walls: [],
    doors: [],
    objects: [],
    zones: [],
    lamps: [],
    platforms: [],
    width: 4,
    depth: 4,
  };
  const built = buildModel(empty);
  expect(built.surroundings.gate).toBeNull();
  expect(built.standing.every(({ name }) => name.startsWith('near-tree'))).toBe(true);
});
