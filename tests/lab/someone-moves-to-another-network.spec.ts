/** A route is lost and another found: from one router to the next, as when Wi-Fi ends and the telephone takes over. */
import { expect, test } from '@playwright/test';
import { PATIENCE_MS } from '../support/acts.ts';
import { expectToHearEachOther, type Speaker } from '../support/ears.ts';
import { TONES_HZ } from '../support/tone.ts';
import { NatKind } from './nat.ts';
import { isDirect, selectedPairs } from './pairs.ts';
import { openTown, type Resident, type Town } from './town.ts';

let town: Town;
test.beforeEach(async () => {
  town = await openTown();
});
test.afterEach(() => town.close());

const speaker = async (name: string, toneHz: number): Promise<Resident & Speaker> => ({
  ...(await town.openAtHome({ name, toneHz, nat: NatKind.Cone })),
  toneHz,
});

test('whoever comes out of another router with another address is heard again', async () => {
  const [ana, bo] = await Promise.all([speaker('Ana', TONES_HZ[0]), speaker('Bo', TONES_HZ[1])]);
  await expectToHearEachOther(ana, bo);
  const before = ana.home.publicAddress();
  ana.home.move(NatKind.Cone);
  const after = ana.home.publicAddress();
  expect(after).not.toBe(before);
  await test.step('the others reach the new address', () =>
    expect
      .poll(async () => (await selectedPairs(bo)).filter(isDirect).map(({ remote }) => remote.address), { timeout: PATIENCE_MS })
      .toEqual([after]));
  await expectToHearEachOther(ana, bo);
  expect([...ana.errors, ...bo.errors]).toEqual([]);
});
