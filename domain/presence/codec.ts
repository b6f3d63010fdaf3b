/**
 * What goes over the `presence` channel, as bytes. Every pose is absolute, so each one is a snapshot: a lost frame costs
 * nothing once the next has come, and a newcomer is sent the same thing. Described in docs/protocol.md.
 *
 *   byte 0      version (high four bits, 1) and kind (low four bits)
 *   bytes 1–2   sequence number, u16 big endian, wraps
 *   kind 0      alive: nothing more. 3 bytes. Carries the number of the last pose.
 *   kind 1      pose: 3–4 time (sender's ms, u16, wraps), 5–6 x, 7–8 y (1/64 tile, u16), 9 facing (bits 0–2) and motion (bits 3–4; 5–7 zero). 10 bytes.
 *   kind 2      seated: as pose, with motion sitting; 10–11 the seat's number in the map's seat table. 12 bytes.
 */
import type { SeatId } from '../ids.ts';
import type { Facing, WorldPoint } from '../world/map.ts';
import { type AvatarPose, Motion } from './avatar.ts';

export const PRESENCE_VERSION = 1;
const ALIVE = 0;
const POSE = 1;
const SEATED = 2;
const LENGTHS = [3, 10, 12];
export const MAX_PRESENCE_BYTES = 12;

const STEPS_PER_TILE = 64;
const MOTIONS = [Motion.Idle, Motion.Walking, Motion.Running, Motion.Sitting] as const;

export type PresenceFrame =
  | { readonly kind: 'alive'; readonly seq: number }
  /** `timeMs` is the sender's clock modulo 65,536. */
  | { readonly kind: 'pose'; readonly seq: number; readonly timeMs: number; readonly pose: AvatarPose };

/** What the wire needs to know of the map; `seats` is a `SeatTable`. */
export type PresenceWorld = {
  readonly width: number;
  readonly depth: number;
  readonly seats: {
    /** −1 when the map has no such seat. */
    readonly indexOf: (seat: SeatId) => number;
    readonly at: (index: number) => { readonly id: SeatId; readonly at: WorldPoint } | null;
  };
};

const header = (length: number, kind: number, seq: number): DataView<ArrayBuffer> => {
  const view = new DataView(new ArrayBuffer(length));
  view.setUint8(0, (PRESENCE_VERSION << 4) | kind);
  view.setUint16(1, seq & 0xffff);
  return view;
};

export const encodeAlive = (seq: number): ArrayBuffer => header(3, ALIVE, seq).buffer;

const quantise = (tiles: number): number => Math.min(0xffff, Math.max(0, Math.round(tiles * STEPS_PER_TILE)));

/** Somebody on a seat that the map does not have is sent as standing there. */
export const encodePose = (pose: AvatarPose, seq: number, timeMs: number, world: PresenceWorld): ArrayBuffer => {
  const seat = pose.motion === Motion.Sitting && pose.seat !== null ? world.seats.indexOf(pose.seat) : -1;
  const seated = seat >= 0 && seat <= 0xffff;
  const motion = pose.motion === Motion.Sitting && !seated ? Motion.Idle : pose.motion;
  const view = seated ? header(12, SEATED, seq) : header(10, POSE, seq);
  view.setUint16(3, Math.floor(timeMs) & 0xffff);
  view.setUint16(5, quantise(pose.x));
  view.setUint16(7, quantise(pose.y));
  view.setUint8(9, pose.facing | (MOTIONS.indexOf(motion) << 3));
  if (seated) view.setUint16(10, seat);
  return view.buffer;
};

/**
 * @returns null for anything that is not exactly one frame of this version, lies outside of the map, or sits on a seat that
 * the map does not have or that is somewhere else.
 */
export const parsePresence = (data: unknown, world: PresenceWorld): PresenceFrame | null => {
  if (!(data instanceof ArrayBuffer) || data.byteLength < 3 || data.byteLength > MAX_PRESENCE_BYTES) return null;
  const view = new DataView(data);
  const first = view.getUint8(0);
  const kind = first & 15;
  if (first >> 4 !== PRESENCE_VERSION || data.byteLength !== LENGTHS[kind]) return null;
  const seq = view.getUint16(1);
  if (kind === ALIVE) return { kind: 'alive', seq };

  const state = view.getUint8(9);
  const motion = MOTIONS[state >> 3];
  if (motion === undefined || (motion === Motion.Sitting) !== (kind === SEATED)) return null;
  const x = view.getUint16(5) / STEPS_PER_TILE;
  const y = view.getUint16(7) / STEPS_PER_TILE;
  if (x > world.width || y > world.depth) return null;
  const facing = (state & 7) as Facing;
  const timeMs = view.getUint16(3);
  if (kind !== SEATED) return { kind: 'pose', seq, timeMs, pose: { x, y, facing, motion, seat: null } };
  const seat = world.seats.at(view.getUint16(10));
  if (seat === null || Math.abs(seat.at.x - x) > 0.1 || Math.abs(seat.at.y - y) > 0.1) return null;
  return { kind: 'pose', seq, timeMs, pose: { x, y, facing, motion, seat: seat.id } };
};

/** How much later `a` is than `b` on a counter that wraps at 65,536; negative when earlier. */
export const since16 = (a: number, b: number): number => ((a - b + 0x8000) & 0xffff) - 0x8000;
