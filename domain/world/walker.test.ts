import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Motion } from '../presence/avatar.ts';
import { canStand, createWalkGrid } from './collision.ts';
import type { PlaceMap, WorldPoint } from './map.ts';
import { createSeatTable, type PlacedSeat } from './objects.ts';
import { createPathfinder } from './path.ts';
import { emptyMap, testObject, twoRooms } from './testing.ts';
import {
  advance,
  command,
  createWalker,
  departureOf,
  isUnderWay,
  poseOf,
  RUNNING_TILES_PER_S,
  type WalkerCommand,
  type WalkerState,
  WALKING_TILES_PER_S,
} from './walker.ts';

const map: PlaceMap = twoRooms([
  testObject('desk', 'desk', 3, 3),
  testObject('chair', 'officeChair', 3, 3.75, { rotation: 2 }),
  testObject('sofa', 'sofa', 9, 8, { rotation: 2 }),
]);
const grid = createWalkGrid(map, new Map());
const paths = createPathfinder(grid);
const seats = createSeatTable(map).seats;
const chair = seats.find((s) => s.object === 'chair') as PlacedSeat;

const run = (state: WalkerState, ms: number, stepMs: number): WalkerState => {
  let next = state;
  for (let left = ms; left > 1e-9; left -= stepMs) next = advance(next, Math.min(stepMs, left), grid);
  return next;
};
const follow = (state: WalkerState, to: WorldPoint, seat: PlacedSeat | null = null): WalkerState =>
  command(state, { kind: 'follow', path: paths.find(departureOf(state, grid), to) ?? [], running: false, seat }, grid);
const steer = (right: number, down: number, running = false): WalkerCommand => ({ kind: 'steer', right, down, running });

describe('keys', () => {
  it('move as the viewer sees it: up goes away', () => {
    const up = advance(command(createWalker({ x: 2, y: 8 }), steer(0, -1), grid), 250, grid);
    expect(up.at.x).toBeCloseTo(2 - (WALKING_TILES_PER_S * 0.25) / Math.SQRT2);
    expect(up.at.y).toBeCloseTo(8 - (WALKING_TILES_PER_S * 0.25) / Math.SQRT2);
    expect(poseOf(up)).toMatchObject({ facing: 6, motion: Motion.Walking, seat: null });
  });

  it('run faster when asked', () => {
    const open = createWalkGrid(emptyMap(20, 20), new Map());
    const state = advance(command(createWalker({ x: 10, y: 10 }), steer(1, 1, true), open), 1000, open);
    expect(state.at.x).toBeCloseTo(10 + RUNNING_TILES_PER_S);
    expect(poseOf(state).motion).toBe(Motion.Running);
  });

  it('stop when they are let go, and then nothing is under way', () => {
    const moving = advance(command(createWalker({ x: 2, y: 8 }), steer(1, 0), grid), 50, grid);
    const still = advance(command(moving, steer(0, 0), grid), 16, grid);
    expect(poseOf(still).motion).toBe(Motion.Idle);
    expect(isUnderWay(still)).toBe(false);
    expect(advance(still, 1000, grid)).toBe(still);
  });

  it('against a wall one stands and looks at it', () => {
    const stuck = run(command(createWalker({ x: 5, y: 2 }), steer(1, 1), grid), 2000, 16);
    expect(poseOf(stuck)).toMatchObject({ motion: Motion.Idle, facing: 1 });
  });
});

describe('ways', () => {
  it('are walked to their end', () => {
    const end = run(follow(createWalker({ x: 1, y: 1 }), { x: 10, y: 2 }), 8000, 16);
    expect(end.at).toEqual({ x: 10, y: 2 });
    expect(isUnderWay(end)).toBe(false);
  });

  it('are not given up because a key is released, but by pressing one', () => {
    const walking = follow(createWalker({ x: 1, y: 1 }), { x: 10, y: 2 });
    expect(command(walking, steer(0, 0), grid)).toBe(walking);
    expect(command(walking, steer(1, 0), grid).mode.kind).toBe('steered');
  });

  it('end at a door that closes on the way', () => {
    const doors = createWalkGrid(map, new Map());
    let state = command(
      createWalker({ x: 1, y: 1 }),
      { kind: 'follow', path: createPathfinder(doors).find({ x: 1, y: 1 }, { x: 10, y: 2 }) ?? [], running: false, seat: null },
      doors,
    );
    state = advance(state, 500, doors);
    doors.setDoors(new Map(map.doors.map((d) => [d.id, { open: false, locked: false }])));
    for (let i = 0; i < 300; i++) state = advance(state, 16, doors);
    expect(state.at.x).toBeLessThan(6);
    expect(state.mode.kind).toBe('standing');
    expect(canStand(doors, state.at.x, state.at.y)).toBe(true);
  });
});

