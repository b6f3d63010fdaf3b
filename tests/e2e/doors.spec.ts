/** Doors: who is inside closes and locks, who is outside reads it, knocks and waits; newcomers learn how doors stand. */
import { expect } from '@playwright/test';
import { expectNotice, expectToSee, expectToStandStill, goToPlace, PATIENCE_MS, placeRow, standing } from '../support/acts.ts';
import { test } from '../support/story.ts';

test.setTimeout(300_000);

test('a locked door keeps others out, a knock is heard inside, and an opened door lets them in', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await expectToSee(bo, 'Ana');
  await goToPlace(ana, 'Fern');
  const inside = await placeRow(ana, 'Fern');
  const outside = await placeRow(bo, 'Fern');

  await test.step('closed', async () => {
    await inside.getByRole('button', { name: 'Close the door of Fern' }).click();
    await expect(outside).toContainText(/door closed · 1 /, { timeout: PATIENCE_MS });
  });
  await test.step('locked', async () => {
    await inside.getByRole('button', { name: 'Lock Fern' }).click();
    await expect(outside).toContainText('locked', { timeout: PATIENCE_MS });
    const before = await standing(bo);
    await expectNotice(bo, 'Locked: Fern. You can knock.', () => outside.getByRole('button', { name: /^Fern/ }).click());
    await expectToStandStill(bo);
    expect(await standing(bo)).toMatchObject({ x: before?.x, y: before?.y });
  });
  await test.step('a newcomer reads that it is locked', async () => {
    const cleo = await people.open({ name: 'Cleo', link: patio.placeLink, withoutPicture: true });
    await expect(await placeRow(cleo, 'Fern')).toContainText('locked', { timeout: PATIENCE_MS });
  });
  await test.step('a knock', () =>
    expectNotice(ana, 'Bo knocks at Fern.', () => outside.getByRole('button', { name: 'Knock at Fern' }).click()));

  await test.step('opened', async () => {
    await inside.getByRole('button', { name: 'Unlock Fern' }).click();
    await inside.getByRole('button', { name: 'Open the door of Fern' }).click({ timeout: PATIENCE_MS });
    await expect(outside).not.toContainText('door closed', { timeout: PATIENCE_MS });
    await goToPlace(bo, 'Fern');
    await expect(inside).toContainText('Bo', { timeout: PATIENCE_MS });
  });
});

test('who goes to a closed room opens its door, as a hand would', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await expectToSee(bo, 'Ana');
  const seen = await placeRow(bo, 'Harbour');
  await expect(seen).toContainText('door closed');
  await goToPlace(ana, 'Harbour');
  await expect(seen).not.toContainText('door closed', { timeout: PATIENCE_MS });
  await expect(seen).toContainText('Ana', { timeout: PATIENCE_MS });
});
