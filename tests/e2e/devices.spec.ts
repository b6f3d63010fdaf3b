/** Microphones and cameras that are refused, absent or pulled out, and a picture that arrives. */
import { expect } from '@playwright/test';
import { expectNotice, expectToSee, PATIENCE_MS, press } from '../support/acts.ts';
import { CHROMIUM_FLAGS } from '../support/chromium.ts';
import { installUnpluggableDevices, microphones, unplug } from '../support/device-double.ts';
import { enter } from '../support/people.ts';
import { test } from '../support/story.ts';

test.setTimeout(240_000);

const without = (flag: string): readonly string[] => CHROMIUM_FLAGS.filter((each) => each !== flag);

test('a blocked microphone gets the browser’s own instructions, and one enters all the same', async ({ patio, people }) => {
  const flags = [...without('--use-fake-ui-for-media-stream'), '--deny-permission-prompts'];
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, flags, withoutPicture: true, stayOutside: true });
  await ana.page.getByRole('button', { name: 'Microphone', exact: true }).click();
  const help = ana.page.getByRole('alert').filter({ hasText: 'Your browser blocks the microphone.' });
  await expect(help).toBeVisible({ timeout: PATIENCE_MS });
  await expect(help.getByRole('listitem').first()).toBeVisible();
  await expect(help).toContainText('Meanwhile you can stay and listen.');

  await enter(ana.page);
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await Promise.all([expectToSee(bo, 'Ana'), expectToSee(ana, 'Bo')]);
  await expect(ana.page.getByRole('button', { name: 'Microphone', exact: true })).toHaveAttribute('aria-pressed', 'false');
});

test('without any device one enters, listens, and reads what is missing', async ({ patio, people }) => {
  const flags = without('--use-fake-device-for-media-stream');
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, flags, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true });
  await Promise.all([expectToSee(bo, 'Ana'), expectToSee(ana, 'Bo')]);
  const button = ana.page.getByRole('button', { name: 'Microphone', exact: true });
  await expect(button).toHaveAccessibleDescription(/Does not work/, { timeout: PATIENCE_MS });
  const help = ana.page.getByRole('dialog', { name: 'There is no microphone.' });
  if (!(await help.isVisible())) await button.click();
  await expect(help).toBeVisible();
  await expect(ana.page.getByText('Plug one in and it is found at once.')).toBeVisible();
});

test('a microphone that is pulled out is replaced, the last one is missed in words', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true, initScript: installUnpluggableDevices });
  const button = ana.page.getByRole('button', { name: 'Microphone', exact: true });
  await expect(button).toHaveAttribute('aria-pressed', 'true', { timeout: PATIENCE_MS });
  const [first, second, ...others] = await microphones(ana.page);
  if (first === undefined || second === undefined) throw new Error('this Chromium has fewer than two fake microphones');
  for (const label of others) await unplug(ana.page, label);

  await expectNotice(ana, `${second} is used now.`, () => unplug(ana.page, first));
  await expect(button).toHaveAttribute('aria-pressed', 'true');

  await expectNotice(ana, new RegExp(`${second.replace(/\W/g, '.')} was unplugged`), () => unplug(ana.page, second));
  await expect(button).toHaveAttribute('aria-pressed', 'false', { timeout: PATIENCE_MS });
  await expect(ana.page.getByRole('region', { name: 'World' })).toBeVisible();
  expect(ana.errors).toEqual([]);
});

test('a camera that is turned on is seen moving at the other side, and gone when it is off', async ({ patio, people }) => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  const bo = await people.open({ name: 'Bo', link: patio.placeLink, withoutPicture: true, alone: true });
  await expectToSee(bo, 'Ana');
  await press(ana, 'Camera', 'on');

  const picture = bo.page.getByRole('figure', { name: 'Ana' }).locator('video');
  await expect(picture).toBeVisible({ timeout: PATIENCE_MS });
  const frames = (): Promise<number> =>
    picture.evaluate((video) => (video instanceof HTMLVideoElement ? video.getVideoPlaybackQuality().totalVideoFrames : 0));
  await expect.poll(frames, { timeout: PATIENCE_MS }).toBeGreaterThan(3);
  const soFar = await frames();
  await expect.poll(frames, { timeout: PATIENCE_MS, message: 'the picture goes on moving' }).toBeGreaterThan(soFar + 5);
  await expect(ana.page.getByRole('figure', { name: 'You' }).locator('video')).toBeVisible();

  await press(ana, 'Camera', 'off');
  await expect(picture).toBeHidden({ timeout: PATIENCE_MS });
});
