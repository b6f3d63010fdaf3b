/**
 * Takes the pictures of docs/screens with real people in a real place, in the sizes of the design's mocks: landing, lobby,
 * world by day and by night, chat, share, connection, settings, phone, offline.
 */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectToRead, expectToSee, goToPlace, goToPerson, openMore, PATIENCE_MS, press, say, showTab } from '../support/acts.ts';
import { CHROMIUM_FLAGS } from '../support/chromium.ts';
import { type PersonOptions } from '../support/people.ts';
import { test } from '../support/story.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screens');
/** A zone in which it is about one in the afternoon: the place's light follows the clock. Its name has the sign turned round. */
const offset = 13 - new Date().getUTCHours();
const timezoneId = `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
const WIDE = { timezoneId, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', colorScheme: 'light' } as const;
const PHONE = { timezoneId, viewport: { width: 390, height: 844 }, reducedMotion: 'reduce', isMobile: true, hasTouch: true } as const;
/** Nothing says when the last piece of a picture is baked: two looks that are alike do. */
const take = async (page: Page, name: string): Promise<void> => {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = (await page.screenshot({ animations: 'disabled' })).toString('base64');
        const isSame = now === before;
        before = now;
        return isSame;
      },
      { timeout: 12_000, intervals: [1500], message: `${name} has settled` },
    )
    .toBe(true)
    // a clock, a level meter or a fake camera never settles: what stands is good enough
    .catch(() => undefined);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
};

test('before one is inside', async ({ patio, people }) => {
  const browser = await people.browser();
  const page = await (await browser.newContext({ ...WIDE, permissions: ['microphone', 'camera'] })).newPage();
  await page.goto(patio.origin);
  await expect(page.getByRole('button', { name: 'Open a new place' })).toBeVisible();
  await take(page, 'landing');
  const inside = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await page.goto(patio.placeLink);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await page.getByRole('button', { name: 'Microphone', exact: true }).click();
  await expect(page.getByText(inside.name, { exact: true })).toBeVisible({ timeout: PATIENCE_MS });
  await take(page, 'lobby');
  await page.goto(`${patio.origin}/#/p/broken`);
  await take(page, 'bad-link');

  const flags = [...CHROMIUM_FLAGS.filter((flag) => flag !== '--use-fake-ui-for-media-stream'), '--deny-permission-prompts'];
  const refused = await people.open({ name: 'Ana', link: patio.placeLink, flags, context: WIDE, stayOutside: true });
  await refused.page.getByRole('button', { name: 'Microphone', exact: true }).click();
  await expect(refused.page.getByText('Your browser blocks the microphone.')).toBeVisible();
  await take(refused.page, 'lobby-blocked');
});

test('inside', async ({ patio, people }) => {
  const link = patio.placeLink;
  const open = (name: string, more: Partial<PersonOptions> = {}) => people.open({ name, link, withoutPicture: true, ...more });
  const ana = await open('Ana', { withoutPicture: false, context: WIDE });
  const { page } = ana;
  await take(page, 'alone');
  const bo = await open('Bo');
  const cleo = await open('Cleo');
  const davi = await open('Davi');
  for (const each of [bo, cleo, davi]) await expectToSee(ana, each.name);
  await goToPlace(davi, 'Kitchen');
  await goToPerson(bo, 'Ana');
  await goToPerson(cleo, 'Ana');
  await press(ana, 'Camera', 'on');
  await press(bo, 'Camera', 'on');
  await showTab(page, 'People');
  await take(page, 'world');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await take(page, 'world-dark');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

  await say(bo, 'The kettle is on. Who wants tea?');
  await say(cleo, 'Me, please. I come over in a minute.');
  await say(ana, 'Two cups, then.');
  await expectToRead(ana, 'Me, please.');
  await take(page, 'chat');
  await openMore(ana, 'Connection');
  await take(page, 'connection');
  await page.getByRole('button', { name: 'Close connection' }).click();
  await openMore(ana, 'Settings');
  await take(page, 'settings');
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  const phone = await open('Eva', { withoutPicture: false, context: PHONE });
  await expectToSee(phone, 'Bo');
  await take(phone.page, 'phone-people');
  await phone.page.getByRole('tab', { name: /^People/ }).click();
  await take(phone.page, 'phone-world');

  await patio.kill();
  await ana.context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await take(page, 'offline');
  await ana.context.setOffline(false);
});
