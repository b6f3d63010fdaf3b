/**
 * The order of a room: two people press the same chair in the same moment, one of them sits and the other stands beside it,
 * on both screens; and when whoever kept that order is gone, somebody else keeps it.
 */
import { expect } from '@playwright/test';
import { OFFICE } from '../../domain/world/office/office.ts';
import { createSeatTable } from '../../domain/world/objects.ts';
import { project } from '../../domain/world/projection.ts';
import { expectNotToSee, expectToSee, expectToStandStill, lineAbout, PATIENCE_MS, type Point, showTab, standing } from '../support/acts.ts';
import { ENTER_TIMEOUT_MS, type Person } from '../support/people.ts';
import { test } from '../support/story.ts';

test.setTimeout(300_000);

/** It stands alone on the terrace: nothing else to press is near it. */
const chair = [...createSeatTable(OFFICE).byId.values()].find(({ object }) => object === 'terrace-chair-2')!;
const gap = (a: Point | null, b: Point): number => (a === null ? Infinity : Math.hypot(a.x - b.x, a.y - b.y));

/** Comes back from a reload at this spot, as if the tab had been there before. */
const appearAt = async ({ page, context }: Person, spot: Point): Promise<void> => {
  await context.addInitScript(({ x, y }) => {
    const kept = sessionStorage.getItem('patio-resume');
    if (kept !== null) sessionStorage.setItem('patio-resume', JSON.stringify({ ...JSON.parse(kept), x, y, seat: null }));
  }, spot);
  await page.reload();
  await expect(page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: ENTER_TIMEOUT_MS });
};

const closePanel = async ({ page }: Person): Promise<void> => {
  await page.getByRole('button', { name: 'Close panel' }).click();
  await expect(page.getByRole('button', { name: 'Close panel' })).toBeHidden();
};

/** Points there; what can be pressed turns the pointer into a hand. */
const isOnSomething = async ({ page }: Person, at: Point): Promise<boolean> => {
  await page.mouse.move(at.x, at.y);
  return (
    (await page
      .locator('canvas')
      .first()
      .evaluate((element) => getComputedStyle(element).cursor)) === 'pointer'
  );
};

/** Where the chair is on somebody's screen: near where the map says, there where the pointer turns into a hand. */
const chairOnScreen = async (person: Person): Promise<Point> => {
  const box = (await person.page.getByRole('region', { name: 'World' }).boundingBox())!;
  const own = (await standing(person))!;
  const [from, to] = [project(own.x, own.y, 23), project(chair.at.x, chair.at.y, chair.z + 3)];
  const guess = { x: box.x + box.width / 2 + to.x - from.x, y: box.y + box.height / 2 + to.y - from.y };
  let found: Point[] = [];
  await expect
    .poll(
      async () => {
        found = [];
        for (let dy = -72; dy <= 72; dy += 8)
          for (let dx = -32; dx <= 32; dx += 8) {
            const at = { x: guess.x + dx, y: guess.y + dy };
            if (await isOnSomething(person, at)) found.push(at);
          }
        return found.length;
      },
      { timeout: PATIENCE_MS, message: `${person.name} finds the chair on the screen` },
    )
    .toBeGreaterThan(0);
  const mean = (of: (p: Point) => number): number => found.reduce((sum, p) => sum + of(p), 0) / found.length;
  return { x: mean((p) => p.x), y: mean((p) => p.y) };
};

const openConnection = async ({ page }: Person): Promise<void> => {
  await page.getByRole('region', { name: 'World' }).focus();
  await page.keyboard.press('i');
  await expect(page.getByRole('button', { name: 'Close connection' })).toBeVisible();
};

test('two press one chair at once: one sits, the other stands beside it; the order outlives who kept it', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, alone: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, alone: true });
  // about two seconds on foot, so that neither sits before the other has pressed
  await appearAt(ana, { x: 3.2, y: 10.3 });
  // not in a call, in which the list says who speaks instead of who sits
  await showTab(ana.page, 'People');
  await ana.page.getByRole('button', { name: /Change your status$/ }).click();
  await ana.page.getByRole('menuitemradio', { name: 'Do not disturb' }).click();
  await expect.poll(() => lineAbout(bo, 'Ana'), { timeout: PATIENCE_MS }).toMatch(/^Do not disturb, /);
  await appearAt(bo, { x: 3.2, y: 11.2 });
  await Promise.all([expectToSee(ana, 'Bo'), expectToSee(bo, 'Ana')]);
  const both = [ana, bo] as const;
  for (const person of both) await closePanel(person);

  let spots: readonly Point[] = [];
  await expect
    .poll(
      async () => {
        spots = [await chairOnScreen(ana), await chairOnScreen(bo)];
        // the view may still have moved while the other one looked
        return (await Promise.all(both.map((person, i) => isOnSomething(person, spots[i]!)))).every(Boolean);
      },
      { timeout: 2 * PATIENCE_MS, message: 'both point at the chair' },
    )
    .toBe(true);
  const refused = ({ page }: Person): Promise<void> =>
    expect(page.getByText('Someone already sits there.').first()).toBeVisible({ timeout: PATIENCE_MS });
  await Promise.all([Promise.any(both.map(refused)), ...both.map(({ page }, i) => page.mouse.click(spots[i]!.x, spots[i]!.y))]);

  await test.step('one sits, the other stands beside', async () => {
    const sitters = async (): Promise<number> => (await Promise.all(both.map(standing))).filter((s) => s?.seat === chair.id).length;
    await expect.poll(sitters, { timeout: PATIENCE_MS }).toBe(1);
    for (const person of both) await expectToStandStill(person);
    expect(await sitters()).toBe(1);
    const [sitter, beside] = (await standing(ana))?.seat === chair.id ? [ana, bo] : [bo, ana];
    const where = await standing(beside);
    expect(where?.seat).toBeNull();
    expect(gap(where, chair.at)).toBeGreaterThan(0.4);
    expect(gap(where, chair.at)).toBeLessThan(2.5);
    // and so it is on both screens
    await expect.poll(() => lineAbout(beside, sitter.name), { timeout: PATIENCE_MS }).toMatch(/Sitting, \d+ steps? away$/);
    await expect.poll(() => lineAbout(sitter, beside.name), { timeout: PATIENCE_MS }).toMatch(/^(?:Do not disturb, )?\d+ steps? away$/);
  });

  await test.step('who keeps the order goes, and the other keeps it', async () => {
    for (const person of both) await openConnection(person);
    const orderFor = ({ page }: Person, words: RegExp) => expect(page.getByText(words)).toBeVisible({ timeout: PATIENCE_MS });
    await Promise.all(both.map((person) => orderFor(person, /keeps? the order in this room\./)));
    const anaKeeps = await ana.page.getByText('You keep the order in this room.').isVisible();
    const [keeper, heir] = anaKeeps ? [ana, bo] : [bo, ana];
    await orderFor(keeper, /^You keep the order in this room\.$/);
    await orderFor(heir, new RegExp(`^${keeper.name} keeps the order in this room\\.$`));
    await keeper.kill();
    await orderFor(heir, /^You keep the order in this room\.$/);
    await heir.page.getByRole('button', { name: 'Close connection' }).click();
    await expectNotToSee(heir, keeper.name);
    expect(heir.errors).toEqual([]);
  });
});
