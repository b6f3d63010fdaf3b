import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatId } from '../../../domain/ids.ts';
import { Motion } from '../../../domain/presence/avatar.ts';
import { createInterpolator } from '../../../domain/presence/interpolation.ts';
import { createWalkGrid } from '../../../domain/world/collision.ts';
import { createSeatTable } from '../../../domain/world/objects.ts';
import { OFFICE } from '../../../domain/world/office/office.ts';
import { createAvatarDriver } from './avatar-driver.ts';

const map = OFFICE;
const seat = createSeatTable(map).byId.get(seatId('terrace-chair-2/0'))!;
const FRAME_MS = 1000 / 60;
const gap = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);

const seated = () => {
  const grid = createWalkGrid(map, new Map());
  const driver = createAvatarDriver(map, grid, { x: 3, y: 13 }, 2, 0);
  driver.sitOn(seat.id);
  driver.advanceTo(10_000);
  return driver;
};

describe('a correction', () => {
  it('is true at once and drawn smoothly: it begins in the next frame and never jumps', () => {
    const driver = seated();
    expect(driver.claimedSeat()).toBe(seat.id);
    const spot = driver.besideSeat(seat.id, [])!;
    expect(driver.correct(spot)).toBe(true);
    expect(driver.pose()).toMatchObject({ x: spot.x, y: spot.y, seat: null, motion: Motion.Idle });
    let drawn = driver.drawnPose();
    expect(gap(drawn, seat.at)).toBeLessThan(1e-9);
    const whole = gap(seat.at, spot);
    let frames = 0;
    for (let nowMs = 10_000 + FRAME_MS; driver.isMoving(); nowMs += FRAME_MS) {
      driver.advanceTo(nowMs);
      const next = driver.drawnPose();
      // under a third of the way in one frame, and always towards it
      expect(gap(next, drawn)).toBeLessThan(whole / 3);
      expect(gap(next, spot)).toBeLessThan(gap(drawn, spot));
      drawn = next;
      frames++;
    }
    expect(frames).toBeGreaterThan(5);
    expect(frames).toBeLessThan(40);
    expect(gap(drawn, spot)).toBe(0);
  });
  it('does not go across the map, nor into a wall', () => {
    const driver = seated();
    expect(driver.correct({ x: 20, y: 9 })).toBe(false);
    expect(driver.correct({ x: Number.NaN, y: 3 })).toBe(false);
    expect(driver.claimedSeat()).toBe(seat.id);
  });
  it('finds room beside the chair, whoever stands there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), (count) => {
        const driver = seated();
        const others = [{ ...seat.at }];
        for (let i = 0; i < count; i++) {
          const spot = driver.besideSeat(seat.id, others)!;
          for (const other of others) expect(gap(other, spot)).toBeGreaterThan(0.4);
          others.push(spot);
        }
      }),
    );
  });
  it('is no jump on the other screens either', () => {
    const driver = seated();
    const motion = createInterpolator();
    let seq = 0;
    const tell = (timeMs: number): void => void motion.push({ seq: seq++, timeMs, pose: driver.pose() }, timeMs + 30);
    tell(10_000);
    const out = { pose: driver.pose() };
    for (let nowMs = 10_030; nowMs < 10_400; nowMs += FRAME_MS) motion.poseAt(nowMs, out);
    driver.correct(driver.besideSeat(seat.id, [])!);
    tell(10_400);
    let last = out.pose;
    for (let nowMs = 10_430; nowMs < 11_500; nowMs += FRAME_MS) {
      motion.poseAt(nowMs, out);
      expect(gap(out.pose, last)).toBeLessThan(0.35);
      last = out.pose;
    }
    expect(gap(last, driver.pose())).toBeLessThan(1e-3);
  });
});
