/**
 * What one peer sees of a room with its own eyes, and since when: who is where, who sits on what, how the doors stand. The
 * steward judges by it, and everybody else judges the steward by theirs. Pure.
 */
import type { DoorId, PeerId, SeatId, ZoneId } from '../../ids.ts';
import type { DoorLedger } from '../door-ledger.ts';

export type Person = {
  readonly peer: PeerId;
  readonly enteredAt: number;
  readonly x: number;
  readonly y: number;
  readonly seat: SeatId | null;
  /** The zone of the map in which they stand, closed or not. */
  readonly zone: ZoneId | null;
};
export type Seen = Person & { readonly seatSinceMs: number; readonly zoneSinceMs: number };

export type Sight = {
  readonly nowMs: number;
  readonly people: ReadonlyMap<PeerId, Seen>;
  readonly doors: DoorLedger;
  readonly doorSinceMs: ReadonlyMap<DoorId, number>;
};

export const noSight: Sight = { nowMs: 0, people: new Map(), doors: new Map(), doorSinceMs: new Map() };

/** Looks again. @param people everybody who is inside the place, myself too */
export const look = (before: Sight, people: readonly Person[], doors: DoorLedger, nowMs: number): Sight => {
  const seen = people.map((person): Seen => {
    const known = before.people.get(person.peer);
    return {
      ...person,
      seatSinceMs: known !== undefined && known.seat === person.seat ? known.seatSinceMs : nowMs,
      zoneSinceMs: known !== undefined && known.zone === person.zone ? known.zoneSinceMs : nowMs,
    };
  });
  const doorSinceMs =
    before.doors === doors
      ? before.doorSinceMs
      : new Map(
          [...doors.keys()].map((id) => [id, before.doors.get(id) === doors.get(id) ? (before.doorSinceMs.get(id) ?? nowMs) : nowMs]),
        );
  return { nowMs, people: new Map(seen.map((s) => [s.peer, s])), doors, doorSinceMs };
};
