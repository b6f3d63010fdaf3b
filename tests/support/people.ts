/**
 * People for the end-to-end tests: real browsers that open a link and do what a person does, through the names that a
 * screen reader would say. One browser process for those who speak with a tone of their own, else one for all.
 */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, expect, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts';
import { installEars } from './ears.ts';
import { toneFile } from './tone.ts';

export type PersonOptions = {
  readonly name: string;
  readonly link: string;
  /** A microphone with this tone; without it the person is Chromium's beeping fake device. */
  readonly toneHz?: number;
  readonly context?: BrowserContextOptions;
  /** Stay in the lobby. */
  readonly stayOutside?: boolean;
  readonly listenOnly?: boolean;
};

export type Person = {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that the page threw; a test that does not expect any checks that it is empty. */
  readonly errors: readonly string[];
};

export type People = {
  readonly open: (options: PersonOptions) => Promise<Person>;
  /** A browser without a person, for what must be prepared by hand. */
  readonly browser: (flags?: readonly string[]) => Promise<Browser>;
  readonly close: () => Promise<void>;
};

const launch = (flags: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...flags] });

export const createPeople = (): People => {
  const browsers: Browser[] = [];
  let shared: Promise<Browser> | null = null;
  const start = async (flags: readonly string[]): Promise<Browser> => {
    const browser = await launch(flags);
    browsers.push(browser);
    return browser;
  };
  return {
    browser: (flags = []) => start(flags),
    open: async (options) => {
      const browser =
        options.toneHz === undefined
          ? await (shared ??= start([]))
          : await start([`--use-file-for-fake-audio-capture=${toneFile(options.toneHz)}`]);
      const context = await browser.newContext({
        viewport: { width: 900, height: 640 },
        permissions: ['microphone', 'camera', 'clipboard-read', 'clipboard-write'],
        ...options.context,
      });
      await context.addInitScript(installEars);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(options.link);
      await page.getByRole('textbox', { name: 'Your name' }).fill(options.name);
      if (options.stayOutside !== true) {
        await page.getByRole('button', { name: options.listenOnly === true ? 'Enter listening only' : 'Enter', exact: true }).click();
        await expect(page.getByRole('region', { name: 'World' })).toBeVisible({ timeout: 30_000 });
      }
      return { name: options.name, page, context, errors };
    },
    close: async () => {
      await Promise.all(browsers.map((browser) => browser.close()));
    },
  };
};

/** Opens the panel's tab unless it is open. */
export const showTab = async (page: Page, tab: 'People' | 'Places' | 'Chat'): Promise<void> => {
  const button = page.getByRole('tab', { name: new RegExp(`^${tab}`) });
  if (!(await button.isVisible()))
    await page
      .getByRole('button', { name: /^(People|Open panel)/ })
      .first()
      .click();
  await button.click();
};

/** The people whom this person sees, by name. */
export const seenBy = async (person: Person): Promise<readonly string[]> => {
  await showTab(person.page, 'People');
  const names = await person.page.getByRole('list', { name: 'People' }).getByRole('listitem').allInnerTexts();
  return names.map((text) => text.split('\n')[0]!.trim());
};

export const expectToSee = (person: Person, name: string): Promise<void> =>
  expect
    .poll(async () => (await seenBy(person)).some((seen) => seen.includes(name)), {
      timeout: 20_000,
      message: `${person.name} sees ${name}`,
    })
    .toBe(true);
