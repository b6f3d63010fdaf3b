/** The whole story once: a place is opened, its link goes to somebody, both stand in it, write, wave, and leave. */
import { expect } from '@playwright/test';
import { actOn, expectNotToSee, expectToRead, expectToSee, PATIENCE_MS, say, seenBy } from '../support/acts.ts';
import { enter, NO_PICTURE } from '../support/people.ts';
import { connectionsOf } from '../support/wires.ts';
import { test } from '../support/story.ts';

test.setTimeout(240_000);

test('one opens a place, the other opens its link, and both are inside', async ({ patio, people }) => {
  const browser = await people.browser([NO_PICTURE]);
  const context = await browser.newContext({ permissions: ['microphone', 'camera', 'clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(patio.origin);
  await page.getByRole('button', { name: 'Open a new place' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await enter(page);
  await Promise.all([
    expect(page.getByText('Link copied')).toBeVisible({ timeout: PATIENCE_MS }),
    page.getByRole('button', { name: 'Copy link' }).click(),
  ]);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#\/p\/[\w-]+\/[\w-]+$/);
  const ana = { name: 'Ana', page, context, errors: [], kill: async () => undefined };

  const bo = await people.open({ name: 'Bo', link, withoutPicture: true, stayOutside: true });
  await expect(bo.page.getByRole('list', { name: 'Inside now' })).toContainText('Ana', { timeout: PATIENCE_MS });
  // who only looks in is not inside
  expect(await seenBy(ana)).toEqual([]);
  await enter(bo.page);

  await Promise.all([expectToSee(ana, 'Bo'), expectToSee(bo, 'Ana')]);
  for (const { page: seen } of [ana, bo]) await expect(seen.getByRole('status', { name: 'Room mode' })).toContainText('P2P_DIRECT');
  expect(await connectionsOf(bo.page)).toBe(1);

  await say(ana, 'Good morning, stranger');
  await Promise.all([expectToRead(ana, 'Good morning, stranger'), expectToRead(bo, 'Good morning, stranger')]);
  await say(bo, 'Hello! Nice plants.');
  await Promise.all([expectToRead(ana, 'Hello! Nice plants.'), expectToRead(bo, 'Hello! Nice plants.')]);

  const waved = expect(bo.page.getByText('Ana waves to you.')).toBeVisible({ timeout: PATIENCE_MS });
  await Promise.all([waved, actOn(ana, 'Bo', 'Wave to')]);
  expect(bo.errors).toEqual([]);
});

test('who leaves is gone at once, who crashes soon after', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, alone: true, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, alone: true, withoutPicture: true });
  const cleo = await people.open({ name: 'Cleo', link: patio.placeLink, alone: true, withoutPicture: true });
  for (const name of ['Bo', 'Cleo']) await expectToSee(ana, name);

  await bo.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expectNotToSee(ana, 'Bo', 2000);
  await expect(bo.page.getByRole('region', { name: 'World' })).toBeHidden();

  await cleo.kill();
  await expectNotToSee(ana, 'Cleo', 6000);
  expect(await seenBy(ana)).toEqual([]);
  expect(ana.errors).toEqual([]);
});
