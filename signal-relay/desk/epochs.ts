/**
 * Which epoch of which room may use the SFU: opened by whoever holds the room's lease. It outlives the lease for a while,
 * so that a room whose steward vanished can still be joined until the next one has opened it again.
 */
export const EPOCH_GRACE_MS = 30_000;

export type Epochs = {
  /** @returns false if a later epoch of this room is open: epochs only grow */
  readonly open: (key: string, epoch: number, lease: number) => boolean;
  /** The open epoch. */
  readonly of: (key: string) => number | null;
  /** The lease of this number is over. */
  readonly leaseEnded: (key: string, present: number | null) => void;
  readonly delete: (key: string) => void;
  /** Forgets those whose time is over. @returns their keys */
  readonly sweep: () => readonly string[];
  readonly size: () => number;
};

type Open = { readonly epoch: number; readonly lease: number; endsAtMs: number };

export const createEpochs = (nowMs: () => number): Epochs => {
  const all = new Map<string, Open>();
  const live = (key: string): Open | null => {
    const found = all.get(key);
    return found !== undefined && found.endsAtMs > nowMs() ? found : null;
  };
  return {
    open: (key, epoch, lease) => {
      if ((live(key)?.epoch ?? -1) > epoch) return false;
      all.set(key, { epoch, lease, endsAtMs: Infinity });
      return true;
    },
    of: (key) => live(key)?.epoch ?? null,
    leaseEnded: (key, present) => {
      const found = all.get(key);
      if (found !== undefined && found.lease !== present) found.endsAtMs = Math.min(found.endsAtMs, nowMs() + EPOCH_GRACE_MS);
    },
    delete: (key) => void all.delete(key),
    sweep: () => {
      const over = [...all.keys()].filter((key) => live(key) === null);
      for (const key of over) all.delete(key);
      return over;
    },
    size: () => all.size,
  };
};
