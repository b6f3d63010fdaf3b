/** What stewardship needs of the relay's desk: numbered leases on rooms, as this peer's own relay confirms them. */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { RelayDesk } from '../../../../transports/relay-desk.ts';

export type LeaseDesk = Pick<RelayDesk, 'leases' | 'watch' | 'takeLease' | 'dropLease' | 'contestLease'> & {
  readonly state: ReadonlySignal<Pick<RelayDesk['state']['value'], 'status'>>;
};

/** A place that no relay serves. */
export const noDesk = (): LeaseDesk => ({
  state: signal({ status: 'none' }),
  leases: signal(new Map()),
  watch: () => () => undefined,
  takeLease: () => Promise.resolve(null),
  dropLease: () => undefined,
  contestLease: () => undefined,
});
