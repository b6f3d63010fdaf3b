import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEASE_CONTESTED_MS, LEASE_TTL_MS } from '../../domain/wire/relay-desk.ts';
import { createLeases, type Lease } from './leases.ts';

const OWNERS = ['anna', 'bela', 'caro'] as const;
const KEYS = ['place/kitchen', 'place/open'] as const;
type Act = readonly [act: 'take' | 'keep' | 'drop' | 'dropAll' | 'wait', owner: number, key: number, ms: number];
const act: fc.Arbitrary<Act> = fc.tuple(
  fc.constantFrom('take', 'keep', 'drop', 'dropAll', 'wait'),
  fc.nat(OWNERS.length - 1),
  fc.nat(KEYS.length - 1),
  fc.nat(2000),
);

describe('leases, whatever is done to them', () => {
  it('have one holder each, growing numbers, and nobody who is not told', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 60 }),
        fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 60 }),
        (acts, clockJumps) => {
          let nowMs = 0;
          let jumpMs = 0;
          const told = new Map<string, Lease | null>();
          const numbers: number[] = [];
          const leases = createLeases<string>({
            nowMs: () => nowMs,
            wallMs: () => 1_000_000 + nowMs + jumpMs,
            maxPerOwner: 2,
            onChange: (key, lease) => {
              told.set(key, lease);
              if (lease !== null) numbers.push(lease.number);
            },
          });
          acts.forEach(([what, who, which, ms], i) => {
            // the machine's clock is set, forth and back
            jumpMs += clockJumps[i] ?? 0;
            const [owner, key] = [OWNERS[who]!, KEYS[which]!];
            const before = leases.of(key);
            if (what === 'take') {
              const after = leases.take(key, owner, owner);
              if (after?.holder !== owner) expect(after).toEqual(before);
            }
            if (what === 'keep' && before !== null)
              expect(leases.keep(key, owner, before.number)).toBe(leases.isHeld(key, owner, before.number));
            if (what === 'drop') leases.drop(key, owner);
            if (what === 'drop' && before !== null && before.holder !== owner) expect(leases.of(key)).toEqual(before);
            if (what === 'dropAll') leases.dropAll(owner);
            if (what === 'wait') nowMs += ms;
            if (what === 'wait') leases.sweep();
            for (const each of KEYS) expect(leases.of(each)).toEqual(told.get(each) ?? null);
          });
          expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
          nowMs += LEASE_TTL_MS + 1;
          leases.sweep();
          expect(leases.size()).toBe(0);
        },
      ),
    );
  });

  it('are contested only after a silence', () => {
    let nowMs = 0;
    const leases = createLeases<string>({ nowMs: () => nowMs, wallMs: () => 0, maxPerOwner: 1, onChange: () => undefined });
    const first = leases.take('a', 'anna', 'anna');
    nowMs = LEASE_CONTESTED_MS - 1;
    expect(leases.take('a', 'bela', 'bela')).toEqual(first);
    nowMs = LEASE_CONTESTED_MS;
    expect(leases.take('a', 'bela', 'bela')).toMatchObject({ holder: 'bela' });
    expect(leases.isHeld('a', 'anna', first!.number)).toBe(false);
    expect(leases.take('b', 'bela', 'bela')).toBeNull();
    expect(leases.take('b', 'anna', 'anna')).toMatchObject({ holder: 'anna' });
  });
});
