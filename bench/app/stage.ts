/** Real browsers with the real app: the newcomer draws; whoever only has to be there may do without a picture. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../tests/support/chromium.ts';
import { NO_PICTURE } from '../../tests/support/people.ts';
import { installWires } from '../../tests/support/wires.ts';
import { installWatch } from './in-page.ts';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
export const PATIENCE_MS = 45_000;

export const launch = (withPicture: boolean): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS, ...(withPicture ? [] : [NO_PICTURE])] });

export const newContext = async (browser: Browser): Promise<BrowserContext> => {
  const context = await browser.newContext({ viewport: { width: 900, height: 640 }, permissions: ['microphone', 'camera'] });
  await context.addInitScript(installWires);
  await context.addInitScript(installWatch);
  return context;
};

/** As a person does it: opens the link, writes a name, enters, listening only. */
export const comeIn = async (context: BrowserContext, link: string, name: string): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('textbox', { name: 'Your name' }).fill(name, { timeout: PATIENCE_MS });
  await page.getByRole('button', { name: 'Enter listening only', exact: true }).click();
  await page.getByRole('region', { name: 'World' }).waitFor({ timeout: PATIENCE_MS });
  return page;
};
