/**
 * Who may decide for which room: numbered leases on opaque keys. Numbers grow over all rooms and, because the wall clock
 * goes into them, over restarts; so nothing has to be remembered of a lease that ended. Knows no place and no message.
 */
import { LEASE_CONTESTED_MS, LEASE_TTL_MS } from '../../domain/wire/relay-desk.ts';

export type Lease = { readonly number: number; readonly holder: string };

export type Leases<Owner> = {
  /** Takes it if it is free, or not kept lately. @returns whose it is now, or null if the owner has too many */
  readonly take: (key: string, owner: Owner, holder: string) => Lease | null;
  /** @returns false if it is not the owner's (any more) */
  readonly keep: (key: string, owner: Owner, number: number) => boolean;
  readonly isHeld: (key: string, owner: Owner, number: number) => boolean;
  readonly drop: (key: string, owner: Owner) => void;
  readonly dropAll: (owner: Owner) => void;
  /** Ends it, whoever holds it. */
  readonly free: (key: string) => void;
  /** @returns whose lease of this number it is */
  readonly ownerOf: (key: string, number: number) => Owner | null;
  readonly of: (key: string) => Lease | null;
  /** Ends what was not kept. To be called a few times a second. */
  readonly sweep: () => void;
  readonly size: () => number;
};

export type LeasesOptions = {
  readonly nowMs: () => number;
  /** Unix ms. */
  readonly wallMs: () => number;
  readonly maxPerOwner: number;
  readonly onChange: (key: string, lease: Lease | null) => void;
};

type Held<Owner> = Lease & { readonly owner: Owner; keptAtMs: number };

export const createLeases = <Owner>({ nowMs, wallMs, maxPerOwner, onChange }: LeasesOptions): Leases<Owner> => {
  const held = new Map<string, Held<Owner>>();
  const byOwner = new Map<Owner, Set<string>>();
  let lastNumber = 0;

  const toLease = ({ number, holder }: Lease): Lease => ({ number, holder });

  const remove = (key: string, lease: Held<Owner>): void => {
    held.delete(key);
    const keys = byOwner.get(lease.owner);
    keys?.delete(key);
    if (keys?.size === 0) byOwner.delete(lease.owner);
  };

  const end = (key: string, lease: Held<Owner>): void => {
    remove(key, lease);
    onChange(key, null);
  };

  const isHeld = (key: string, owner: Owner, number: number): boolean => {
    const lease = held.get(key);
    return lease !== undefined && lease.owner === owner && lease.number === number && nowMs() - lease.keptAtMs <= LEASE_TTL_MS;
  };

  return {
    take: (key, owner, holder) => {
      const now = nowMs();
      const present = held.get(key);
      if (present?.owner === owner) {
        present.keptAtMs = now;
        return toLease(present);
      }
      if (present !== undefined && now - present.keptAtMs < LEASE_CONTESTED_MS) return toLease(present);
      const keys = byOwner.get(owner) ?? new Set();
      if (keys.size >= maxPerOwner) return null;
      if (present !== undefined) remove(key, present);
      lastNumber = Math.max(lastNumber + 1, wallMs());
      const lease = { number: lastNumber, holder, owner, keptAtMs: now };
      held.set(key, lease);
      byOwner.set(owner, keys.add(key));
      onChange(key, toLease(lease));
      return toLease(lease);
    },
    keep: (key, owner, number) => {
      if (!isHeld(key, owner, number)) return false;
      held.get(key)!.keptAtMs = nowMs();
      return true;
    },
    isHeld,
    drop: (key, owner) => {
      const lease = held.get(key);
      if (lease?.owner === owner) end(key, lease);
    },
    dropAll: (owner) => {
      for (const key of byOwner.get(owner) ?? []) end(key, held.get(key)!);
    },
    free: (key) => {
      const lease = held.get(key);
      if (lease !== undefined) end(key, lease);
    },
    ownerOf: (key, number) => {
      const lease = held.get(key);
      return lease?.number === number ? lease.owner : null;
    },
    of: (key) => {
      const lease = held.get(key);
      return lease === undefined ? null : toLease(lease);
    },
    sweep: () => {
      const now = nowMs();
      for (const [key, lease] of held) if (now - lease.keptAtMs > LEASE_TTL_MS) end(key, lease);
    },
    size: () => held.size,
  };
};
