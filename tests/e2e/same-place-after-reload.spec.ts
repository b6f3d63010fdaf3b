/** A reload is not a departure, and one person is in one tab: the newest. */
import { expect } from '@playwright/test';
import { expectToSee, goToPerson, goToPlace, lineAbout, PATIENCE_MS, placeRow, seenBy, standing } from '../support/acts.ts';
import { expectToHearEachOther } from '../support/ears.ts';
import { ENTER_TIMEOUT_MS, enter } from '../support/people.ts';
import { TONES_HZ } from '../support/tone.ts';
import { test } from '../support/story.ts';

test.setTimeout(300_000);

test('after a reload one stands at the same spot, and the call goes on', async ({ patio, people }) => {
  const [anaHz, boHz] = [TONES_HZ[0], TONES_HZ[3]];
  const ana = { ...(await people.open({ name: 'Ana', toneHz: anaHz, link: patio.placeLink, withoutPicture: true })), toneHz: anaHz };
  const bo = { ...(await people.open({ name: 'Bo', toneHz: boHz, link: patio.placeLink, withoutPicture: true })), toneHz: boHz };
  await goToPlace(ana, 'Terrace');
  await goToPerson(bo, 'Ana');
  await expectToHearEachOther(ana, bo);
  const before = await standing(ana);

  await ana.page.reload();
  await expect(ana.page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: ENTER_TIMEOUT_MS });
  await expect(await placeRow(ana, 'Terrace')).toHaveAttribute('aria-current', 'location', { timeout: PATIENCE_MS });
  await expect.poll(() => standing(ana), { timeout: PATIENCE_MS }).not.toBeNull();
  const after = await standing(ana);
  expect(Math.hypot((after?.x ?? 0) - (before?.x ?? 0), (after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(0.1);

  await expectToSee(ana, 'Bo');
  await expect.poll(() => seenBy(bo), { timeout: PATIENCE_MS, message: 'Bo sees Ana once' }).toEqual(['Ana']);
  await expectToHearEachOther(ana, bo);
});

test('a second tab of the same browser takes over, the first one says so and can take it back', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true, alone: true });
  await expectToSee(bo, 'Ana');

  const second = await ana.context.newPage();
  await second.goto(patio.placeLink);
  await expect(second.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ana', { timeout: ENTER_TIMEOUT_MS });
  await enter(second);
  await expect(ana.page.getByRole('heading', { name: 'You went on in another tab' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectToSee({ ...ana, page: second }, 'Bo');
  await expect.poll(async () => [await seenBy(bo), await rows(bo.page, 'Ana')], { timeout: PATIENCE_MS }).toEqual([['Ana'], 1]);
  expect(await lineAbout(bo, 'Ana')).not.toBe('');

  await ana.page.getByRole('button', { name: 'Go on here' }).click();
  await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible({ timeout: PATIENCE_MS });
  await enter(ana.page);
  await expect(second.getByRole('heading', { name: 'You went on in another tab' })).toBeVisible({ timeout: PATIENCE_MS });
});

/** How many rows of this name the People list has: the same person twice would be two. */
const rows = (page: import('@playwright/test').Page, name: string): Promise<number> =>
  page
    .getByRole('list', { name: 'People' })
    .getByRole('button', { name: `Go to ${name}` })
    .count();
