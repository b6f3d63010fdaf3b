import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doorId } from '../ids.ts';
import type { Door } from '../world/map.ts';
import { applyDoorChange, type DoorChange, doorsAtStart, mayOpen, nextDoorChange } from './door-ledger.ts';

const door: Door = { id: doorId('fern'), axis: 'x', at: 6, from: 1, to: 2, swing: 1, openAtStart: true };
const start = doorsAtStart([door]);

describe('door ledger', () => {
  it('keeps the last change, in whatever order they come', () => {
    const change = fc.record({
      door: fc.constant(door.id),
      open: fc.boolean(),
      locked: fc.boolean(),
      clock: fc.integer({ min: 1, max: 5 }),
      by: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(change, { selector: (c) => `${c.clock}${c.by}`, maxLength: 10 }),
        fc.infiniteStream(fc.nat()),
        (changes, order) => {
          const fold = (list: readonly DoorChange[]) => list.reduce(applyDoorChange, start).get(door.id);
          const shuffled = changes
            .map((c) => ({ c, at: order.next().value as number }))
            .toSorted((p, q) => p.at - q.at)
            .map((p) => p.c);
          expect(fold(shuffled)).toEqual(fold(changes));
        },
      ),
    );
  });
  it('never leaves a locked door open', () => {
    const locked = nextDoorChange(start, door.id, { locked: true }, 'a')!;
    expect(applyDoorChange(start, locked).get(door.id)).toMatchObject({ open: false, locked: true });
    expect(applyDoorChange(start, { ...locked, open: true }).get(door.id)).toMatchObject({ open: false, locked: true });
  });
  it('unlocks when it is opened', () => {
    const locked = applyDoorChange(start, nextDoorChange(start, door.id, { locked: true }, 'a')!);
    expect(nextDoorChange(locked, door.id, { open: true }, 'b')).toMatchObject({ open: true, locked: false });
  });
  it('ignores unknown doors and clocks that would end all changes', () => {
    expect(applyDoorChange(start, { door: doorId('x'), open: true, locked: false, clock: 1, by: 'a' })).toBe(start);
    expect(applyDoorChange(start, { door: door.id, open: false, locked: true, clock: Number.MAX_SAFE_INTEGER, by: 'a' })).toBe(start);
  });
  it('lets those inside out, and anybody into an empty room', () => {
    expect(mayOpen({ open: false, locked: true }, false, 2)).toBe(false);
    expect(mayOpen({ open: false, locked: true }, true, 2)).toBe(true);
    expect(mayOpen({ open: false, locked: true }, false, 0)).toBe(true);
  });
});
