/** The whole way through Patio without a pointer; after every step the focus is on something that can be seen. */
import { expect } from '@playwright/test';
import { expectToRead, expectToSee, inCallWith, PATIENCE_MS, standing } from '../support/acts.ts';
import { expectFocusOn, expectFocusSomewhere, tabTo } from '../support/focus.ts';
import { ENTER_TIMEOUT_MS, NO_PICTURE, type Person } from '../support/people.ts';
import { test } from '../support/story.ts';

test.describe.configure({ timeout: 300_000 });

test('from the first screen to the last with keys alone', async ({ patio, people }) => {
  const browser = await people.browser([NO_PICTURE]);
  const context = await browser.newContext({
    viewport: { width: 1200, height: 720 },
    reducedMotion: 'reduce',
    permissions: ['microphone', 'camera'],
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const ana: Person = { name: 'Ana', page, context, errors, kill: async () => undefined };
  const { keyboard } = page;
  const world = page.getByRole('region', { name: 'World' });

  await page.goto(patio.origin);
  await expect(page.getByRole('button', { name: 'Open a new place' })).toBeVisible({ timeout: PATIENCE_MS });
  await tabTo(page, /^Open a new place$/);
  await keyboard.press('Enter');
  await expectFocusOn(page, /^Your name/, 'opening a place');
  await keyboard.type('Ana');
  await keyboard.press('Enter');
  await expect(world).toBeVisible({ timeout: ENTER_TIMEOUT_MS });
  await expectFocusOn(page, /^World$/, 'entering');

  // walking: the page notes once a second where one stands
  await expect.poll(() => standing(ana), { timeout: PATIENCE_MS }).not.toBeNull();
  const before = await standing(ana);
  await keyboard.down('ArrowRight');
  await expect
    .poll(
      async () => {
        const now = await standing(ana);
        return now === null || before === null ? 0 : Math.hypot(now.x - before.x, now.y - before.y);
      },
      { timeout: PATIENCE_MS, message: 'Ana walks while the arrow key is down' },
    )
    .toBeGreaterThan(0.5);
  await keyboard.up('ArrowRight');
  await expectFocusOn(page, /^World$/, 'walking');

  const bo = await people.open({ name: 'Bo', link: page.url() });
  await expectToSee(bo, 'Ana');

  // People: to the person, by the rows
  await keyboard.press('p');
  await expect(page.getByRole('list', { name: 'People' })).toContainText('Bo', { timeout: PATIENCE_MS });
  await expectFocusSomewhere(page, 'P');
  await tabTo(page, /^Ana, you/);
  await keyboard.press('ArrowDown');
  await tabTo(page, /^Wave to Bo$/);
  await keyboard.press('Enter');
  await expect(bo.page.getByText('Ana waves to you.')).toBeVisible({ timeout: PATIENCE_MS });
  await expectFocusOn(page, /^Wave to Bo$/, 'waving');
  await tabTo(page, /^Go to Bo$/);
  await keyboard.press('Enter');
  await expect.poll(() => inCallWith(ana), { timeout: PATIENCE_MS, message: 'Ana stands with Bo' }).toContain('Bo');
  await expectFocusSomewhere(page, 'going to Bo');
  await keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'People' })).toBeHidden();
  await expectFocusSomewhere(page, 'closing People');

  // chat
  await keyboard.press('c');
  await expectFocusOn(page, /^Message$/, 'C');
  await keyboard.type('Written without a mouse');
  await keyboard.press('Enter');
  await expectToRead(bo, 'Written without a mouse');
  await expectFocusOn(page, /^Message$/, 'sending');
  await keyboard.press('Escape');
  await expect(page.getByRole('log', { name: 'Chat' })).toBeHidden();
  await expectFocusSomewhere(page, 'closing the chat');

  // the microphone, by its letter and by its button
  const microphone = page.getByRole('button', { name: 'Microphone', exact: true });
  await expect(microphone).toHaveAttribute('aria-pressed', 'true', { timeout: PATIENCE_MS });
  await keyboard.press('m');
  await expect(microphone).toHaveAttribute('aria-pressed', 'false', { timeout: PATIENCE_MS });
  await tabTo(page, /^Microphone$/);
  await keyboard.press('Enter');
  await expect(microphone).toHaveAttribute('aria-pressed', 'true', { timeout: PATIENCE_MS });
  await expectFocusOn(page, /^Microphone$/, 'unmuting');

  // what opens above closes with Escape and gives the focus back
  await tabTo(page, /^More$/);
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Connection' })).toBeVisible();
  await expectFocusSomewhere(page, 'opening More');
  await keyboard.press('Escape');
  await expect(page.getByRole('menuitem', { name: 'Connection' })).toBeHidden();
  await expectFocusOn(page, /^More$/, 'closing More');
  await keyboard.press('Control+,');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectFocusSomewhere(page, 'opening the settings');
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
  await expectFocusOn(page, /^More$/, 'closing the settings');
  await keyboard.press('i');
  await expect(page.getByRole('region', { name: 'Connection' })).toBeVisible();
  await expectFocusOn(page, /^Close connection$/, 'I');
  await keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Connection' })).toBeHidden();
  await expectFocusSomewhere(page, 'closing the connection panel');
  await keyboard.press('g');
  await expect(page.locator('patio-grid')).toBeVisible();
  await expectFocusSomewhere(page, 'G');
  await keyboard.press('Escape');
  await expect(page.locator('patio-grid')).toBeHidden();
  await expectFocusSomewhere(page, 'closing the grid');

  await tabTo(page, /^Leave$/);
  await keyboard.press('Enter');
  await expectFocusOn(page, /^You left/, 'leaving');
  await tabTo(page, /^Come back$/);
  await keyboard.press('Enter');
  await expectFocusSomewhere(page, 'coming back to the lobby');
  await tabTo(page, /^Enter$/);
  expect([...errors, ...bo.errors]).toEqual([]);
});
