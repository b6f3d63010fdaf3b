/** On a small phone held upright, with a finger: nothing scrolls sideways, everything is large enough, panels are sheets. */
import { expect, type Page } from '@playwright/test';
import { PATIENCE_MS, showTab, standing } from '../support/acts.ts';
import { ENTER_TIMEOUT_MS, type Person } from '../support/people.ts';
import { buttonsIn, sidewaysScroll } from '../support/screen.ts';
import { test } from '../support/story.ts';

test.describe.configure({ timeout: 240_000 });

const WIDTH = 360;
const HEIGHT = 640;
const FINGER_PX = 44;
const PHONE = { viewport: { width: WIDTH, height: HEIGHT }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };

const expectNoSidewaysScroll = (page: Page, screen: string): Promise<void> =>
  expect.poll(() => sidewaysScroll(page, WIDTH), { message: `${screen} is no wider than the phone` }).toBeLessThanOrEqual(0);

const expectFingerSize = async (page: Page, selector: string): Promise<void> => {
  await expect
    .poll(
      async () => {
        const buttons = await buttonsIn(page, selector);
        if (buttons.length === 0) return ['no buttons at all'];
        // half a pixel is rounding
        return buttons
          .filter(({ width, height, left, right }) => Math.min(width, height) < FINGER_PX - 0.5 || left < 0 || right > WIDTH)
          .map(({ name, width, height, left }) => `${name}: ${width.toFixed(0)} × ${height.toFixed(0)} at ${left.toFixed(0)}`);
      },
      { message: `buttons of ${selector} are large enough for a finger and on the screen` },
    )
    .toEqual([]);
};

/** As wide as the phone, and down to its end; panels end where the row of call buttons begins, so that one can mute. */
const expectSheet = async (page: Page, selector: string, standsOn: 'call row' | 'the edge'): Promise<void> => {
  const callRow = standsOn === 'the edge' ? null : await page.locator('patio-call-bar nav').boundingBox();
  const ground = callRow === null ? HEIGHT : callRow.y;
  await expect
    .poll(
      async () => {
        const box = await page.locator(selector).boundingBox();
        if (box === null) return null;
        const gap = Math.round(ground - box.y - box.height);
        // a line's width may lie between them
        return { left: Math.round(box.x), width: Math.round(box.width), gap: Math.abs(gap) <= 1 ? 0 : gap, isTall: box.height > 200 };
      },
      { message: `${selector} is a sheet along the bottom` },
    )
    .toEqual({ left: 0, width: WIDTH, gap: 0, isTall: true });
};

test('before one is inside', async ({ patio, people }) => {
  const browser = await people.browser();
  const context = await browser.newContext({ ...PHONE, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(patio.origin);
  await expect(page.getByRole('button', { name: 'Open a new place' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNoSidewaysScroll(page, 'the landing screen');
  await expectFingerSize(page, 'patio-landing');

  await page.goto(`${patio.origin}/#/p/broken`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('link', { timeout: PATIENCE_MS });
  await expectNoSidewaysScroll(page, 'a bad link');
  await expectFingerSize(page, 'patio-bad-link');

  await page.goto(patio.placeLink);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNoSidewaysScroll(page, 'the lobby');
  await expectFingerSize(page, 'patio-lobby');

  await page.goto(patio.origin);
  await expect(page.getByRole('region', { name: 'Your places' })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNoSidewaysScroll(page, 'the landing screen with places');
  await expectFingerSize(page, 'patio-landing');
});

test('inside', async ({ patio, people }) => {
  const ana: Person = await people.open({ name: 'Ana', link: patio.placeLink, context: PHONE });
  const { page } = ana;
  await expectNoSidewaysScroll(page, 'the world');
  await expectFingerSize(page, 'patio-call-bar');
  await expectFingerSize(page, 'patio-panel [role=tablist]');

  // a finger on the floor is a destination
  await expect.poll(() => standing(ana), { timeout: PATIENCE_MS }).not.toBeNull();
  const before = await standing(ana);
  let taps = 0;
  await expect
    .poll(
      async () => {
        // not every spot of a floor is free: each look taps another one, beside where Ana stands, below the card with the link
        await page.touchscreen.tap(100 + 50 * (taps % 4), 300 + 12 * (taps++ % 4));
        const now = await standing(ana);
        return now === null || before === null ? 0 : Math.hypot(now.x - before.x, now.y - before.y);
      },
      { timeout: ENTER_TIMEOUT_MS, intervals: [2500], message: 'a tap walks' },
    )
    .toBeGreaterThan(0.5);

  for (const tab of ['People', 'Places', 'Chat'] as const) {
    await showTab(page, tab);
    await expectSheet(page, 'patio-panel', 'call row');
    await expectNoSidewaysScroll(page, tab);
    await expectFingerSize(page, 'patio-panel [role=tablist]');
  }
  await expectFingerSize(page, 'patio-composer');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeVisible();
  await expectNoSidewaysScroll(page, 'the menu');
  await page.getByRole('menuitem', { name: 'Connection' }).click();
  await expectSheet(page, 'patio-connection', 'call row');
  await expectNoSidewaysScroll(page, 'the connection panel');
  await page.getByRole('button', { name: 'Close connection' }).click();

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expectSheet(page, 'patio-settings dialog', 'the edge');
  await expectNoSidewaysScroll(page, 'the settings');
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^You left/ })).toBeVisible({ timeout: PATIENCE_MS });
  await expectNoSidewaysScroll(page, 'after leaving');
  await expectFingerSize(page, 'patio-left');
  expect(ana.errors).toEqual([]);
});
