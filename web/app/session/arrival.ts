/** Where one stands after entering: where one stood before a reload, else at a free spot that newcomers do not all choose. */
import type { SeatId } from '../../../domain/ids.ts';
import type { WalkGrid } from '../../../domain/world/collision.ts';
import { chooseSpawn } from '../../../domain/world/spawn.ts';
import type { Resume } from '../resume.ts';
import type { SessionCore } from './session-core.ts';

/** Newcomers who do not see each other yet must not all choose the same spot. */
const shuffled = <T>(list: readonly T[]): readonly T[] => {
  const dice = crypto.getRandomValues(new Uint32Array(list.length));
  return list
    .map((item, i) => ({ item, order: dice[i] ?? 0 }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
};

export const appear = ({ map, driver, othersAt }: SessionCore, grid: WalkGrid, resume: Resume | null): void => {
  if (resume === null) return driver.place(chooseSpawn({ ...map, spawns: shuffled(map.spawns) }, grid, othersAt()), 6);
  driver.place({ x: resume.x, y: resume.y }, resume.facing);
  if (resume.seat != null) driver.sitOn(resume.seat as SeatId);
};
