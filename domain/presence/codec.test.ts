import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatId } from '../ids.ts';
import type { Facing } from '../world/map.ts';
import { createSeatTable } from '../world/objects.ts';
import { emptyMap, testObject } from '../world/testing.ts';
import { type AvatarPose, Motion } from './avatar.ts';
import { encodeAlive, encodePose, MAX_PRESENCE_BYTES, parsePresence, since16, type PresenceWorld } from './codec.ts';

const map = emptyMap(26, 20, { objects: [testObject('sofa', 'sofa', 5, 5), testObject('stool', 'stool', 9.25, 9)] });
const seats = createSeatTable(map);
const world: PresenceWorld = { width: map.width, depth: map.depth, seats };
const u16 = fc.integer({ min: 0, max: 0xffff });

const onFoot: fc.Arbitrary<AvatarPose> = fc.record({
  x: fc.double({ min: 0, max: 26, noNaN: true }),
  y: fc.double({ min: 0, max: 20, noNaN: true }),
  facing: fc.integer({ min: 0, max: 7 }) as fc.Arbitrary<Facing>,
  motion: fc.constantFrom(Motion.Idle, Motion.Walking, Motion.Running),
  seat: fc.constant(null),
});
const seated: fc.Arbitrary<AvatarPose> = fc
  .constantFrom(...seats.seats)
  .map((s) => ({ x: s.at.x, y: s.at.y, facing: s.facing, motion: Motion.Sitting, seat: s.id }));

describe('pose frames', () => {
  it('come back as they were, to 1/128 of a tile', () => {
    fc.assert(
      fc.property(fc.oneof(onFoot, seated), u16, fc.integer({ min: 0, max: 1e9 }), (pose, seq, timeMs) => {
        const bytes = encodePose(pose, seq, timeMs, world);
        const frame = parsePresence(bytes, world);
        if (frame?.kind !== 'pose') throw new Error('not a pose');
        expect(frame).toMatchObject({ seq, timeMs: timeMs & 0xffff });
        expect(Math.abs(frame.pose.x - pose.x)).toBeLessThanOrEqual(1 / 128);
        expect(Math.abs(frame.pose.y - pose.y)).toBeLessThanOrEqual(1 / 128);
        expect(frame.pose).toMatchObject({ facing: pose.facing, motion: pose.motion, seat: pose.seat });
      }),
    );
  });

  it('are 10 bytes on foot, 12 on a seat, 3 to say that one is there', () => {
    const pose: AvatarPose = { x: 1, y: 2, facing: 3, motion: Motion.Walking, seat: null };
    const seat = seats.seats[1];
    if (seat === undefined) throw new Error('no seat');
    expect(encodePose(pose, 1, 2, world).byteLength).toBe(10);
    expect(encodePose({ ...pose, ...seat.at, motion: Motion.Sitting, seat: seat.id }, 1, 2, world).byteLength).toBe(12);
    expect(encodeAlive(7).byteLength).toBe(3);
    expect(parsePresence(encodeAlive(7), world)).toEqual({ kind: 'alive', seq: 7 });
  });

  it('stand where they sat when the map does not have their seat', () => {
    const pose: AvatarPose = { x: 1, y: 2, facing: 3, motion: Motion.Sitting, seat: seatId('gone/0') };
    expect(parsePresence(encodePose(pose, 1, 2, world), world)).toMatchObject({ pose: { motion: Motion.Idle, seat: null } });
  });
});

describe('hostile frames', () => {
  it('never throw, and whatever is accepted lies on the map and encodes to the same bytes', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: MAX_PRESENCE_BYTES + 4 }).map((b) => {
      const copy = Uint8Array.from(b);
      // Half of them begin well.
      if (copy.length > 0 && (copy[0] ?? 0) % 2 === 0) copy[0] = 0x10 | ((copy[0] ?? 0) & 3);
      return copy;
    });
    let accepted = 0;
    fc.assert(
      fc.property(bytes, (data) => {
        const frame = parsePresence(data.buffer, world);
        if (frame === null) return;
        accepted++;
        const again = frame.kind === 'alive' ? encodeAlive(frame.seq) : encodePose(frame.pose, frame.seq, frame.timeMs, world);
        expect(new Uint8Array(again)).toEqual(data);
        if (frame.kind === 'pose') expect(frame.pose.x <= 26 && frame.pose.y <= 20).toBe(true);
      }),
      { numRuns: 20_000 },
    );
    expect(accepted).toBeGreaterThan(0);
  });

  it('of another version, length, kind, or with unused bits set are refused', () => {
    const good = new Uint8Array(encodePose({ x: 3, y: 3, facing: 0, motion: Motion.Idle, seat: null }, 1, 1, world));
    const changed = (at: number, value: number) => Uint8Array.from(good, (b, i) => (i === at ? value : b)).buffer;
    expect(parsePresence(good.buffer, world)).not.toBeNull();
    for (const bad of [
      changed(0, 0x21),
      changed(0, 0x10),
      changed(0, 0x13),
      changed(9, 0x20),
      changed(9, 0x18),
      good.slice(0, 9).buffer,
      new ArrayBuffer(0),
      'text',
      null,
      { byteLength: 10 },
    ]) {
      expect(parsePresence(bad, world)).toBeNull();
    }
  });

  it('cannot sit on a seat from across the room, nor on one that is not there', () => {
    const seat = seats.seats[0];
    if (seat === undefined) throw new Error('no seat');
    const bytes = encodePose({ ...seat.at, facing: 0, motion: Motion.Sitting, seat: seat.id }, 1, 1, world);
    expect(parsePresence(bytes, world)).not.toBeNull();
    const far = bytes.slice(0);
    new DataView(far).setUint16(5, 20 * 64);
    expect(parsePresence(far, world)).toBeNull();
    new DataView(bytes).setUint16(10, 999);
    expect(parsePresence(bytes, world)).toBeNull();
  });
});

describe('since16', () => {
  it('compares across the wrap', () => {
    expect(since16(2, 0xfffe)).toBe(4);
    expect(since16(0xfffe, 2)).toBe(-4);
    fc.assert(fc.property(u16, fc.integer({ min: -32_768, max: 32_767 }), (a, d) => since16((a + d) & 0xffff, a) === d));
  });
});
