import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallAgreement, hearCall, isTalking, noCall, wantCall } from './call-agreement.ts';

type Wire = { want: boolean; n: number };

describe('call agreement', () => {
  it('needs both', () => {
    const asked = wantCall(noCall, true);
    expect(isTalking(asked)).toBe(false);
    expect(isTalking(hearCall(asked, true, 1))).toBe(true);
    expect(isTalking(hearCall(noCall, true, 1))).toBe(false);
  });
  it('says nothing twice', () => {
    const asked = wantCall(noCall, true);
    expect(wantCall(asked, true)).toBe(asked);
  });
  it('ignores a late message', () => {
    const ended = hearCall(hearCall(wantCall(noCall, true), true, 1), false, 2);
    expect(hearCall(ended, true, 1)).toBe(ended);
  });
  it('is the same on both sides once every message has arrived, whatever the order of wishes', () => {
    const wishes = fc.array(fc.record({ side: fc.constantFrom('a' as const, 'b' as const), want: fc.boolean(), deliver: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(wishes, (steps) => {
        const state: Record<'a' | 'b', CallAgreement> = { a: noCall, b: noCall };
        const queues: Record<'a' | 'b', Wire[]> = { a: [], b: [] };
        const drain = (to: 'a' | 'b', count: number): void => {
          for (const m of queues[to].splice(0, count)) state[to] = hearCall(state[to], m.want, m.n);
        };
        for (const { side, want, deliver } of steps) {
          const next = wantCall(state[side], want);
          if (next !== state[side]) queues[side === 'a' ? 'b' : 'a'].push({ want, n: next.mineCount });
          state[side] = next;
          if (deliver) drain(side, 1);
          // whoever does not want the call is in none, at once and without asking
          if (!want && isTalking(state[side])) return false;
        }
        drain('a', Infinity);
        drain('b', Infinity);
        return isTalking(state.a) === isTalking(state.b) && isTalking(state.a) === (state.a.mine && state.b.mine);
      }),
    );
  });
});
