/**
 * What each receiver of the mesh may get of me now, and how many there may be: keeps the ladder (down quickly, up slowly) and
 * asks the budget of `domain/policy` again whenever receivers, sizes or load have changed. Loaded with the first call.
 */
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { PeerId } from '../../domain/ids.ts';
import { type BudgetInput, mediaBudget, type MediaBudget, type MediaLimits, type MediaReceiver } from '../../domain/policy/media-budget.ts';
import { nextLadder, startLadder } from '../../domain/policy/media-ladder.ts';
import { nextShardSize, startShardSize } from '../../domain/policy/shard-size.ts';
import type { MediaClock } from './clock.ts';
import type { BudgetView, SendLoad } from './media.ts';

export type MeshBudget = {
  readonly decide: (receivers: readonly MediaReceiver[], sends: BudgetInput['sends']) => void;
  /** @returns undefined for whoever gets nothing on a line */
  readonly limitsOf: (peer: PeerId) => MediaLimits | undefined;
  /** Every two seconds. */
  readonly measure: (load: SendLoad) => void;
  /** Null while nobody gets anything. */
  readonly view: ReadonlySignal<BudgetView | null>;
};

/** @param onChange limits are others than before */
export const createMeshBudget = (clock: MediaClock, onChange: () => void): MeshBudget => {
  const view = signal<BudgetView | null>(null);
  let ladder = startLadder(clock.now());
  let shard = startShardSize(clock.now());
  let input: Omit<BudgetInput, 'ladder'> = { receivers: [], sends: { camera: false, screen: false } };
  let asked = '';
  let budget: MediaBudget = mediaBudget({ ...input, ladder });

  const ask = (): boolean => {
    const { steps, cause, leavesOut, uplinkKbps } = ladder;
    const question = JSON.stringify([input, steps, cause, leavesOut, uplinkKbps, shard.most]);
    if (question === asked) return false;
    asked = question;
    budget = mediaBudget({ ...input, ladder });
    const { level, reason, people, upKbps } = budget;
    view.value = people === 0 ? null : { level, reason, people, upKbps, most: shard.most };
    return true;
  };

  return {
    view,
    limitsOf: (peer) => budget.limits.get(peer),
    decide: (receivers, sends) => {
      input = { receivers, sends };
      ask();
    },
    measure: (load) => {
      const { people, softSteps, maxSteps } = budget;
      ladder = nextLadder(ladder, { ...load, nowMs: clock.now(), people, softSteps, maxSteps });
      shard = nextShardSize(shard, { nowMs: clock.now(), people, shrink: budget.shrinkShard });
      if (ask()) onChange();
    },
  };
};
