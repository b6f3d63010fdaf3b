/** Walking, sitting and following, as the others see it: in their lists, in words. */
import { expect } from '@playwright/test';
import {
  actOn,
  expectNotice,
  expectToSee,
  expectToStandStill,
  goToPlace,
  holding,
  lineAbout,
  PATIENCE_MS,
  placeRow,
  rowOf,
  standing,
} from '../support/acts.ts';
import { test } from '../support/story.ts';

test.setTimeout(300_000);

test('a key moves the avatar on the other screen, and letting go stops it there, too', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await goToPlace(bo, 'Terrace');
  await expectToSee(bo, 'Ana');
  await expect.poll(() => lineAbout(bo, 'Ana'), { timeout: PATIENCE_MS }).toMatch(/^\d+ steps away$/);
  const stepsAway = async (): Promise<number> => Number(/\d+/.exec(await lineAbout(bo, 'Ana'))?.[0]);
  const before = await stepsAway();

  const walking = expect(rowOf(bo.page, 'Ana').last()).toContainText(/Walking, \d+ steps? away/, { timeout: PATIENCE_MS });
  await holding(ana, 'ArrowUp', async () => {
    await walking;
    await expect.poll(stepsAway, { timeout: PATIENCE_MS }).toBeLessThanOrEqual(before - 3);
  });
  await expect.poll(() => lineAbout(bo, 'Ana'), { timeout: PATIENCE_MS }).toMatch(/^\d+ steps? away$/);
  await expectToStandStill(ana);
  const [mine, theirs] = [await standing(ana), await standing(bo)];
  const truth = Math.hypot((mine?.x ?? 0) - (theirs?.x ?? 0), (mine?.y ?? 0) - (theirs?.y ?? 0));
  expect(Math.abs((await stepsAway()) - truth), 'where Bo sees her is where she is').toBeLessThan(1.01);
});

test('who follows somebody comes along, until they move by themselves', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await expectToSee(bo, 'Ana');
  await expectNotice(bo, 'You follow Ana. Move to stop.', () => actOn(bo, 'Ana', 'Follow'));

  await goToPlace(ana, 'Kitchen');
  await expect(await placeRow(bo, 'Kitchen')).toHaveAttribute('aria-current', 'location', { timeout: PATIENCE_MS });

  await expectNotice(bo, 'You no longer follow Ana.', () => holding(bo, 'ArrowDown', () => Promise.resolve()));
  await expectToStandStill(bo);
  const left = await standing(bo);
  await goToPlace(ana, 'Terrace');
  await expectToStandStill(bo);
  expect(await standing(bo)).toMatchObject({ x: left?.x, y: left?.y });
});

test('a press on a beanbag sits down, the others see it, and standing up ends it', async ({ patio, people }) => {
  // this one needs the picture: beanbags are sat on by pressing them
  const ana = await people.open({ name: 'Ana', link: patio.placeLink });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await goToPlace(bo, 'Kitchen');
  await goToPlace(ana, 'Stage');
  await ana.page.getByRole('button', { name: 'Close panel' }).click();

  // the pointer turns into a hand above what can be used
  const world = ana.page.getByRole('region', { name: 'World' });
  const box = (await world.boundingBox())!;
  const canvas = ana.page.locator('canvas').first();
  const cursorAt = async (x: number, y: number): Promise<string> => {
    await ana.page.mouse.move(x, y);
    return canvas.evaluate((element) => getComputedStyle(element).cursor);
  };
  const isSitting = async (): Promise<boolean> => (await standing(ana))?.seat != null;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  search: for (const dy of [60, 30, 90, 0, 120])
    for (const dx of [0, -40, 40, -80, 80, -120, 120]) {
      if ((await cursorAt(middle.x + dx, middle.y + dy)) !== 'pointer') continue;
      await ana.page.mouse.click(middle.x + dx, middle.y + dy);
      await expectToStandStill(ana);
      if (await isSitting()) break search;
      await ana.page.keyboard.press('Escape');
    }
  expect(await isSitting()).toBe(true);
  await expect.poll(() => lineAbout(bo, 'Ana'), { timeout: PATIENCE_MS }).toMatch(/^Sitting, \d+ steps away$/);

  await ana.page.getByRole('button', { name: 'More', exact: true }).click();
  await ana.page.getByRole('menuitem', { name: /Stand up/ }).click();
  await expect.poll(() => lineAbout(bo, 'Ana'), { timeout: PATIENCE_MS }).toMatch(/^\d+ steps away$/);
  expect(ana.errors).toEqual([]);
});
