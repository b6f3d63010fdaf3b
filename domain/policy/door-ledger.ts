/**
 * What the room agrees about its doors: for each door the last change wins, by logical clock, then by peer id, so that
 * all peers that heard the same changes agree, in whatever order they came. Pure.
 */
import type { DoorId } from '../ids.ts';
import type { Door, DoorState } from '../world/map.ts';

export type DoorChange = {
  readonly door: DoorId;
  readonly open: boolean;
  readonly locked: boolean;
  readonly clock: number;
  readonly by: string;
};
export type DoorLedger = ReadonlyMap<DoorId, DoorChange>;

export const doorsAtStart = (doors: readonly Door[]): DoorLedger =>
  new Map(doors.map((d) => [d.id, { door: d.id, open: d.openAtStart, locked: false, clock: 0, by: '' }]));

const wins = (change: DoorChange, over: DoorChange): boolean =>
  change.clock > over.clock || (change.clock === over.clock && change.by > over.by);

/** A jump of the clock this large is not honest: it would end all later changes. */
export const MAX_CLOCK_STEP = 10_000;

/** @returns the same ledger if the change is old, unknown or absurd; a locked door is never open. */
export const applyDoorChange = (ledger: DoorLedger, change: DoorChange): DoorLedger => {
  const present = ledger.get(change.door);
  if (present === undefined || !wins(change, present) || change.clock - present.clock > MAX_CLOCK_STEP) return ledger;
  return new Map(ledger).set(change.door, { ...change, open: change.open && !change.locked });
};

/** The change that I make now. */
export const nextDoorChange = (ledger: DoorLedger, door: DoorId, state: Partial<DoorState>, by: string): DoorChange | null => {
  const present = ledger.get(door);
  if (present === undefined) return null;
  const locked = state.locked ?? (state.open === true ? false : present.locked);
  return { door, open: locked ? false : (state.open ?? present.open), locked, clock: present.clock + 1, by };
};

/** A locked door opens from the inside; an empty room keeps nobody out. */
export const mayOpen = (state: DoorState, isInside: boolean, peopleInside: number): boolean =>
  !state.locked || isInside || peopleInside === 0;
