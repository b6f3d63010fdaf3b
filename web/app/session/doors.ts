/** The doors of this place as all agree on them: applies changes, makes my own, tells newcomers. Knows no map geometry. */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import { type DoorId, doorId } from '../../../domain/ids.ts';
import { applyDoorChange, type DoorLedger, doorsAtStart, nextDoorChange } from '../../../domain/policy/door-ledger.ts';
import type { ControlMessageOf } from '../../../domain/wire/control.ts';
import type { Door, DoorState } from '../../../domain/world/map.ts';

export type Doors = {
  readonly states: ReadonlySignal<DoorLedger>;
  readonly set: (door: DoorId, change: Partial<DoorState>, by: string) => void;
  /** @returns true if it changed anything. */
  readonly hear: (message: ControlMessageOf<'door'>) => boolean;
  /** All that was ever changed, for a newcomer. */
  readonly messages: () => readonly ControlMessageOf<'door'>[];
};

export const createDoors = (map: readonly Door[], broadcast: (message: ControlMessageOf<'door'>) => void): Doors => {
  const states = signal<DoorLedger>(doorsAtStart(map));
  return {
    states,
    set: (door, change, by) => {
      const next = nextDoorChange(states.peek(), door, change, by);
      if (next === null) return;
      states.value = applyDoorChange(states.peek(), next);
      broadcast({ t: 'door', ...next });
    },
    hear: ({ t: _t, door, ...change }) => {
      const before = states.peek();
      states.value = applyDoorChange(before, { ...change, door: doorId(door) });
      return states.peek() !== before;
    },
    messages: () => [...states.peek().values()].filter((d) => d.clock > 0).map((d) => ({ t: 'door', ...d })),
  };
};
