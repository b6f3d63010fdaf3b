/**
 * With how many people somebody talks over a mesh when even thin voices are too much for the line or the machine: with fewer,
 * the nearest. A quarter less at once, one more after a calm while, and after a try that did not hold more rarely. Fed every
 * two seconds with what the media budget asks for (`media-budget.ts`). Pure.
 */
export type ShardSize = {
  /** Null: with everybody who is near. */
  readonly most: number | null;
  /** The last change, down or up. */
  readonly changedMs: number;
  /** How long nothing must be asked for before one more is let in. */
  readonly patienceMs: number;
  /** The last change let somebody in. */
  readonly hasGrown: boolean;
};

export type ShardInput = {
  readonly nowMs: number;
  /** How many get media from me over the mesh. */
  readonly people: number;
  /** The budget has nothing left to lower. */
  readonly shrink: boolean;
};

const CALM_MS = 10_000;
const MOST_PATIENT_MS = 160_000;
/** Calls must have ended, and the figures must know of it, before the next. */
const SETTLE_MS = 6000;

export const startShardSize = (nowMs: number): ShardSize => ({
  most: null,
  changedMs: nowMs - SETTLE_MS,
  patienceMs: CALM_MS,
  hasGrown: false,
});

export const nextShardSize = (size: ShardSize, { nowMs, people, shrink }: ShardInput): ShardSize => {
  const sinceMs = nowMs - size.changedMs;
  if (shrink && people > 1) {
    if (sinceMs < SETTLE_MS) return size;
    const wasTooEarly = size.hasGrown && sinceMs <= size.patienceMs;
    const patienceMs = wasTooEarly ? Math.min(MOST_PATIENT_MS, size.patienceMs * 2) : size.patienceMs;
    return { most: Math.min(people - 1, Math.ceil(people * 0.75)), changedMs: nowMs, patienceMs, hasGrown: false };
  }
  if (size.most === null || sinceMs < size.patienceMs) return size;
  // nobody is kept out by it
  if (people < size.most) return { ...startShardSize(nowMs), changedMs: nowMs };
  return { ...size, most: size.most + 1, changedMs: nowMs, hasGrown: true };
};
