/** What a relay gives its members besides introductions: the contract. */
import type { ReadonlySignal } from '@preact/signals-core';
import type { PeerId } from '../domain/ids.ts';
export type Lease = { readonly number: number; readonly holder: PeerId };
export type RelayDesk = {
  readonly state: ReadonlySignal<{
    readonly status: 'none' | 'waiting' | 'refused' | 'ready';
    readonly turn: boolean;
    readonly sfu: boolean;
  }>;
  readonly leases: ReadonlySignal<ReadonlyMap<string, Lease>>;
  readonly watch: (room: string) => () => void;
  readonly takeLease: (room: string) => Promise<Lease | null>;
  readonly dropLease: (room: string) => void;
  readonly openSfu: (room: string, number: number, epoch: number) => Promise<boolean>;
  readonly sfuToken: (room: string, epoch: number) => Promise<{ readonly url: string; readonly token: string } | null>;
  readonly turn: () => Promise<{ readonly servers: readonly RTCIceServer[]; readonly expiresInMs: number } | null>;
  readonly onConfig: (listener: () => void) => () => void;
};
