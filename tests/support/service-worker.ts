/** The app's service worker, as a page sees it. */
import { expect, type Page } from '@playwright/test';
import { PATIENCE_MS } from './acts.ts';

/** From then on everything that the app consists of is kept, and its server is not needed. */
export const expectControlled = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state ?? 'none'), {
      timeout: PATIENCE_MS,
      message: 'the page has a service worker, without a reload',
    })
    .toBe('activated');
