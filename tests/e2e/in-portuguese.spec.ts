/**
 * In a Brazilian browser everything is Portuguese. Found out by the words themselves: what a screen says in English and
 * what it says in Portuguese have nothing in common but names, brands and words that both languages share.
 */
import { expect, type Page } from '@playwright/test';
import { PATIENCE_MS } from '../support/acts.ts';
import { ENTER_TIMEOUT_MS, NO_PICTURE } from '../support/people.ts';
import { wordsOn } from '../support/screen.ts';
import { type Story, test } from '../support/story.ts';

test.describe.configure({ timeout: 240_000 });

/** The same in both languages, and rightly so. */
const SHARED: readonly string[] = ['Patio', 'Ana', 'Chat', 'P2P_DIRECT', 'M', 'V', 'H', 'ms'];
/** Devices are called as the system calls them, addresses are addresses, and a new place is called after its key. */
const SHARED_FORMS: readonly RegExp[] = [/^Fake /, /127\.0\.0\.1/, /^Patio [\w-]{4}$/];

type Words = { readonly [screen: string]: readonly string[] };

/** Waits until the screen says the same twice, so that nothing is still on its way. */
const settledWords = async (page: Page): Promise<readonly string[]> => {
  let before: readonly string[] = [];
  await expect
    .poll(
      async () => {
        const now = await wordsOn(page);
        const same = now.length === before.length && now.every((word, index) => word === before[index]);
        before = now;
        return same;
      },
      { timeout: PATIENCE_MS, intervals: [700], message: 'the screen has settled' },
    )
    .toBe(true);
  return before;
};

/** One visit, without asking for anything by a name that one language alone knows. */
const visit = async (
  { patio, people }: Pick<Story, 'patio' | 'people'>,
  locale: string,
): Promise<{ readonly lang: string | null; readonly words: Words }> => {
  const browser = await people.browser([NO_PICTURE]);
  const context = await browser.newContext({
    locale,
    reducedMotion: 'reduce',
    permissions: ['microphone'],
    viewport: { width: 1200, height: 720 },
  });
  const page = await context.newPage();
  const words: { [screen: string]: readonly string[] } = {};
  await page.goto(patio.origin);
  await expect(page.locator('patio-landing h1')).toBeVisible({ timeout: PATIENCE_MS });
  words['landing'] = await settledWords(page);
  const lang = await page.locator('html').getAttribute('lang');
  await page.locator('patio-landing button.new').click();
  await page.locator('patio-lobby #name').fill('Ana', { timeout: PATIENCE_MS });
  words['lobby'] = await settledWords(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('patio-world .scene')).toBeVisible({ timeout: ENTER_TIMEOUT_MS });
  words['world'] = await settledWords(page);
  for (const [key, panel] of [
    ['p', 'patio-people'],
    ['l', 'patio-places'],
    ['c', 'patio-chat'],
  ] as const) {
    await page.locator('patio-world .scene').focus();
    await page.keyboard.press(key);
    await expect(page.locator(panel)).toBeVisible();
    words[panel] = await settledWords(page);
  }
  await context.close();
  return { lang, words };
};

test('a Portuguese visit shares no sentence with an English one', async ({ patio, people }) => {
  const english = await visit({ patio, people }, 'en-US');
  const portuguese = await visit({ patio, people }, 'pt-BR');
  expect(english.lang).toBe('en');
  expect(portuguese.lang).toBe('pt-BR');
  expect(english.words['landing']).toContain('Open a new place');
  expect(portuguese.words['landing']).toContain('Um lugar que abre com um link');
  for (const screen of Object.keys(english.words)) {
    const [en, pt] = [english.words[screen] ?? [], portuguese.words[screen] ?? []];
    expect.soft(pt.length, `${screen} says about as much in Portuguese as in English`).toBeGreaterThan(en.length * 0.8);
    const left = pt.filter((word) => en.includes(word) && !SHARED.includes(word) && !SHARED_FORMS.some((form) => form.test(word)));
    expect.soft(left, `English that is left on ${screen}`).toEqual([]);
  }
});
