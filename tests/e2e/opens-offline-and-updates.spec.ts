/**
 * Opened once, Patio opens again without its server and without a network, on any path; and a new version waits for the
 * end of a call and then for a press.
 */
import { type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { expectToSee, goToPerson, inCallWith, PATIENCE_MS } from '../support/acts.ts';
import { enter, ENTER_TIMEOUT_MS, NO_PICTURE, type People, type Person } from '../support/people.ts';
import { APP_FOLDER, type RunningPatio, startPatio } from '../support/servers.ts';
import { expectControlled } from '../support/service-worker.ts';
import { buildWith, startStaticHost, type StaticHost } from '../support/static-host.ts';
import { test } from '../support/story.ts';

test.describe.configure({ timeout: 240_000 });

const INSIDE: BrowserContextOptions = { reducedMotion: 'reduce', viewport: { width: 900, height: 640 }, permissions: ['microphone'] };

let host: StaticHost | null = null;
/** The relay of the story, started a second time. */
let again: RunningPatio | null = null;
test.afterEach(async () => {
  await host?.close();
  host = null;
  await again?.kill();
  again = null;
});

const openPage = async (people: People): Promise<{ readonly context: BrowserContext; readonly page: Page }> => {
  const context = await (await people.browser([NO_PICTURE])).newContext(INSIDE);
  return { context, page: await context.newPage() };
};

/** Everything that the app consists of is kept before the server may go. */
const expectKept = (page: Page): Promise<void> =>
  expect
    .poll(
      () =>
        page.evaluate(async () =>
          (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).length))).reduce(
            (a, b) => a + b,
            0,
          ),
        ),
      {
        timeout: PATIENCE_MS,
      },
    )
    .toBeGreaterThan(10);

/** Chromium looks once a minute whether the old worker has come to rest, if it missed that moment. */
const TAKEN_OVER_MS = 100_000;
const SECOND = '<meta name="build" content="second" />';
const heading = 'A place that opens with a link';

test('opens without its server and without a network, and goes on when they are back', async ({ patio, people }) => {
  const { context, page } = await openPage(people);
  await page.goto(patio.placeLink);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeVisible({ timeout: PATIENCE_MS });
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await expectControlled(page);
  await expectKept(page);

  await patio.kill();
  await page.goto(`${patio.origin}/`);
  await page.reload();
  await expect(page.getByRole('heading', { name: heading })).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByRole('region', { name: 'Your places' }).getByRole('link')).toHaveCount(1);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: heading })).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText('You are offline.')).toBeVisible();
  await expect(page.getByText('Places that you opened before open here, too.')).toBeVisible();

  // the place opens even now: with nobody in it
  await page.getByRole('region', { name: 'Your places' }).getByRole('link').click();
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ana', { timeout: PATIENCE_MS });
  await enter(page);
  await expect(page.getByText('Nobody can be found until a network answers.')).toBeVisible({ timeout: PATIENCE_MS });

  again = await startPatio({ port: patio.port, dataFolder: patio.dataFolder });
  await context.setOffline(false);
  await expect(page.getByText('You are offline.')).toBeHidden({ timeout: PATIENCE_MS });
  const bo = await people.open({ name: 'Bo', link: again.placeLink, alone: true, withoutPicture: true });
  const ana: Person = { name: 'Ana', page, context, errors: [], kill: async () => undefined };
  await expectToSee(ana, 'Bo');
  await expectToSee(bo, 'Ana');
});

const lookForUpdate = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });

const buildOf = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.querySelector('meta[name=build]')?.getAttribute('content') ?? null);

test('a new version waits for the end of the call, then for a press, below any path', async ({ patio, people }) => {
  const config = { networks: [{ kind: 'relay', url: patio.url }] };
  host = await startStaticHost('/sub/path/', APP_FOLDER, config);
  const link = patio.placeLink.replace(/^.*#/, `${host.url}#`);
  const { context, page } = await openPage(people);
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana', { timeout: PATIENCE_MS });
  await expectControlled(page);
  await expectKept(page);
  await enter(page);
  const ana: Person = { name: 'Ana', page, context, errors: [], kill: async () => undefined };
  const bo = await people.open({ name: 'Bo', link, alone: true, withoutPicture: true });
  await expectToSee(bo, 'Ana');
  await goToPerson(bo, 'Ana');
  await expect.poll(() => inCallWith(ana), { timeout: PATIENCE_MS }).toContain('Bo');
  expect(await buildOf(page)).toBeNull();

  host.serve(buildWith(SECOND));
  await lookForUpdate(page);
  await expect(page.getByText('A new version is ready.')).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.getByText('It waits until your call ends.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Use it now' })).toHaveCount(0);
  expect(await buildOf(page)).toBeNull();

  await bo.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Use it now' })).toBeVisible({ timeout: PATIENCE_MS });
  expect(await buildOf(page)).toBeNull();
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect
    .poll(() => buildOf(page).catch(() => null), { timeout: TAKEN_OVER_MS, message: 'the page is of the new version' })
    .toBe('second');
  // and one stands where one stood
  await expect(page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: ENTER_TIMEOUT_MS });
});

test('an update that one tab asked for does not end the call of another', async ({ patio, people }) => {
  const config = { networks: [{ kind: 'relay', url: patio.url }] };
  host = await startStaticHost('/', APP_FOLDER, config);
  const link = patio.placeLink.replace(/^.*#/, `${host.url}#`);
  const { context, page } = await openPage(people);
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana', { timeout: PATIENCE_MS });
  await expectControlled(page);
  await expectKept(page);
  await enter(page);
  const ana: Person = { name: 'Ana', page, context, errors: [], kill: async () => undefined };
  const bo = await people.open({ name: 'Bo', link, alone: true, withoutPicture: true });
  await expectToSee(bo, 'Ana');
  await goToPerson(bo, 'Ana');
  await expect.poll(() => inCallWith(ana), { timeout: PATIENCE_MS }).toContain('Bo');

  const other = await context.newPage();
  await other.goto(host.url);
  await expect(other.getByRole('heading', { name: heading })).toBeVisible({ timeout: PATIENCE_MS });
  host.serve(buildWith(SECOND));
  await lookForUpdate(other);
  await other.getByRole('button', { name: 'Use it now' }).click({ timeout: PATIENCE_MS });
  await expect.poll(() => buildOf(other).catch(() => null), { timeout: TAKEN_OVER_MS }).toBe('second');
  // the new worker rules both tabs by now; the one with a call goes on as it is
  expect(await inCallWith(ana)).toContain('Bo');
  expect(await buildOf(page)).toBeNull();

  await bo.page.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect
    .poll(() => buildOf(page).catch(() => null), { timeout: ENTER_TIMEOUT_MS, message: 'the call has ended: now it may' })
    .toBe('second');
});
