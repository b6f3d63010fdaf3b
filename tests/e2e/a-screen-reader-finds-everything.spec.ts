/** Every screen, every panel and the dialogs, in light and in dark: axe finds nothing, inside the components either. */
import { expect, test } from '@playwright/test';
import { openMore, expectToSee, goToPerson, inCallWith, PATIENCE_MS, rowOf, showTab } from '../support/acts.ts';
import { expectNothingForAxe } from '../support/axe.ts';
import { CHROMIUM_FLAGS } from '../support/chromium.ts';
import { createPeople, enter, NO_PICTURE, type People } from '../support/people.ts';
import { type RunningPatio, startPatio } from '../support/servers.ts';

test.describe.configure({ timeout: 360_000 });

let patio: RunningPatio;
let people: People;
test.beforeAll(async () => {
  patio = await startPatio();
});
test.afterAll(() => patio.kill());
test.beforeEach(() => {
  people = createPeople();
});
test.afterEach(() => people.close());

/** Without the flag that answers every question with yes, nobody answers, and a question without an answer is a no. */
const REFUSING = CHROMIUM_FLAGS.filter((flag) => flag !== '--use-fake-ui-for-media-stream');

test('before anybody is inside: landing, a link that is none, and the way through the lobby', async () => {
  const browser = await people.browser([NO_PICTURE]);
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 900, height: 640 } });
  const page = await context.newPage();
  await page.goto(patio.origin);
  await expect(page.getByRole('button', { name: 'Open a new place' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'landing');

  await page.getByRole('textbox', { name: 'Link to a place' }).fill('https://example.org/not-a-place');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This is not a link to a place' })).toBeVisible();
  await expectNothingForAxe(page, 'a foreign link');

  await page.goto(patio.placeLink.slice(0, -6));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This link is incomplete' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'a cut link');

  await page.getByRole('textbox', { name: 'The whole link' }).fill(patio.placeLink);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Enter', exact: true }).click({ timeout: PATIENCE_MS });
  await expect(page.getByText('Write a name first')).toBeVisible();
  await expectNothingForAxe(page, 'lobby without a name');
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('button', { name: 'Microphone', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Microphone', exact: true })).toHaveAttribute('aria-pressed', 'true', {
    timeout: PATIENCE_MS,
  });
  await page.getByText(/^Introduced by/).click();
  await expectNothingForAxe(page, 'lobby');

  await page.goto(patio.origin);
  await expect(page.getByRole('region', { name: 'Your places' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'landing with a place that was opened before');
});

test('a lobby whose microphone is blocked', async () => {
  const { page } = await people.open({ name: 'Ana', link: patio.placeLink, stayOutside: true, flags: REFUSING });
  await page.getByRole('button', { name: 'Microphone', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Try again' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'lobby with a blocked microphone');
});

test('a world with nobody else in it', async () => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const { page } = ana;
  await expectNothingForAxe(page, 'world alone');
  for (const tab of ['People', 'Places', 'Chat'] as const) {
    await showTab(page, tab);
    await expectNothingForAxe(page, `world alone, ${tab}`);
  }
  await openMore(ana, 'Connection');
  await expect(page.getByRole('region', { name: 'Connection' })).toBeVisible();
  await expectNothingForAxe(page, 'connection alone');
  await page.keyboard.press('Escape');

  await showTab(page, 'People');
  await page.getByRole('button', { name: 'Invite with the link' }).click();
  await expect(page.getByRole('dialog', { name: /^Invite/ })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'invite');
  await page.keyboard.press('Escape');

  await openMore(ana, 'Settings');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await expect(settings).toBeVisible({ timeout: PATIENCE_MS });
  // the component's own test looks at every section; here it is the dialog above a page
  for (const section of ['You', 'Networks']) {
    await page.getByRole('button', { name: section, exact: true }).click();
    await expectNothingForAxe(page, `settings, ${section}`);
  }
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();

  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^You left/ })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'left');
  expect(ana.errors).toEqual([]);
});

test('a world with somebody in it, and the tab that somebody went on from', async () => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await expectToSee(ana, 'Bo');
  await expectToSee(bo, 'Ana');
  await goToPerson(ana, 'Bo');
  await expect.poll(() => inCallWith(ana), { timeout: PATIENCE_MS }).not.toMatch(/^Nobody/);
  await showTab(bo.page, 'Chat');
  await bo.page.getByRole('textbox', { name: 'Message' }).fill('Hello https://example.org');
  await bo.page.keyboard.press('Enter');

  const { page } = ana;
  await showTab(page, 'Chat');
  await expect(page.getByRole('log', { name: 'Chat' })).toContainText('Hello', { timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'world with somebody, Chat');
  await showTab(page, 'Places');
  await expectNothingForAxe(page, 'world with somebody, Places');
  await showTab(page, 'People');
  await expectNothingForAxe(page, 'world with somebody, People');
  await rowOf(page, 'Bo').getByRole('button', { name: /^Bo\b/ }).first().click();
  await expectNothingForAxe(page, 'world with somebody, what can be done about them');

  await openMore(ana, 'Connection');
  await expect(page.getByRole('region', { name: 'Connection' })).toContainText('Bo', { timeout: PATIENCE_MS });
  await expectNothingForAxe(page, 'connection');
  await page.keyboard.press('Escape');
  await openMore(ana, 'Everyone in a grid');
  await expect(page.locator('patio-grid')).toBeVisible();
  await expectNothingForAxe(page, 'grid');
  await openMore(ana, 'Back to the world');
  await page.getByRole('button', { name: 'Reactions', exact: true }).click();
  await expectNothingForAxe(page, 'reactions');

  const second = await ana.context.newPage();
  await second.goto(patio.placeLink);
  await enter(second);
  await expect(page.getByRole('heading', { name: 'You went on in another tab' })).toBeVisible({ timeout: PATIENCE_MS });
  // colours that are on their way do not arrive in a tab that is not drawn
  await page.bringToFront();
  await expectNothingForAxe(page, 'failed');
  expect([...ana.errors, ...bo.errors]).toEqual([]);
});
