/**
 * Who talks with whom: proximity says whom I want to hear, the other side says the same of me, and only both together make
 * a call. Sends the `call` message, keeps one agreement per peer, and publishes who is talking. Knows no distances.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { PeerId } from '../../../domain/ids.ts';
import { type CallAgreement, hearCall, isTalking, noCall, wantCall } from '../../../domain/policy/call-agreement.ts';
import type { ControlMessageOf } from '../../../domain/wire/control.ts';

export type Calls = {
  readonly talking: ReadonlySignal<ReadonlySet<PeerId>>;
  /** Proximity's latest verdict over the linked peers. */
  readonly want: (peers: ReadonlySet<PeerId>) => void;
  readonly hear: (from: PeerId, message: ControlMessageOf<'call'>) => void;
  readonly remove: (peer: PeerId) => void;
};

export const createCalls = (send: (peer: PeerId, message: ControlMessageOf<'call'>) => void): Calls => {
  const agreements = new Map<PeerId, CallAgreement>();
  const talking = signal<ReadonlySet<PeerId>>(new Set());
  const publish = (): void => {
    const next = new Set<PeerId>();
    for (const [peer, call] of agreements) if (isTalking(call)) next.add(peer);
    const old = talking.peek();
    if (next.size !== old.size || [...next].some((peer) => !old.has(peer))) talking.value = next;
  };
  const set = (peer: PeerId, want: boolean): void => {
    const call = agreements.get(peer) ?? noCall;
    const next = wantCall(call, want);
    if (next === call) return;
    agreements.set(peer, next);
    send(peer, { t: 'call', want, n: next.mineCount });
  };
  return {
    talking,
    want: (peers) => {
      for (const peer of agreements.keys()) if (!peers.has(peer)) set(peer, false);
      for (const peer of peers) set(peer, true);
      publish();
    },
    hear: (from, message) => {
      agreements.set(from, hearCall(agreements.get(from) ?? noCall, message.want, message.n));
      publish();
    },
    remove: (peer) => {
      agreements.delete(peer);
      publish();
    },
  };
};
