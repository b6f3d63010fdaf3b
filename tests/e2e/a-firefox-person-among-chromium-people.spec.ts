/** Two engines in one place: they see each other, walk, write, and the sound of one comes out at the other. */
import { expect, test } from '@playwright/test';
import { expectToRead, expectToSee, goToPerson, inCallWith, lineAbout, PATIENCE_MS, say } from '../support/acts.ts';
import { HEARD_DB, hear } from '../support/ears.ts';
import { expectFirefoxToRead, FIREFOX_TONE_HZ, type FirefoxPerson, openFirefox, pressInWorld, readAll } from '../support/firefox.ts';
import { createPeople, type People } from '../support/people.ts';
import { type RunningPatio, startPatio } from '../support/servers.ts';

test.describe.configure({ timeout: 300_000 });

/** Firefox takes a while to start where two cores are shared. */
const SLOW_MS = 2 * PATIENCE_MS;

let patio: RunningPatio;
let people: People;
let fox: FirefoxPerson | null = null;
test.beforeEach(async () => {
  patio = await startPatio();
  people = createPeople();
});
test.afterEach(async () => {
  await fox?.close();
  fox = null;
  await people.close();
  await patio.kill();
});

test('a person in Firefox meets a person in Chromium', async () => {
  const ana = await people.open({ name: 'Ana', link: patio.placeLink, withoutPicture: true });
  fox = await openFirefox('Renata', patio.placeLink);
  const renata = fox;

  await expectToSee(ana, 'Renata');
  await pressInWorld(renata, 'p');
  await expect
    .poll(() => readAll(renata, '[aria-label^="Wave to "]', 'aria-label'), { timeout: SLOW_MS, message: 'Renata sees Ana' })
    .toContain('Wave to Ana');

  // what Renata walks, Ana's list counts in steps
  const before = await lineAbout(ana, 'Renata');
  await (await renata.page.$('patio-app >>> .scene'))?.focus();
  await renata.page.keyboard.down('ArrowLeft');
  await expect.poll(() => lineAbout(ana, 'Renata'), { timeout: SLOW_MS, message: 'Ana sees how Renata walks away' }).not.toBe(before);
  await renata.page.keyboard.up('ArrowLeft');

  // words to those nearby need somebody nearby: how far Renata got is the machine's business
  await goToPerson(ana, 'Renata');
  await expect.poll(() => inCallWith(ana), { timeout: SLOW_MS, message: 'they stand together' }).toContain('Renata');

  await say(ana, 'Good morning, Firefox');
  await pressInWorld(renata, 'c');
  await expectFirefoxToRead(renata, '[role=log]', 'Good morning, Firefox', SLOW_MS);
  await (await renata.page.waitForSelector('patio-app >>> patio-composer >>> textarea'))?.focus();
  await renata.page.keyboard.type('Good morning, Chromium');
  await renata.page.keyboard.press('Enter');
  await expectToRead(ana, 'Good morning, Chromium');

  await expect
    .poll(async () => (await hear(ana.page, [FIREFOX_TONE_HZ]))[0] ?? -Infinity, { timeout: SLOW_MS, message: 'Ana hears Renata' })
    .toBeGreaterThan(HEARD_DB);
  // a tone that nobody plays is no sound: the ear is not fooled by noise
  expect((await hear(ana.page, [2290]))[0]).toBeLessThan(HEARD_DB);

  // muted means silent, in both engines
  await pressInWorld(renata, 'm');
  await expect
    .poll(async () => (await hear(ana.page, [FIREFOX_TONE_HZ]))[0] ?? -Infinity, {
      timeout: SLOW_MS,
      message: 'Ana no longer hears Renata',
    })
    .toBeLessThan(HEARD_DB);
  expect([...ana.errors, ...renata.errors]).toEqual([]);
});