describe('seats', () => {
  it('are walked to, turned on and sat on; getting up leads beside them', () => {
    const seated = run(follow(createWalker({ x: 1, y: 8 }), chair.approach, chair), 6000, 16);
    expect(poseOf(seated)).toEqual({ x: chair.at.x, y: chair.at.y, facing: chair.facing, motion: Motion.Sitting, seat: chair.id });
    expect(chair.facing).toBe(7);
    const up = run(command(seated, { kind: 'stand' }, grid), 2000, 16);
    expect(canStand(grid, up.at.x, up.at.y)).toBe(true);
    expect(Math.hypot(up.at.x - chair.at.x, up.at.y - chair.at.y)).toBeLessThan(1.3);
    expect(poseOf(up).motion).toBe(Motion.Idle);
  });

  it('are left by pressing a key, which goes on to steer', () => {
    const seated = run(follow(createWalker({ x: 1, y: 8 }), chair.approach, chair), 6000, 16);
    const away = run(command(seated, steer(-1, 1), grid), 1500, 16);
    expect(away.mode.kind).toBe('steered');
    expect(away.at.y).toBeGreaterThan(5);
    const letGo = run(command(command(seated, steer(-1, 1), grid), steer(0, 0), grid), 1500, 16);
    expect(letGo.mode.kind).toBe('standing');
  });

  it('can be changed without standing about', () => {
    const sofa = seats.find((s) => s.object === 'sofa') as PlacedSeat;
    const seated = run(follow(createWalker({ x: 1, y: 8 }), chair.approach, chair), 6000, 16);
    const moved = run(follow(seated, sofa.approach, sofa), 12_000, 16);
    expect(poseOf(moved)).toMatchObject({ motion: Motion.Sitting, seat: sofa.id });
  });
});

describe('time', () => {
  const start = fc.record({ x: fc.double({ min: 0.5, max: 5.5, noNaN: true }), y: fc.double({ min: 5, max: 9.5, noNaN: true }) });
  const order: fc.Arbitrary<'left' | 'up' | 'sit' | 'go'> = fc.constantFrom('left', 'up', 'sit', 'go');
  const apply = (state: WalkerState, what: 'left' | 'up' | 'sit' | 'go'): WalkerState => {
    if (what === 'left') return command(state, steer(-1, 0), grid);
    if (what === 'up') return command(state, steer(0, -1, true), grid);
    return what === 'sit' ? follow(state, chair.approach, chair) : follow(state, { x: 10.2, y: 1.7 });
  };

  it('may be cut into any pieces', () => {
    fc.assert(
      fc.property(
        start.filter((p) => canStand(grid, p.x, p.y)),
        order,
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 3, max: 200 }),
        (at, what, ms, stepMs) => {
          const begun = apply(createWalker(at), what);
          const whole = advance(begun, ms, grid);
          const parts = run(begun, ms, stepMs);
          expect(Math.hypot(whole.at.x - parts.at.x, whole.at.y - parts.at.y)).toBeLessThan(0.01);
          expect(parts.mode.kind).toBe(whole.mode.kind);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never brings anybody on foot to where one may not stand', () => {
    fc.assert(
      fc.property(
        start.filter((p) => canStand(grid, p.x, p.y)),
        fc.array(fc.tuple(order, fc.integer({ min: 0, max: 900 })), { maxLength: 12 }),
        (at, orders) => {
          let state = createWalker(at);
          for (const [what, ms] of orders) {
            state = advance(apply(state, what), ms, grid);
            if (['standing', 'steered', 'following'].includes(state.mode.kind)) expect(canStand(grid, state.at.x, state.at.y)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('does not run backwards or into nonsense', () => {
    const state = command(createWalker({ x: 2, y: 8 }), steer(1, 0), grid);
    expect(advance(state, -5, grid)).toBe(state);
    expect(advance(state, Number.NaN, grid)).toBe(state);
    expect(Number.isFinite(advance(state, Infinity, grid).at.x)).toBe(true);
  });
});
