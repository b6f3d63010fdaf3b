/** What stewardship needs of the relay's desk: numbered leases on rooms, as this peer's own relay confirms them. */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Lease } from '../../../../domain/policy/steward/election.ts';

/** A part of the desk that a place link has; see there. */
export type LeaseDesk = {
  readonly state: ReadonlySignal<{ readonly status: 'none' | 'waiting' | 'refused' | 'ready' }>;
  /** The latest word of the relay about watched rooms, with what I took myself. */
  readonly leases: ReadonlySignal<ReadonlyMap<string, Lease>>;
  readonly watch: (room: string) => () => void;
  /** @returns who holds it now, which may be somebody else; null if nobody could be asked. */
  readonly takeLease: (room: string) => Promise<Lease | null>;
  readonly dropLease: (room: string) => void;
};

/** A place that no relay serves. */
export const noDesk = (): LeaseDesk => ({
  state: signal({ status: 'none' }),
  leases: signal(new Map()),
  watch: () => () => undefined,
  takeLease: () => Promise.resolve(null),
  dropLease: () => undefined,
});
